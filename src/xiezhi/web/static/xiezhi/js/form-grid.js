// <table data-form-grid>: the arrow keys move between cells, Tab passes the table in one step.
// Without this file every cell is a link of its own.
(function () {
  "use strict";

  function enliven(table) {
    const links = Array.from(table.querySelectorAll("a[data-cell]"));
    if (!links.length) return;
    let current = table.querySelector("a[aria-current]") || links[0];

    function stop(link) {
      links.forEach(function (one) { one.tabIndex = one === link ? 0 : -1; });
      current = link;
    }

    function centre(link) {
      const box = link.parentElement.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2, box: box };
    }

    // The nearest cell that lies in the direction, so that merged cells are no obstacle.
    function next(key) {
      const from = centre(current);
      const across = key === "ArrowLeft" || key === "ArrowRight";
      const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
      let best = null;
      let least = Infinity;
      links.forEach(function (link) {
        const to = centre(link);
        const along = sign * (across ? to.x - from.x : to.y - from.y);
        const aside = Math.abs(across ? to.y - from.y : to.x - from.x);
        if (along < 2) return;
        const cost = along + aside * 4;
        if (cost < least) { least = cost; best = link; }
      });
      return best;
    }

    stop(current);
    table.addEventListener("focusin", function (event) {
      const link = event.target.closest("a[data-cell]");
      if (link) stop(link);
    });
    table.addEventListener("keydown", function (event) {
      if (!/^Arrow(Up|Down|Left|Right)$/.test(event.key) || event.altKey || event.ctrlKey) return;
      const link = next(event.key);
      if (!link) return;
      event.preventDefault();
      stop(link);
      link.focus();
    });
  }

  document.querySelectorAll("[data-form-grid]").forEach(enliven);
})();
