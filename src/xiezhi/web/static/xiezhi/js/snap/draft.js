/*
 * Keeps what was typed while the page is open (sessionStorage): words, marks, time and place.
 *
 * Never the telephone, name, pictures or voice: only fields marked data-draft are read. The submission
 * key is kept with the draft, so that a report sent twice after a reload still counts once; a form
 * without a draft gets a new key, because the page itself may come from a cache. Where the outbox works
 * (pwa/report.js) it keeps the draft, sealed, and nothing is written here.
 */
(function () {
  "use strict";

  const form = document.querySelector("form[data-draft-name]");
  if (!form) return;
  const name = form.dataset.draftName;
  const key = form.querySelector('[name="submission_key"]');
  const kept = () => Array.from(form.querySelectorAll("[data-draft]"));

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(name));
    } catch (error) {
      return null;
    }
  }

  function write(value) {
    try {
      if (value) sessionStorage.setItem(name, JSON.stringify(value));
      else sessionStorage.removeItem(name);
    } catch (error) {
      // No storage in this browser: the page still works.
    }
  }

  function save() {
    const values = kept().map((input) => {
      const isBox = input.type === "checkbox" || input.type === "radio";
      return [input.name, input.value, isBox ? input.checked : null];
    });
    write({ key: key.value, values });
  }

  function restore(draft) {
    key.value = draft.key;
    draft.values.forEach(([field, value, checked]) => {
      const inputs = kept().filter((input) => input.name === field);
      if (checked === null) inputs.forEach((input) => { input.value = value; });
      else inputs.filter((input) => input.value === value).forEach((input) => { input.checked = checked; });
    });
    form.querySelectorAll("details[data-opens]").forEach((part) => {
      if (Array.from(part.querySelectorAll("input, select, textarea")).some((input) => input.value)) part.open = true;
    });
  }

  function begin() {
    // A form the server sent back already holds what was typed, and its key.
    if (!form.hasAttribute("data-bound")) {
      const draft = read();
      if (draft && Array.isArray(draft.values)) restore(draft);
      else key.value = newKey();
    }
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    form.addEventListener("snap:sent", () => {
      form.removeEventListener("input", save);
      form.removeEventListener("change", save);
      write(null);
    });
    form.dispatchEvent(new CustomEvent("snap:draft"));
  }

  form.addEventListener("snap:keep-plain", begin, { once: true });
  document.addEventListener("DOMContentLoaded", () => {
    const isKept = form.hasAttribute("data-outbox") && window.xiezhi && window.xiezhi.mayWork;
    if (!isKept) begin();
    else if (!form.hasAttribute("data-bound")) key.value = newKey();
  });
})();
