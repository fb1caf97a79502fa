/*
 * Shows how many reports the office does not have yet, and asks before they would be lost by signing out.
 */
(function () {
  "use strict";

  const { outbox, ready } = self.xiezhi;

  async function show() {
    const n = await outbox.unsent();
    document.querySelectorAll("[data-outbox-count]").forEach((place) => { place.textContent = n || ""; });
    document.querySelectorAll("[data-outbox-link]").forEach((link) => { link.hidden = !n; });
    document.querySelectorAll("[data-clears-phone]").forEach((form) => { form.dataset.unsent = n; });
    return n;
  }

  // Signing out and leaving tell the browser to forget this site's store as well.
  document.querySelectorAll("[data-clears-phone]").forEach((form) => form.addEventListener("submit", (event) => {
    const n = Number(form.dataset.unsent || 0);
    if (n && !self.confirm(form.dataset.clearsPhone.replace("{n}", n))) event.preventDefault();
  }));
  self.addEventListener("xiezhi:outbox", ({ detail }) => { if (detail.type !== "progress") show(); });
  ready.then((works) => { if (works) show(); });
})();
