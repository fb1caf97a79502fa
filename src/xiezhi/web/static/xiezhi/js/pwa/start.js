/*
 * Brings the outbox to a phone page once the page has been shown: its scripts, then the service worker.
 *
 * Only where everything it needs is there (secure context, WebCrypto, IndexedDB); elsewhere the page is
 * exactly what it was. `self.xiezhi.ready` resolves to true when the outbox works, else to false.
 */
(function () {
  "use strict";

  const list = document.getElementById("outbox-scripts");
  const mayWork = Boolean(list && self.isSecureContext && self.crypto && crypto.subtle && self.indexedDB && self.Promise);

  function add(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.async = false; // in their order
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function offer(registration) {
    const bar = document.querySelector("[data-update]");
    const isNews = () => Boolean(registration.waiting && navigator.serviceWorker.controller);
    const show = () => { bar.hidden = !isNews(); };
    registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", show));
    show();
    bar.querySelector("[data-update-now]").addEventListener("click", async () => {
      // What is half written is put away first, and stands in the form again after the reload.
      if (self.xiezhi.putAway) await self.xiezhi.putAway();
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      registration.waiting.postMessage("take over");
    });
  }

  async function register() {
    if (!navigator.serviceWorker) return;
    try {
      offer(await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }));
    } catch (error) {
      // Private windows and some embedded browsers refuse it: the outbox works without, while a page is open.
    }
  }

  async function start() {
    await Promise.all(JSON.parse(list.textContent).map(add));
    const works = await self.xiezhi.seal.works();
    if (works) register();
    return works;
  }

  self.xiezhi = self.xiezhi || {};
  self.xiezhi.mayWork = mayWork;
  self.xiezhi.ready = new Promise((resolve) => {
    if (!mayWork) resolve(false);
    else if (document.readyState === "complete") resolve(start().catch(() => false));
    else self.addEventListener("load", () => resolve(start().catch(() => false)));
  });
})();
