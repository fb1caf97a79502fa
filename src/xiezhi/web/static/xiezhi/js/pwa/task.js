/*
 * 协助核实 and the outbox: the task's form on the office's page or in the phone's own frame (kept-form.js), and
 * what becomes of an answer that came too late: no word of it is lost.
 */
(function () {
  "use strict";

  const TASK = "xiezhi-task-id";
  const TOO_LATE = ["supporters.task_done", "supporters.task_not_found"];
  const one = (selector) => document.querySelector(selector);
  const form = one("form[data-task]");
  const isFrame = Boolean(form && form.hasAttribute("data-shell"));

  function wanted() {
    const found = /^\/mine\/tasks\/([0-9a-f-]{36})\/$/.exec(location.pathname);
    if (found) return found[1];
    try {
      return sessionStorage.getItem(TASK);
    } catch (refused) {
      return null;
    }
  }

  /** Puts the words of the task into the frame. */
  async function fill(item) {
    const { title, place, ask, dueOn } = item.body;
    const guide = await self.xiezhi.along.guideUrl(item);
    const due = one("[data-task-due]");
    const isOverdue = self.xiezhi.along.isOverdue(item, await self.xiezhi.clock.now());
    one("[data-task-title]").textContent = title;
    one("[data-task-place]").textContent = place;
    due.textContent = `${due.dataset[isOverdue ? "past" : "due"]} ${dueOn.slice(5)}`;
    due.classList.add(isOverdue ? "is-red" : "is-amber");
    one("[data-task-ask]").textContent = ask;
    one("[data-task-ask]").hidden = !ask;
    if (!guide) return;
    one("[data-overlay-guide]").src = guide;
    one("[data-overlay]").hidden = false;
  }

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
    await turn(kept, () => ({ to: "", task: "", fields: [["words", words()]] }), "draft");
    self.xiezhi.Keeper.remember(kept.keeper.item.id);
    location.assign("/");
  }

  async function drop(kept, button) {
    if (!button.dataset.sure) {
      button.dataset.sure = "1";
      button.textContent = button.dataset.words;
      return;
    }
    await self.xiezhi.sender.apart(() => self.xiezhi.outbox.remove(kept.keeper.item.id));
    location.assign("/mine/");
  }

  /** Shows what can be done with an answer nobody waits for any more; true when it is one. */
  function tooLate(kept, { code, mayAdd, errors, summary }) {
    if (!TOO_LATE.includes(code)) return false;
    const panel = one("[data-too-late]");
    const other = panel.querySelector("[data-other]");
    panel.querySelectorAll("[data-why]").forEach((part) => { part.hidden = part.dataset.why !== code; });
    other.textContent = kept.keeper.item.body.to.endsWith("add/") ? [summary, ...Object.values(errors)].join(" ") : "";
    panel.querySelector("[data-add]").hidden = !mayAdd;
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
      button.addEventListener("click", () => act(kept, button));
    };
    on("add", add);
    on("report", report);
    on("drop", drop);
    panel.querySelector("[data-copy]").addEventListener("click", () => { one("#task-words").dataset.copyText = words(); }, true);
  }

  async function begin(id) {
    const mark = { to: `/mine/tasks/${id}/`, task: id };
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
    location.replace("/outbox/task/");
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
