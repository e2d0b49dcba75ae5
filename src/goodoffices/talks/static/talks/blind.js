// A double-blind question on the device that answers. The keys lie in IndexedDB, in this browser; the server gets closed
// messages only. Steps that need no decision are done when the page is open. See unanimity.js for the protocol.
import { hand, keeping } from "./keeping.js";
import { answer, invitationId, look, proceed, publicKey, turn } from "./unanimity.js";

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const raw = (digits) => Uint8Array.from(digits.match(/../g), (pair) => Number.parseInt(pair, 16));

// ---- what this device keeps: by question { question, name, acts, signing, secrets, sent } ------------------------

const kept = keeping("goodoffices-double-blind", "devices", "question");
const read = (question) => kept("readonly", (store) => store.get(question));
const write = (device) => kept("readwrite", (store) => store.put(device));
const forget = (question) => kept("readwrite", (store) => store.delete(question));

// Keep what is about to be sent, with what the device keeps after it. Two windows make one message: the first counts.
async function first(question, phase, message, secrets) {
  await kept("readwrite", (store) => {
    const found = store.get(question);
    found.onsuccess = () => {
      const device = found.result;
      if (!device.sent[phase]) store.put({ ...device, secrets, sent: { ...device.sent, [phase]: message } });
    };
    return found;
  });
  return (await read(question)).sent[phase];
}

// ---- the record -----------------------------------------------------------------------------------------------------

async function record(address) {
  const answered = await fetch(address);
  if (!answered.ok || answered.redirected) throw new Error("there is no record");
  const [invitation, ...messages] = (await answered.text()).trim().split("\n").map((line) => JSON.parse(line));
  return { invitation, messages };
}

// ---- the page -------------------------------------------------------------------------------------------------------

const show = (part, id, shown = true) => {
  for (const one of part.querySelectorAll(`#${id}`)) one.hidden = !shown;
};
const put = (form, name, value) => {
  form.elements[name].value = value;
  form.submit();
};
const hasFile = (form) => form.elements.file?.files.length > 0;

// What was sent and has arrived is forgotten here; so is a part of the key that was given.
async function tidy(device, messages) {
  const arrived = messages.filter((one) => one.sender === device.name).map((one) => one.phase);
  const sent = Object.fromEntries(Object.entries(device.sent).filter(([phase]) => !arrived.includes(phase)));
  if (Object.keys(sent).length < Object.keys(device.sent).length) await write({ ...device, sent });
}

function offerKeyFile(part, device, invitation) {
  show(part, "key-file");
  show(part, "key-file-help");
  part.querySelector("#key-file button").onclick = () => {
    const { name, acts, signing, secrets } = device;
    const sessions = invitation && secrets.key ? { [invitationId(invitation)]: secrets } : {};
    hand(JSON.stringify({ name, acts, signing, sessions }), "device-key.json");
  };
}

async function makesKey(part, form, device) {
  const { question, name } = part.dataset;
  const signing = device?.signing ?? hex(crypto.getRandomValues(new Uint8Array(32)));
  const acts = form.elements.acts.value;
  await write({ question, name, acts, signing, secrets: { key: "", closed: null }, sent: {} });
  put(form, "key", publicKey(raw(signing)));
}

async function message(part, device, board) {
  const { name, signing } = device;
  const { phase } = board;
  if (device.sent[phase]) return device.sent[phase];
  if (phase !== "seal") {
    return first(device.question, phase, ...proceed(board, name, raw(signing), device.secrets));
  }
  const said = part.querySelector("#answer input:checked");
  show(part, "say-it", !said);
  if (!said) return null;
  const made = answer(board, name, raw(signing), device.secrets, said.value === "yes");
  said.checked = false;
  return first(device.question, phase, ...made);
}

// What the button of the form does, once the record was read; null when this device can do nothing.
async function step(part, device) {
  const form = part.querySelector("#hand-in");
  const { invitation, messages } = await record(part.dataset.record);
  const board = look(invitation, messages, part.dataset.used.split(" ").filter(Boolean));
  const own = [...invitation.delegations, invitation.mediator].find((holder) => holder.name === device.name);
  if (own?.key !== publicKey(raw(device.signing))) {
    show(part, "wrong-key");
    return null;
  }
  offerKeyFile(part, device, invitation);
  await tidy(device, messages);
  if (!form || !part.dataset.due) return null;
  if (board.refused.length || board.phase !== part.dataset.phase || !turn(board, device.name)) {
    show(part, "wrong-record");
    return null;
  }
  const submit = async () => {
    const made = await message(part, await read(device.question), board);
    if (made) put(form, "message", JSON.stringify(made));
  };
  if (board.phase === "seal") {
    const sealed = Boolean(device.sent.seal);
    show(part, "answer", !sealed);
    show(part, "sealed-here", sealed);
  } else if (board.phase !== "key" && !part.dataset.refused) {
    show(part, "at-work");
    window.setTimeout(submit, 100); // the page is painted first
  }
  return submit;
}

// A page that waits asks for the open step. On a slow line one asking is over before the next begins, and the page that
// is fetched in the end is not fetched again before it has come.
let waits = 0;
function wait(part) {
  window.clearTimeout(waits);
  if (part.dataset.due) return;
  const look = async () => {
    const now = await openStep(part.dataset.now);
    if (!part.isConnected) return; // the part that stands in its place asks by itself
    if (now === null || now === `${part.dataset.state} ${part.dataset.phase}`.trim()) {
      waits = window.setTimeout(look, 4000);
    } else location.assign(part.dataset.page); // not reload(): the page may be the answer to a form
  };
  waits = window.setTimeout(look, 4000);
}

// In words of the server; null when it did not say.
async function openStep(address) {
  try {
    const answered = await fetch(address, { signal: AbortSignal.timeout(60000) });
    return answered.ok && !answered.redirected ? (await answered.text()).trim() : null;
  } catch {
    return null;
  }
}

async function prepared(part) {
  const device = await read(part.dataset.question);
  if (part.dataset.state === "roster") {
    if (device) offerKeyFile(part, device, null);
    const form = part.querySelector("#make-key");
    return form && (() => makesKey(part, form, device));
  }
  if (device) return step(part, device);
  show(part, "no-key");
  return null;
}

function begin() {
  const part = document.querySelector("#part");
  if (!part || part.dataset.begun) return;
  part.dataset.begun = "yes";
  if (part.dataset.state === "running") wait(part);
  const ready = prepared(part).catch(() => show(part, part.dataset.state === "roster" ? "no-key" : "wrong-record"));
  const form = part.querySelector("#make-key, #hand-in");
  form?.addEventListener("submit", async (event) => {
    if (hasFile(form)) return;
    event.preventDefault(); // whoever is quicker than the record waits for it
    const act = await ready;
    if (act) await act();
  });
}

// When a question is over, its key is of no use any more, and nobody has a part in it: the page is shown anew.
async function over() {
  const done = document.querySelector("[data-over]");
  if (!done) return;
  await forget(done.dataset.over).catch(() => {});
  const part = document.querySelector("#part");
  if (part) location.assign(part.dataset.page);
}

document.addEventListener("part:shown", () => {
  begin();
  over();
});
window.addEventListener("pagehide", () => {
  for (const one of document.querySelectorAll("#answer input")) one.checked = false;
});
begin();
over();
