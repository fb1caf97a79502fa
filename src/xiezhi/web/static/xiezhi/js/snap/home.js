/* Says so when the network is gone: what the page shows is as old as the network. */
(function () {
  "use strict";

  const bar = document.querySelector("[data-offline]");
  const show = () => { bar.hidden = navigator.onLine !== false; };
  self.addEventListener("online", show);
  self.addEventListener("offline", show);
  show();
})();
