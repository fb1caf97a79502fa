// <details data-disclosure>: one open at a time, closed by Escape or a click elsewhere, focus given back.
// <button data-print> prints; <a data-back> goes back. Without this file all of them still open and close.
(function () {
  "use strict";
  const open = "details[data-disclosure][open]";

  function close(details, giveFocusBack) {
    const hadFocus = details.contains(document.activeElement);
    details.open = false;
    if (giveFocusBack && hadFocus) details.querySelector("summary").focus();
  }

  document.addEventListener("click", function (event) {
    document.querySelectorAll(open).forEach(function (details) {
      if (!details.contains(event.target)) close(details, false);
    });
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.closest("[data-back]")) { event.preventDefault(); window.history.back(); }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(open).forEach(function (details) { close(details, true); });
  });

  document.addEventListener("focusin", function (event) {
    document.querySelectorAll(open).forEach(function (details) {
      if (!details.contains(event.target)) close(details, false);
    });
  });

  document.addEventListener("DOMContentLoaded", function () {
    const first = document.querySelector("[data-focus-on-load]");
    if (first) first.focus();
  });
})();
