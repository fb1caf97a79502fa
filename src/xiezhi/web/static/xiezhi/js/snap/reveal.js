/*
 * Shows a part only while its choice is ticked: data-shown-by="contact_mode=phone". Without this file all are shown.
 *
 * What is hidden is also disabled, so a telephone typed before choosing 匿名 is not sent.
 */
(function () {
  "use strict";

  function isChosen(form, rule) {
    const [name, value] = rule.split("=");
    return Array.from(form.querySelectorAll(`[name="${name}"]`)).some((input) => input.checked && input.value === value);
  }

  document.querySelectorAll("form").forEach((form) => {
    const parts = Array.from(form.querySelectorAll("[data-shown-by]"));
    function show() {
      parts.forEach((part) => {
        const rules = part.dataset.shownBy.split(" ");
        const isShown = rules.some((rule) => (rule[0] === "!" ? !isChosen(form, rule.slice(1)) : isChosen(form, rule)));
        part.hidden = !isShown;
        part.querySelectorAll("input, select, textarea").forEach((input) => { input.disabled = !isShown; });
      });
    }
    if (!parts.length) return;
    form.addEventListener("change", show);
    form.addEventListener("reset", () => setTimeout(show));
    show();
  });
})();
