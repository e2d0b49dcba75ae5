// Signs an agreement with the key of this device: the bytes that `goodoffices agreement sign` signs (docs/reference/
// agreement.md), in the file and in the paper. The hash is reckoned here from the file itself; the server gets the
// signatures, together with what confirms them, and never the key.
import { hex, raw, signPaper, utf8 } from "./agreement_paper.js";
import { keeping } from "./keeping.js";
import { canonical, fingerprint, publicKey } from "./unanimity.js";
import { ed25519, sha256 } from "./vendor/noble.min.js";

const FORMAT = "goodoffices/agreement/1";
const NEED_BODY = ["ad referendum", "subject to ratification", "subject to acceptance", "subject to approval"];
const kept = keeping("goodoffices-signing", "keys", "holder");
const part = document.querySelector("#sign");
const framed = (purpose, value) => utf8(`${FORMAT}/${purpose}\0${canonical(value)}`);
const digest = (purpose, value) => hex(sha256(framed(purpose, value)));
const oneLine = (words) => words.trim().split(/\s+/).join(" ");
const show = (name, shown = true) => {
  document.querySelector(`#${name}`).hidden = !shown;
};

// Every text and number with its path; what is empty is a part too, and lists are counted from 1.
function* leaves(value, path = "") {
  const below = value !== null && typeof value === "object" ? Object.entries(value) : [];
  if (!below.length) yield [path, value];
  for (const [key, each] of below) {
    const name = Array.isArray(value) ? Number(key) + 1 : key;
    yield* leaves(each, path ? `${path}/${name}` : name);
  }
}

// The hash of the text as it stands in the file, whatever table the file brings along; null where an annex is another.
function reckoned({ agreement, annexes }) {
  for (const { id, sha256: told } of agreement.annexes) {
    const content = Uint8Array.from(atob(annexes[id]), (letter) => letter.charCodeAt(0));
    if (hex(sha256(content)) !== told) return null;
  }
  const parts = Object.fromEntries([...leaves(agreement)].map(([path, each]) => [path, digest(`part/${path}`, each)]));
  return digest("text", { format: FORMAT, parts });
}

function said(form, file, hash, signatory) {
  const { by, capacity, body, date, place } = form.elements;
  const reservations = [...form.querySelectorAll("[data-article]")]
    .map((field) => ({ article: field.dataset.article, text: oneLine(field.value) }))
    .filter((each) => each.text);
  return {
    agreement: hash,
    body: oneLine(body.value),
    by: oneLine(by.value),
    capacity: capacity.value,
    date: date.value,
    place: oneLine(place.value),
    reservations,
    seen: file.signatures.map((each) => digest("signature/id", each)).sort(),
    signatory,
  };
}

// The paper, prepared for what is about to be signed; or in words why it cannot carry that.
async function prepared(form, plain) {
  const body = new URLSearchParams({
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    said: canonical(plain),
  });
  const answered = await fetch(part.dataset.paper, { method: "POST", body });
  if (answered.redirected || !(answered.ok || answered.status === 422)) throw new Error("there is no paper");
  return answered.json();
}

function withoutPaper(reasons) {
  const place = document.querySelector("#no-paper [data-reasons]");
  place.textContent = reasons.join(" ");
  show("no-paper");
  document.querySelector("#no-paper").focus();
}

// First the paper is asked for, then all is signed and sent at once: nothing signed leaves without what confirms it.
function ceremony(form, file, hash, signatory, secret) {
  let ready = "";
  const alone = document.querySelector("#sign-alone");
  const changed = () => {
    ready = "";
    show("no-paper", false);
  };
  form.addEventListener("input", changed);
  const asked = async (event) => {
    const plain = said(form, file, hash, signatory.id);
    const statement = framed("signature", plain);
    if (event.submitter === alone || ready) {
      const { signed, paper } = form.elements;
      paper.value = ready;
      signed.value = JSON.stringify({ ...plain, signature: hex(ed25519.sign(statement, secret)) });
      ready = ""; // whoever is asked once more, as after a passkey that failed, signs the paper as it is then
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    changed();
    const button = event.submitter;
    if (button) button.disabled = true; // null where the key Enter sent the form
    try {
      const found = await prepared(form, plain);
      if (found.reasons) withoutPaper(found.reasons);
      else ready = signPaper(found, signatory, file.agreement.languages, statement, secret);
    } catch {
      withoutPaper([part.dataset.noPaper]);
    }
    if (button) button.disabled = false;
    if (ready) form.requestSubmit();
  };
  part.addEventListener("submit", asked, { capture: true }); // before the passkey is asked for
}

function arrange(form, signatory) {
  for (const option of form.elements.capacity.options) {
    const fits = !option.value || (option.value === "witness") === (signatory.role === "witness");
    option.hidden = option.disabled = !fits;
  }
  const needs = () => {
    form.elements.body.required = NEED_BODY.includes(form.elements.capacity.value);
  };
  form.elements.capacity.addEventListener("change", needs);
  needs();
}

async function begin() {
  const form = document.querySelector("#sign-here");
  const { file: address, hash: told, holder } = part.dataset;
  const key = await kept("readonly", (store) => store.get(holder));
  if (!key) return show("no-key");
  const answered = await fetch(address);
  if (!answered.ok || answered.redirected) throw new Error("there is no file");
  const file = await answered.json();
  const hash = reckoned(file);
  if (hash !== told) return show("wrong-file");
  show("same-hash");
  const own = publicKey(raw(key.signing));
  const signatory = file.agreement.signatories.find((each) => each.key === own);
  for (const place of document.querySelectorAll("[data-own-fingerprint]")) place.textContent = fingerprint(own);
  if (!signatory) return show("wrong-key");
  const [name] = file.agreement.languages.map((language) => signatory.name[language]).filter(Boolean);
  document.querySelector("[data-own-name]").textContent = name ?? signatory.id;
  arrange(form, signatory);
  ceremony(form, file, hash, signatory, raw(key.signing));
  show("ready");
  form.querySelector(".notice.error, .errorlist")?.scrollIntoView({ block: "center" }); // the text above it is long
}

begin().catch(() => show("wrong-file"));
