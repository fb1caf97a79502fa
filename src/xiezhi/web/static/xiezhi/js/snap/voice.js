/*
 * Speaking a report: hold the button, or tap it (Enter, Space) to begin and again to end; 60 s at most.
 *
 * The recording goes as it is into the `voice` file input, which is also the way left where the
 * browser cannot record or the microphone is refused.
 * States of the block (data-now): idle, asking, recording, recorded, denied.
 */
(function () {
  "use strict";

  const KINDS = [
    ["audio/webm;codecs=opus", "webm"],
    ["audio/mp4", "m4a"],
    ["audio/ogg;codecs=opus", "ogg"],
    ["audio/webm", "webm"],
  ];
  const TAP_MS = 400;

  function canRecord() {
    try {
      return Boolean(window.MediaRecorder && navigator.mediaDevices.getUserMedia && new DataTransfer().items);
    } catch (error) {
      return false;
    }
  }

  function recordingKind() {
    const fits = KINDS.find(([type]) => !MediaRecorder.isTypeSupported || MediaRecorder.isTypeSupported(type));
    return fits || ["", "bin"];
  }

  function clock(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function enliven(block) {
    const input = block.querySelector("[data-voice-input]");
    const button = block.querySelector("[data-voice-hold]");
    const timer = block.querySelector("[data-voice-timer]");
    const bar = block.querySelector("[data-voice-bar]");
    const player = block.querySelector("audio");
    const again = block.querySelector("[data-voice-again]");
    const mostSeconds = Number(block.dataset.mostSeconds);
    let recorder = null;
    let ticking = 0;
    let pressedAt = 0;
    let shownUrl = "";

    function state(name) {
      block.dataset.now = name;
      block.querySelectorAll("[data-when]").forEach((part) => {
        part.hidden = !part.dataset.when.split(" ").includes(name);
      });
      button.setAttribute("aria-pressed", String(name === "recording"));
    }

    function keep(file) {
      const transfer = new DataTransfer();
      if (file) transfer.items.add(file);
      input.files = transfer.files;
      if (shownUrl) URL.revokeObjectURL(shownUrl);
      shownUrl = file ? URL.createObjectURL(file) : "";
      if (file) player.src = shownUrl;
      else player.removeAttribute("src");
      state(file ? "recorded" : "idle");
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function tick(startedAt) {
      const seconds = Math.min(mostSeconds, Math.floor((Date.now() - startedAt) / 1000));
      timer.textContent = `${clock(seconds)} / ${clock(mostSeconds)}`;
      bar.value = seconds;
      if (seconds >= mostSeconds) stop();
    }

    function record(stream) {
      const [type, ending] = recordingKind();
      const parts = [];
      const startedAt = Date.now();
      recorder = new MediaRecorder(stream, type ? { mimeType: type } : undefined);
      recorder.addEventListener("dataavailable", (event) => { if (event.data.size) parts.push(event.data); });
      recorder.addEventListener("stop", () => {
        clearInterval(ticking);
        stream.getTracks().forEach((track) => track.stop());
        recorder = null;
        const plain = (type || "audio/webm").split(";")[0];
        keep(parts.length ? new File(parts, `voice.${ending}`, { type: plain, lastModified: Date.now() }) : null);
      });
      recorder.start(1000);
      ticking = setInterval(() => tick(startedAt), 250);
      tick(startedAt);
      state("recording");
    }

    async function begin() {
      if (recorder || block.dataset.now === "asking") return;
      state("asking");
      try {
        record(await navigator.mediaDevices.getUserMedia({ audio: true }));
      } catch (error) {
        block.classList.remove("is-live");
        state("denied");
      }
    }

    function stop() {
      if (recorder && recorder.state !== "inactive") recorder.stop();
    }

    function toggle() {
      if (recorder) stop();
      else begin();
    }

    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      if (recorder) {
        pressedAt = 0;
        stop();
        return;
      }
      pressedAt = Date.now();
      begin();
    });
    ["pointerup", "pointercancel"].forEach((name) => window.addEventListener(name, () => {
      const isHeld = pressedAt && Date.now() - pressedAt > TAP_MS;
      pressedAt = 0;
      if (isHeld && recorder) stop();
    }));
    // A click without a pointer is the keyboard or a screen reader.
    button.addEventListener("click", (event) => { if (event.detail === 0) toggle(); });
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    again.addEventListener("click", () => { keep(null); button.focus(); });
    block.addEventListener("snap:set-voice", ({ detail }) => keep(detail.file));
    const form = block.closest("form");
    if (form) form.addEventListener("reset", () => setTimeout(() => keep(null)));
    block.classList.add("is-live");
    state("idle");
    if (input.files.length) keep(input.files[0]);
  }

  if (canRecord()) document.querySelectorAll("[data-voice]").forEach(enliven);
})();
