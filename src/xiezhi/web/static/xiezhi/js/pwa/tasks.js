/*
 * 待办: on the member's own page what of it lies on the phone; in the phone's own frame the tasks themselves.
 */
(function () {
  "use strict";

  const one = (selector, from) => (from || document).querySelector(selector);
  const frame = one("[data-tasks]");
  const note = one("[data-along-note]");
  const urls = [];

  function chip(place, item) {
    const state = item && ["draft", "waiting", "sending", "refused"].includes(item.state) ? item.state : "";
    place.hidden = !state;
    if (state) place.textContent = place.dataset[state];
  }

  async function row(item, answers, now) {
    const made = one("template[data-task-row]").content.firstElementChild.cloneNode(true);
    const { task, to, duty, title, place, kind, at, note: said, dueOn } = item.body;
    const guide = await self.xiezhi.along.guideUrl(item);
    const due = one("[data-due]", made);
    one("a", made).href = to;
    one("[data-title]", made).textContent = title;
    one("[data-place]", made).textContent = place;
    const isOverdue = !at && self.xiezhi.along.isOverdue(item, now);
    one("[data-kind]", made).textContent = kind;
    due.textContent = at ? at.slice(5) : `${due.dataset[isOverdue ? "past" : "due"]} ${dueOn.slice(5)}`;
    due.classList.add(isOverdue ? "chip--red" : "chip--amber");
    one("[data-note]", made).textContent = said;
    one("[data-note]", made).hidden = !said || answers.has(task);
    made.querySelectorAll("[data-sort]").forEach((icon) => { icon.hidden = icon.dataset.sort !== duty; });
    chip(one("[data-answer]", made), answers.get(task));
    if (guide) {
      urls.push(guide);
      one("[data-thumb]", made).src = guide;
      one("[data-thumb]", made).hidden = false;
      one("[data-no-thumb]", made).hidden = true;
    }
    return made;
  }

  async function showFrame() {
    const answers = await self.xiezhi.along.answers();
    const now = await self.xiezhi.clock.now();
    const kept = await self.xiezhi.along.list();
    urls.splice(0).forEach((url) => URL.revokeObjectURL(url));
    const rows = await Promise.all(kept.map((item) => row(item, answers, now)));
    one("[data-list]", frame).replaceChildren(...rows);
    one("[data-list]", frame).hidden = !rows.length;
    one("[data-none]", frame).hidden = rows.length > 0;
    one("[data-task-count]").textContent = rows.length;
    note.hidden = !rows.length;
  }

  async function showMarks() {
    const answers = await self.xiezhi.along.answers();
    const kept = await self.xiezhi.along.list();
    document.querySelectorAll("[data-task-line]").forEach((line) => chip(one("[data-answer]", line), answers.get(line.dataset.taskLine)));
    note.hidden = !kept.length;
  }

  async function start() {
    if (!self.xiezhi.mayWork || !(await self.xiezhi.ready)) {
      if (frame) one("[data-none]", frame).hidden = false;
      return;
    }
    let last = Promise.resolve();
    // One after the other: what was asked for last is shown last.
    const show = () => { last = last.then(frame ? showFrame : showMarks); return last; };
    self.addEventListener("xiezhi:outbox", ({ detail }) => { if (detail.type !== "progress") show(); });
    await show();
    if (await self.xiezhi.along.refresh()) await show();
    document.documentElement.dataset.along = "ready";
  }

  document.addEventListener("DOMContentLoaded", start);
})();
