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
  let running = null;
  let isWanted = false;

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

  async function attempt() {
    let isDone = false;
    do {
      isWanted = false;
      ({ isDone } = await sender.run());
    } while (isWanted && !isDone);
    running = null;
    if (!isDone) later();
  }

  /** Asked for while an attempt is under way, another follows if that one fails. */
  function wake() {
    clearTimeout(waiting);
    isWanted = true;
    if (!running) running = attempt();
    return running;
  }

  function soon() {
    interval = FIRST_MS;
    return wake();
  }

  self.addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
  self.xiezhi.wake = soon;
  self.xiezhi.askBrowser = askBrowser;
  self.xiezhi.ready.then(async (works) => {
    if (!works) return;
    if (!(await self.xiezhi.db.all("items")).length) return;
    // The server's time decides what is too old; without a network this phone's clock has to.
    if (navigator.onLine) await sender.ready().catch(() => {});
    await outbox.expire(await clock.now());
    if ((await outbox.rows()).length) await soon();
  });
})();
