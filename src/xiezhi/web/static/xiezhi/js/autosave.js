// <form data-autosave="id"> keeps what was typed but not yet sent in sessionStorage and puts it back after
// an error or a reload. A page with data-autosave-clear="id" says it arrived. Never kept: passwords, files,
// hidden fields, data-autosave-off. Signing out (<form data-sign-out>) and twelve hours forget everything;
// a form whose sending leads to a page that says it is done (.flash--success) is forgotten too.
(function () {
  "use strict";
  const PREFIX = "xiezhi:draft:";
  const SENT = "xiezhi:sent";
  const KEPT_MS = 12 * 60 * 60 * 1000;
  const NEVER = ["password", "file", "hidden", "submit", "button", "reset", "image"];

  function fields(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !NEVER.includes(field.type) && !field.hasAttribute("data-autosave-off");
    });
  }

  function isTick(field) { return field.type === "checkbox" || field.type === "radio"; }

  function forget(id) {
    try { sessionStorage.removeItem(PREFIX + id); } catch (refused) { /* nothing was kept */ }
  }

  function forgetAll() {
    try {
      Object.keys(sessionStorage).forEach(function (key) {
        if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
      });
    } catch (refused) { /* nothing was kept */ }
  }

  function forgetWhatArrived() {
    try {
      const id = sessionStorage.getItem(SENT);
      sessionStorage.removeItem(SENT);
      if (id && document.querySelector(".flash--success")) forget(id);
    } catch (refused) { /* nothing was kept */ }
  }

  function markSent(id) {
    try { sessionStorage.setItem(SENT, id); } catch (full) { /* then it is offered again */ }
  }

  function save(form) {
    const values = fields(form)
      .filter(function (field) { return isTick(field) ? field.checked : field.value !== ""; })
      .map(function (field) { return [field.name, field.value]; });
    try {
      sessionStorage.setItem(PREFIX + form.dataset.autosave, JSON.stringify({ at: Date.now(), values: values }));
    } catch (full) { /* the form itself still has it */ }
  }

  function load(id) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(PREFIX + id));
      return kept && Date.now() - kept.at < KEPT_MS ? kept.values : null;
    } catch (broken) { return null; }
  }

  // What the server sent back wins; only fields it left empty are filled.
  function restore(form) {
    const values = load(form.dataset.autosave);
    if (!values) return;
    const names = values.map(function (pair) { return pair[0]; });
    form.dispatchEvent(new CustomEvent("xiezhi:restoring", { bubbles: true, detail: { names: names } }));
    const sentBack = new Set(fields(form)
      .filter(function (field) { return isTick(field) ? field.defaultChecked : field.defaultValue; })
      .map(function (field) { return field.name; }));
    let filled = 0;
    fields(form).forEach(function (field) {
      if (sentBack.has(field.name)) return;
      const kept = values.filter(function (pair) { return pair[0] === field.name; });
      if (isTick(field)) {
        const wanted = kept.some(function (pair) { return pair[1] === field.value; });
        if (wanted && !field.checked) { field.checked = true; filled += 1; }
      } else if (kept.length && field.value !== kept[0][1]) {
        field.value = kept[0][1];
        filled += 1;
      }
    });
    const word = form.querySelector("[data-autosave-restored]");
    if (word) word.hidden = filled === 0;
    if (filled) form.dispatchEvent(new CustomEvent("xiezhi:restored", { bubbles: true }));
  }

  document.addEventListener("DOMContentLoaded", function () {
    forgetWhatArrived();
    document.querySelectorAll("[data-autosave-clear]").forEach(function (mark) { forget(mark.dataset.autosaveClear); });
    document.querySelectorAll("form[data-autosave]").forEach(restore);
  });
  ["input", "change"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      const form = event.target.form;
      if (form && form.dataset.autosave) save(form);
    });
  });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-sign-out]")) forgetAll();
    else if (event.target.dataset.autosave) { save(event.target); markSent(event.target.dataset.autosave); }
  });
})();
