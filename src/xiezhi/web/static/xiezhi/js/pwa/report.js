/*
 * The report form and the outbox (kept-form.js), the draft of another day, and the way to the receipt.
 */
(function () {
  "use strict";

  const form = document.querySelector("form[data-outbox]");
  const RECEIPT = "xiezhi-receipt-id";

  /** The page as the phone keeps it does not know who is there; the phone does. */
  async function chooseVoice() {
    if (!form.hasAttribute("data-shell") || !(await self.xiezhi.db.get("notes", "member"))) return;
    form.setAttribute("data-member", "");
    delete form.dataset.wordsContact;
    form.querySelector("[data-as-public]").remove();
    form.querySelector("[data-as-member]").hidden = false;
  }

  async function offerLeft(kept) {
    const left = await kept.keeper.findLeft();
    const bar = document.querySelector("[data-draft-offer]");
    if (!left || !bar) return;
    bar.querySelector("[data-draft-at]").textContent = self.xiezhi.clock.stamp(left.madeAt).slice(5).replace("T", " ");
    bar.hidden = false;
    const close = () => { bar.hidden = true; };
    bar.querySelector("[data-draft-open]").addEventListener("click", async () => {
      close();
      if (!kept.keeper.isEmpty()) await kept.keeper.save();
      await kept.keeper.take(left.id);
      await kept.bringBack();
    });
    bar.querySelector("[data-draft-drop]").addEventListener("click", async () => {
      close();
      await self.xiezhi.outbox.remove(left.id);
    });
  }

  function arrived({ id }) {
    try {
      sessionStorage.setItem(RECEIPT, id);
    } catch (refused) {
      // The page shows the newest receipt then.
    }
    location.assign("/outbox/received/");
  }

  async function begin() {
    const kept = new self.xiezhi.KeptForm(form, null, { isMember: () => form.hasAttribute("data-member"), arrived });
    await chooseVoice();
    if (!(await kept.begin())) await offerLeft(kept);
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
