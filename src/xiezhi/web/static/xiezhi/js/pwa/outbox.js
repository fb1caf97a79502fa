/*
 * The outbox: reports on this phone that are not yet the office's. self.xiezhi.outbox.
 *
 * States: draft 草稿, waiting 待发送, sending 发送中, received 已收到, refused 被退回; and kept: something to do
 * taken along (along.js), which rows and list leave out. An item in the hand is
 * {id, state, madeAt, until, body}; until is when the phone forgets it; body is sealed in the store:
 *   key          the submission key: one report however often it is sent
 *   fields       [[name, value], ...] of the form, without files
 *   files        [{id, kind, name, type, size, at, sha256, url, done}, ...]
 *   member       written as a grid member; who: as which one (the mark that /ready/ gives)
 *   needsSignIn  waits for its writer to sign in
 *   to           where it goes; nothing for a report
 *   task         an answer to this 待办; duty: of which sort, none is 协助核实; reply: words behind a receipt, known by its mark alone
 *   offAt        when its writer sent it off
 *   refusal      {summary, errors} of the office
 *   receipt      what the office answered; then fields and files are gone
 * Both times are the server's as far as this phone knows it (clock.js).
 */
(function () {
  "use strict";

  const { db, seal, PIECE } = self.xiezhi;
  const HOUR = 3600 * 1000;
  const KEPT_MS = 72 * HOUR;
  // A receipt nobody has looked at is the only way back to the report: it waits longer than the report did.
  const RECEIPT_MS = 30 * 24 * HOUR;

  const channel = self.BroadcastChannel ? new BroadcastChannel("xiezhi-outbox") : null;

  function tell(message) {
    if (channel) channel.postMessage(message);
    self.dispatchEvent(new CustomEvent("xiezhi:outbox", { detail: message }));
  }
  if (channel) channel.onmessage = ({ data }) => self.dispatchEvent(new CustomEvent("xiezhi:outbox", { detail: data }));

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  const label = (id) => `item:${id}`;
  const pieceLabel = (id, file, n) => `piece:${id}:${file}:${n}`;

  async function opened(row) {
    if (!row) return null;
    const { id, state, madeAt, until, piece } = row;
    try {
      return { id, state, madeAt, until, body: await seal.openValue(label(id), piece) };
    } catch (error) {
      // Sealed under a key since wiped: nobody can open it again.
      if (error.name === "OperationError") await remove(id);
      else throw error;
      return null;
    }
  }

  async function put(item) {
    const { id, state, madeAt, until, body } = item;
    await db.put("items", { id, state, madeAt, until, piece: await seal.value(label(id), body) });
    tell({ type: "changed", id, state });
    return item;
  }

  // Sealing takes its time: what is saved last must be written last.
  let last = Promise.resolve();
  const save = (item) => { last = last.then(() => put(item), () => put(item)); return last; };

  /** Copies a file's bytes: what is deleted from the gallery later is still here. */
  async function addFile(id, file, kind) {
    const kept = { id: uuid(), kind, name: file.name, type: file.type, size: file.size, at: file.lastModified };
    try {
      kept.sha256 = await self.xiezhi.digest(file, async (bytes, n) => {
        const sealed = await seal.bytes(pieceLabel(id, kept.id, n), bytes);
        await db.put("pieces", sealed, [id, kept.id, n]);
      });
    } catch (error) {
      await db.removePieces(id, kept.id).catch(() => {});
      throw error;
    }
    return kept;
  }

  /** Opens only the pieces that hold these bytes. */
  async function read(id, file, start, end) {
    const out = new Uint8Array(end - start);
    for (let n = Math.floor(start / PIECE); n * PIECE < end; n += 1) {
      const piece = await db.get("pieces", [id, file.id, n]);
      if (!piece) throw new DOMException("a piece is missing", "NotFoundError");
      const bytes = await seal.openBytes(pieceLabel(id, file.id, n), piece);
      const from = Math.max(start, n * PIECE);
      const to = Math.min(end, n * PIECE + bytes.length);
      out.set(bytes.subarray(from - n * PIECE, to - n * PIECE), from - start);
    }
    return out;
  }

  async function remove(id) {
    await db.removeItem(id);
    tell({ type: "changed", id, state: "gone" });
  }

  /** Forgets what has run out. A time further ahead than any can be came from a clock since put right. */
  async function expire(now) {
    for (const row of await db.all("items")) {
      const longest = now + (row.state === "received" ? RECEIPT_MS : KEPT_MS);
      if (row.until < now) await remove(row.id);
      else if (row.until > longest || row.madeAt > now) {
        await db.put("items", { ...row, madeAt: Math.min(row.madeAt, now), until: Math.min(row.until, longest) });
      }
    }
  }

  async function moveOn(milliseconds) {
    for (const row of await db.all("items")) {
      await db.put("items", { ...row, madeAt: row.madeAt + milliseconds, until: row.until + milliseconds });
    }
  }

  /** Forgets the tasks taken along, or one of them. */
  async function forgetKept(task) {
    for (const row of await db.all("items")) {
      const isMeant = row.state === "kept" && (!task || ((await opened(row)) || { body: {} }).body.task === task);
      if (isMeant) await remove(row.id);
    }
  }

  async function wipe() {
    await db.wipe();
    tell({ type: "wiped" });
  }

  self.xiezhi.tell = tell;
  self.xiezhi.outbox = {
    uuid,
    make: (now, mark) => ({ id: uuid(), state: "draft", madeAt: now, until: now + KEPT_MS, body: { key: uuid(), fields: [], files: [], ...mark } }),
    /** The item in a new state; what a person did just now is kept for its full time again. */
    turn: (item, state, now) => Object.assign(item, { state, until: now + (state === "received" ? RECEIPT_MS : KEPT_MS) }),
    load: async (id) => opened(await db.get("items", id)),
    save,
    addFile,
    dropFile: (id, file) => db.removePieces(id, file),
    read,
    file: async (id, kept) => new File([await read(id, kept, 0, kept.size)], kept.name, { type: kept.type, lastModified: kept.at }),
    remove,
    removeFiles: (id) => db.removePieces(id),
    forgetKept,
    /** What was taken along. */
    kept: async () => (await Promise.all((await db.all("items")).filter((row) => row.state === "kept").map(opened))).filter(Boolean),
    expire,
    moveOn,
    wipe,
    /** Newest last; without opening anything. */
    rows: async () => (await db.all("items")).filter((row) => row.state !== "kept").sort((one, other) => one.madeAt - other.madeAt),
    list: async () => (await Promise.all((await self.xiezhi.outbox.rows()).map(opened))).filter(Boolean),
    /** How many reports the office does not have: waiting or sent back, drafts not counted. */
    unsent: async () => (await db.all("items")).filter((row) => ["waiting", "sending", "refused"].includes(row.state)).length,
  };
})();
