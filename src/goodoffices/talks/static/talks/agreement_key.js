// The key with which this browser signs agreements for one seat. It is made, kept and handed out here; no server gets it.
import { hand, keeping } from "./keeping.js";
import { fingerprint, publicKey } from "./unanimity.js";

const kept = keeping("goodoffices-signing", "keys", "holder");
const part = document.querySelector("#signing-key");
const { holder } = part.dataset;
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const raw = (digits) => Uint8Array.from(digits.match(/../g), (pair) => Number.parseInt(pair, 16));
const show = (name, shown = true) => {
  part.querySelector(`#${name}`).hidden = !shown;
};

async function look() {
  const key = await kept("readonly", (store) => store.get(holder));
  show("make", !key);
  show("here", Boolean(key));
  if (!key) return;
  const told = { name: key.name, acts: key.acts, fingerprint: fingerprint(publicKey(raw(key.signing))) };
  for (const [name, words] of Object.entries(told)) part.querySelector(`[data-key="${name}"]`).textContent = words;
  const { name, acts, signing } = key;
  part.querySelector("#card").onclick = () =>
    hand(`${JSON.stringify({ acts, key: publicKey(raw(signing)), name })}\n`, "signatory.card");
  part.querySelector("#key-file").onclick = () =>
    hand(JSON.stringify({ name, acts, signing, sessions: {} }), "device-key.json");
}

async function keep(name, acts, signing) {
  await kept("readwrite", (store) => store.put({ holder, name, acts, signing }));
  await look();
}

// What a page of another browser gave, or this one before; a file under a passphrase is for the command line.
async function taken(file) {
  const told = JSON.parse(await file.text());
  const right = [told.name, told.acts].every((each) => typeof each === "string") && /^[0-9a-f]{64}$/.test(told.signing);
  if (!right) throw new Error("this is no key file of a browser");
  return keep(told.name, told.acts, told.signing);
}

function on(id, act) {
  const form = part.querySelector(`#${id}`);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show("trouble", false);
    act(form.elements).catch(() => show("trouble"));
  });
}
on("make-key", ({ name, acts }) => keep(name.value, acts.value, hex(crypto.getRandomValues(new Uint8Array(32)))));
on("take-key", ({ file }) => taken(file.files[0]));
on("forget", () => kept("readwrite", (store) => store.delete(holder)).then(look));
look().catch(() => show("trouble"));
