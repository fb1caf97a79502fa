/*
 * Sends what waits in the outbox, oldest first, one report after the other. self.xiezhi.sender.
 *
 * A report is taken off the phone only when the office has answered for its submission key; the same key sent
 * again gives the same answer, so an answer lost on the way costs nothing.
 */
(function () {
  "use strict";

  const { db, outbox, clock, upload, work, sole, tell } = self.xiezhi;
  const PATIENCE_MS = 60000;
  const LATE_MS = 10 * 60 * 1000;
  const TOLD = [400, 403, 404, 409, 413, 422];
  const BUSY = [429, 502, 503, 504, 507];
  // The server lost hold of the files, or they were harmed on the way: the phone still has them.
  const ANEW = ["uploads.gone", "uploads.altered", "uploads.used", "uploads.unfinished"];
  let stopping = null;

  const isRushed = ({ code }) => /^vault\.(work_|slow_lane)/.test(code || "");
  /** Its writer decides what becomes of an answer nobody waits for any more. */
  const LATE = /^supporters\.(task_done|task_not_found|patrol_done|no_patrol|training_over|training_answered|no_training)$/;
  const mayGo = ({ state }) => state === "waiting" || state === "sending";

  async function ask(url, options) {
    const waiting = new AbortController();
    const patience = setTimeout(() => waiting.abort(), PATIENCE_MS);
    try {
      const request = { credentials: "same-origin", cache: "no-store", redirect: "error", signal: waiting.signal, ...options };
      const answer = await fetch(url, request);
      const said = await answer.json().catch(() => ({}));
      return { status: answer.status, said, answer };
    } finally {
      clearTimeout(patience);
    }
  }

  /** What the server says before anything is sent: CSRF token, whether a grid member is signed in. */
  async function ready() {
    const { status, said, answer } = await ask("/ready/", { headers: { Accept: "application/json" } });
    await clock.learn(answer);
    if (status !== 200) throw Object.assign(new Error("not ready"), { status });
    await db.put("notes", Boolean(said.member), "member");
    // Whoever is not signed in here any more leaves none of their tasks behind.
    const { who = "" } = said;
    const earlier = await db.get("notes", "who");
    if (earlier && earlier !== who) await outbox.forgetKept();
    await db.put("notes", who, "who");
    return said;
  }

  async function sendFile(item, file, hello) {
    const others = item.body.files.reduce((sum, one) => sum + (one.done ? one.size : 0), 0);
    const all = item.body.files.reduce((sum, one) => sum + one.size, 0);
    const onProgress = (sent) => tell({ type: "progress", id: item.id, share: all ? (others + sent) / all : 0 });
    const onUrl = (url) => {
      file.url = url;
      outbox.save(item).catch(() => {});
    };
    try {
      file.url = await upload({ id: item.id, file, pass: hello.pass, onUrl, onProgress, signal: stopping.signal });
    } catch (error) {
      // The server no longer knows this upload: next time it begins anew.
      if (error.status === 404 || error.status === 410) file.url = "";
      // Refused when it was announced: the office will never take it.
      if (error.status === 400 && !file.url) error.refusal = error.originalResponse.getBody();
      throw error;
    }
    file.done = true;
    await outbox.save(item);
  }

  const tokenOf = (url) => new URL(url, self.location.origin).pathname.split("/").filter(Boolean).pop();

  async function form(item, offset, done) {
    const body = new FormData();
    const { key, fields, files, member, task, offAt } = item.body;
    fields.filter(([name]) => name !== "submission_key").forEach(([name, value]) => {
      // Left at 现在, and now is long ago: the time of writing it down.
      const isLate = name === "seen_at" && !value && Date.now() + offset - item.madeAt > LATE_MS;
      body.append(name, isLate ? clock.stamp(item.madeAt) : value);
      // The phone says so, not its owner: of a secret report the office keeps the hour alone.
      if (isLate) body.append("seen_at_source", "device");
    });
    body.append("submission_key", key);
    if (member) body.append("as_member", "1");
    if (task) body.append("written_at", clock.stamp(offAt));
    if (done) {
      body.append("work_task", done.task);
      body.append("work_solution", done.solution);
    }
    files.forEach((file) => body.append("uploads", tokenOf(file.url)));
    return body;
  }

  async function post(item, csrf, done = null) {
    const headers = { Accept: "application/json", "X-CSRFToken": csrf, "X-Xiezhi-Outbox": "1", "X-Requested-With": "fetch" };
    return ask(item.body.to || "/", { method: "POST", headers, body: await form(item, await clock.offset(), done) });
  }

  async function received(item, said) {
    const theirs = (said.receipt.files || []).map((file) => file.sha256);
    // The office puts photos before voices before films.
    const ours = ["photo", "voice", "video"].flatMap((kind) => item.body.files.filter((file) => file.kind === kind));
    const files = ours.map(({ kind, sha256 }, n) => ({ kind, sha256, isSame: theirs.length ? theirs[n] === sha256 : null }));
    item.body = { receipt: said.receipt, location: said.location, files, member: item.body.member };
    await outbox.save(outbox.turn(item, "received", await clock.now()));
    await outbox.removeFiles(item.id);
  }

  /** An answer or a reply has arrived: there is no receipt to keep. */
  async function arrived({ id, body }, { location }) {
    if (body.task) await outbox.forgetKept(body.task);
    await outbox.remove(id);
    tell({ type: "arrived", id, location });
  }

  async function refused(item, said, status) {
    const { summary = "", errors = {}, code = "", may_add: mayAdd = false } = said;
    item.body.refusal = { status, summary, errors, code, mayAdd };
    await outbox.save(outbox.turn(item, "refused", await clock.now()));
  }

  /** What failed waits for the next time, unless the office said that it will not have it. */
  async function failed(item, error) {
    if (error.refusal === undefined) await waitFor(item, { isAgain: false });
    else await refused(item, { summary: error.refusal }, error.status);
  }

  /** Whether what failed has a fault of its own: then those behind it need not wait for it. */
  const isItsOwn = ({ status }) => status >= 400 && !BUSY.includes(status);

  async function waitFor(item, changes) {
    Object.assign(item.body, changes);
    // Words behind a receipt go from their own page only: here nobody has shown the receipt.
    item.state = item.body.reply ? "draft" : "waiting";
    await outbox.save(item);
  }

  /** Sends one report. */
  async function send(item, hello) {
    item.state = "sending";
    item.body.needsSignIn = false;
    await outbox.save(item);
    for (const file of item.body.files) if (!file.done) await sendFile(item, file, hello);
    let { status, said } = await post(item, hello.csrf);
    if (status === 403 && !said.errors) ({ status, said } = await post(item, (await ready()).csrf));
    if (isRushed(said)) ({ status, said } = await post(item, hello.csrf, await work()));
    if (status === 200 && said.receipt) await received(item, said);
    else if (status === 200 && said.location && item.body.to) await arrived(item, said);
    else if (status === 401) await waitFor(item, { needsSignIn: true });
    else if (isRushed(said)) throw Object.assign(new Error("rushed"), { status });
    else if (ANEW.includes(said.code)) await again(item, hello, status);
    else if (TOLD.includes(status)) await refused(item, said, status);
    else throw Object.assign(new Error("no answer"), { status });
  }

  async function again(item, hello, status) {
    item.body.files.forEach((file) => Object.assign(file, { url: "", done: false }));
    if (item.body.isAgain) throw Object.assign(new Error("twice"), { status });
    item.body.isAgain = true;
    await send(item, hello);
  }

  /** Whether its writer is not the one signed in: nothing goes out in another's name. */
  const isOfAnother = ({ body: { member, who } }, hello) => member && (!hello.member || Boolean(who && who !== hello.who));

  /** Whether an answer names a report that lies here still: the report has to arrive first. */
  const waitsFor = ({ body }, items) => (body.fields || []).some(
    ([name, value]) => name === "report_keys" && items.some((item) => item.body.key === value),
  );

  async function sendOnly(id) {
    const item = await outbox.load(id);
    stopping = new AbortController();
    try {
      await send(item, await ready());
      return { isDone: true };
    } catch (error) {
      await failed(item, error);
      return { isDone: false, status: error.status || 0 };
    } finally {
      stopping = null;
    }
  }

  async function sendOne(item, hello) {
    if (!mayGo(item) || waitsFor(item, await outbox.list())) return;
    if (item.body.reply) await waitFor(item, {});
    else if (isOfAnother(item, hello)) await waitFor(item, { needsSignIn: true });
    else await send(item, hello);
  }

  async function sendAll() {
    // While this one waited for its turn, another may have sent everything.
    if (!(await outbox.rows()).some(mayGo)) return { isDone: true };
    stopping = new AbortController();
    let status = null;
    try {
      const hello = await ready();
      await outbox.expire(await clock.now());
      const items = await outbox.list();
      const isNext = (item) => !waitsFor(item, items);
      for (const item of [...items.filter(isNext), ...items.filter((one) => !isNext(one))]) {
        try {
          await sendOne(item, hello);
        } catch (error) {
          if (await outbox.load(item.id)) await failed(item, error);
          if (error.refusal === undefined) status = error.status || 0;
          if (!isItsOwn(error)) break;
        }
      }
    } catch (error) {
      status = error.status || 0;
    } finally {
      stopping = null;
      tell({ type: "ended" });
    }
    return status === null ? { isDone: true } : { isDone: false, status };
  }

  self.addEventListener("xiezhi:outbox", ({ detail }) => {
    if (detail.type === "stop" && stopping) stopping.abort();
  });

  self.xiezhi.sender = {
    mayGo,
    waitsFor,
    isLate: ({ code }) => LATE.test(code),
    ready,
    /** Resolves to {isDone}, in its turn: another tab or the service worker may be sending. */
    run: () => sole(sendAll),
    /** Sends one item, whatever its state. */
    only: (id) => sole(() => sendOnly(id)),
    /** Does something to the outbox while nobody sends from it. */
    apart(work) {
      tell({ type: "stop" });
      return sole(work);
    },
  };
})();
