/* Counts until SHA-256 of "task:number" begins with enough zero bits. SHA-256 as in FIPS 180-4. */
"use strict";
const K = new Uint32Array(64), H0 = new Uint32Array(8);
(() => {
  const root = (x, power) => { const y = Math.pow(x, 1 / power); return ((y - Math.floor(y)) * 4294967296) | 0; };
  let found = 0;
  for (let n = 2; found < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) { prime = false; break; }
    if (!prime) continue;
    if (found < 8) H0[found] = root(n, 2);
    K[found] = root(n, 3);
    found += 1;
  }
})();
const W = new Uint32Array(64);
const turn = (x, by) => (x >>> by) | (x << (32 - by));
const block = (h, bytes, at) => {
  for (let i = 0; i < 16; i += 1) { const p = at + 4 * i; W[i] = (bytes[p] << 24) | (bytes[p + 1] << 16) | (bytes[p + 2] << 8) | bytes[p + 3]; }
  for (let i = 16; i < 64; i += 1) {
    const a = W[i - 15], b = W[i - 2];
    W[i] = (W[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + W[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
  }
  let [a, b, c, d, e, f, g, k] = h;
  for (let i = 0; i < 64; i += 1) {
    const one = (k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    k = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += k;
};
onmessage = (event) => {
  const { task, bits } = event.data;
  const head = new TextEncoder().encode(task + ":");
  const whole = head.length - (head.length % 64);
  const start = new Uint32Array(H0);
  for (let at = 0; at < whole; at += 64) block(start, head, at);
  const rest = head.subarray(whole);
  for (let number = 0; ; number += 1) {
    const digits = String(number), length = rest.length + digits.length;
    const last = new Uint8Array(length + 9 > 64 ? 128 : 64);
    last.set(rest);
    for (let i = 0; i < digits.length; i += 1) last[rest.length + i] = digits.charCodeAt(i);
    last[length] = 128;
    const total = (whole + length) * 8;
    last[last.length - 1] = total; last[last.length - 2] = total >>> 8; last[last.length - 3] = total >>> 16;
    const h = new Uint32Array(start);
    for (let at = 0; at < last.length; at += 64) block(h, last, at);
    if (Math.clz32(h[0]) >= bits) { postMessage(digits); return; }
  }
};
