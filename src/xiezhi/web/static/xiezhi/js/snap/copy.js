/*
 * 【复制】: copies the text of the element named by data-copy and says so. Without it the text can be marked by hand.
 */
(function () {
  "use strict";

  function select(source) {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  async function copy(source) {
    const text = source.dataset.copyText || source.textContent.trim();
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (refused) {
        // Embedded browsers refuse it; the old way may still work.
      }
    }
    select(source);
    return document.execCommand("copy");
  }

  function enliven(button) {
    const source = document.querySelector(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const said = document.querySelector(button.dataset.says);
      let isDone = false;
      try {
        isDone = await copy(source);
      } catch (error) {
        select(source);
      }
      said.textContent = isDone ? said.dataset.wordsDone : said.dataset.wordsByHand;
      said.hidden = false;
    });
  }

  const all = () => document.querySelectorAll("[data-copy]").forEach(enliven);
  all();
  // A receipt shown by receipt.js comes later.
  document.addEventListener("xiezhi:copy", all, { once: true });
})();
