// <fieldset data-rows>: 再加一行 copies the template and counts the rows of a Django formset.
// Without this file the server adds a row each time the draft is kept.
(function () {
  "use strict";

  function enliven(block) {
    const list = block.querySelector("[data-rows-list]");
    const template = block.querySelector("[data-rows-template]");
    const total = block.querySelector('[name$="-TOTAL_FORMS"]');
    const most = Number(block.querySelector('[name$="-MAX_NUM_FORMS"]').value);
    const button = block.querySelector("[data-rows-add]");

    function add(takeFocus) {
      const place = Number(total.value);
      if (place >= most) return;
      const holder = document.createElement("template");
      holder.innerHTML = template.innerHTML.split("__prefix__").join(String(place));
      list.append(holder.content);
      total.value = String(place + 1);
      button.disabled = place + 1 >= most;
      if (takeFocus) list.lastElementChild.querySelector("textarea, input").focus();
    }

    button.addEventListener("click", function () { add(true); });
  }

  document.querySelectorAll("[data-rows]").forEach(enliven);
})();
