/*
 * How far this phone's clock is off the server's. The server's time decides. self.xiezhi.clock.
 *
 * Learnt from the Date header of any answer of ours; kept in the notes, because a report may be written
 * where there is no network to ask.
 */
(function () {
  "use strict";

  const { db, outbox } = self.xiezhi;
  const WARN_MS = 5 * 60 * 1000;
  const ZONE = { timeZone: "Asia/Shanghai", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };

  function stamp(instant) {
    const part = {};
    new Intl.DateTimeFormat("en-GB", ZONE).formatToParts(new Date(instant)).forEach(({ type, value }) => { part[type] = value; });
    return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
  }

  self.xiezhi.clock = {
    /** Learns from an answer; resolves to the milliseconds to be added to this phone's clock. */
    async learn(response) {
      const said = Date.parse(response.headers.get("Date") || "");
      if (Number.isNaN(said)) return 0;
      const offset = said - Date.now();
      const earlier = (await db.get("notes", "clock")) || 0;
      await db.put("notes", offset, "clock");
      // A clock found slow: what was made by it is younger than it looks, and must not be wiped for that.
      if (offset - earlier > WARN_MS) await outbox.moveOn(offset - earlier);
      return offset;
    },
    offset: async () => (await db.get("notes", "clock")) || 0,
    now: async () => Date.now() + (await self.xiezhi.clock.offset()),
    isWrong: (offset) => Math.abs(offset) > WARN_MS,
    /** An instant as the form's seen_at: the office's local time, to the minute. */
    stamp,
  };
})();
