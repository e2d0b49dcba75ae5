// Fetches a part of the page again when the server says that something of its kind has changed.
// <main data-events="/p/…/events/">, and on each part an id and data-live="note proposal".
"use strict";
(() => {
  const source = document.querySelector("[data-events]");
  if (!source || !window.EventSource) return;
  const words = {
    changed: source.dataset.changed || "Something has changed.",
    show: source.dataset.show || "Something new: show",
    ended: source.dataset.ended || "You are signed out, or your seat has ended.",
    again: source.dataset.again || "Sign in",
  };
  const PATIENCE = 60000; // milliseconds after which an answer counts as lost
  const AGAIN = 5000; // and after which what was lost is asked for again
  let ended = false;
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
      if (!field.name) return false; // put there by a script, beside the field that is sent
      if (field === document.activeElement) return true;
      if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
      if (field.tagName === "SELECT") return [...field.options].some((one) => one.selected !== one.defaultSelected);
      return field.type !== "hidden" && field.value !== field.defaultValue;
    });

  // What a reader can tell apart: the words, where links and buttons lead, what can be pressed.
  const told = (part) =>
    part.textContent.replace(/\s+/g, " ").trim() +
    [...part.querySelectorAll("[href], [action], [disabled]")].map((one) => one.getAttribute("href") || one.getAttribute("action") || "disabled").join(" ");

  const offered = (part) => {
    const before = part.previousElementSibling;
    return before?.matches("button.live-offer") ? before : null;
  };

  const replace = (part, fresh) => {
    offered(part)?.remove(); // what it offered is older than this
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const open = [...part.querySelectorAll("details")].map((one) => one.open);
    const all = [...fresh.querySelectorAll("details")];
    if (all.length === open.length) all.forEach((one, place) => (one.open = open[place]));
    part.replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent("part:shown", { bubbles: true }));
    if (focused) {
      const like = (one) =>
        one.id === focused.id &&
        one.getAttribute("href") === focused.getAttribute("href") &&
        one.textContent === focused.textContent;
      [...fresh.querySelectorAll(focused.localName)].find(like)?.focus({ preventScroll: true });
    }
    note.textContent = "";
    window.setTimeout(() => (note.textContent = words.changed), 50);
  };

  const offer = (part, fresh) => {
    offered(part)?.remove();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet live-offer";
    button.textContent = words.show;
    button.addEventListener("click", () => {
      button.remove();
      replace(part, fresh);
      fresh.tabIndex = -1;
      fresh.focus({ preventScroll: true });
    });
    part.before(button);
  };

  // Puts what the server has now in the place of what has changed; false when the page did not come and has to be asked
  // for again.
  const renew = async (kinds) => {
    let page;
    try {
      const asked = { headers: { "X-Requested-With": "live" }, signal: AbortSignal.timeout(PATIENCE) };
      const answer = await fetch(location.href, asked);
      if (answer.status >= 500) return false;
      if (!answer.ok || answer.redirected) {
        check();
        return true;
      }
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return false; // the line is broken
    }
    source.dataset.events = page.querySelector("[data-events]")?.dataset.events ?? source.dataset.events;
    for (const part of parts(kinds)) {
      const fresh = page.getElementById(part.id);
      if (!fresh) continue;
      if (told(fresh) === told(part)) offered(part)?.remove();
      else if (inUse(part)) offer(part, document.adoptNode(fresh));
      else replace(part, document.adoptNode(fresh));
    }
    return true;
  };

  // One asking at a time: of two answers the older may come last. A page that nobody looks at asks once it is seen.
  let waiting = new Set();
  let timer = 0;
  let asking = false;
  const later = (time) => (timer ||= window.setTimeout(turn, time));
  const turn = async () => {
    timer = 0;
    if (asking || ended || document.visibilityState !== "visible") return;
    const kinds = waiting;
    waiting = new Set();
    if (!parts(kinds).length) return;
    asking = true;
    const came = await renew(kinds);
    asking = false;
    if (!came) for (const kind of kinds) waiting.add(kind);
    if (waiting.size) later(came ? 0 : AGAIN);
  };
  const ask = (kinds) => {
    for (const kind of kinds) waiting.add(kind);
    // Not all pages at the same moment, and what follows at once comes along.
    later(200 + Math.random() * 1300);
  };

  // What holds up to a moment (data-until) is asked for again once that has come: no event tells of it.
  const lapse = () => {
    for (const one of document.querySelectorAll("[data-live][id] [data-until]"))
      if (Date.parse(one.dataset.until) <= Date.now()) ask(one.closest("[data-live]").dataset.live.split(/\s+/));
  };
  window.setInterval(() => !ended && lapse(), 5000);

  // A page that nobody looks at holds no stream: a browser has few, and they are the same for all its windows.
  let events = null;
  const listen = () => {
    events = new EventSource(source.dataset.events);
    events.addEventListener("change", (event) => ask([event.data]));
    events.addEventListener("error", () => events?.readyState === EventSource.CLOSED && check());
  };
  const stop = () => {
    if (events) events.close();
    events = null;
  };

  // The server has refused. Somebody who has signed out or left the table is told so, and what they could read is
  // taken off the screen; what they were writing stays, and what is of this device alone (data-stays). Anything else
  // is a server that comes back.
  const check = async () => {
    stop();
    const enough = new AbortController();
    const asked = { redirect: "manual", signal: enough.signal };
    const answer = await fetch(source.dataset.events, asked).catch(() => null);
    const out = answer !== null && (answer.type === "opaqueredirect" || answer.status === 404);
    enough.abort();
    if (out) end();
    else window.setTimeout(() => !ended && !events && document.visibilityState === "visible" && listen(), AGAIN);
  };
  const clear = (part) => {
    if (part.dataset.stays !== undefined) return;
    if (!inUse(part)) part.remove();
    else if (part.localName !== "form") for (const child of [...part.children]) clear(child);
  };
  const end = () => {
    if (ended) return;
    ended = true;
    for (const child of [...source.children]) clear(child);
    const said = document.createElement("p");
    said.className = "notice warning ended";
    said.setAttribute("role", "alert");
    const link = document.createElement("a");
    link.href = source.dataset.signIn || "/";
    link.textContent = words.again;
    said.append(`${words.ended} `, link);
    source.prepend(said);
  };

  document.addEventListener("visibilitychange", () => {
    stop();
    if (ended) return;
    if (document.visibilityState !== "visible") return;
    listen();
    ask([...document.querySelectorAll("[data-live]")].flatMap((part) => part.dataset.live.split(/\s+/)));
  });
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", (event) => event.persisted && !events && !ended && listen());
  if (document.visibilityState === "visible") listen();
})();
