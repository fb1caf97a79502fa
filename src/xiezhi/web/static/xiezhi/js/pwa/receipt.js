/*
 * 已收到: the receipt as the phone keeps it, sealed, until the person has noted it down.
 *
 * The code goes to 查进度 in a form, never in an address. A fingerprint is said to be the same only when the
 * office's own count of the file equals the phone's.
 */
(function () {
  "use strict";

  const ID = "xiezhi-receipt-id";

  function wanted() {
    try {
      return sessionStorage.getItem(ID);
    } catch (refused) {
      return null;
    }
  }

  async function find() {
    const asked = wanted();
    const found = asked && (await self.xiezhi.outbox.load(asked));
    if (found && found.state === "received") return found;
    return (await self.xiezhi.outbox.list()).reverse().find((item) => item.state === "received");
  }

  function groups(place, parts) {
    parts.forEach((group) => {
      const span = document.createElement("span");
      span.textContent = group;
      place.append(span, " ");
    });
    place.dataset.copyText = parts.join(" ");
  }

  function prints(place, files) {
    files.forEach((file) => {
      const line = document.createElement("li");
      const kind = document.createElement("span");
      const print = document.createElement("code");
      const word = document.createElement("span");
      kind.textContent = place.dataset[file.kind];
      print.textContent = file.sha256.replace(/(.{8})(?=.)/g, "$1 ");
      if (file.isSame !== null) word.textContent = place.dataset[file.isSame ? "wordsSame" : "wordsOther"];
      word.className = file.isSame ? "is-green" : "is-red";
      line.append(kind, print, word);
      place.append(line);
    });
  }

  /** The small sum the door of 查进度 asks of scripts; nothing where it asks for none. */
  function workOf({ work, workBits, workScript }) {
    if (!work || !self.Worker) return Promise.resolve(null);
    return new Promise((resolve) => {
      const worker = new Worker(workScript);
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve(null);
      worker.postMessage({ task: work, bits: Number(workBits) });
    });
  }

  /** Fills a form as the page of 查进度 would have sent it. */
  async function fill(form) {
    const text = await (await fetch("/status/", { cache: "no-store" })).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const door = page.querySelector("form[data-work]");
    form.elements.csrfmiddlewaretoken.value = page.querySelector("[name=csrfmiddlewaretoken]").value;
    const solution = door && (await workOf(door.dataset));
    if (!solution) return;
    form.elements.work_task.value = door.dataset.work;
    form.elements.work_solution.value = solution;
  }

  function behind(form, code) {
    form.elements.code.value = code;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        await fill(form);
        form.submit();
      } catch (error) {
        location.assign("/status/");
      }
    });
  }

  function show(item) {
    const { receipt, files, member } = item.body;
    const page = document.querySelector("template[data-receipt]").content.cloneNode(true);
    const part = (name) => page.querySelector(`[data-${name}]`);
    part("numbered").hidden = !receipt.number;
    part("number").textContent = receipt.number;
    part("at").textContent = self.xiezhi.clock.stamp(Date.parse(receipt.received_at)).slice(5).replace("T", " ");
    part("repeat").hidden = !receipt.is_repeat;
    groups(part("code"), receipt.groups);
    part("member-part").hidden = !member;
    part("files-part").hidden = !files.length;
    prints(part("files"), files);
    page.querySelectorAll("[data-behind-code]").forEach((form) => behind(form, receipt.code));
    const cleared = part("cleared");
    const parts = page.querySelectorAll("[data-code-part]");
    part("noted").addEventListener("click", async () => {
      await self.xiezhi.outbox.remove(item.id);
      parts.forEach((one) => { one.hidden = true; });
      cleared.hidden = false;
    });
    document.querySelector("[data-shown]").append(page);
    document.dispatchEvent(new CustomEvent("xiezhi:copy"));
  }

  async function start() {
    const item = self.xiezhi.mayWork && (await self.xiezhi.ready) ? await find() : null;
    if (item) show(item);
    else document.querySelector("[data-none]").hidden = false;
  }

  document.addEventListener("DOMContentLoaded", start);
})();
