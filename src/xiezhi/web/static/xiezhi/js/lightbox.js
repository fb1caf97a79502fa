// Photographs of a [data-lightbox] list open large in <dialog id="lightbox">; arrows step, Escape closes.
// Without this file each picture opens as a page of its own.
(function () {
  "use strict";
  let links = [];
  let at = 0;

  function dialog() { return document.getElementById("lightbox"); }

  function show(index) {
    at = (index + links.length) % links.length;
    const link = links[at];
    const picture = dialog().querySelector("img");
    picture.src = link.href;
    picture.alt = link.querySelector("img").alt;
    dialog().querySelector("[data-lightbox-place]").textContent = (at + 1) + " / " + links.length;
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-lightbox] a.photos__photo");
    if (link && dialog() && dialog().showModal && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      links = Array.from(link.closest("[data-lightbox]").querySelectorAll("a.photos__photo"));
      show(links.indexOf(link));
      dialog().showModal();
      return;
    }
    const step = event.target.closest("[data-lightbox-step]");
    if (step) show(at + Number(step.dataset.lightboxStep));
    if (event.target.closest("[data-lightbox-close]") || event.target === dialog()) dialog().close();
  });

  document.addEventListener("keydown", function (event) {
    if (!dialog() || !dialog().open) return;
    if (event.key === "ArrowRight") show(at + 1);
    if (event.key === "ArrowLeft") show(at - 1);
  });
})();
