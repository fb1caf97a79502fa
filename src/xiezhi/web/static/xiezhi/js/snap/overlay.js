/*
 * Looking again from the same spot: the earlier picture lies over the live camera view, its strength on a slider.
 *
 * The shutter hands one frame to the photos block ("snap:add-photo"). Without a camera the earlier
 * picture simply stands above the ordinary photo input. States (data-now): idle, asking, live, denied.
 */
(function () {
  "use strict";

  const WISHED = { video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1440 } }, audio: false };
  const QUALITY = 0.92;

  function canShow() {
    try {
      return Boolean(navigator.mediaDevices.getUserMedia && new DataTransfer().items);
    } catch (error) {
      return false;
    }
  }

  function enliven(block) {
    const video = block.querySelector("video");
    const guide = block.querySelector("[data-overlay-guide]");
    const slider = block.querySelector("[data-overlay-strength]");
    const photos = block.closest("form").querySelector("[data-photos]");
    let stream = null;

    function state(name) {
      block.dataset.now = name;
      block.querySelectorAll("[data-when]").forEach((part) => {
        part.hidden = !part.dataset.when.split(" ").includes(name);
      });
    }

    function close(next) {
      if (stream) stream.getTracks().forEach((track) => track.stop());
      stream = null;
      video.srcObject = null;
      guide.style.opacity = "";
      state(next);
    }

    async function open() {
      state("asking");
      try {
        stream = await navigator.mediaDevices.getUserMedia(WISHED);
        video.srcObject = stream;
        await video.play();
        guide.style.opacity = String(slider.value / 100);
        state("live");
        block.querySelector("[data-overlay-shoot]").focus();
      } catch (error) {
        close("denied");
      }
    }

    function shoot() {
      const canvas = document.createElement("canvas");
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext("2d").drawImage(video, 0, 0);
      canvas.toBlob((blob) => {
        const now = Date.now();
        const file = new File([blob], `look-${now}.jpg`, { type: "image/jpeg", lastModified: now });
        photos.dispatchEvent(new CustomEvent("snap:add-photo", { detail: { file } }));
        close("idle");
        photos.scrollIntoView({ block: "center" });
      }, "image/jpeg", QUALITY);
    }

    slider.addEventListener("input", () => { guide.style.opacity = String(slider.value / 100); });
    block.querySelector("[data-overlay-open]").addEventListener("click", open);
    block.querySelector("[data-overlay-close]").addEventListener("click", () => close("idle"));
    block.querySelector("[data-overlay-shoot]").addEventListener("click", shoot);
    window.addEventListener("pagehide", () => close("idle"));
    block.classList.add("is-live");
    state("idle");
  }

  if (canShow()) document.querySelectorAll("[data-overlay]").forEach(enliven);
})();
