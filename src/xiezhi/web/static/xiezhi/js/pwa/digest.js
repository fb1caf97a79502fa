/*
 * SHA-256 of a file on the phone, before it is sent. self.xiezhi.digest(file, take) -> Promise<hex>.
 *
 * `take(bytes, number)` is awaited for each piece, so that a file is read once for both. Files up to 8 MiB
 * go through WebCrypto; larger ones piece by piece, because WebCrypto wants all of a file in memory.
 */
(function () {
  "use strict";

  const PIECE = 256 * 1024;
  const AT_ONCE = 8 * 1024 * 1024;

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  async function whole(file, take) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    for (let n = 0; n * PIECE < bytes.length; n += 1) await take(bytes.subarray(n * PIECE, (n + 1) * PIECE), n);
    return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  }

  async function piecewise(file, take) {
    const running = self.sha256.create();
    for (let n = 0; n * PIECE < file.size; n += 1) {
      const bytes = new Uint8Array(await file.slice(n * PIECE, (n + 1) * PIECE).arrayBuffer());
      running.update(bytes);
      await take(bytes, n);
    }
    return running.hex();
  }

  self.xiezhi.PIECE = PIECE;
  self.xiezhi.digest = (file, take) => (file.size <= AT_ONCE ? whole(file, take) : piecewise(file, take));
})();
