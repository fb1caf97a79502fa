// Review of a package by keys: P lets an item go, H goes to the reason for holding it back, J and K walk on.
(function () {
  "use strict";
  const KEY = "xiezhi:keys";

  function isOff() {
    try { return localStorage.getItem(KEY) === "off"; } catch (refused) { return false; }
  }

  const PLACES = { p: "[data-key-pass]", j: "[data-key-next]", k: "[data-key-previous]" };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.matches("input, textarea, select") || isOff()) return;
    if (document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    const hold = document.querySelector("[data-key-hold]");
    if (key === "h" && hold) { hold.focus(); event.preventDefault(); return; }
    const target = PLACES[key] && document.querySelector(PLACES[key]);
    if (target) { target.click(); event.preventDefault(); }
  });
})();
