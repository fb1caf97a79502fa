// Bulk selection: <form data-select> holds rows with <input type=checkbox data-select-row>, one
// data-select-all, and a bar data-select-bar with data-select-count. Shift-click takes the rows between.
(function () {
  "use strict";

  function boxes(form) {
    return Array.from(form.querySelectorAll("[data-select-row]"));
  }

  function refresh(form) {
    const all = boxes(form);
    const chosen = all.filter(function (box) { return box.checked; }).length;
    all.forEach(function (box) {
      const row = box.closest("[data-row]");
      if (row) row.classList.toggle("is-selected", box.checked);
    });
    form.querySelectorAll("[data-select-count]").forEach(function (place) { place.textContent = String(chosen); });
    form.querySelectorAll("[data-select-bar]").forEach(function (bar) { bar.classList.toggle("is-on", chosen > 0); });
    const master = form.querySelector("[data-select-all]");
    if (master) {
      master.checked = chosen > 0 && chosen === all.length;
      master.indeterminate = chosen > 0 && chosen < all.length;
    }
  }

  let last = null;
  document.addEventListener("click", function (event) {
    const box = event.target.closest("[data-select-row]");
    if (!box) return;
    const form = box.closest("[data-select]");
    if (!form) return;
    const all = boxes(form);
    if (event.shiftKey && last && all.includes(last)) {
      const ends = [all.indexOf(last), all.indexOf(box)].sort(function (a, b) { return a - b; });
      all.slice(ends[0], ends[1] + 1).forEach(function (between) { between.checked = box.checked; });
    }
    last = box;
    refresh(form);
  });

  document.addEventListener("change", function (event) {
    const form = event.target.closest("[data-select]");
    if (!form) return;
    if (event.target.matches("[data-select-all]")) {
      boxes(form).forEach(function (box) { box.checked = event.target.checked; });
    }
    refresh(form);
  });

  document.addEventListener("click", function (event) {
    const clear = event.target.closest("[data-select-clear]");
    if (!clear) return;
    const form = clear.closest("[data-select]");
    boxes(form).forEach(function (box) { box.checked = false; });
    refresh(form);
  });

  function refreshAll() { document.querySelectorAll("[data-select]").forEach(refresh); }
  document.addEventListener("DOMContentLoaded", refreshAll);
  document.addEventListener("htmx:afterSwap", refreshAll);
  window.addEventListener("pageshow", refreshAll);
})();
