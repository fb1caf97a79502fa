// When a fragment could not be fetched (htmx), the sentence waiting in <template id="request-problem"> is shown.
(function () {
  "use strict";
  function show() {
    const template = document.getElementById("request-problem");
    const main = document.getElementById("main");
    if (!template || !main || main.querySelector("[data-request-problem]")) return;
    main.insertBefore(template.content.cloneNode(true), main.firstChild);
    main.scrollIntoView({ block: "start" });
  }
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, show);
  });
  document.addEventListener("htmx:beforeRequest", function () {
    document.querySelectorAll("[data-request-problem]").forEach(function (old) { old.remove(); });
  });
})();
