/*
 * The service worker: opens the report page, the outbox and the receipt's frame without a network, and sends
 * what waits when the browser says that the network is back (Background Sync).
 *
 * Keeps the files and pages named by /sw.js and nothing else: never a status, a list, a receipt, an answer.
 * A new version waits until the person takes it (start.js), so no half-written form loses its page.
 */
(function () {
  "use strict";

  const { told, sender } = self.xiezhi;
  const PREFIX = "xiezhi-shell-";
  const CACHE = PREFIX + told.version;
  const TAG = "xiezhi-outbox";
  const PATIENCE_MS = 4000;
  const files = new Set(told.files);

  async function keep() {
    const cache = await caches.open(CACHE);
    const pages = Object.values(told.pages).map((address) => new Request(address, { cache: "reload" }));
    await cache.addAll([...told.files, ...pages]);
  }

  async function tidy() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  }

  const kept = async (address) => (await caches.open(CACHE)).match(address);

  /** The server's page when it is sound and comes within `patience`, else ours. */
  async function pageOf(request, address, patience) {
    const ours = await kept(address);
    if (!ours) return fetch(request);
    try {
      const answer = await Promise.race([fetch(request), patience]);
      return answer && answer.status < 500 ? answer : ours;
    } catch (error) {
      return ours;
    }
  }

  const aWhile = () => new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
  // A slow page of one's own is still better than our frame.
  const forEver = new Promise(() => {});

  function answer(request, { origin, pathname }) {
    if (request.method !== "GET" || origin !== self.location.origin) return null;
    if (files.has(pathname)) return kept(pathname).then((found) => found || fetch(request));
    if (request.mode !== "navigate") return null;
    if (pathname === told.report) return pageOf(request, told.pages[pathname], aWhile());
    // The same for everyone: no need to ask again before the next version.
    if (told.pages[pathname]) return kept(told.pages[pathname]).then((found) => found || fetch(request));
    if (told.elsewhere.some((start) => pathname.startsWith(start))) return pageOf(request, told.outbox, forEver);
    return null;
  }

  self.addEventListener("install", (event) => event.waitUntil(keep()));
  self.addEventListener("activate", (event) => event.waitUntil(tidy()));
  self.addEventListener("fetch", (event) => {
    const found = answer(event.request, new URL(event.request.url));
    if (found) event.respondWith(found);
  });
  self.addEventListener("message", (event) => { if (event.data === "take over") self.skipWaiting(); });
  self.addEventListener("sync", (event) => {
    if (event.tag !== TAG) return;
    // A rejected promise makes the browser try again later.
    event.waitUntil(sender.run().then((done) => { if (!done.isDone) throw new Error("still waiting"); }));
  });
})();
