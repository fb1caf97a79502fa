// 切换显示: light, dark or as the system says. Runs before the first paint; the choice stays on this device.
(function () {
  "use strict";
  const KEY = "xiezhi:theme";
  const root = document.documentElement;

  function stored() {
    try { return localStorage.getItem(KEY) || "auto"; } catch (refused) { return "auto"; }
  }

  function apply(choice) {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
    document.querySelectorAll("[data-theme-choice]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
    });
  }

  root.classList.add("js");
  apply(stored());
  document.addEventListener("DOMContentLoaded", function () { apply(stored()); });
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    try { localStorage.setItem(KEY, button.dataset.themeChoice); } catch (refused) { /* private mode: this page only */ }
    apply(button.dataset.themeChoice);
  });
})();
