/*
 * One form and its item in the outbox: puts away what is typed and chosen, brings it back. self.xiezhi.Keeper.
 *
 * A tab knows its own draft by a random id in sessionStorage and holds a lock on it, so two tabs never write
 * one draft. Telephone and name are put away only with a report that has been sent off, never with a draft.
 */
(function () {
  "use strict";

  const { db, outbox, clock } = self.xiezhi;
  const TAB = "xiezhi-draft-id";
  // The small sum of a rushed door is of this page and this hour; a report sent later goes without.
  const NEVER = ["csrfmiddlewaretoken", "submission_key", "work_task", "work_solution"];
  // What a form says by itself is nothing written.
  const GIVEN = ["position_consent", "lat", "lon", "accuracy_m", "position_source", "kind", "access"];
  const PERSONAL = ["phone", "name"];
  const KIND_OF = { photos: "photo", voice: "voice", videos: "video" };

  function remembered(value) {
    try {
      if (value === undefined) return sessionStorage.getItem(TAB);
      if (value) sessionStorage.setItem(TAB, value);
      else sessionStorage.removeItem(TAB);
    } catch (refused) {
      // No session storage: the draft is offered at the next opening.
    }
    return null;
  }

  /** Holds a draft for as long as this page lives; false when another tab has it. */
  function hold(id) {
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      navigator.locks.request(`xiezhi-draft-${id}`, { ifAvailable: true }, (lock) => {
        resolve(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined;
      });
    });
  }

  class Keeper {
    /** `mark` binds the form to something of the office ({to, task} or {to, reply}); none: a report. */
    constructor(form, mark = null) {
      this.form = form;
      this.mark = mark;
      this.item = null;
      this.copies = new Map(); // File -> promise of what is kept of it
      this.last = Promise.resolve();
      this.copying = Promise.resolve();
      this.trouble = "";
    }

    remember(id) {
      if (!this.mark) remembered(id);
    }

    async begin() {
      const found = await this.own();
      this.item = found && ["draft", "refused"].includes(found.state) ? found : outbox.make(await clock.now(), this.mark);
      if (this.item === found) return true;
      await hold(this.item.id);
      this.remember(this.item.id);
      return false;
    }

    /** What this form began earlier: a report by its tab, everything else by what it is about. */
    async own() {
      if (!this.mark) {
        const id = remembered();
        return id && (await hold(id)) ? outbox.load(id) : null;
      }
      const { to, task, reply } = this.mark;
      for (const { id, state, body } of (await outbox.list()).reverse()) {
        const isOwn = task ? body.task === task : body.reply === reply && body.to === to && body.kind === this.mark.kind;
        if (isOwn && state !== "received" && (await hold(id))) return outbox.load(id);
      }
      return null;
    }

    /** Another tab's or another day's draft that nobody has open. */
    async findLeft() {
      for (const item of (await outbox.list()).reverse()) {
        const isFree = item.state === "draft" && !item.body.to && item.id !== this.item.id;
        if (isFree && (await hold(item.id))) return item;
      }
      return null;
    }

    async take(id) {
      this.item = await outbox.load(id);
      this.remember(id);
    }

    fields(isWhole) {
      return Array.from(new FormData(this.form)).filter(
        ([name, value]) => typeof value === "string" && !NEVER.includes(name) && (isWhole || !PERSONAL.includes(name)),
      );
    }

    isEmpty() {
      const said = this.fields(false).some(([name, value]) => value && !GIVEN.includes(name));
      return !said && this.copies.size === 0;
    }

    /** One after the other: what was asked for last is written last. */
    write(work) {
      this.last = this.last.then(work, work);
      return this.last;
    }

    async putDown(isWhole) {
      this.item.body.fields = this.fields(isWhole);
      this.item.body.files = await Promise.all(this.copies.values());
      await outbox.save(outbox.turn(this.item, this.item.state, await clock.now()));
    }

    save() {
      return this.write(async () => {
        if (this.item.state !== "draft" && this.item.state !== "refused") return;
        if (this.isEmpty()) await outbox.remove(this.item.id);
        else await this.putDown(false);
      }).catch((error) => this.stumble(error));
    }

    stumble(error) {
      this.trouble = error.name === "NotReadableError" || error.name === "NotFoundError" ? "unreadable" : "full";
      this.form.dispatchEvent(new CustomEvent("snap:trouble", { detail: { trouble: this.trouble } }));
    }

    /** One file at a time; a file nobody can read does not hold up the next. */
    copy(file, kind) {
      const kept = this.copying.then(() => outbox.addFile(this.item.id, file, kind));
      this.copying = kept.catch(() => {});
      return kept;
    }

    /** Copies what is chosen now and forgets what is no longer. */
    async files(name, chosen) {
      this.trouble = "";
      const kind = KIND_OF[name];
      const gone = Array.from(this.copies.keys()).filter((file) => file.kind === kind && !chosen.includes(file));
      for (const file of gone) {
        const kept = this.copies.get(file);
        this.copies.delete(file);
        kept.then(({ id }) => outbox.dropFile(this.item.id, id)).catch(() => {});
      }
      for (const file of chosen) {
        if (this.copies.has(file)) continue;
        file.kind = kind;
        this.copies.set(file, this.copy(file, kind));
      }
      await this.save();
    }

    /** The files of the item as the form's inputs want them; they are not copied again. */
    async filesBack() {
      const back = [];
      for (const kept of this.item.body.files) {
        const file = await outbox.file(this.item.id, kept);
        file.kind = kept.kind;
        this.copies.set(file, Promise.resolve(kept));
        back.push(file);
      }
      return back;
    }

    fieldsBack() {
      const values = this.item.body.fields;
      Array.from(this.form.elements).forEach((input) => {
        if (!input.name || input.type === "file" || NEVER.includes(input.name)) return;
        const own = values.filter(([name]) => name === input.name).map(([, value]) => value);
        if (input.type === "checkbox" || input.type === "radio") input.checked = own.includes(input.value);
        else if (own.length) [input.value] = own;
      });
    }

    /** Puts the report in the outbox for good. Rejects when the phone cannot hold it. */
    queue({ isMember }) {
      return this.write(async () => {
        Object.assign(this.item.body, { member: isMember, refusal: null, offAt: await clock.now() });
        if (isMember) this.item.body.who = await db.get("notes", "who");
        this.item.state = "waiting";
        try {
          await this.putDown(true);
        } catch (error) {
          this.item.state = "draft";
          throw error;
        }
      });
    }

    /** Puts everything away as it is. Rejects when the phone cannot hold it. */
    put() {
      return this.write(() => this.putDown(true));
    }

    /** The report is the person's again, to be changed. */
    async takeBack(changes) {
      this.item = (await outbox.load(this.item.id)) || this.item;
      Object.assign(this.item.body, changes);
      this.item.state = "draft";
      await outbox.save(this.item);
    }

    /** After the report has gone: the next one in this tab is another. */
    letGo() {
      this.remember("");
    }
  }

  Keeper.remember = remembered;
  self.xiezhi.Keeper = Keeper;
})();
