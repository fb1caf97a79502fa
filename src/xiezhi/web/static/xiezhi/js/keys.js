// Keys of the desk: J K move, Enter opens, X selects, N makes a new one, Q goes to 快速登记, / or Ctrl K searches, ? helps.
// Rows are [data-row] with an <a data-open>; single letters can be switched off in the person's menu.
(function () {
  "use strict";
  const KEY = "xiezhi:keys";

  function isOff() {
    try { return localStorage.getItem(KEY) === "off"; } catch (refused) { return false; }
  }

  function isTyping(target) {
    return target.isContentEditable || (target.matches("input, textarea, select")
      && !["checkbox", "radio", "button", "submit"].includes(target.type));
  }

  function rows() { return Array.from(document.querySelectorAll("[data-row]")); }
  function cursor() { return document.querySelector("[data-row].is-cursor"); }

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const now = cursor();
    const next = all[now ? Math.min(all.length - 1, Math.max(0, all.indexOf(now) + step)) : 0];
    if (now) now.classList.remove("is-cursor");
    next.classList.add("is-cursor");
    const link = next.querySelector("[data-open]");
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function press(selector, scope) {
    const target = (scope || document).querySelector(selector);
    if (target) target.click();
    return Boolean(target);
  }

  function search() {
    const field = document.querySelector("[data-search]");
    if (field) { field.focus(); field.select(); }
    return Boolean(field);
  }

  function help() {
    const dialog = document.getElementById("keys-help");
    if (dialog && dialog.showModal && !dialog.open) dialog.showModal();
    return Boolean(dialog);
  }

  const LETTERS = {
    j: function () { move(1); return true; },
    k: function () { move(-1); return true; },
    x: function () { return Boolean(cursor()) && press("[data-select-row]", cursor()); },
    n: function () { return press("[data-key-new]"); },
    q: function () { return press('[data-key-go="q"]'); },
    "/": search,
    "?": help,
  };

  document.addEventListener("keydown", function (event) {
    const key = event.key.toLowerCase();
    if (key === "k" && (event.ctrlKey || event.metaKey)) {
      if (search()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) {
      if (key === "escape") event.target.blur();
      return;
    }
    if (isOff() || document.querySelector("dialog[open], .confirm--modal[open]")) return;
    if (key === "enter" && event.target === document.body && cursor()) {
      press("[data-open]", cursor());
      return;
    }
    if (Object.prototype.hasOwnProperty.call(LETTERS, key) && LETTERS[key]()) event.preventDefault();
  });

  document.addEventListener("focusin", function (event) {
    const row = event.target.closest("[data-row]");
    if (!row || row === cursor()) return;
    rows().forEach(function (other) { other.classList.toggle("is-cursor", other === row); });
  });

  function showState() {
    document.querySelectorAll("[data-keys-choice]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.keysChoice === (isOff() ? "off" : "on")));
    });
  }
  document.addEventListener("click", function (event) {
    const choice = event.target.closest("[data-keys-choice]");
    if (choice) {
      try { localStorage.setItem(KEY, choice.dataset.keysChoice); } catch (refused) { /* stays on */ }
      showState();
    }
    if (event.target.closest("[data-keys-help]")) help();
    const dialog = event.target.closest("dialog");
    if (dialog && event.target.closest("[data-close]")) dialog.close();
  });
  document.addEventListener("DOMContentLoaded", showState);
})();
