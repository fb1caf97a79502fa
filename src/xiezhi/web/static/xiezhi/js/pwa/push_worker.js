/*
 * Web Push, part of the service worker where the office allows it: shows the one neutral sentence that came,
 * and opens the own page when it is touched. Nothing of a matter is in it, and no other address is opened.
 */
(function () {
  "use strict";

  const HOME = "/mine/";

  function told(event) {
    try {
      const { title, body } = event.data.json();
      return { title: String(title), body: String(body) };
    } catch (error) {
      return { title: self.location.host, body: "" };
    }
  }

  async function open() {
    const pages = await self.clients.matchAll({ type: "window" });
    const own = pages.find((page) => new URL(page.url).pathname === HOME);
    return own ? own.focus() : self.clients.openWindow(HOME);
  }

  self.addEventListener("push", (event) => {
    const { title, body } = told(event);
    event.waitUntil(self.registration.showNotification(title, { body, tag: "xiezhi" }));
  });
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open());
  });
})();
