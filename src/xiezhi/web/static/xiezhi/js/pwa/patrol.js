/*
 * 巡查: the own reports that can answer it, those that wait on this phone among them: they are known by their
 * submission keys and go first (sender.js). self.xiezhi.offerReports(form, item).
 */
(function () {
  "use strict";

  const TITLE = 30;
  const UNSENT = ["waiting", "sending", "refused"];

  /** What goes out in the member's name; a secret report names nobody, so it can answer nothing. */
  function mayAnswer({ state, body }) {
    const isSecret = (body.fields || []).some(([name, value]) => name === "keep_secret" && value);
    return UNSENT.includes(state) && !body.to && body.member && !isSecret;
  }

  function choice(list, name, value, words, at) {
    const made = list.querySelector("template").content.firstElementChild.cloneNode(true);
    const input = made.querySelector("input");
    Object.assign(input, { name, value });
    made.querySelector("[data-words]").textContent = words;
    made.querySelector("[data-at]").textContent = at.slice(5).replace("T", " ");
    return made;
  }

  const wordsOf = ({ fields, files }, words) => {
    const said = Array.from((fields.find(([name]) => name === "words") || ["", ""])[1].trim());
    if (!said.length) return words.replace("{n}", files.length);
    return said.length > TITLE ? `${said.slice(0, TITLE).join("")}…` : said.join("");
  };

  /** Shows what can be chosen now; what is ticked stays ticked. */
  async function show(form, list, sent) {
    const { outbox, clock } = self.xiezhi;
    const here = (await outbox.list()).filter(mayAnswer).reverse();
    const known = here.map(({ body }) => body.key).join();
    if (list.dataset.known === known) return;
    list.dataset.known = known;
    const ticked = Array.from(list.querySelectorAll("input:checked"), ({ value }) => value);
    const rows = here.map(({ madeAt, body }) => choice(list, "report_keys", body.key, wordsOf(body, list.dataset.files), clock.stamp(madeAt)));
    list.querySelectorAll("[data-of-phone]").forEach((row) => row.remove());
    list.append(...rows, ...sent.map(({ id, at }) => choice(list, "reports", id, list.dataset.sent, at)));
    const inputs = list.querySelectorAll("input");
    inputs.forEach((input) => { input.checked = ticked.includes(input.value); });
    form.querySelector("[data-no-reports]").hidden = inputs.length > 0;
    list.hidden = !inputs.length;
    form.dispatchEvent(new Event("change")); // whether they are asked for: reveal.js
  }

  self.xiezhi.offerReports = async (form, item) => {
    const list = form.querySelector("[data-reports]");
    const sent = form.hasAttribute("data-shell") && item ? item.body.reports : [];
    let last = show(form, list, sent);
    self.addEventListener("xiezhi:outbox", ({ detail }) => {
      if (detail.type === "changed") last = last.then(() => show(form, list, sent));
    });
    await last;
  };
})();
