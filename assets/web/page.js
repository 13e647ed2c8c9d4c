// What the page does without Python: it shows our words until our screen is there, it mends what Flutter
// leaves out for who cannot see or read small letters, and it covers the fields when the socket drops.
(() => {
  "use strict";

  const POLL_MS = 400;
  const STEADY_MS = 5000;
  const LONGEST_PAUSE_MS = 30000;
  const LONGEST_ARRIVAL_MS = 10000;
  const LONGEST_DRAWING_MS = 3000;
  const OURS = "[flt-semantics-identifier]";
  const RELOADS = "keukentafel.reloads";
  const INPUT = [
    "keydown", "keyup", "keypress", "beforeinput", "input", "paste", "wheel", "contextmenu",
    "pointerdown", "pointermove", "pointerup", "mousedown", "mouseup", "click", "touchstart", "touchmove", "touchend",
  ];

  let covered = false;
  let leaving = false;

  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const reloads = () => Number(sessionStorage.getItem(RELOADS) || 0);

  // Registered before Flutter's own listeners, so that nothing typed under the cover reaches a field.
  const swallow = (event) => {
    if (covered) event.stopImmediatePropagation();
  };
  INPUT.forEach((name) => window.addEventListener(name, swallow, { capture: true }));
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });

  async function answers() {
    try {
      const answer = await fetch("/", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(2000) });
      return answer.ok;
    } catch {
      return false;
    }
  }

  // A reload that leads to no socket is not repeated at once: each next one waits twice as long.
  async function reloadWhenBack() {
    const tried = reloads();
    await sleep(Math.min(POLL_MS * 2 ** tried, LONGEST_PAUSE_MS));
    while (!(await answers())) await sleep(POLL_MS);
    sessionStorage.setItem(RELOADS, String(tried + 1));
    window.location.reload();
  }

  // The cover needs its letters when they can no longer be fetched.
  document.fonts.load('400 20px "Noto Sans"');

  function cover() {
    if (covered || leaving) return;
    covered = true;
    const dialog = document.getElementById("offline");
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => dialog.showModal());
    dialog.showModal();
    reloadWhenBack();
  }

  // The yellow of the keyboard is for who goes by keyboard. After a finger or a mouse it would stay on what was
  // tapped, also on the digit of a PIN. A click by keyboard or screen reader has no detail.
  const TAPPED = ["button", "radio", "checkbox", "switch"];
  window.addEventListener("click", (event) => {
    if (!event.detail) return;
    setTimeout(() => {
      const held = document.activeElement;
      if (held && TAPPED.includes(held.getAttribute("role"))) held.blur();
    });
  });

  // The way back is one: a reload. Flet's client also knocks again by itself, and what it then gets it compares
  // with what it has, screen within screen: on a whole sheet that never ends, and the page would listen no more.
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(address, protocols) {
      super(address, protocols === undefined ? [] : protocols);
      if (new URL(this.url).host !== window.location.host) return;
      if (covered) {
        this.close();
        return;
      }
      this.addEventListener("close", cover);
      this.addEventListener("open", async () => {
        await sleep(STEADY_MS);
        if (this.readyState === Socket.OPEN) sessionStorage.removeItem(RELOADS);
      });
    }

    send(data) {
      if (this.readyState > Socket.OPEN) cover();
      super.send(data);
    }
  };

  // Flutter builds the tree that screen readers need only after a click on the middle of this element.
  function wakeSemantics() {
    const placeholder = document.querySelector("flt-semantics-placeholder");
    if (!placeholder) return;
    const { left, top, width, height } = placeholder.getBoundingClientRect();
    const middle = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true };
    placeholder.dispatchEvent(new MouseEvent("click", middle));
  }

  // Everything that is drawn is the main part of the page; Flutter says so nowhere.
  function nameMain() {
    document.querySelector("flt-semantics-host")?.setAttribute("role", "main");
  }

  // Flutter forbids the browser to enlarge the page.
  function allowZoom() {
    const view = document.querySelector("meta[name=viewport][flt-viewport]");
    const allowed = "width=device-width, initial-scale=1";
    if (view && view.content !== allowed) view.content = allowed;
  }

  // After Flutter's first frame Flet shows a wheel of its own. The tree for screen readers is ready well before the
  // picture is, so our words go when the tree has something of ours and the canvas has another colour than the wheel's.
  const nextFrame = () => new Promise(requestAnimationFrame);
  const dot = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });

  function cornerColour() {
    const canvas = document.querySelector("flt-glass-pane")?.shadowRoot?.querySelector("canvas");
    if (!canvas?.width || !canvas.height) return "";
    dot.clearRect(0, 0, 1, 1);
    dot.drawImage(canvas, 0, 0, 1, 1, 0, 0, 1, 1);
    const [red, green, blue, opaque] = dot.getImageData(0, 0, 1, 1).data;
    return opaque ? `${red} ${green} ${blue}` : "";
  }

  async function arrive() {
    const words = document.getElementById("arriving");
    setTimeout(() => words.remove(), LONGEST_ARRIVAL_MS);
    let wheel = "";
    let named = Infinity;
    while (words.isConnected) {
      const now = await nextFrame();
      const colour = cornerColour();
      wheel ||= colour;
      if (named === Infinity && document.querySelector(OURS)) named = now;
      const drawn = colour !== wheel || now - named > LONGEST_DRAWING_MS;
      if (now >= named && drawn) words.remove();
    }
  }
  window.addEventListener("flutter-first-frame", arrive, { once: true });

  const mend = [wakeSemantics, nameMain, allowZoom];
  new MutationObserver(() => mend.forEach((one) => one()))
    .observe(document.documentElement, { childList: true, subtree: true });
})();
