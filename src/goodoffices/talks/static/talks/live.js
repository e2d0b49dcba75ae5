// Fetches a part of the page again when the server says that something of its kind has changed.
// <main data-events="/p/…/events/">, and on each part an id and data-live="note proposal".
"use strict";
(() => {
  const source = document.querySelector("[data-events]");
  if (!source || !window.EventSource) return;
  const words = {
    changed: source.dataset.changed || "Something has changed.",
    show: source.dataset.show || "Something new: show",
  };
  const note = document.createElement("p");
  note.className = "hidden";
  note.setAttribute("aria-live", "polite");
  document.body.append(note);

  const parts = (kinds) =>
    [...document.querySelectorAll("[data-live][id]")].filter((part) =>
      part.dataset.live.split(/\s+/).some((kind) => kinds.has(kind)),
    );

  // Somebody is writing in this part: a field has the focus, or holds other words than when the page came.
  const inUse = (part) =>
    [...part.querySelectorAll("input, textarea, select")].some((field) => {
      if (field === document.activeElement) return true;
      if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
      if (field.tagName === "SELECT") return [...field.options].some((one) => one.selected !== one.defaultSelected);
      return field.type !== "hidden" && field.value !== field.defaultValue;
    });

  // What a reader can tell apart: the words, where links and buttons lead, what can be pressed.
  const told = (part) =>
    part.textContent.replace(/\s+/g, " ").trim() +
    [...part.querySelectorAll("[href], [action], [disabled]")].map((one) => one.getAttribute("href") || one.getAttribute("action") || "disabled").join(" ");

  const replace = (part, fresh) => {
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const key = focused && (focused.id ? `#${CSS.escape(focused.id)}` : focused.getAttribute("href") && `[href="${CSS.escape(focused.getAttribute("href"))}"]`);
    const open = [...part.querySelectorAll("details")].map((one) => one.open);
    const all = [...fresh.querySelectorAll("details")];
    if (all.length === open.length) all.forEach((one, place) => (one.open = open[place]));
    part.replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent("part:shown", { bubbles: true }));
    const again = key && fresh.querySelector(key);
    if (again) again.focus({ preventScroll: true });
    note.textContent = "";
    window.setTimeout(() => (note.textContent = words.changed), 50);
  };

  const offer = (part, fresh) => {
    const before = part.previousElementSibling;
    if (before && before.matches("button.live-offer")) before.remove();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet live-offer";
    button.textContent = words.show;
    button.addEventListener("click", () => {
      button.remove();
      replace(part, fresh);
    });
    part.before(button);
  };

  let waiting = new Set();
  let timer = 0;
  const renew = async () => {
    timer = 0;
    const kinds = waiting;
    waiting = new Set();
    if (!parts(kinds).length) return;
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "live" } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts(kinds)) {
      const fresh = page.getElementById(part.id);
      if (!fresh || told(fresh) === told(part)) continue;
      if (inUse(part)) offer(part, document.adoptNode(fresh));
      else replace(part, document.adoptNode(fresh));
    }
  };

  const ask = (kinds) => {
    for (const kind of kinds) waiting.add(kind);
    if (!timer) timer = window.setTimeout(renew, 100);
  };

  // A page that nobody looks at holds no stream: a browser has few, and they are the same for all its windows.
  let events = null;
  const listen = () => {
    events = new EventSource(source.dataset.events);
    events.addEventListener("change", (event) => ask([event.data]));
  };
  const stop = () => {
    if (events) events.close();
    events = null;
  };
  document.addEventListener("visibilitychange", () => {
    stop();
    if (document.visibilityState !== "visible") return;
    listen();
    ask([...document.querySelectorAll("[data-live]")].flatMap((part) => part.dataset.live.split(/\s+/)));
  });
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", (event) => event.persisted && !events && listen());
  if (document.visibilityState === "visible") listen();
})();
