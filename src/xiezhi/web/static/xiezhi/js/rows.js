// <fieldset data-rows>: 再加一行 copies the template and counts the rows of a Django formset. What autosave
// puts back has its rows first. Without this file the server adds a row.
(function () {
  "use strict";

  function count(block) { return block.querySelector('[name$="-TOTAL_FORMS"]'); }

  function add(block) {
    const list = block.querySelector("[data-rows-list]");
    const template = block.querySelector("[data-rows-template]");
    const total = count(block);
    const most = Number(block.querySelector('[name$="-MAX_NUM_FORMS"]').value);
    const place = Number(total.value);
    if (place >= most) return null;
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.split("__prefix__").join(String(place));
    list.append(holder.content);
    total.value = String(place + 1);
    block.querySelector("[data-rows-add]").disabled = place + 1 >= most;
    return list.lastElementChild;
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-rows-add]");
    const row = button && add(button.closest("[data-rows]"));
    if (row) row.querySelector("textarea, input").focus();
  });

  document.addEventListener("xiezhi:restoring", function (event) {
    event.target.querySelectorAll("[data-rows]").forEach(function (block) {
      const prefix = count(block).name.replace("TOTAL_FORMS", "");
      const last = event.detail.names.reduce(function (most, name) {
        const place = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : -1;
        return place > most ? place : most;
      }, -1);
      while (Number(count(block).value) <= last && add(block)) { /* one more row */ }
    });
  });
})();
