/*
 * When to send: at opening, when the network returns, when the page is looked at again, in growing intervals
 * while it stays open; and by Background Sync, where there is one, without any page. self.xiezhi.wake().
 */
(function () {
  "use strict";

  const { outbox, sender, clock } = self.xiezhi;
  const TAG = "xiezhi-outbox";
  const FIRST_MS = 15000;
  const MOST_MS = 5 * 60 * 1000;
  let interval = FIRST_MS;
  let waiting = 0;

  const mayGo = ({ state }) => state === "waiting" || state === "sending";

  async function askBrowser() {
    if (!navigator.serviceWorker || !self.SyncManager) return;
    try {
      const registration = await navigator.serviceWorker.getRegistration();
      if (registration && registration.sync) await registration.sync.register(TAG);
    } catch (refused) {
      // Not allowed here: the next opening sends.
    }
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(wake, interval);
    interval = Math.min(interval * 2, MOST_MS);
  }

  async function wake() {
    clearTimeout(waiting);
    if (!(await outbox.rows()).some(mayGo)) return;
    const done = await sender.run();
    if (done && done.isDone) interval = FIRST_MS;
    else later();
  }

  async function soon() {
    interval = FIRST_MS;
    await wake();
  }

  self.addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
  self.xiezhi.wake = soon;
  self.xiezhi.askBrowser = askBrowser;
  self.xiezhi.ready.then(async (works) => {
    if (!works) return;
    const rows = await outbox.rows();
    if (!rows.length) return;
    // The server's time decides what is too old; without a network this phone's clock has to.
    if (navigator.onLine) await sender.ready().catch(() => {});
    await outbox.expire(await clock.now());
    await soon();
  });
})();
