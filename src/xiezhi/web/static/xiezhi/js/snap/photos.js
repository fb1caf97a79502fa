/*
 * Photos of a report: preview with the time taken, at most nine, each can be taken out again.
 *
 * The album input is the one store: its `files` are what the form sends, with send.js or without.
 * Originals stay as they are, byte for byte: nothing is shrunk, turned or re-encoded.
 * Fires "snap:photos" {files} on the form after each change. Without DataTransfer the plain inputs stay.
 */
(function () {
  "use strict";

  const IMAGE_NAME = /\.(jpe?g|png|webp|gif|bmp|heic|heif|avif)$/i;

  function canSetFiles() {
    try {
      return Boolean(new DataTransfer().items);
    } catch (error) {
      return false;
    }
  }

  function two(number) {
    return String(number).padStart(2, "0");
  }

  /** "14:02" for today, "11-23 14:02" otherwise. */
  function shortTime(date) {
    const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
    const isToday = date.toDateString() === new Date().toDateString();
    return isToday ? clock : `${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`;
  }

  async function showTime(badge, file) {
    const found = window.snapExif ? await window.snapExif(file) : {};
    badge.textContent = shortTime(new Date(found.takenAt || file.lastModified));
  }

  function enliven(block) {
    const form = block.closest("form");
    const album = block.querySelector("[data-photos-album]");
    const camera = block.querySelector("[data-photos-camera]");
    const grid = block.querySelector("[data-photos-grid]");
    const adder = block.querySelector("[data-photos-add]");
    const tile = block.querySelector("template").content.firstElementChild;
    const count = block.querySelector("[data-photos-count]");
    const notice = block.querySelector("[data-photos-notice]");
    const most = Number(block.dataset.most);
    const mostBytes = Number(block.dataset.mostBytes);
    let files = [];
    let urls = [];

    function refusal(file) {
      const isImage = file.type.startsWith("image/") || (!file.type && IMAGE_NAME.test(file.name));
      if (!isImage) return block.dataset.wordsNotPhoto;
      if (file.size === 0) return block.dataset.wordsEmpty;
      if (file.size > mostBytes) return block.dataset.wordsTooBig;
      return "";
    }

    function isHere(file) {
      return files.some((f) => f.name === file.name && f.size === file.size && f.lastModified === file.lastModified);
    }

    function add(chosen) {
      const refused = [];
      for (const file of chosen) {
        const why = files.length >= most ? block.dataset.wordsTooMany : refusal(file);
        if (why) refused.push(why);
        else if (!isHere(file)) files.push(file);
      }
      notice.textContent = Array.from(new Set(refused)).join(" ");
      notice.hidden = refused.length === 0;
      show();
    }

    function store() {
      const transfer = new DataTransfer();
      files.forEach((file) => transfer.items.add(file));
      album.files = transfer.files;
    }

    function makeTile(file, index) {
      const item = tile.cloneNode(true);
      const image = item.querySelector("img");
      const label = block.dataset.wordsPhoto.replace("{n}", index + 1);
      const url = URL.createObjectURL(file);
      urls.push(url);
      image.alt = label;
      image.addEventListener("error", () => item.classList.add("is-unseen"));
      image.src = url;
      showTime(item.querySelector("[data-photo-time]"), file);
      const remove = item.querySelector("button");
      remove.setAttribute("aria-label", block.dataset.wordsRemove.replace("{n}", index + 1));
      remove.addEventListener("click", () => {
        files.splice(index, 1);
        show();
        (grid.querySelectorAll("button")[index] || camera || album).focus();
      });
      return item;
    }

    function show() {
      urls.forEach((url) => URL.revokeObjectURL(url));
      urls = [];
      store();
      grid.querySelectorAll("[data-photo]").forEach((item) => item.remove());
      files.forEach((file, index) => grid.insertBefore(makeTile(file, index), adder));
      adder.hidden = files.length >= most;
      grid.classList.toggle("has-photos", files.length > 0);
      count.textContent = `${files.length} / ${most}`;
      if (form) form.dispatchEvent(new CustomEvent("snap:photos", { detail: { files: files.slice() } }));
    }

    [album, camera].forEach((input) => {
      if (!input) return;
      input.addEventListener("change", () => {
        const chosen = Array.from(input.files);
        if (input === camera) input.value = "";
        add(chosen);
      });
    });
    block.addEventListener("snap:add-photo", (event) => add([event.detail.file]));
    if (form) form.addEventListener("reset", () => { files = []; setTimeout(show); });
    block.classList.add("is-live");
    add(Array.from(album.files).concat(camera ? Array.from(camera.files) : []));
    if (camera) camera.value = "";
  }

  if (canSetFiles()) document.querySelectorAll("[data-photos]").forEach(enliven);
})();
