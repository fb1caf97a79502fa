// 信息池: the row under the cursor is read in the pane beside the list; digits and letters act on it.
// Keys come from [data-letter] in the pane, so what a person may not do has no key either.
(function () {
  "use strict";
  const WAIT_MS = 120;
  let waiting = 0;
  let shown = "";

  function pane() { return document.getElementById("pool-detail"); }
  function isPaneVisible() { return Boolean(pane()) && pane().offsetParent !== null; }
  function rows() { return Array.from(document.querySelectorAll("[data-pool] [data-row]")); }

  function load(row) {
    const link = row.querySelector("[data-open]");
    if (!link || shown === row.id || !window.htmx) return;
    shown = row.id;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      window.htmx.ajax("GET", link.getAttribute("href"), { target: "#pool-detail", swap: "innerHTML" });
    }, WAIT_MS);
  }

  function mark(row) {
    rows().forEach(function (other) { other.classList.toggle("is-cursor", other === row); });
  }

  function rowOf(id) { return document.getElementById("report-" + id); }

  // The report that comes after the one being acted on: the row below, else the one above.
  function following(id) {
    const row = rowOf(id);
    if (!row) return "";
    const next = row.nextElementSibling || row.previousElementSibling;
    return next && next.id ? next.id.replace("report-", "") : "";
  }

  document.addEventListener("focusin", function (event) {
    const row = event.target.closest("[data-pool] [data-row]");
    if (row && isPaneVisible()) load(row);
  });

  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-pool] [data-open]");
    if (!link || !isPaneVisible() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = link.closest("[data-row]");
    mark(row);
    load(row);
  });

  document.addEventListener("htmx:configRequest", function (event) {
    const form = event.target.closest && event.target.closest("[data-screen]");
    if (form) event.detail.parameters.set("next", following(event.detail.parameters.get("selected")));
  });

  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.target.id !== "pool-detail") return;
    pane().scrollTop = 0;
    const report = pane().querySelector("[data-report]");
    const row = report && rowOf(report.dataset.report);
    if (!row) return;
    shown = row.id;
    mark(row);
    const link = row.querySelector("[data-open]");
    if (!pane().contains(document.activeElement)) link.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  });

  function isTyping(target) {
    return target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
  }

  function keysAreOff() {
    try { return localStorage.getItem("xiezhi:keys") === "off"; } catch (refused) { return false; }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (isTyping(event.target) || keysAreOff() || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    const found = key === "u" ? document.querySelector("[data-undo]")
      : /^[a-z0-9]$/.test(key) && pane() && pane().querySelector('[data-letter="' + key + '"]');
    if (!found) return;
    event.preventDefault();
    found.click();
  });

  document.addEventListener("DOMContentLoaded", function () {
    const first = rows()[0];
    if (first && isPaneVisible()) { mark(first); load(first); }
  });
})();
