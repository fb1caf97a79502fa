/*
 * Words behind a receipt, or on a member's own page: sealed on the phone while they are written and sent, by
 * parts, from the open page only. They know the report by a mark of the office's; the receipt is never kept.
 */
(function () {
  "use strict";

  const forms = document.querySelectorAll("form[data-reply]");

  async function begin(form) {
    const { access, kind } = form.elements;
    const mark = { to: new URL(form.action).pathname, reply: access.value, kind: kind.value, member: form.hasAttribute("data-member") };
    const kept = new self.xiezhi.KeptForm(form, mark, { arrived: (item, address) => location.assign(address) });
    await kept.begin();
    form.dataset.reply = "live";
  }

  /** Leaving forgets what was written behind this receipt before the page goes. */
  function forgetAtLeaving() {
    document.querySelectorAll("form[data-leave]").forEach((form) => form.addEventListener("submit", async (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      const marks = Array.from(forms, ({ elements }) => elements.access.value);
      const items = (await self.xiezhi.outbox.list()).filter(({ body }) => marks.includes(body.reply));
      for (const { id } of items) await self.xiezhi.outbox.remove(id);
      form.submit();
    }));
  }

  async function start() {
    if (!self.xiezhi.mayWork || !(await self.xiezhi.ready)) return;
    for (const form of forms) await begin(form);
    forgetAtLeaving();
  }

  document.addEventListener("DOMContentLoaded", start);
})();
