// 快速登记: what is pasted or dropped anywhere on the page is sent at once; rows are kept while they are
// edited, and split, merged, moved and treated by key. Without this file all of it is plain forms.
(function () {
  "use strict";
  const FILES_AT_ONCE = 8;
  const BYTES_AT_ONCE = 60 * 1024 * 1024;
  const KEEP_MS = 900;

  function find(selector, scope) { return (scope || document).querySelector(selector); }
  function all(selector, scope) { return Array.from((scope || document).querySelectorAll(selector)); }
  function keysAreOff() {
    try { return localStorage.getItem("xiezhi:keys") === "off"; } catch (refused) { return false; }
  }
  function isTyping(target) {
    return target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select") || target.isContentEditable;
  }

  // Pasting and dropping ------------------------------------------------------------------------
  function zone() { return find("[data-quick-paste]"); }

  function say(words) {
    const list = find("[data-quick-problems]", zone());
    list.replaceChildren(...words.map(function (text) {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }));
    list.hidden = words.length === 0;
  }

  function busy(isOn) {
    find("[data-quick-busy]", zone()).hidden = !isOn;
    all("button", zone()).forEach(function (button) { button.disabled = isOn; });
  }

  // Large selections go up in several requests: the first makes the draft, the others add to it.
  function batches(files) {
    const found = [];
    let current = [];
    let size = 0;
    files.forEach(function (file) {
      if (current.length && (current.length >= FILES_AT_ONCE || size + file.size > BYTES_AT_ONCE)) {
        found.push(current);
        current = [];
        size = 0;
      }
      current.push(file);
      size += file.size;
    });
    if (current.length) found.push(current);
    return found.length ? found : [[]];
  }

  async function post(url, text, files, rowId) {
    const form = zone();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", find("[name=csrfmiddlewaretoken]", form).value);
    const channel = find("[name=channel]", form);
    if (channel) body.append("channel", channel.value);
    body.append("text", text);
    body.append("row", rowId || "");
    files.forEach(function (file) { body.append("files", file, file.name); });
    const answer = await fetch(url, { method: "POST", body: body, headers: { Accept: "application/json" } });
    const type = answer.headers.get("Content-Type") || "";
    if (!type.startsWith("application/json")) throw answer;
    return { isGood: answer.ok, found: await answer.json() };
  }

  function refusedWords(found) {
    if (found.problems) return found.problems;
    return Object.values(found.errors || {}).concat([found.summary, found.next].filter(Boolean).join("")).filter(Boolean);
  }

  // What is sent, request by request. What was typed or chosen before goes along: nothing of it is lost.
  function parcels(text, files, rowId) {
    const found = batches(files).map(function (batch, place) {
      return { text: rowId || place ? "" : text, files: batch, row: rowId };
    });
    if (rowId && text.trim()) found.push({ text: text, files: [], row: "" });
    return found;
  }

  async function send(text, files, rowId) {
    const form = zone();
    const waiting = parcels(text, files, rowId);
    let page = "";
    let problems = [];
    let unread = "";
    say([]);
    busy(true);
    try {
      await keepNow();
      while (waiting.length) {
        const [parcel] = waiting;
        const { isGood, found } = await post(form.getAttribute("action"), parcel.text, parcel.files, parcel.row);
        waiting.shift();
        if (isGood) {
          page = found.url;
          form.setAttribute("action", found.add);
        } else {
          problems = problems.concat(refusedWords(found));
          unread += parcel.text;
        }
      }
    } catch (failed) {
      putBack(waiting);
      busy(false);
      form.dispatchEvent(new CustomEvent("htmx:sendError", { bubbles: true, detail: asked(failed) }));
      return;
    }
    if (page) { leave(page); return; }
    busy(false);
    putBack([{ text: unread, files: [] }]);
    say(problems);
  }

  // Shows again what did not arrive, so that the button sends it once more.
  function putBack(unsent) {
    const carrier = new DataTransfer();
    unsent.forEach(function (parcel) { parcel.files.forEach(function (file) { carrier.items.add(file); }); });
    find("textarea", zone()).value = unsent.map(function (parcel) { return parcel.text; }).join("");
    find("[type=file]", zone()).files = carrier.files;
  }

  // What js/requests.js reads of an answer that is no answer.
  function asked(failed) {
    if (!(failed instanceof Response)) return {};
    const read = function (name) { return failed.headers.get(name); };
    return { xhr: { getResponseHeader: read, responseText: "" }, requestConfig: {} };
  }

  function chosenFiles() { return Array.from(find("[type=file]", zone()).files); }

  // The words of the zone with what is pasted: at the caret when it stands there, else below them.
  function withTyped(text, target) {
    const field = find("textarea", zone());
    if (target === field) {
      return field.value.slice(0, field.selectionStart) + text + field.value.slice(field.selectionEnd);
    }
    return [field.value, text].filter(function (part) { return part.trim(); }).join("\n");
  }

  function leave(page) {
    const form = zone();
    find("textarea", form).value = "";
    find("[type=file]", form).value = "";
    if (new URL(page, location.href).pathname === location.pathname) location.reload();
    else location.assign(page);
  }

  function cursorRow() { return find(".quick-row.is-cursor"); }

  document.addEventListener("paste", function (event) {
    if (!zone() || !event.clipboardData) return;
    const files = Array.from(event.clipboardData.files || []);
    const text = event.clipboardData.getData("text/plain");
    const inZone = zone().contains(event.target);
    if (!inZone && isTyping(event.target) && !files.length) return;
    if (!files.length && !text.trim()) return;
    event.preventDefault();
    const row = files.length && !text.trim() && event.target.closest && event.target.closest("[data-quick-drop]");
    send(withTyped(text, event.target), chosenFiles().concat(files), row ? row.dataset.quickDrop : "");
  });

  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-quick-paste]")) return;
    event.preventDefault();
    send(find("textarea", zone()).value, chosenFiles(), "");
  });

  // Dragging: files from outside go to the zone or to a row; a picture of the page to another row.
  let dragged = null;
  function target(event) { return event.target.closest && event.target.closest("[data-quick-drop], [data-quick-paste]"); }
  function unmark() { all(".is-over").forEach(function (one) { one.classList.remove("is-over"); }); }

  document.addEventListener("dragstart", function (event) {
    dragged = event.target.closest && event.target.closest("[data-quick-file]");
    if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.quickFile);
  });
  document.addEventListener("dragend", function () { dragged = null; unmark(); });
  document.addEventListener("dragover", function (event) {
    if (!zone() || !(dragged || Array.from(event.dataTransfer.types).includes("Files"))) return;
    event.preventDefault();
    unmark();
    const place = target(event);
    if (place) place.classList.add("is-over");
  });
  document.addEventListener("dragleave", function (event) { if (!event.relatedTarget) unmark(); });
  document.addEventListener("drop", function (event) {
    if (!zone()) return;
    const place = target(event);
    unmark();
    if (dragged) {
      event.preventDefault();
      if (place && place.dataset.quickDrop !== undefined) moveTo(dragged, place.dataset.quickDrop);
      dragged = null;
      return;
    }
    const files = Array.from(event.dataTransfer.files || []);
    if (!files.length) return;
    event.preventDefault();
    send(withTyped("", null), chosenFiles().concat(files), place ? place.dataset.quickDrop || "" : "");
  });

  function moveTo(file, rowHex) {
    const choice = find("[data-quick-move]", file);
    if (choice.value === rowHex) return;
    choice.value = rowHex;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Keeping what is edited ----------------------------------------------------------------------
  let waiting = 0;
  let isDirty = false;
  function rowsForm() { return find("[data-quick-rows]"); }

  async function keepNow() {
    window.clearTimeout(waiting);
    const form = rowsForm();
    if (!form || !isDirty) return;
    const body = new FormData(form);
    body.set("do", "keep");
    isDirty = false;
    const answer = await fetch(form.action, { method: "POST", body: body, headers: { "HX-Request": "true" } });
    const word = find("[data-quick-kept]", form);
    if (word) word.textContent = answer.ok ? word.dataset.words : word.dataset.wordsFailed;
    if (!answer.ok) isDirty = true;
  }

  function keepSoon() {
    isDirty = true;
    const word = find("[data-quick-kept]");
    if (word) word.textContent = "";
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { keepNow().catch(function () { isDirty = true; }); }, KEEP_MS);
  }

  document.addEventListener("input", function (event) {
    if (event.target.closest("[data-quick-rows]")) keepSoon();
  });
  document.addEventListener("htmx:beforeRequest", function () { window.clearTimeout(waiting); isDirty = false; });
  window.addEventListener("beforeunload", function () {
    const form = rowsForm();
    if (!form || !isDirty) return;
    const body = new FormData(form);
    body.set("do", "keep");
    navigator.sendBeacon(form.action, body);
  });

  function press(button) { if (button) button.click(); return Boolean(button); }

  // A picture moved, or a member named: the page shows what follows from it.
  document.addEventListener("change", function (event) {
    const form = event.target.closest("[data-quick-rows]");
    if (!form) return;
    if (event.target.matches("[name$='-treatment']")) showWhen(event.target.closest(".quick-row"));
    if (event.target.matches("[data-quick-move], [name$='-member']")) press(find("[value=show]", form));
  });

  function showWhen(row) {
    const chosen = find("[name$='-treatment']", row);
    all("[data-quick-when]", row).forEach(function (part) { part.hidden = part.dataset.quickWhen !== chosen.value; });
  }

  // Where the caret stood when 拆分 is pressed: in the words of that very row.
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[name=do]");
    const form = button && button.form;
    if (!form || !form.matches("[data-quick-rows]")) return;
    const words = button.value.startsWith("split:") && find("[name$='-words']", button.closest(".quick-row"));
    const caret = find("[name=caret]", form);
    caret.value = words ? String(codePoints(words)) : "";
  });
  function codePoints(field) {
    const before = field.value.slice(0, field.selectionStart);
    return Array.from(before).length;
  }

  // 复制回复语: by the clipboard, else by the old way, else the text is marked for Ctrl C.
  async function copied(source) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        return true;
      } catch (refused) { /* the old way may still work */ }
    }
    const range = document.createRange();
    range.selectNodeContents(source);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
    return document.execCommand("copy");
  }
  document.addEventListener("click", async function (event) {
    const button = event.target.closest("[data-quick-copy]");
    if (!button) return;
    const said = document.getElementById("quick-copied");
    said.textContent = await copied(document.getElementById("quick-answer")) ? said.dataset.wordsDone : said.dataset.wordsByHand;
  });

  function settle() {
    all(".quick-row").forEach(showWhen);
    all("[data-quick-copy]").forEach(function (button) { button.hidden = false; });
    const work = find("[data-quick-work]");
    if (!work) return;
    const wanted = work.dataset.quickFocus && document.getElementById(work.dataset.quickFocus);
    if (wanted) {
      mark(wanted);
      find("[data-open]", wanted).focus({ preventScroll: true });
      wanted.scrollIntoView({ block: "nearest" });
    } else if (!cursorRow()) {
      mark(document.activeElement.closest(".quick-row") || document.getElementById(stoodAt) || find(".quick-row"));
    }
  }

  // Where the cursor stood before the rows were drawn anew.
  let stoodAt = "";
  function mark(row) {
    all(".quick-row").forEach(function (other) { other.classList.toggle("is-cursor", other === row); });
  }
  document.addEventListener("htmx:beforeSwap", function () { stoodAt = cursorRow() ? cursorRow().id : ""; });
  document.addEventListener("htmx:afterSettle", function () { settle(); });

  // Keys ----------------------------------------------------------------------------------------
  function pressIn(row, selector) { return Boolean(row) && press(find(selector, row)); }

  function treat(row, place) {
    const choice = row && find("[name$='-treatment']", row);
    const option = choice && choice.options[place];
    if (!option) return false;
    choice.value = option.value;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    keepSoon();
    return true;
  }

  function edit(row) {
    const words = row && find("[name$='-words']", row);
    if (words) words.focus();
    return Boolean(words);
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form");
      const wanted = event.shiftKey ? "[data-quick-assess]" : "[data-quick-save]";
      const button = (form && find(wanted, form)) || find(wanted);
      if (form && form.matches("[data-quick-paste]")) form.requestSubmit();
      else if (!press(button)) return;
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (isTyping(event.target) || keysAreOff() || find("dialog[open], .confirm--modal[open]")) return;
    if (rowKey(event.key.toLowerCase()) || kindKey(event.key.toLowerCase())) event.preventDefault();
  });

  function rowKey(key) {
    const row = cursorRow();
    if (!row) return false;
    if (/^[1-5]$/.test(key)) return treat(row, Number(key) - 1);
    if (key === "e") return edit(row);
    return /^[smd]$/.test(key) && pressIn(row, '[data-letter="' + key + '"]');
  }

  function kindKey(key) {
    return /^[a-z]$/.test(key) && !rowsForm() && press(find('[data-quick-key="' + key + '"]'));
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest(".quick-row [data-open]");
    if (!link) return;
    event.preventDefault();
    edit(link.closest(".quick-row"));
  });

  document.addEventListener("DOMContentLoaded", settle);
})();
