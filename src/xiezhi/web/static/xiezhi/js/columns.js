// <table data-columns>: rows are dragged by their grip or moved with Alt+↑ / Alt+↓; the numbers follow.
// Without this file a person types the numbers.
(function () {
  "use strict";

  function enliven(table) {
    const body = table.tBodies[0];
    const status = document.querySelector("[data-columns-status]");
    let dragged = null;

    function shown(row) { return row.querySelector('input[type="checkbox"]').checked; }
    function place(row) { return row.querySelector('input[name^="place-"]'); }

    function renumber() {
      let number = 0;
      Array.from(body.rows).forEach(function (row) {
        place(row).value = shown(row) ? String(++number) : "";
      });
    }

    function say(row) {
      if (place(row).value) status.textContent = status.dataset.words.replace("{n}", place(row).value);
    }

    function move(row, other, after) {
      if (!other || other === row) return;
      body.insertBefore(row, after ? other.nextSibling : other);
      renumber();
      say(row);
    }

    body.addEventListener("change", function (event) {
      if (event.target.type === "checkbox") renumber();
    });
    body.addEventListener("keydown", function (event) {
      if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      const row = event.target.closest("[data-column]");
      event.preventDefault();
      const up = event.key === "ArrowUp";
      move(row, up ? row.previousElementSibling : row.nextElementSibling, !up);
      event.target.focus();
    });
    body.addEventListener("dragstart", function (event) {
      dragged = event.target.closest("[data-column]");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    });
    body.addEventListener("dragover", function (event) {
      if (!dragged) return;
      event.preventDefault();
      const over = event.target.closest("[data-column]");
      if (!over) return;
      const middle = over.getBoundingClientRect().top + over.offsetHeight / 2;
      move(dragged, over, event.clientY > middle);
    });
    body.addEventListener("dragend", function () { dragged = null; });
    body.addEventListener("drop", function (event) { event.preventDefault(); });
  }

  document.querySelectorAll("[data-columns]").forEach(enliven);
})();
