// Pages of cases: a file pasted or dropped anywhere goes into the form's first file field, Ctrl Enter sends,
// another paper or kind asks the server for its fields, and the card's lines are copied. All of it is plain
// forms without this file.
(function () {
  "use strict";
  function form() { return document.querySelector("[data-case-form]"); }

  function take(files, target) {
    const field = target || (form() && form().querySelector("input[type=file]"));
    if (!field || !files.length) return false;
    const carrier = new DataTransfer();
    carrier.items.add(files[0]);
    field.files = carrier.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
    return true;
  }

  document.addEventListener("paste", function (event) {
    const files = Array.from((event.clipboardData && event.clipboardData.files) || []);
    const into = event.target.matches && event.target.matches("input[type=file]") ? event.target : null;
    if (files.length && take(files, into)) event.preventDefault();
  });
  document.addEventListener("dragover", function (event) {
    if (!form() || !Array.from(event.dataTransfer.types).includes("Files")) return;
    event.preventDefault();
    const place = form().querySelector("[data-case-drop]");
    if (place) place.classList.add("is-over");
  });
  ["dragleave", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (name === "dragleave" && event.relatedTarget) return;
      document.querySelectorAll(".is-over").forEach(function (one) { one.classList.remove("is-over"); });
    });
  });
  document.addEventListener("drop", function (event) {
    const files = Array.from((event.dataTransfer && event.dataTransfer.files) || []);
    if (!form() || !files.length) return;
    event.preventDefault();
    take(files, event.target.matches("input[type=file]") ? event.target : null);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const button = form() && form().querySelector("[data-case-save]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-case-form] select[name=paper], [data-case-form] select[name=kind]")) return;
    const button = event.target.form.querySelector("[data-case-switch]");
    if (button) button.click();
  });

  async function copied(source) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        return true;
      } catch (refused) { /* marked by hand below */ }
    }
    const range = document.createRange();
    range.selectNodeContents(source);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
    return document.execCommand("copy");
  }
  document.addEventListener("click", async function (event) {
    if (!event.target.closest("[data-case-copy]")) return;
    const said = document.querySelector("[data-case-copied]");
    said.textContent = await copied(document.getElementById("case-card")) ? said.dataset.done : said.dataset.byHand;
  });

  // A new picture stands beside the former one as soon as it is taken.
  function showBeside(field) {
    const place = field.closest(".beside__new");
    const former = place.querySelector(".beside__shown");
    if (former) { URL.revokeObjectURL(former.src); former.remove(); }
    const file = field.files[0];
    place.querySelector("[data-beside-name]").textContent = file ? file.name : "";
    place.classList.toggle("is-taken", Boolean(file));
    if (!file) return;
    const shown = document.createElement("img");
    shown.className = "beside__shown";
    shown.alt = "";
    shown.addEventListener("error", function () { shown.remove(); });
    shown.src = URL.createObjectURL(file);
    place.prepend(shown);
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-beside]")) showBeside(event.target);
  });

  // A form drawn anew keeps the files chosen; what it was refused for is told first.
  let chosen = {};
  function fileFields() { return form() ? Array.from(form().querySelectorAll("input[type=file]")) : []; }
  document.addEventListener("htmx:beforeSwap", function () {
    chosen = {};
    fileFields().forEach(function (field) { if (field.files.length) chosen[field.name] = field.files; });
  });
  // At once: between the new form and its settling a quick hand could send it without them.
  document.addEventListener("htmx:afterSwap", function () {
    fileFields().forEach(function (field) {
      if (!field.files.length && chosen[field.name]) field.files = chosen[field.name];
      if (field.matches("[data-beside]")) showBeside(field);
    });
  });
  document.addEventListener("htmx:afterSettle", function () {
    const summary = form() && form().querySelector("[data-focus-on-load]");
    const first = form() && form().querySelector("[autofocus]");
    if (summary) summary.focus(); else if (first) first.focus();
  });
})();
