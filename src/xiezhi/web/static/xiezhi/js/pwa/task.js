/*
 * One 待办 and the outbox: the form of 协助核实, 巡查 or 培训 on the office's page or in the phone's own frame
 * (kept-form.js), and what becomes of an answer that came too late: no word of it is lost.
 */
(function () {
  "use strict";

  const TASK = "xiezhi-task-id";
  const PAGE = /^\/mine\/(task|patrol|training)s\/([0-9a-f-]{36})\/$/;
  const one = (selector) => document.querySelector(selector);
  const form = one("form[data-task]");
  const isFrame = Boolean(form && form.hasAttribute("data-shell"));

  function wanted() {
    const found = PAGE.exec(location.pathname);
    if (found) return found[2];
    try {
      return sessionStorage.getItem(TASK);
    } catch (refused) {
      return null;
    }
  }

  async function fillDue(place, item) {
    const isOverdue = self.xiezhi.along.isOverdue(item, await self.xiezhi.clock.now());
    place.textContent = `${place.dataset[isOverdue ? "past" : "due"]} ${item.body.dueOn.slice(5)}`;
    place.classList.add(isOverdue ? "is-red" : "is-amber");
  }

  /** Puts the words of the task into the frame: data-fill names what, data-filled goes where it is empty. */
  async function fill(item) {
    document.querySelectorAll("[data-fill]").forEach((part) => {
      const words = item.body[part.dataset.fill] || "";
      part.textContent = words;
      (part.closest("[data-filled]") || part).hidden = !words;
      if (part.localName === "dd") part.previousElementSibling.hidden = !words;
    });
    const due = one("[data-task-due]");
    const guide = await self.xiezhi.along.guideUrl(item);
    if (due) await fillDue(due, item);
    if (!guide) return;
    one("[data-overlay-guide]").src = guide;
    one("[data-overlay]").hidden = false;
  }

  // A reason nobody is asked for stands in the form still, disabled.
  const words = () => form.elements.words.value;

  /** Changes the answer while nobody sends, then lets it go its new way. */
  async function turn(kept, changes, state) {
    const { sender, outbox, clock } = self.xiezhi;
    await kept.keeper.save();
    await sender.apart(async () => {
      const item = await outbox.load(kept.keeper.item.id);
      Object.assign(item.body, { refusal: null, key: outbox.uuid(), ...changes(item) });
      kept.keeper.item = await outbox.save(outbox.turn(item, state, await clock.now()));
    });
  }

  /** 补充说明: behind the answer that was there first. */
  async function add(kept) {
    const offAt = await self.xiezhi.clock.now();
    await turn(kept, ({ body }) => ({ to: body.to.replace(/(add\/)?$/, "add/"), fields: [["words", words()]], offAt }), "waiting");
    kept.following = kept.keeper.item.id;
    self.xiezhi.askBrowser();
    await self.xiezhi.sender.run();
    const item = await self.xiezhi.outbox.load(kept.following);
    if (!item) kept.gone(null);
    else if (item.state === "refused") tooLate(kept, item.body.refusal);
    else kept.stored();
  }

  /** Another report: the words and pictures go into the report's form. */
  async function report(kept) {
    await turn(kept, () => ({ to: "", task: "", duty: "", fields: [["words", words()]] }), "draft");
    self.xiezhi.Keeper.remember(kept.keeper.item.id);
    location.assign("/");
  }

  async function drop(kept, button) {
    if (!button.dataset.sure) {
      button.dataset.sure = "1";
      button.textContent = button.dataset.words;
      return;
    }
    await kept.keeper.write(() => { kept.keeper.item.state = "gone"; }); // leaving puts nothing away again
    await self.xiezhi.sender.apart(() => self.xiezhi.outbox.remove(kept.keeper.item.id));
    location.assign("/mine/");
  }

  /** Shows what can be done with an answer nobody waits for any more; true when it is one. */
  function tooLate(kept, { code, mayAdd, errors, summary }) {
    if (!self.xiezhi.sender.isLate({ code })) return false;
    const panel = one("[data-too-late]");
    const other = panel.querySelector("[data-other]");
    panel.querySelectorAll("[data-why]").forEach((part) => { part.hidden = part.dataset.why !== code; });
    other.textContent = kept.keeper.item.body.to.endsWith("add/") ? [summary, ...Object.values(errors)].join(" ") : "";
    const add = panel.querySelector("[data-add]");
    if (add) add.hidden = !mayAdd;
    panel.hidden = false;
    form.querySelectorAll("[data-answering]").forEach((part) => { part.hidden = true; });
    one(".phone__foot").hidden = true;
    form.dataset.now = "refused";
    panel.focus();
    return true;
  }

  function panelOf(kept) {
    const panel = one("[data-too-late]");
    const on = (name, act) => {
      const button = panel.querySelector(`[data-${name}]`);
      if (button) button.addEventListener("click", () => act(kept, button));
    };
    on("add", add);
    on("report", report);
    on("drop", drop);
    panel.querySelector("[data-copy]").addEventListener("click", () => { one("#task-words").dataset.copyText = words(); }, true);
  }

  async function begin(id) {
    const duty = form.dataset.task;
    const mark = { to: `/mine/${duty}s/${id}/`, task: id, duty };
    const kept = new self.xiezhi.KeptForm(form, mark, {
      isMember: () => true,
      arrived: (item, address) => location.assign(address || "/mine/"),
      refused: (refusal) => tooLate(kept, refusal),
    });
    panelOf(kept);
    await kept.begin();
    form.dataset.outbox = "live";
  }

  /** Written already and on its way: it can be taken back in 待发送. */
  function waiting(answer) {
    const panel = one("[data-stored]");
    Array.from(panel.parentElement.children).forEach((part) => { part.hidden = part !== panel; });
    one(".phone__foot").hidden = true;
    form.dataset.outbox = "waiting";
    self.addEventListener("xiezhi:outbox", ({ detail }) => {
      if (detail.id === answer.id && detail.type === "arrived") location.assign(detail.location);
    });
  }

  async function open(id) {
    const item = id && (await self.xiezhi.along.find(id));
    const answer = id && (await self.xiezhi.along.answers()).get(id);
    if (isFrame && item) await fill(item);
    if (self.xiezhi.offerReports) await self.xiezhi.offerReports(form, item);
    if (isFrame && !item && !answer) {
      one("[data-no-task]").hidden = false;
      form.hidden = true;
    } else if (answer && ["waiting", "sending"].includes(answer.state)) waiting(answer);
    else await begin(id);
  }

  /** The office's page says 已收到; what another telephone wrote too late is in the frame. */
  async function leftOver(id) {
    const answer = (await self.xiezhi.along.answers()).get(id);
    if (!answer || answer.state !== "refused") return;
    try { sessionStorage.setItem(TASK, id); } catch (refused) { return; }
    location.replace(`/outbox/${answer.body.duty || "task"}/`);
  }

  async function start() {
    const works = self.xiezhi.mayWork && (await self.xiezhi.ready);
    if (!works && form) form.dispatchEvent(new CustomEvent("snap:keep-plain"));
    if (!works) return;
    if (form) await open(wanted());
    else await leftOver(wanted());
    if (!isFrame) await self.xiezhi.along.refresh();
  }

  document.addEventListener("DOMContentLoaded", start);
})();
