/*
 * One sender at a time over all tabs and the service worker. self.xiezhi.sole(work).
 *
 * navigator.locks where there is one (a killed tab lets go by itself); else a lease in the store that its
 * holder renews, and that others take over once it has run out. Everybody waits for a turn.
 */
(function () {
  "use strict";

  const { db } = self.xiezhi;
  const NAME = "xiezhi-outbox-send";
  const LEASE_MS = 20000;
  const me = Math.random().toString(36).slice(2);

  function grab() {
    return db.run(["notes"], "readwrite", (store) => {
      const asked = store.get("lease");
      asked.onsuccess = () => {
        const held = asked.result;
        // A lease further ahead than any can be was written by a clock since set back.
        const isFree = !held || held.by === me || held.until < Date.now() || held.until > Date.now() + LEASE_MS;
        if (isFree) store.put({ by: me, until: Date.now() + LEASE_MS }, "lease");
      };
      return asked;
    }).then(() => db.get("notes", "lease")).then((held) => held.by === me);
  }

  async function leased(work) {
    while (!(await grab())) await new Promise((resolve) => { setTimeout(resolve, 500); });
    const renewing = setInterval(grab, LEASE_MS / 4);
    try {
      return await work();
    } finally {
      clearInterval(renewing);
      await db.remove("notes", "lease");
    }
  }

  self.xiezhi.sole = (work) => (navigator.locks ? navigator.locks.request(NAME, work) : leased(work));
})();
