// 信息池: the row under the cursor is read in the pane beside the list; digits and letters act on it.
// Keys come from [data-letter] in the pane, so what a person may not do has no key either.
(function () {
  "use strict";
  const WAIT_MS = 120;
  let waiting = 0;
  let shown = "";
  // The row asked for and not yet in the pane. An answer that comes late belongs to a row left behind:
  // it neither moves the cursor back nor takes the place of what is being waited for.
  let asked = "";

  function pane() { return document.getElementById("pool-detail"); }
  function isPaneVisible() { return Boolean(pane()) && pane().offsetParent !== null; }
  function rows() { return Array.from(document.querySelectorAll("[data-pool] [data-row]")); }

  function load(row) {
    const link = row.querySelector("[data-open]");
    if (!link || shown === row.id || !window.htmx) return;
    shown = row.id;
    asked = row.id;
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

  function rowInPane() {
    const report = pane() && pane().querySelector("[data-report]");
    return report && rowOf(report.dataset.report);
  }

  function isAwaiting() { return Boolean(document.getElementById(asked)); }

  // The pane's keys belong to the report in it, so they wait until it is the one under the cursor.
  function isPaneBehind() {
    const cursor = document.querySelector("[data-pool] [data-row].is-cursor");
    return isAwaiting() || Boolean(cursor && rowInPane() && cursor !== rowInPane());
  }

  function isOfAskedRow(path) {
    return isAwaiting() && document.getElementById(asked).querySelector("[data-open]").getAttribute("href") === path;
  }

  function isReading(request) { return request.verb === "get" && request.target === pane(); }

  document.addEventListener("htmx:beforeSwap", function (event) {
    const request = event.detail.requestConfig;
    if (request && isReading(request) && isAwaiting() && !isOfAskedRow(request.path)) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    const request = event.detail.requestConfig;
    if (!request || !isReading(request) || event.detail.successful || !isOfAskedRow(request.path)) return;
    asked = "";
    shown = "";
  });

  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.target.id !== "pool-detail") return;
    pane().scrollTop = 0;
    const row = rowInPane();
    if (!row || (isAwaiting() && asked !== row.id)) return;
    asked = "";
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
      : /^[a-z0-9]$/.test(key) && pane() && !isPaneBehind() && pane().querySelector('[data-letter="' + key + '"]');
    if (!found) return;
    event.preventDefault();
    found.click();
  });

  document.addEventListener("DOMContentLoaded", function () {
    const first = rows()[0];
    if (first && isPaneVisible()) { mark(first); load(first); }
  });
})();
