/*
 * The report form and the outbox: whatever is written is kept on the phone first and sent from there.
 *
 * send.js asks before it sends ("snap:send"); where the outbox does not work nothing here answers, and the
 * form goes the way it always went.
 */
(function () {
  "use strict";

  const form = document.querySelector("form[data-outbox]");
  const AUTOSAVE_MS = 400;
  const RECEIPT = "xiezhi-receipt-id";
  let keeper = null;
  let soon = 0;
  let following = "";

  const block = (selector) => form.querySelector(selector);

  function notice(trouble) {
    const place = block("[data-photos-notice]");
    place.textContent = form.dataset[trouble === "full" ? "wordsFull" : "wordsUnreadable"];
    place.hidden = false;
  }

  function changed() {
    clearTimeout(soon);
    soon = setTimeout(() => keeper.save(), AUTOSAVE_MS);
  }

  /** The page as the phone keeps it does not know who is there; the phone does. */
  async function chooseVoice() {
    if (!form.hasAttribute("data-shell") || !(await self.xiezhi.db.get("notes", "member"))) return;
    form.setAttribute("data-member", "");
    delete form.dataset.wordsContact;
    block("[data-as-public]").remove();
    block("[data-as-member]").hidden = false;
  }

  async function bringBack() {
    const files = await keeper.filesBack();
    keeper.fieldsBack();
    files.forEach((file) => {
      if (file.kind === "voice") block("[data-voice]").dispatchEvent(new CustomEvent("snap:set-voice", { detail: { file } }));
      else if (file.kind === "video") block("[data-videos]").dispatchEvent(new CustomEvent("snap:add-video", { detail: { file } }));
      else block("[data-photos]").dispatchEvent(new CustomEvent("snap:add-photo", { detail: { file } }));
    });
    form.querySelectorAll("details[data-opens]").forEach((part) => {
      if (Array.from(part.querySelectorAll("input, select")).some((input) => input.value)) part.open = true;
    });
    form.dispatchEvent(new CustomEvent("snap:draft"));
    form.dispatchEvent(new Event("change"));
    const { refusal } = keeper.item.body;
    if (refusal) form.dispatchEvent(new CustomEvent("snap:refused", { detail: refusal }));
  }

  async function offerLeft() {
    const left = await keeper.findLeft();
    const bar = document.querySelector("[data-draft-offer]");
    if (!left || !bar) return;
    bar.querySelector("[data-draft-at]").textContent = self.xiezhi.clock.stamp(left.madeAt).slice(5).replace("T", " ");
    bar.hidden = false;
    const close = () => { bar.hidden = true; };
    bar.querySelector("[data-draft-open]").addEventListener("click", async () => {
      close();
      if (!keeper.isEmpty()) await keeper.save();
      await keeper.take(left.id);
      await bringBack();
    });
    bar.querySelector("[data-draft-drop]").addEventListener("click", async () => {
      close();
      await self.xiezhi.outbox.remove(left.id);
    });
  }

  function stored() {
    const panel = block("[data-stored]");
    form.dataset.now = "stored";
    Array.from(panel.parentElement.children).forEach((part) => { part.hidden = part !== panel; });
    document.querySelector(".phone__foot").hidden = true;
    panel.setAttribute("tabindex", "-1");
    panel.focus();
  }

  function gone(id) {
    try {
      sessionStorage.setItem(RECEIPT, id);
    } catch (refused) {
      // The page shows the newest receipt then.
    }
    keeper.letGo();
    form.dispatchEvent(new CustomEvent("snap:sent"));
    location.assign("/outbox/received/");
  }

  /** Looks what became of the report after a sender has finished. */
  async function outcome(hands) {
    const item = await self.xiezhi.outbox.load(keeper.item.id);
    if (!item) return;
    if (item.state === "received") gone(item.id);
    else if (item.body.needsSignIn) location.assign("/outbox/");
    else if (item.state === "refused") {
      const { refusal } = item.body;
      // The office knows this key with other words: what is changed now is another report.
      await keeper.takeBack(refusal.status === 409 ? { key: self.xiezhi.outbox.uuid() } : {});
      following = "";
      hands.refused(refusal.errors, refusal.summary);
    } else if (hands.isStopped()) {
      following = "";
      await keeper.takeBack({});
      hands.idle();
    } else {
      keeper.letGo();
      stored();
    }
  }

  async function send(hands) {
    clearTimeout(soon);
    hands.sending();
    try {
      await keeper.queue({ isMember: form.hasAttribute("data-member") });
    } catch (error) {
      keeper.stumble(error);
      hands.direct();
      return;
    }
    following = keeper.item.id;
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    const onNews = ({ detail }) => {
      if (detail.type === "progress" && detail.id === following) hands.progress(detail.share);
    };
    self.addEventListener("xiezhi:outbox", onNews);
    self.xiezhi.askBrowser();
    await self.xiezhi.sender.run();
    self.removeEventListener("xiezhi:outbox", onNews);
    await outcome(hands);
    if (form.dataset.now === "stored") self.xiezhi.wake();
  }

  function follow() {
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("snap:photos", ({ detail }) => keeper.files("photos", detail.files));
    form.addEventListener("snap:videos", ({ detail }) => keeper.files("videos", detail.files));
    block("[data-voice-input]").addEventListener("change", (event) => keeper.files("voice", Array.from(event.target.files)));
    form.addEventListener("snap:trouble", ({ detail }) => notice(detail.trouble));
    form.addEventListener("snap:send", (event) => {
      if (keeper.trouble) return;
      event.preventDefault();
      send(event.detail);
    });
    form.addEventListener("snap:stop", () => self.xiezhi.tell({ type: "stop" }));
    document.addEventListener("visibilitychange", () => { if (document.hidden) keeper.save(); });
    self.addEventListener("xiezhi:outbox", ({ detail }) => {
      if (form.dataset.now === "stored" && detail.id === following && detail.state === "received") gone(following);
      if (detail.type === "wiped") location.reload();
    });
    self.xiezhi.putAway = () => keeper.save();
  }

  async function begin() {
    keeper = new self.xiezhi.Keeper(form);
    await chooseVoice();
    const isBack = await keeper.begin();
    const photos = Array.from(block("[data-photos-album]").files);
    const voice = Array.from(block("[data-voice-input]").files);
    follow();
    form.dispatchEvent(new CustomEvent("snap:outbox"));
    document.querySelectorAll("[data-with-outbox]").forEach((part) => { part.hidden = false; });
    document.querySelectorAll("[data-without-outbox]").forEach((part) => { part.hidden = true; });
    // Whoever was quicker than the outbox has begun already: that stays, and the old draft is offered.
    const isBegun = form.hasAttribute("data-bound") || photos.length || voice.length || block('[name="words"]').value;
    if (isBack && !isBegun) await bringBack();
    else if (isBegun) {
      await keeper.files("photos", photos);
      await keeper.files("voice", voice);
    }
    if (!isBack) await offerLeft();
    form.dataset.outbox = "live";
  }

  async function start() {
    if (!form || !self.xiezhi.mayWork) return;
    const works = await self.xiezhi.ready;
    if (works) await begin();
    else form.dispatchEvent(new CustomEvent("snap:keep-plain"));
  }

  document.addEventListener("DOMContentLoaded", start);
})();
