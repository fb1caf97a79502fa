/*
 * 待发送: what lies in the outbox, its state and the next step. Of a report only when, how many pictures and
 * how many characters are shown: telephones are lent and left lying about.
 */
(function () {
  "use strict";

  const one = (selector) => document.querySelector(selector);
  const TONE = { draft: "", waiting: "amber", sending: "brand", received: "green", refused: "red" };
  let texts = {};
  let isBusy = false;

  const filled = (text, value) => text.replace(/\{\w\}/, value);
  const moment = (instant) => self.xiezhi.clock.stamp(instant).slice(5).replace("T", " ");

  function what({ state, body }) {
    if (state === "received") return body.receipt.number || "";
    const words = (body.fields.find(([name]) => name === "words") || ["", ""])[1].replace(/\s/g, "");
    const count = (kind) => body.files.filter((file) => file.kind === kind).length;
    const about = body.task ? texts[body.duty || "task"] : body.reply ? texts.ofReply : "";
    const held = [["photos", count("photo")], ["videos", count("video")], ["voices", count("voice")], ["letters", Array.from(words).length]]
      .filter(([, n]) => n).map(([name, n]) => filled(texts[name], n));
    return [about, ...held].filter(Boolean).join(" · ");
  }

  function why({ state, body }, items) {
    if (state === "waiting" && self.xiezhi.sender.waitsFor({ body }, items)) return texts.afterReport;
    if (state === "waiting" && body.needsSignIn) return body.task ? texts.signInTask : texts.signIn;
    if (state === "received") return texts.notNoted;
    if (state !== "refused") return "";
    if (body.task && self.xiezhi.sender.isLate(body.refusal)) return texts.tooLate;
    return [body.refusal.summary, ...Object.values(body.refusal.errors)].filter(Boolean).join(" ");
  }

  async function change(item, changes, state) {
    await self.xiezhi.sender.apart(async () => {
      const found = await self.xiezhi.outbox.load(item.id);
      if (!found || found.state === "received") return;
      Object.assign(found.body, changes);
      await self.xiezhi.outbox.save(self.xiezhi.outbox.turn(found, state, await self.xiezhi.clock.now()));
    });
  }

  /** The answer stands in the task's own form; what was refused stays refused until it is decided there. */
  async function openTask(item) {
    if (item.state === "waiting") await change(item, {}, "draft");
    try { sessionStorage.setItem("xiezhi-task-id", item.body.task); } catch (refused) { /* 我的 leads there */ }
    location.assign(texts[`${item.body.duty || "task"}Url`]);
  }

  async function edit(item) {
    const isOther = item.state === "refused" && item.body.refusal.status === 409;
    if (item.state !== "draft") await change(item, isOther ? { key: self.xiezhi.outbox.uuid() } : {}, item.state === "refused" ? "refused" : "draft");
    self.xiezhi.Keeper.remember(item.id);
    location.assign(texts.reportUrl);
  }

  async function unsigned(item) {
    const without = item.body.fields.filter(([name]) => !["contact_mode", "phone", "name"].includes(name));
    await change(item, { member: false, needsSignIn: false, fields: [...without, ["contact_mode", "anonymous"]] }, "waiting");
    send();
  }

  function drop(item, button) {
    if (!button.dataset.sure) {
      button.dataset.sure = "1";
      button.textContent = texts.actDropSure;
      return;
    }
    self.xiezhi.sender.apart(() => self.xiezhi.outbox.remove(item.id));
  }

  function receipt(item) {
    try { sessionStorage.setItem("xiezhi-receipt-id", item.id); } catch (refused) { /* the newest is shown */ }
    location.assign(texts.receiptUrl);
  }

  function actsOfOthers({ state, body }) {
    const all = { draft: [["actDrop", drop]], waiting: [["actDrop", drop]], sending: [], refused: [["actDrop", drop]] }[state];
    if (body.reply) return [["actStatus", () => location.assign(texts.statusUrl)], ...all];
    if (state === "sending") return all;
    if (body.needsSignIn) return [["actSignIn", () => location.assign(texts.signInUrl)], ["actOpen", openTask], ...all];
    return [[state === "draft" ? "actContinue" : "actOpen", openTask], ...all];
  }

  function acts(item) {
    if (item.body.to) return actsOfOthers(item);
    const all = {
      draft: [["actContinue", edit], ["actDrop", drop]],
      waiting: [["actEdit", edit], ["actDrop", drop]],
      sending: [],
      refused: [["actEdit", edit], ["actDrop", drop]],
      received: [["actReceipt", receipt]],
    }[item.state];
    if (item.state !== "waiting" || !item.body.needsSignIn) return all;
    return [["actSignIn", () => location.assign(texts.signInUrl)], ["actUnsigned", unsigned], ...all.slice(1)];
  }

  function row(item, items) {
    const made = one("[data-row]").content.firstElementChild.cloneNode(true);
    const part = (name) => made.querySelector(`[data-${name}]`);
    made.dataset.id = item.id;
    part("chip").textContent = texts[item.state];
    if (TONE[item.state]) part("chip").classList.add(`chip--${TONE[item.state]}`);
    part("at").textContent = moment(item.madeAt);
    part("what").textContent = what(item);
    part("progress").hidden = item.state !== "sending";
    part("why").textContent = why(item, items);
    part("why").hidden = !part("why").textContent;
    part("until").textContent = filled(texts.until, moment(item.until));
    part("until").hidden = item.state === "received";
    acts(item).forEach(([name, act], n) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = n ? "btn btn--quiet" : "btn";
      button.textContent = texts[name];
      button.addEventListener("click", () => act(item, button));
      part("acts").append(button);
    });
    return made;
  }

  async function show() {
    const items = (await self.xiezhi.outbox.list()).reverse();
    const unsent = items.filter((item) => ["waiting", "sending", "refused"].includes(item.state)).length;
    const mayGo = items.some(self.xiezhi.sender.mayGo);
    const list = one("[data-list]");
    list.replaceChildren(...items.map((item) => row(item, items)));
    list.hidden = !items.length;
    one("[data-kept-note]").hidden = !items.length;
    one("[data-wipe]").hidden = !items.length;
    one("[data-empty]").hidden = items.length > 0;
    one("[data-send-now]").hidden = !mayGo;
    one("[data-report-link]").hidden = mayGo;
    const words = one("[data-wipe-words]");
    words.textContent = filled(words.dataset.words, unsent);
    const offset = await self.xiezhi.clock.offset();
    const bar = one("[data-clock]");
    bar.hidden = !self.xiezhi.clock.isWrong(offset);
    bar.querySelector("span").textContent = filled(bar.dataset.words, Math.round(Math.abs(offset) / 60000));
  }

  function busy(is) {
    isBusy = is;
    one("[data-send-now]").disabled = is;
    one("[data-send-now]").querySelectorAll("[data-when]").forEach((part) => { part.hidden = (part.dataset.when === "busy") !== is; });
  }

  async function send() {
    if (isBusy) return;
    busy(true);
    try {
      await self.xiezhi.sender.run();
    } finally {
      busy(false);
    }
    if ((await self.xiezhi.outbox.rows()).some((found) => found.state === "waiting")) self.xiezhi.askBrowser();
    await show();
  }

  function heard({ detail }) {
    if (detail.type !== "progress") {
      show();
      return;
    }
    const place = one(`[data-id="${detail.id}"] [data-progress]`);
    if (place) place.value = Math.round(detail.share * 100);
  }

  function online() {
    one("[data-offline]").hidden = navigator.onLine !== false;
  }

  async function start() {
    texts = one("[data-texts]").dataset;
    const page = location.pathname.split("/")[1];
    one("[data-elsewhere]").hidden = page === "outbox";
    document.querySelectorAll("[data-elsewhere] [data-is-status]").forEach((part) => { part.hidden = (part.dataset.isStatus === "1") !== (page === "status"); });
    online();
    ["online", "offline"].forEach((name) => self.addEventListener(name, online));
    if (!self.xiezhi.mayWork || !(await self.xiezhi.ready)) {
      one("[data-unable]").hidden = false;
      return;
    }
    one("[data-send-now]").addEventListener("click", send);
    one("[data-wipe-now]").addEventListener("click", async () => {
      one("[data-wipe]").open = false;
      await self.xiezhi.sender.apart(self.xiezhi.outbox.wipe);
    });
    self.addEventListener("xiezhi:outbox", heard);
    await show();
  }

  document.addEventListener("DOMContentLoaded", start);
})();
