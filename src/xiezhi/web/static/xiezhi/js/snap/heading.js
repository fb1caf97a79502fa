/*
 * Which way the phone looks while it takes the picture: degrees clockwise from north in `heading_deg`.
 *
 * A photo that says so itself comes first (snapExif); else 【记下方向】 asks the compass, by a tap, because
 * some phones want one before they allow it. States of the block (data-now): off, asking, found, unable.
 */
(function () {
  "use strict";

  const PATIENCE_MS = 5000;

  function enliven(block) {
    const form = block.closest("form");
    const field = block.querySelector('[name="heading_deg"]');
    const words = block.dataset.words.split(",");
    const shown = block.querySelector("[data-heading-words]");

    function state(name) {
      block.dataset.now = name;
      block.querySelectorAll("[data-when]").forEach((part) => {
        part.hidden = !part.dataset.when.split(" ").includes(name);
      });
    }

    function show() {
      if (field.value === "") {
        state(self.DeviceOrientationEvent ? "off" : "never");
        return;
      }
      const degrees = Number(field.value);
      shown.textContent = `${words[Math.round(degrees / 45) % 8]} ${degrees}°`;
      state("found");
    }

    function write(degrees) {
      field.value = Math.round(((degrees % 360) + 360) % 360) % 360;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      show();
    }

    async function ask() {
      state("asking");
      try {
        const mayAsk = self.DeviceOrientationEvent.requestPermission;
        if (mayAsk && (await mayAsk.call(self.DeviceOrientationEvent)) !== "granted") throw new Error("refused");
      } catch (refused) {
        state("unable");
        return;
      }
      const kind = "ondeviceorientationabsolute" in self ? "deviceorientationabsolute" : "deviceorientation";
      const end = (degrees) => {
        clearTimeout(patience);
        self.removeEventListener(kind, heard);
        if (degrees === null) state("unable");
        else write(degrees);
      };
      const heard = (event) => {
        // iOS gives the compass itself; elsewhere alpha runs the other way round.
        if (typeof event.webkitCompassHeading === "number") end(event.webkitCompassHeading);
        else if (event.absolute && typeof event.alpha === "number") end(360 - event.alpha);
      };
      const patience = setTimeout(() => end(null), PATIENCE_MS);
      self.addEventListener(kind, heard);
    }

    block.querySelectorAll("[data-heading-ask]").forEach((button) => button.addEventListener("click", ask));
    block.querySelector("[data-heading-drop]").addEventListener("click", () => {
      field.value = "";
      field.dispatchEvent(new Event("change", { bubbles: true }));
      show();
    });
    form.addEventListener("snap:photos", async ({ detail }) => {
      const found = await Promise.all(detail.files.map((file) => (self.snapExif ? self.snapExif(file) : {})));
      const one = found.find(({ headingDeg }) => typeof headingDeg === "number");
      if (one && field.value === "") write(one.headingDeg);
    });
    form.addEventListener("snap:draft", show);
    block.hidden = false;
    show();
  }

  document.querySelectorAll("[data-heading]").forEach(enliven);
})();
