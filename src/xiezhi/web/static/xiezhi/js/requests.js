// When a form or fragment could not be sent or fetched (htmx), a sentence waiting in a <template> says why and
// everything entered stays: the network (request-problem), or a sign-in that ran out (sign-in-problem), which
// is renewed in another window. A page older than that sign-in is given the new one's token and sends again.
(function () {
  "use strict";
  function show(id) {
    const template = document.getElementById(id);
    const main = document.getElementById("main");
    if (!template || !main || main.querySelector("[data-request-problem]")) return null;
    main.insertBefore(template.content.cloneNode(true), main.firstChild);
    main.scrollIntoView({ block: "start" });
    return main.querySelector("[data-request-problem]");
  }

  function header(event, name) {
    const asked = event.detail && event.detail.xhr;
    return asked ? asked.getResponseHeader(name) : null;
  }

  async function newToken() {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const field = !answer.redirected && page.querySelector("[name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  }

  async function renew(event) {
    const form = event.target.closest("form");
    const token = form && !form.dataset.renewed ? await newToken() : "";
    if (!token) { show("request-problem"); return; }
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (field) { field.value = token; });
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    form.dataset.renewed = "yes";
    const sent = event.detail.requestConfig.triggeringEvent;
    form.requestSubmit(sent ? sent.submitter : null);
  }

  // What the server says on a page of its own, as one sentence.
  function refusal(event) {
    const asked = event.detail && event.detail.xhr;
    const page = new DOMParser().parseFromString((asked && asked.responseText) || "", "text/html");
    return Array.from(page.querySelectorAll(".problem h1, .problem h1 + p"), function (part) {
      return part.textContent.trim();
    }).join("：");
  }

  function tell(event) {
    const door = header(event, "X-Sign-In");
    if (header(event, "X-Stale-Page")) {
      renew(event).catch(function () { show("request-problem"); });
      return;
    }
    const said = show(door ? "sign-in-problem" : "request-problem");
    const words = refusal(event);
    if (said && door) said.querySelector("a").href = door;
    else if (said && words) said.querySelector("span").textContent = words;
  }

  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, tell);
  });
  document.addEventListener("htmx:beforeRequest", function () {
    document.querySelectorAll("[data-request-problem]").forEach(function (old) { old.remove(); });
  });

  // A form sent by script (components/sent_form.html) is drawn anew when it is refused: the files chosen stay
  // chosen, unless the server has kept them (data-files-kept), and what has to be mended is told first.
  const SENT_FORM = "form[data-sent-form]";
  let chosen = {};
  function fileFields() { return Array.from(document.querySelectorAll(SENT_FORM + ":not([data-files-kept]) input[type=file]")); }
  document.addEventListener("htmx:beforeSwap", function (event) {
    const isSentForm = event.target.matches(SENT_FORM);
    if (isSentForm && event.detail.shouldSwap && !event.detail.serverResponse.includes("data-sent-form")) {
      event.detail.shouldSwap = false;
      event.detail.isError = true;
    }
    chosen = {};
    fileFields().forEach(function (field) { if (field.files.length) chosen[field.name] = field.files; });
  });
  document.addEventListener("htmx:afterSwap", function () {
    fileFields().forEach(function (field) {
      if (!field.files.length && chosen[field.name]) field.files = chosen[field.name];
    });
  });
  document.addEventListener("htmx:afterSettle", function () {
    const summary = document.querySelector(SENT_FORM + " [data-focus-on-load]");
    if (summary) summary.focus();
  });
})();
