/*
 * A form and the outbox: whatever is written is kept on the phone first and sent from there. self.xiezhi.KeptForm.
 *
 * send.js asks before it sends ("snap:send"); where the outbox does not work nothing here answers, and the
 * form goes the way it always went. `mark`: see keep.js. `ways` are what differs from form to form:
 *   isMember()              written as a grid member
 *   arrived(item, address)  the office has it; item of a report holds the receipt
 *   refused(refusal)        true: taken care of
 */
(function () {
  "use strict";

  const AUTOSAVE_MS = 400;

  class KeptForm {
    constructor(form, mark, ways) {
      this.form = form;
      this.ways = { isMember: () => false, refused: () => false, ...ways };
      this.keeper = new self.xiezhi.Keeper(form, mark);
      this.soon = 0;
      this.following = "";
      this.address = "";
    }

    block(selector) { return this.form.querySelector(selector); }

    notice(trouble) {
      const place = this.block("[data-photos-notice]");
      place.textContent = this.form.dataset[trouble === "full" ? "wordsFull" : "wordsUnreadable"];
      place.hidden = false;
    }

    changed() {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.keeper.save(), AUTOSAVE_MS);
    }

    async bringBack() {
      const { form, keeper } = this;
      const files = await keeper.filesBack();
      const say = (selector, name, file) => this.block(selector).dispatchEvent(new CustomEvent(name, { detail: { file } }));
      keeper.fieldsBack();
      files.forEach((file) => {
        if (file.kind === "voice") say("[data-voice]", "snap:set-voice", file);
        else if (file.kind === "video") say("[data-videos]", "snap:add-video", file);
        else say("[data-photos]", "snap:add-photo", file);
      });
      form.querySelectorAll("details[data-opens]").forEach((part) => {
        if (Array.from(part.querySelectorAll("input, select")).some((input) => input.value)) part.open = true;
      });
      form.dispatchEvent(new CustomEvent("snap:draft"));
      form.dispatchEvent(new Event("change"));
      const { refusal } = keeper.item.body;
      if (refusal && !this.ways.refused(refusal)) form.dispatchEvent(new CustomEvent("snap:refused", { detail: refusal }));
    }

    stored() {
      const panel = document.querySelector("[data-stored]");
      this.form.dataset.now = "stored";
      Array.from(panel.parentElement.children).forEach((part) => { part.hidden = part !== panel; });
      document.querySelector(".phone__foot").hidden = true;
      panel.setAttribute("tabindex", "-1");
      panel.focus();
    }

    gone(item) {
      this.keeper.letGo();
      this.form.dispatchEvent(new CustomEvent("snap:sent"));
      this.ways.arrived(item, this.address);
    }

    async again(changes) {
      this.following = "";
      await this.keeper.takeBack(changes);
    }

    /** Looks what became of it after a sender has finished. */
    async outcome(hands) {
      const { keeper } = this;
      const item = await self.xiezhi.outbox.load(keeper.item.id);
      if (!item || item.state === "received") {
        if (item || this.address) this.gone(item);
        return;
      }
      const { refusal, needsSignIn, reply } = item.body;
      keeper.item = item;
      if (needsSignIn && reply) hands.refused({}, this.form.dataset.wordsSignIn);
      else if (needsSignIn) location.assign("/outbox/");
      else if (item.state === "refused") {
        if (this.ways.refused(refusal)) return;
        // The office knows this key with other words: what is changed now is another report.
        await this.again(refusal.status === 409 ? { key: self.xiezhi.outbox.uuid() } : {});
        hands.refused(refusal.errors, refusal.summary);
      } else if (hands.isStopped()) {
        await this.again({});
        hands.idle();
      } else if (reply) {
        await this.again({});
        hands.failed();
      } else {
        keeper.letGo();
        this.stored();
      }
    }

    async send(hands) {
      const { keeper } = this;
      const { sender } = self.xiezhi;
      clearTimeout(this.soon);
      hands.sending();
      try {
        if (keeper.item.body.reply) await keeper.put();
        else await keeper.queue({ isMember: this.ways.isMember() });
      } catch (error) {
        keeper.stumble(error);
        hands.direct();
        return;
      }
      const { id } = keeper.item;
      this.following = id;
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
      const onNews = ({ detail }) => {
        if (detail.type === "progress" && detail.id === id) hands.progress(detail.share);
      };
      self.addEventListener("xiezhi:outbox", onNews);
      if (!keeper.item.body.reply) self.xiezhi.askBrowser();
      await (keeper.item.body.reply ? sender.only(id) : sender.run());
      self.removeEventListener("xiezhi:outbox", onNews);
      await this.outcome(hands);
      if (this.form.dataset.now === "stored") self.xiezhi.wake();
    }

    /** Another tab or the service worker may bring the news first. */
    async hear({ type, id, state, location: address }) {
      if (type === "wiped") location.reload();
      if (!this.following || id !== this.following) return;
      if (type === "arrived") this.address = address;
      if (this.form.dataset.now !== "stored") return;
      if (type === "arrived") this.gone(null);
      else if (state === "received") this.gone(await self.xiezhi.outbox.load(id));
    }

    follow() {
      const { form, keeper } = this;
      const save = () => keeper.save();
      form.addEventListener("input", () => this.changed());
      form.addEventListener("change", () => this.changed());
      form.addEventListener("snap:photos", ({ detail }) => keeper.files("photos", detail.files));
      form.addEventListener("snap:videos", ({ detail }) => keeper.files("videos", detail.files));
      const voice = this.block("[data-voice-input]");
      if (voice) voice.addEventListener("change", () => keeper.files("voice", Array.from(voice.files)));
      form.addEventListener("snap:trouble", ({ detail }) => this.notice(detail.trouble));
      form.addEventListener("snap:send", (event) => {
        if (keeper.trouble) return;
        event.preventDefault();
        this.send(event.detail);
      });
      form.addEventListener("snap:stop", () => self.xiezhi.tell({ type: "stop" }));
      document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
      self.addEventListener("xiezhi:outbox", ({ detail }) => this.hear(detail));
      const earlier = self.xiezhi.putAway;
      self.xiezhi.putAway = async () => { if (earlier) await earlier(); await save(); };
    }

    /** Resolves to true when what was begun earlier is the form's again. */
    async begin() {
      const { form, keeper } = this;
      const isBack = await keeper.begin();
      const chosen = (selector) => Array.from((this.block(selector) || { files: [] }).files);
      const photos = chosen("[data-photos-album]");
      const voice = chosen("[data-voice-input]");
      this.follow();
      form.dispatchEvent(new CustomEvent("snap:outbox"));
      document.querySelectorAll("[data-with-outbox]").forEach((part) => { part.hidden = false; });
      document.querySelectorAll("[data-without-outbox]").forEach((part) => { part.hidden = true; });
      // Whoever was quicker than the outbox has begun already: that stays, and the old draft is offered.
      const isBegun = form.hasAttribute("data-bound") || photos.length || voice.length || this.block('[name="words"]').value;
      if (isBack && !isBegun) await this.bringBack();
      else if (isBegun) {
        await keeper.files("photos", photos);
        await keeper.files("voice", voice);
      }
      return isBack;
    }
  }

  self.xiezhi = self.xiezhi || {};
  self.xiezhi.KeptForm = KeptForm;
})();
