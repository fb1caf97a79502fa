/*
 * Short films of a report: only where the outbox works, for they are sent by parts.
 *
 * The input has no name, so a plain form never sends what it holds. Fires "snap:videos" {files} on the form.
 */
(function () {
  "use strict";

  const MEGABYTE = 1024 * 1024;

  function enliven(block) {
    const form = block.closest("form");
    const input = block.querySelector("[data-videos-input]");
    const list = block.querySelector("[data-videos-list]");
    const row = block.querySelector("template").content.firstElementChild;
    const notice = block.querySelector("[data-videos-notice]");
    const { most, mostBytes } = block.dataset;
    let files = [];

    function tell(text) {
      notice.textContent = text;
      notice.hidden = !text;
    }

    function refusal(file) {
      if (files.length >= Number(most)) return block.dataset.wordsTooMany;
      if (file.type && !file.type.startsWith("video/")) return block.dataset.wordsNotVideo;
      if (file.size === 0) return block.dataset.wordsEmpty;
      return file.size > Number(mostBytes) ? block.dataset.wordsTooBig : "";
    }

    function makeRow(file, index) {
      const item = row.cloneNode(true);
      const size = Math.max(1, Math.round(file.size / MEGABYTE));
      item.querySelector("[data-video-words]").textContent = block.dataset.wordsVideo.replace("{n}", index + 1).replace("{m}", size);
      const button = item.querySelector("button");
      button.setAttribute("aria-label", block.dataset.wordsRemove.replace("{n}", index + 1));
      button.addEventListener("click", () => {
        files.splice(index, 1);
        show();
        input.focus();
      });
      return item;
    }

    function show() {
      const transfer = new DataTransfer();
      files.forEach((file) => transfer.items.add(file));
      input.files = transfer.files;
      list.replaceChildren(...files.map(makeRow));
      block.querySelector("[data-videos-add]").hidden = files.length >= Number(most);
      form.dispatchEvent(new CustomEvent("snap:videos", { detail: { files: files.slice() } }));
    }

    function add(chosen) {
      const words = chosen.map((file) => {
        const why = refusal(file);
        if (!why) files.push(file);
        return why;
      });
      tell(Array.from(new Set(words.filter(Boolean))).join(" "));
      show();
    }

    input.addEventListener("change", () => add(Array.from(input.files)));
    block.addEventListener("snap:add-video", (event) => add([event.detail.file]));
    // What the phone cannot hold cannot go by parts; the rest of the report still can be sent.
    form.addEventListener("snap:trouble", () => {
      if (!files.length) return;
      files = [];
      show();
      tell(block.dataset.wordsLost);
    });
    form.addEventListener("snap:outbox", () => { block.hidden = false; });
  }

  document.querySelectorAll("[data-videos]").forEach(enliven);
})();
