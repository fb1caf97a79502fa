/*
 * Where it is: the phone's or the photo's position, only while the consent box is ticked.
 *
 * Writes lat, lon (WGS-84), accuracy_m and position_source (device | photo); a photo's own position
 * comes before the phone's, because it says where the problem was seen. Unticking empties all four.
 * With data-locate-url the position is POSTed there (lat, lon, CSRF) and {"town", "text"} comes back.
 * States of the block (data-now): off, seeking, found, denied, unable.
 */
(function () {
  "use strict";

  const LOCATE = { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 };
  const DENIED = 1;

  function field(form, name) {
    return form.querySelector(`[name="${name}"]`);
  }

  function enliven(block) {
    const form = block.closest("form");
    const consent = block.querySelector('[name="position_consent"]');
    const named = block.querySelector("[data-place-named]");
    const metres = block.querySelector("[data-place-metres]");
    const words = block.querySelector("[data-place-words]");
    const unnamed = named.textContent;
    let device = null;
    let photo = null;
    let photoRound = 0;

    function state(name) {
      block.dataset.now = name;
      block.querySelectorAll("[data-when]").forEach((part) => {
        part.hidden = !part.dataset.when.split(" ").includes(name);
      });
    }

    function isWritten() {
      return Array.from(words.querySelectorAll("select, input")).some((input) => input.value);
    }

    function write(position, source) {
      field(form, "lat").value = position ? position.lat.toFixed(6) : "";
      field(form, "lon").value = position ? position.lon.toFixed(6) : "";
      field(form, "accuracy_m").value = position && position.accuracyM ? Math.round(position.accuracyM) : "";
      field(form, "position_source").value = position ? source : "";
    }

    async function nameIt(position) {
      if (!block.dataset.locateUrl) return;
      const body = new FormData();
      body.append("lat", position.lat);
      body.append("lon", position.lon);
      body.append("csrfmiddlewaretoken", field(form, "csrfmiddlewaretoken").value);
      try {
        const answer = await fetch(block.dataset.locateUrl, { method: "POST", body, headers: { Accept: "application/json" } });
        const isStale = !consent.checked || field(form, "lat").value !== position.lat.toFixed(6);
        if (!answer.ok || isStale) return;
        const found = await answer.json();
        if (found.text) named.textContent = found.text;
        const town = field(form, "town");
        if (town && !town.value && found.town) town.value = found.town;
      } catch (error) {
        // The position itself is kept; only its name is missing.
      }
    }

    function show() {
      const position = photo || device;
      if (!consent.checked || !position) return;
      const source = photo ? "photo" : "device";
      write(position, source);
      named.textContent = unnamed;
      metres.textContent = position.accuracyM
        ? block.dataset[photo ? "wordsPhotoNear" : "wordsDeviceNear"].replace("{n}", Math.round(position.accuracyM))
        : block.dataset[photo ? "wordsPhoto" : "wordsDevice"];
      if (words) words.open = isWritten();
      state("found");
      nameIt(position);
    }

    function seek() {
      if (photo || device) {
        show();
        return;
      }
      if (!navigator.geolocation || window.isSecureContext === false) {
        state("unable");
        return;
      }
      state("seeking");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          device = { lat: coords.latitude, lon: coords.longitude, accuracyM: coords.accuracy };
          show();
        },
        (error) => {
          if (photo || !consent.checked) return;
          state(error.code === DENIED ? "denied" : "unable");
          if (words) words.open = true;
        },
        LOCATE,
      );
    }

    function consentChanged() {
      if (consent.checked) {
        seek();
        return;
      }
      write(null, "");
      state("off");
      if (words) words.open = true;
    }

    consent.addEventListener("change", consentChanged);
    block.querySelectorAll("[data-place-retry]").forEach((button) => button.addEventListener("click", seek));
    form.addEventListener("snap:photos", async ({ detail }) => {
      const round = (photoRound += 1);
      const found = await Promise.all(detail.files.map((file) => (window.snapExif ? window.snapExif(file) : {})));
      if (round !== photoRound) return;
      photo = found.find((one) => typeof one.lat === "number") || null;
      if (!consent.checked) return;
      if (photo || device) show();
      else if (field(form, "position_source").value === "photo") seek();
    });
    // A draft brought back keeps the place it was written at, wherever the phone is now.
    form.addEventListener("snap:draft", () => {
      const lat = Number(field(form, "lat").value);
      if (lat) device = { lat, lon: Number(field(form, "lon").value), accuracyM: Number(field(form, "accuracy_m").value) };
      if (consent.checked) seek();
      else state("off");
    });
    block.classList.add("is-live");
    if (consent.checked) seek();
    else state("off");
  }

  document.querySelectorAll("[data-place]").forEach(enliven);
})();
