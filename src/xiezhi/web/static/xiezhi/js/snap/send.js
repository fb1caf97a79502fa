/*
 * Sends a form with its files: progress, retry when the network fails, messages at the fields.
 *
 * Asks for JSON. 2xx {"location"} goes there; 400/403/409/413/429 {"errors": {field: text}, "summary"}
 * is shown and nothing is lost; anything else counts as a failed network: the form stays, a retry
 * button appears and the next "online" sends again (the submission key makes that harmless).
 * Before it sends it asks "snap:send" (cancelable); whoever takes that (pwa/kept-form.js) sends instead, with the
 * hands given in its detail. Without this file the form posts itself. States of the form (data-now): idle,
 * sending, failed, and stored where the outbox keeps it.
 */
(function () {
  "use strict";

  const STALL_MS = 60000;
  const LEAST_LETTERS = "5";
  const TOLD = [400, 403, 409, 413, 422, 429];

  function parse(text) {
    try {
      return JSON.parse(text) || {};
    } catch (error) {
      return {};
    }
  }

  function enliven(form) {
    const summary = form.querySelector("[data-summary]");
    const list = form.querySelector("[data-summary-list]");
    const bar = form.querySelector("[data-send-bar]");
    const percent = form.querySelector("[data-send-percent]");
    const offline = document.querySelector("[data-offline]");
    let request = null;
    let isStopped = false;

    function state(name) {
      form.dataset.now = name;
      form.querySelectorAll("[data-sending]").forEach((part) => {
        part.hidden = !part.dataset.sending.split(" ").includes(name);
      });
      form.querySelectorAll('button[type="submit"]').forEach((button) => { button.disabled = name === "sending"; });
    }

    function fieldBlock(name) {
      return form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    }

    function mark(name, text) {
      const block = fieldBlock(name);
      if (!block) return;
      const note = block.querySelector("[data-error]");
      block.classList.toggle("field--error", Boolean(text));
      note.textContent = text;
      note.hidden = !text;
      block.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach((input) => {
        if (text) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      });
    }

    function clear() {
      form.querySelectorAll("[data-field]").forEach((block) => mark(block.dataset.field, ""));
      summary.hidden = true;
      list.textContent = "";
    }

    function line(name, text) {
      const item = document.createElement("li");
      const block = fieldBlock(name);
      if (block && block.id) {
        const link = document.createElement("a");
        link.href = `#${block.id}`;
        link.textContent = text;
        item.append(link);
      } else {
        item.textContent = text;
      }
      return item;
    }

    function refuse(errors, text) {
      clear();
      summary.querySelector("[data-summary-text]").textContent = text || form.dataset.wordsRefused;
      Object.entries(errors || {}).forEach(([name, message]) => {
        mark(name, String(message));
        list.append(line(name, String(message)));
      });
      list.hidden = !list.childElementCount;
      summary.hidden = false;
      state("idle");
      summary.focus();
    }

    function fail() {
      state("failed");
      const button = form.querySelector('button[type="submit"]');
      if (button) button.focus();
    }

    const isFilled = (block) => Array.from(block.querySelectorAll("[name]")).some(
      ({ type, checked, value }) => (/radio|checkbox/.test(type) ? checked : value.trim()),
    );

    /** What the page itself can see is missing; the server judges again. */
    function missing() {
      const errors = {};
      const value = (name) => (form.elements[name] ? form.elements[name].value : "");
      const fileCount = Array.from(form.querySelectorAll('input[type="file"]')).reduce((sum, i) => sum + i.files.length, 0);
      const letters = Array.from(value("words").replace(/\s/g, "")).length;
      const isKept = Boolean(form.querySelector('[name="kept"]:checked'));
      if (form.querySelector('[data-voice][data-now="recording"]')) errors.voice = form.dataset.wordsRecording;
      if (form.dataset.wordsEnough && !isKept && fileCount === 0 && letters < Number(form.dataset.leastLetters || LEAST_LETTERS)) {
        errors.words = form.dataset.wordsEnough;
      }
      if (form.dataset.wordsContact && !value("contact_mode")) errors.contact_mode = form.dataset.wordsContact;
      if (value("contact_mode") === "phone" && !value("phone").trim()) errors.phone = form.dataset.wordsPhone;
      form.querySelectorAll("[data-needed]").forEach((block) => {
        if (!block.closest("[hidden]") && !isFilled(block)) errors[block.dataset.field] = block.dataset.needed;
      });
      return errors;
    }

    function received(xhr) {
      const answer = parse(xhr.responseText);
      if (xhr.status >= 200 && xhr.status < 300 && answer.location) {
        form.dispatchEvent(new CustomEvent("snap:sent"));
        form.dataset.now = "sent";
        window.location.assign(answer.location);
      } else if (TOLD.includes(xhr.status)) {
        refuse(answer.errors, answer.summary);
      } else {
        fail();
      }
    }

    function arrived(isThere) {
      form.querySelector("[data-sending-upload]").hidden = isThere;
      form.querySelector("[data-sending-wait]").hidden = !isThere;
    }

    function send() {
      const xhr = new XMLHttpRequest();
      let stalled = 0;
      const watch = () => {
        clearTimeout(stalled);
        stalled = setTimeout(() => xhr.abort(), STALL_MS);
      };
      request = xhr;
      xhr.open("POST", form.action);
      xhr.setRequestHeader("Accept", "application/json");
      xhr.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      xhr.upload.addEventListener("progress", (event) => {
        watch();
        if (event.lengthComputable && event.total) show(event.loaded / event.total);
      });
      xhr.addEventListener("load", () => received(xhr));
      ["error", "abort", "timeout"].forEach((name) => xhr.addEventListener(name, fail));
      xhr.addEventListener("loadend", () => { clearTimeout(stalled); request = null; });
      begin();
      watch();
      xhr.send(new FormData(form));
    }

    function begin() {
      bar.value = 0;
      percent.textContent = "0";
      arrived(false);
      state("sending");
    }

    function show(share) {
      const done = Math.round(share * 100);
      bar.value = done;
      percent.textContent = done;
      arrived(done === 100);
    }

    const hands = { sending: begin, progress: show, refused: refuse, failed: fail, direct: send, idle: () => state("idle"), isStopped: () => isStopped };

    function submit() {
      if (request || form.dataset.now === "sending") return;
      const errors = missing();
      if (Object.keys(errors).length) {
        refuse(errors, form.dataset.wordsMissing);
        return;
      }
      clear();
      isStopped = false;
      if (form.dispatchEvent(new CustomEvent("snap:send", { cancelable: true, detail: hands }))) send();
    }

    function networkChanged() {
      if (offline) offline.hidden = navigator.onLine !== false;
      if (navigator.onLine && form.dataset.now === "failed") submit();
    }

    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit();
    });
    form.querySelectorAll("[data-send-stop]").forEach((button) => button.addEventListener("click", () => {
      isStopped = true;
      if (request) request.abort();
      else form.dispatchEvent(new CustomEvent("snap:stop"));
    }));
    form.addEventListener("snap:refused", ({ detail }) => refuse(detail.errors, detail.summary));
    window.addEventListener("online", networkChanged);
    window.addEventListener("offline", networkChanged);
    // Back from the receipt: the old report is done, begin a new one.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && form.dataset.now === "sent") window.location.reload();
    });
    state("idle");
    networkChanged();
  }

  if (window.FormData && window.XMLHttpRequest) document.querySelectorAll("form[data-send]").forEach(enliven);
})();
