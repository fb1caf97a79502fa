/*
 * 手机提醒 on a grid member's own page: one button on, one off. Signing out ends it on this phone.
 * Shown only where the browser has push and a service worker; the page loads it only where the office allows it.
 */
(function () {
  "use strict";

  const form = document.querySelector("[data-push]");
  const begin = form.querySelector("[data-push-begin]");
  const stop = form.querySelector("[data-push-stop]");
  const leaving = document.querySelector("[data-sign-out]");

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

  function show(state) {
    form.querySelectorAll("[data-push-words]").forEach((part) => { part.hidden = part.dataset.pushWords !== state; });
    begin.hidden = state === "on";
    stop.hidden = state !== "on";
  }

  function send(address, fields) {
    const content = new FormData(form);
    Object.entries(fields).forEach(([name, value]) => content.set(name, value));
    return fetch(address, { method: "POST", body: content, headers: { Accept: "application/json" }, credentials: "same-origin" });
  }

  async function subscription() {
    const registration = await navigator.serviceWorker.ready;
    return { pushes: registration.pushManager, own: await registration.pushManager.getSubscription() };
  }

  async function turnOn() {
    if (await Notification.requestPermission() !== "granted") {
      show("denied");
      return;
    }
    const { pushes, own } = await subscription();
    const made = own || await pushes.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) });
    const { endpoint, keys } = made.toJSON();
    const answer = await send(form.action, { endpoint, p256dh: keys.p256dh, auth: keys.auth });
    if (!answer.ok) await made.unsubscribe();
    show(answer.ok ? "on" : "failed");
  }

  async function turnOff() {
    const { own } = await subscription();
    if (own) {
      await send(form.dataset.pushEnd, { endpoint: own.endpoint });
      await own.unsubscribe();
    }
    show("off");
  }

  /** What is half done says so; the button can be pressed again. */
  const guarded = (act) => async () => {
    begin.disabled = true;
    stop.disabled = true;
    try {
      await act();
    } catch (error) {
      show("failed");
    }
    begin.disabled = false;
    stop.disabled = false;
  };

  async function start() {
    if (!navigator.serviceWorker || !self.PushManager || !self.Notification) return;
    form.hidden = false;
    begin.addEventListener("click", guarded(turnOn));
    stop.addEventListener("click", guarded(turnOff));
    const { own } = await subscription();
    if (own) show("on");
    else if (Notification.permission === "denied") show("denied");
    // Once every other listener has had its say: nobody's phone rings for whoever signed out.
    leaving.addEventListener("submit", (event) => setTimeout(async () => {
      const { own: left } = await subscription();
      if (left && !event.defaultPrevented) await left.unsubscribe();
    }));
  }

  start().catch(() => {});
})();
