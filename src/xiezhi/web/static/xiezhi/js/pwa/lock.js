/*
 * One sender at a time over all tabs and the service worker. self.xiezhi.sole(work).
 *
 * navigator.locks where there is one (a killed tab lets go by itself); else a lease in the store that its
 * holder renews, gives back when its page goes, and that others take over once it has run out. Everybody waits
 * for a turn.
 */
(function () {
  "use strict";

  const { db } = self.xiezhi;
  const NAME = "xiezhi-outbox-send";
  const LEASE_MS = 20000;
  const me = Math.random().toString(36).slice(2);

  // Until when the lease is ours as far as we know.
  let ours = 0;

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
    }).then(() => db.get("notes", "lease")).then((held) => {
      const isOurs = Boolean(held) && held.by === me;
      ours = isOurs ? held.until : 0;
      return isOurs;
    });
  }

  /** Gives back what is ours: a tab that slept may find that another has it by now. */
  function giveBack() {
    ours = 0;
    return db.run(["notes"], "readwrite", (store) => {
      const asked = store.get("lease");
      asked.onsuccess = () => { if (asked.result && asked.result.by === me) store.delete("lease"); };
    });
  }

  /** The page goes: there is no time to read first, nor to wait for the end of the transaction. */
  function dropNow() {
    if (ours < Date.now()) return;
    ours = 0;
    db.run(["notes"], "readwrite", (store) => {
      store.delete("lease");
      if (store.transaction.commit) store.transaction.commit();
    }).catch(() => {});
  }

  /** Ends what this page sends, and no other. */
  const stop = () => self.dispatchEvent(new CustomEvent("xiezhi:outbox", { detail: { type: "stop" } }));

  async function leased(work) {
    while (!(await grab())) await new Promise((resolve) => { setTimeout(resolve, 500); });
    const renewing = setInterval(async () => { if (!(await grab())) stop(); }, LEASE_MS / 4);
    // A page kept aside and shown again begins anew when it is seen (wake.js).
    const leave = () => { clearInterval(renewing); dropNow(); stop(); };
    self.addEventListener("pagehide", leave);
    try {
      return await work();
    } finally {
      clearInterval(renewing);
      self.removeEventListener("pagehide", leave);
      await giveBack();
    }
  }

  self.xiezhi.sole = (work) => (navigator.locks ? navigator.locks.request(NAME, work) : leased(work));
})();
