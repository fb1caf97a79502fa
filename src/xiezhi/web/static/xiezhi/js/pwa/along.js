/*
 * 待办 taken along (协助核实, 巡查, 培训; a task, whatever its sort): what a member is asked lies sealed on the
 * phone, for where there is no network. self.xiezhi.along.
 *
 * Fetched anew whenever 我的 or a task is opened; forgotten when the office names a task no longer, when its
 * answer has arrived, at signing out, with 立即清除 and after 72 hours. Never in the Cache API.
 */
(function () {
  "use strict";

  const KEPT_MS = 72 * 3600 * 1000;

  /** The earlier picture in sealed pieces; without it the task can still be done. */
  async function takeGuide(item, { guide_id: id, guide_url: url }, earlier) {
    if (!id) return null;
    if (earlier && earlier.id === item.id && earlier.body.guide && earlier.body.guide.of === id) return earlier.body.guide;
    try {
      const answer = await fetch(url, { cache: "no-store", credentials: "same-origin" });
      if (!answer.ok) return null;
      const blob = await answer.blob();
      const kept = await self.xiezhi.outbox.addFile(item.id, new File([blob], "guide", { type: blob.type }), "photo");
      return { ...kept, of: id };
    } catch (error) {
      return null;
    }
  }

  async function take(task, who, earlier) {
    const { outbox, clock } = self.xiezhi;
    const now = await clock.now();
    const item = earlier || outbox.make(now);
    const { id, url, due_on: dueOn, guide_id, guide_url, ...said } = task;
    const guide = await takeGuide(item, task, earlier);
    const body = { task: id, who, to: url, dueOn, guide, ...said };
    await outbox.save({ ...item, state: "kept", madeAt: now, until: now + KEPT_MS, body });
  }

  /** Takes what the office names and forgets the rest. Without a network everything stays as it is. */
  async function refresh() {
    const { db, outbox } = self.xiezhi;
    let said = null;
    try {
      const answer = await fetch("/mine/tasks/", { cache: "no-store", credentials: "same-origin", redirect: "error", headers: { Accept: "application/json" } });
      await self.xiezhi.clock.learn(answer);
      if (answer.status === 200) said = await answer.json();
    } catch (error) {
      return false;
    }
    if (!said) return false;
    await db.put("notes", said.who, "who");
    await db.put("notes", true, "member");
    const kept = await outbox.kept();
    const stays = (item) => item.body.who === said.who && said.tasks.some(({ id }) => id === item.body.task);
    for (const item of kept) if (!stays(item)) await outbox.remove(item.id);
    for (const task of said.tasks) await take(task, said.who, kept.find((item) => item.body.task === task.id && stays(item)));
    return true;
  }

  /** An address of the earlier picture; nothing where there is none, or where it was forgotten just now. */
  async function guideUrl({ id, body: { guide } }) {
    if (!guide) return "";
    try {
      return URL.createObjectURL(await self.xiezhi.outbox.file(id, guide));
    } catch (error) {
      return "";
    }
  }

  async function keepFrames() {
    if (!navigator.serviceWorker) return;
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage("keep members");
  }

  /** Signing out forgets the tasks before the page goes; then it is pressed again, for all who listen. */
  function forgetAtSignOut() {
    let isForgotten = false;
    document.querySelectorAll("form[data-sign-out]").forEach((form) => form.addEventListener("submit", async (event) => {
      if (event.defaultPrevented || isForgotten) return;
      event.preventDefault();
      await self.xiezhi.outbox.forgetKept().catch(() => {});
      isForgotten = true;
      form.dataset.unsent = 0; // asked for already
      if (form.requestSubmit) form.requestSubmit();
      else form.submit();
    }));
  }

  self.xiezhi = self.xiezhi || {};
  self.xiezhi.along = {
    refresh,
    find: async (id) => (await self.xiezhi.outbox.kept()).find(({ body }) => body.task === id),
    /** Nearest due first. */
    list: async () => (await self.xiezhi.outbox.kept()).sort((one, other) => (one.body.dueOn < other.body.dueOn ? -1 : 1)),
    guideUrl,
    /** What became of an answer so far: its item in the outbox, or nothing. */
    answers: async () => new Map((await self.xiezhi.outbox.list()).filter(({ body }) => body.task).map((item) => [item.body.task, item])),
    isOverdue: ({ body }, now) => body.dueOn < self.xiezhi.clock.stamp(now).slice(0, 10),
  };
  document.addEventListener("DOMContentLoaded", async () => {
    if (!(await self.xiezhi.ready)) return;
    forgetAtSignOut();
    keepFrames();
  });
})();
