// <details data-confirm> becomes a modal sheet: scrim, focus kept inside, Escape and 取消 close it.
// Without this file the sheet opens under its button and works as a plain form.
(function () {
  "use strict";
  const FOCUSABLE = "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea";

  function stops(details) {
    return Array.from(details.querySelector(".confirm__sheet").querySelectorAll(FOCUSABLE));
  }

  function opened(details) {
    const sheet = details.querySelector(".confirm__sheet");
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-modal", "true");
    const first = sheet.querySelector("textarea, input:not([type=hidden]), select") || stops(details)[0];
    if (first) first.focus();
  }

  function close(details) {
    details.open = false;
    details.querySelector("summary").focus();
  }

  // `toggle` does not bubble, so it is caught on the way down.
  document.addEventListener("toggle", function (event) {
    if (event.target.matches && event.target.matches("[data-confirm]") && event.target.open) {
      event.target.classList.add("confirm--modal");
      opened(event.target);
    }
  }, true);

  document.addEventListener("click", function (event) {
    const details = event.target.closest("[data-confirm][open]");
    if (!details) return;
    const isOutside = event.target === details;
    if (isOutside || event.target.closest("[data-confirm-cancel]")) {
      event.preventDefault();
      close(details);
    }
  });

  document.addEventListener("keydown", function (event) {
    const details = document.querySelector("[data-confirm][open]");
    if (!details) return;
    if (event.key === "Escape") { event.preventDefault(); close(details); return; }
    if (event.key !== "Tab") return;
    const all = stops(details);
    const edge = event.shiftKey ? all[0] : all[all.length - 1];
    if (document.activeElement === edge || !details.contains(document.activeElement)) {
      event.preventDefault();
      (event.shiftKey ? all[all.length - 1] : all[0]).focus();
    }
  });
})();
