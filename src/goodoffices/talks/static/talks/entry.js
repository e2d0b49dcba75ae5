// Entering incidents without a line: the form is kept on the device when asked, entries are sealed and sent later.
// An entry bears a name made here; however often it is sent, it becomes one incident.
"use strict";

(async () => {
  const box = document.getElementById("without-a-line");
  const form = document.querySelector("form.entry");
  const told = box.dataset;
  const page = form.getAttribute("action");
  const status = box.querySelector("[data-status]");
  const list = box.querySelector("[data-drafts]");
  list.ariaBusy = "true"; // until what waits here was shown, and sent where there is a line
  const button = (name) => box.querySelector(`[data-do=${name}]`);
  const raw = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
  const SOON = 20000; // milliseconds after which a sending counts as failed

  // Only what the chosen precision asks for.
  const wanted = { hour: ["day", "hour", "zone"], day: ["day"], range: ["day", "last_day"], unknown: [] };
  const precision = form.elements.day_known;
  function fit() {
    for (const name of ["day", "last_day", "hour", "zone"]) {
      form.elements[name].closest(".field").hidden = !wanted[precision.value].includes(name);
    }
  }
  precision.addEventListener("change", fit);
  fit();

  function newName() {
    const bytes = crypto.getRandomValues(new Uint8Array(22 * 4));
    let name = "";
    for (const byte of bytes) if (byte < 256 - (256 % LETTERS.length)) name += LETTERS[byte % LETTERS.length];
    form.elements.client.value = name.slice(0, 22);
    return name.length >= 22 || newName();
  }
  if (told.fresh !== undefined) newName(); // a kept form is opened many times

  const scope = new URL(page, location.href).pathname;
  const cacheName = Drafts.FORM + scope;
  const isKept = () => caches.has(cacheName);
  let keptHere = false;

  // Where an old worker is replaced, or none was there, it shows the form only once it is at work.
  function atWork(registration) {
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    return new Promise((done) => {
      const look = () => ["activated", "redundant"].includes(worker.state) && done();
      worker.addEventListener("statechange", look);
      look();
    });
  }
  // `wanted` is asked once the form has come: whoever removed it meanwhile, or signed out, gets it not again.
  async function keep(wanted) {
    const parts = [...document.querySelectorAll("link[rel=stylesheet], script[src], use")]
      .map((part) => part.href?.baseVal ?? part.href ?? part.src)
      .map((address) => new URL(address.split("#")[0], location.href).href);
    const fresh = await fetch(page, { credentials: "same-origin", cache: "reload" });
    if (!fresh.ok || fresh.redirected || !(await wanted()) || Drafts.isLeaving()) return;
    const forms = await caches.open(cacheName);
    await forms.put(page, fresh);
    await forms.addAll([...new Set(parts)]);
    if (await isKept()) await atWork(await navigator.serviceWorker.register(told.worker));
  }
  async function forget() {
    await caches.delete(cacheName);
    await (await navigator.serviceWorker.getRegistration(page))?.unregister();
  }

  function say(words, kind) {
    const line = document.createElement("p");
    line.className = `notice ${kind}`;
    line.textContent = words;
    status.append(line);
    return line;
  }
  const when = (draft) => new Date(draft.made).toLocaleString(document.documentElement.lang);

  function small(words, danger, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = danger ? "button danger" : "button quiet";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  // A refused entry cannot be read here: the server, which could open it, shows it filled in.
  function correct(draft) {
    const sent = document.createElement("form");
    sent.method = "post";
    sent.action = told.send;
    for (const name of ["csrfmiddlewaretoken", "lock", "carried", "box"]) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = draft[name] ?? form.elements.csrfmiddlewaretoken.value;
      sent.append(field);
    }
    document.body.append(sent);
    sent.submit();
  }

  async function discard(draft) {
    if (!window.confirm(document.body.dataset.confirm)) return;
    await Drafts.drop(draft.client);
    await show();
  }

  async function mine() {
    return (await Drafts.all()).filter((draft) => draft.seat === told.seat).sort((a, b) => a.made - b.made);
  }

  async function show() {
    const kept = await isKept();
    button("keep").hidden = kept;
    button("forget").hidden = !kept;
    const drafts = await mine();
    list.replaceChildren();
    for (const draft of drafts) {
      const row = document.createElement("li");
      const words = draft.reasons ? told.refused : told.waits;
      row.append(`${words.replace("{time}", when(draft))} ${(draft.reasons ?? []).join(" ")}`);
      const acts = document.createElement("div");
      acts.className = "acts";
      if (draft.reasons) acts.append(small(told.correct, false, () => correct(draft)));
      acts.append(small(told.discard, true, () => discard(draft)));
      row.append(acts);
      list.append(row);
    }
    box.querySelector("[data-when=waiting]").hidden = !drafts.length;
    if ((await Drafts.all()).length > drafts.length) {
      const row = document.createElement("li");
      row.textContent = told.others;
      list.append(row);
    }
  }

  // The token of the page as it is now: a form kept for days has an old one. Null without a line, "" when signed out.
  async function token() {
    try {
      const fresh = await fetch(page, { credentials: "same-origin", signal: AbortSignal.timeout(SOON) });
      if (fresh.redirected || !fresh.ok) return "";
      const read = new DOMParser().parseFromString(await fresh.text(), "text/html");
      return read.querySelector("form.entry [name=csrfmiddlewaretoken]")?.value ?? "";
    } catch {
      return null;
    }
  }

  // Sends one entry: the address of its incident, or its reasons, or null when it did not arrive.
  async function send(draft, csrf) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: csrf });
    for (const name of ["lock", "carried", "box"]) body.set(name, draft[name]);
    try {
      const answer = await fetch(told.send, {
        method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(SOON),
      });
      if (answer.status !== 201 && answer.status !== 422) return null;
      return await answer.json();
    } catch {
      return null;
    }
  }

  let sending = Promise.resolve();
  const sendAll = () => (sending = sending.then(sendWaiting, sendWaiting));
  async function sendWaiting() {
    const drafts = await mine();
    const found = {};
    if (!drafts.length) return found;
    const csrf = await token();
    status.replaceChildren();
    if (csrf === "") {
      const link = document.createElement("a");
      link.href = told.signIn;
      link.textContent = told.signedOut;
      say("", "warning").append(link);
    }
    for (const draft of csrf ? drafts : []) {
      const answer = await send(draft, csrf);
      if (!answer) continue;
      found[draft.client] = answer;
      if (answer.incident) await Drafts.drop(draft.client);
      else await Drafts.mark(draft, answer.reasons);
    }
    await show();
    return found;
  }
  async function sendAndTell() {
    const arrived = Object.values(await sendAll()).some((answer) => answer.incident);
    const waiting = (await mine()).some((draft) => !draft.reasons);
    if (arrived && !waiting) say(told.sent, "success");
    else if (waiting && !status.children.length) say(told.notSent, "warning");
  }

  async function enter(client, fields) {
    const closed = await Sealing.seal(JSON.stringify(fields), raw(told.public), told.info);
    const draft = {
      client, seat: told.seat, made: Date.now(), lock: told.lock, carried: told.carried,
      box: btoa(String.fromCharCode(...closed)),
    };
    await Drafts.put(draft);
    const answer = (await sendAll())[client];
    if (answer?.incident) {
      location.assign(answer.incident);
      return;
    }
    if (answer) { // refused: it is still in the form, to be put right there
      await Drafts.drop(client);
      for (const reason of answer.reasons) say(reason, "error");
      await show();
      status.scrollIntoView({ block: "center" });
      return;
    }
    form.reset();
    newName();
    fit();
    say(told.kept, "success").scrollIntoView({ block: "center" });
    await show();
  }

  button("keep").addEventListener("click", async () => {
    await keep(() => true);
    keptHere = await isKept();
    await show();
  });
  button("forget").addEventListener("click", async () => {
    await forget();
    keptHere = false;
    await show();
  });
  button("send").addEventListener("click", sendAndTell);
  button("clear").addEventListener("click", async () => {
    if (!window.confirm(document.body.dataset.confirm)) return;
    for (const draft of await mine()) await Drafts.drop(draft.client);
    await show();
  });
  window.addEventListener("online", async () => (await ready) && sendAndTell());

  async function prepared() {
    const able = window.indexedDB && navigator.serviceWorker && window.caches && (await Sealing.able());
    if (able) {
      keptHere = await isKept();
      await show();
    }
    for (const part of box.querySelectorAll("[data-when=able]")) part.hidden = !able;
    box.querySelector("[data-when=unable]").hidden = Boolean(able);
    return Boolean(able);
  }

  // Whoever is quicker than this page, which looks first whether entries are kept here, waits for it.
  const ready = prepared().catch(() => false);
  let known = false;
  form.addEventListener("submit", async (event) => {
    if (known && !keptHere) return;
    event.preventDefault();
    const client = form.elements.client.value;
    const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
    await ready;
    if (keptHere) await enter(client, fields);
    else form.submit();
  });

  const able = await ready;
  known = true;
  if (able) {
    if (keptHere) keep(isKept).catch(() => {}); // as it is now: terms, zones, the key of today
    await sendAndTell();
  }
  list.ariaBusy = "false";
})();
