/*
 * The small sum a rushed door asks for (snap/work.js does it for forms). self.xiezhi.work() -> {task, solution}.
 *
 * Asked for only when a report was turned away for want of it. A page lets a worker of its own count, so that
 * nothing freezes; the service worker, which may not have one, counts itself and takes breath in between.
 */
(function () {
  "use strict";

  const ASKED = /data-work="([^"]+)" data-work-bits="(\d+)" data-work-script="([^"]+)"/;
  const AT_A_TIME = 20000;

  function zeroBits(bytes) {
    let bits = 0;
    for (const byte of bytes) {
      bits += Math.clz32(byte) - 24;
      if (byte) return bits;
    }
    return bits;
  }

  async function count(task, bits) {
    for (let number = 0; ; number += 1) {
      if (zeroBits(self.sha256.array(`${task}:${number}`)) >= bits) return String(number);
      if (number % AT_A_TIME === 0) await new Promise((resolve) => { setTimeout(resolve); });
    }
  }

  function letCount(script, task, bits) {
    return new Promise((resolve, reject) => {
      const worker = new Worker(script);
      worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
      worker.onerror = reject;
      worker.postMessage({ task, bits });
    });
  }

  self.xiezhi.work = async () => {
    const page = await (await fetch("/", { cache: "no-store", credentials: "same-origin" })).text();
    const found = ASKED.exec(page);
    if (!found) return null;
    const [, task, bits, script] = found;
    const solution = await (self.Worker ? letCount(script, task, Number(bits)) : count(task, Number(bits)));
    return { task, solution };
  };
})();
