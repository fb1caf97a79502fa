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
  const files = new Set([...told.files, ...told.members.files]);

  const fresh = (address) => new Request(address, { cache: "reload" });

  async function keep() {
    const isMembers = await caches.match(told.members.pages[0]);
    const cache = await caches.open(CACHE);
    await cache.addAll([...told.files, ...Object.values(told.pages).map(fresh)]);
    if (isMembers) await keepMembers();
  }

  /** What only grid members need comes with the first page of theirs, not with the first visit. */
  async function keepMembers() {
    const cache = await caches.open(CACHE);
    if (await cache.match(told.members.pages[0])) return;
    await cache.addAll([...told.members.files, ...told.members.pages.map(fresh)]);
  }

  async function tidy() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  }

  const kept = async (address) => (await caches.open(CACHE)).match(address);

  /** The server's page when it is sound and comes within `patience`, else ours. */
  async function pageOf(request, address, patience) {
    const ours = (await kept(address)) || (await kept(told.outbox));
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
    const same = told.pages[pathname] || (told.members.pages.includes(pathname) && pathname);
    if (same) return kept(same).then((found) => found || fetch(request));
    if (pathname === told.members.mine) return pageOf(request, told.members.pages[0], forEver);
    const frame = told.members.frames.find(([start]) => pathname.startsWith(start));
    if (frame) return pageOf(request, pathname === frame[0] ? told.members.pages[0] : frame[1], forEver);
    if (told.elsewhere.some((start) => pathname.startsWith(start))) return pageOf(request, told.outbox, forEver);
    return null;
  }

  self.addEventListener("install", (event) => event.waitUntil(keep()));
  self.addEventListener("activate", (event) => event.waitUntil(tidy()));
  self.addEventListener("fetch", (event) => {
    const found = answer(event.request, new URL(event.request.url));
    if (found) event.respondWith(found);
  });
  self.addEventListener("message", (event) => {
    if (event.data === "take over") self.skipWaiting();
    if (event.data === "keep members") event.waitUntil(keepMembers());
  });
  self.addEventListener("sync", (event) => {
    if (event.tag !== TAG) return;
    // A rejected promise makes the browser try again later.
    event.waitUntil(sender.run().then((done) => { if (!done.isDone) throw new Error("still waiting"); }));
  });
})();
