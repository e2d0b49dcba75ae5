// Do all say yes? The protocol of goodoffices/seal/unanimity, message for message; each implementation checks the other
// (tests/seal/unanimity/vectors.json). Nothing is sent or kept here: a page hands messages in and takes messages out.
// No constant time can be promised in a browser. Needs outside review before real use.
import { ed25519, ristretto255, sha256, sha512 } from "./vendor/noble.min.js";

const DOMAIN = "goodoffices/unanimity/1";
const { Point } = ristretto255;
const ORDER = Point.Fn.ORDER;
const PHASES = ["key", "seal", "answer", "blind", "share", "last"];
const SHARE = ["point", "ta", "tb", "z"];
const BODIES = {
  key: ["point", "t", "z"],
  seal: ["hash"],
  answer: ["a", "b", "salt", "ta", "tb", "zm", "zr"],
  blind: ["a", "b", "ta", "tb", "z"],
  share: SHARE,
  last: SHARE,
};
const FIELDS = ["body", "invitation", "phase", "seen", "sender", "signature"];

const utf8 = (words) => new TextEncoder().encode(words);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const raw = (digits) => Uint8Array.from(digits.match(/../g), (pair) => Number.parseInt(pair, 16));
const systemRandom = (length) => crypto.getRandomValues(new Uint8Array(length));
const isHash = (digits) => typeof digits === "string" && /^[0-9a-f]{64}$/.test(digits);

// Canonical JSON (RFC 8785) of texts, whole numbers, lists and objects: all that occurs here.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
}
const framed = (purpose, content) => utf8(`${DOMAIN}/${purpose}\0${canonical(content)}`);
const digest = (purpose, content) => hex(sha256(framed(purpose, content)));

function littleEndian(bytes) {
  return BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);
}
const modulo = (number) => ((number % ORDER) + ORDER) % ORDER;
const written = (number) => hex(raw(number.toString(16).padStart(64, "0")).reverse());
function newScalar(random) {
  const found = modulo(littleEndian(random(64)));
  return found === 0n ? newScalar(random) : found;
}
function scalar(digits, what) {
  if (!isHash(digits)) throw new Error(`${what} is not 64 hexadecimal digits in lower case`);
  const number = littleEndian(raw(digits));
  if (number >= ORDER) throw new Error(`${what} is no scalar below the order of the group`);
  return number;
}
function point(digits, what) {
  if (!isHash(digits)) throw new Error(`${what} is not 64 hexadecimal digits in lower case`);
  let found;
  try {
    found = Point.fromBytes(raw(digits));
  } catch {
    throw new Error(`${what} is no point of the group`);
  }
  if (found.is0()) throw new Error(`${what} is the identity, which no honest message holds`);
  return found;
}
const shown = (one) => hex(one.toBytes());
const base = (by) => (by === 0n ? Point.ZERO : Point.BASE.multiply(by));
const open = (by, of) => of.multiplyUnsafe(by); // for what everybody may see
const sum = (points) => points.reduce((one, other) => one.add(other), Point.ZERO);

function challenge(kind, bound, points) {
  const told = Object.fromEntries(Object.entries(points).map(([name, one]) => [name, shown(one)]));
  return modulo(littleEndian(sha512(framed(`challenge/${kind}`, { ...bound, points: told }))));
}

function proveKey(bound, secret, random) {
  const start = newScalar(random);
  const [own, t] = [base(secret), base(start)];
  const z = modulo(start + challenge("key", bound, { point: own, t }) * secret);
  return { point: shown(own), t: shown(t), z: written(z) };
}
function holdsKey(bound, body) {
  const [own, t, z] = [point(body.point, "the key"), point(body.t, "t"), scalar(body.z, "z")];
  return open(z, Point.BASE).equals(t.add(open(challenge("key", bound, { point: own, t }), own)));
}
function proveAnswer(bound, joint, r, m, random) {
  const [startR, startM] = [newScalar(random), newScalar(random)];
  const points = {
    joint,
    a: base(r),
    b: joint.multiply(r).add(base(m)),
    ta: base(startR),
    tb: joint.multiply(startR).add(base(startM)),
  };
  const c = challenge("answer", bound, points);
  const { a, b, ta, tb } = Object.fromEntries(Object.entries(points).map(([name, one]) => [name, shown(one)]));
  return { a, b, ta, tb, zr: written(modulo(startR + c * r)), zm: written(modulo(startM + c * m)) };
}
function holdsAnswer(bound, joint, body) {
  const points = { joint };
  for (const name of ["a", "b", "ta", "tb"]) points[name] = point(body[name], name);
  const [zr, zm] = [scalar(body.zr, "zr"), scalar(body.zm, "zm")];
  const c = challenge("answer", bound, points);
  return open(zr, Point.BASE).equals(points.ta.add(open(c, points.a))) &&
    open(zr, joint).add(open(zm, Point.BASE)).equals(points.tb.add(open(c, points.b)));
}
const powerPoints = (bases, powers, commitments) => ({
  base_a: bases[0], base_b: bases[1], a: powers[0], b: powers[1], ta: commitments[0], tb: commitments[1],
});
function provePower(kind, bound, bases, secret, random) {
  const start = newScalar(random);
  const powers = bases.map((one) => one.multiply(secret));
  const commitments = bases.map((one) => one.multiply(start));
  const c = challenge(kind, bound, powerPoints(bases, powers, commitments));
  const proof = { ta: shown(commitments[0]), tb: shown(commitments[1]), z: written(modulo(start + c * secret)) };
  return { powers, proof };
}
function holdsPower(kind, bound, bases, powers, body) {
  const commitments = [point(body.ta, "ta"), point(body.tb, "tb")];
  const z = scalar(body.z, "z");
  const c = challenge(kind, bound, powerPoints(bases, powers, commitments));
  return bases.every((one, at) => open(z, one).equals(commitments[at].add(open(c, powers[at]))));
}

// ---- messages -------------------------------------------------------------------------------------------------------

export const invitationId = (invitation) => digest("invitation", invitation);
export const publicKey = (secret) => hex(ed25519.getPublicKey(secret));
export function fingerprint(key) {
  const whole = hex(sha256(Uint8Array.from([...utf8(`${DOMAIN}/fingerprint\0`), ...raw(key)]))).toUpperCase();
  return whole.slice(0, 32).match(/.{4}/g).join(" ");
}

function signed(board, name, signing, body) {
  const plain = { body, invitation: board.id, phase: board.phase, seen: board.seen, sender: name };
  return { ...plain, signature: hex(ed25519.sign(framed("signature", plain), signing)) };
}
const signedBefore = new Set();
function isSignedBy(message, key) {
  const { signature, ...plain } = message;
  const id = `${digest("message", message)} ${key}`;
  try {
    const good = signedBefore.has(id) ||
      ed25519.verify(raw(signature), framed("signature", plain), raw(key), { zip215: false });
    if (good) signedBefore.add(id);
    return good;
  } catch {
    return false;
  }
}
const sameNames = (object, names) => Object.keys(object).sort().join() === names.join();
function isMessage(told) {
  if (told === null || typeof told !== "object" || Array.isArray(told) || !sameNames(told, FIELDS)) return false;
  const { body, invitation, phase, seen, sender, signature } = told;
  const names = Object.hasOwn(BODIES, phase) ? [...BODIES[phase]].sort() : null;
  return names !== null && body !== null && typeof body === "object" && sameNames(body, names) &&
    [invitation, seen, ...Object.values(body)].every(isHash) && typeof sender === "string" &&
    typeof signature === "string" && /^[0-9a-f]{128}$/.test(signature);
}

// ---- the board ------------------------------------------------------------------------------------------------------

export function senders(invitation, phase) {
  if (phase === "last") return [invitation.mediator.name];
  const all = phase === "key" || phase === "blind";
  return [...invitation.delegations, ...(all ? [invitation.mediator] : [])].map((holder) => holder.name);
}
function seenBy(board, phases) {
  const ids = PHASES.slice(0, phases).flatMap((phase) =>
    senders(board.invitation, phase).map((name) => board.counted[phase]?.get(name)).filter(Boolean));
  return digest("seen", [board.id, ...ids.map((message) => digest("message", message))]);
}
function combined(board, phase, name) {
  const slot = `${phase} ${name}`;
  if (board.combined.has(slot)) return board.combined.get(slot);
  const found = sum([...board.counted[phase].values()].map((message) => point(message.body[name], name)));
  if (found.is0()) throw new Error(`the ${phase} messages cancel each other out`);
  board.combined.set(slot, found);
  return found;
}
const jointKey = (board) => combined(board, "key", "point");
const product = (board) => [combined(board, "answer", "a"), combined(board, "answer", "b")];
const sharedBase = (board) => [combined(board, "blind", "a"), combined(board, "blind", "b")];

// Messages whose proof held, by hash: the hash covers the invitation and, by `seen`, all that came before, so that the
// same message cannot fail elsewhere. A page looks at the board after every step.
const proven = new Set();
function holdsOnce(board, message, usedKeys) {
  const id = `${digest("message", message)} ${usedKeys.join()}`;
  const good = proven.has(id) || holds(board, message, usedKeys);
  if (good) proven.add(id);
  return good;
}
function holds(board, message, usedKeys) {
  const { body, phase, sender, seen } = message;
  const bound = { invitation: board.id, sender, seen };
  if (phase === "key") {
    if (usedKeys.includes(body.point)) {
      throw new Error("its key was used in a session before; every run needs fresh keys");
    }
    return holdsKey(bound, body);
  }
  if (phase === "seal") return true;
  if (phase === "answer") {
    const sealed = board.counted.seal.get(sender);
    if (digest("seal", body) !== sealed.body.hash) throw new Error("its answer is not the one that it had sealed");
    return holdsAnswer({ ...bound, seen: sealed.seen }, jointKey(board), body);
  }
  if (phase === "blind") {
    return holdsPower("blind", bound, product(board), [point(body.a, "a"), point(body.b, "b")], body);
  }
  const key = point(board.counted.key.get(sender).body.point, "the key");
  return holdsPower("share", bound, [Point.BASE, sharedBase(board)[0]], [key, point(body.point, "the share")], body);
}
function whyNot(board, offered, usedKeys) {
  if (offered.length > 1) return ["two different messages are signed for one phase", true];
  if (offered[0].seen !== board.seen) {
    return ["it was made on another record: compare the hash of the record with its sender", false];
  }
  try {
    return holdsOnce(board, offered[0], usedKeys) ? null : ["its proof does not hold", true];
  } catch (error) {
    return [error.message, true];
  }
}
function sorted(board, messages) {
  const { id, invitation, refused } = board;
  const keys = new Map([...invitation.delegations, invitation.mediator].map((holder) => [holder.name, holder.key]));
  const kept = new Map();
  const refuse = (phase, sender, why, proven) => refused.push({ phase, sender, why, proven });
  for (const message of messages) {
    if (!isMessage(message)) {
      refuse("", "", "this is no message", false);
      continue;
    }
    const { phase, sender } = message;
    const slot = `${phase} ${sender}`;
    const there = kept.get(slot) ?? [];
    if (message.invitation !== id) refuse(phase, sender, "it belongs to another invitation", false);
    else if (!keys.has(sender)) refuse(phase, sender, "nobody of this name is on the roster", false);
    else if (!isSignedBy(message, keys.get(sender))) {
      refuse(phase, sender, "it is not signed by the key on the roster; whoever put it here is not known", false);
    } else if (!senders(invitation, phase).includes(sender)) {
      refuse(phase, sender, "the sender has no part in this phase", true);
    } else if (there.some((one) => canonical(one) === canonical(message))) {
      refuse(phase, sender, "it is here a second time", false);
    } else kept.set(slot, [...there, message]);
  }
  return kept;
}

// What the messages amount to, whatever their order: { phase, missing, refused, seen, agreed, hash }.
export function look(invitation, messages, usedKeys = []) {
  const board = { invitation, id: invitationId(invitation), counted: {}, refused: [], missing: [], agreed: null };
  board.combined = new Map(); // products, each multiplied once: a phase is complete before anything asks for it
  const kept = sorted(board, messages);
  for (const [index, phase] of PHASES.entries()) {
    board.phase = phase;
    board.seen = seenBy(board, index);
    const good = new Map();
    for (const sender of senders(invitation, phase)) {
      const offered = kept.get(`${phase} ${sender}`);
      if (!offered) continue;
      kept.delete(`${phase} ${sender}`);
      const why = whyNot(board, offered, usedKeys);
      if (why) board.refused.push({ phase, sender, why: why[0], proven: why[1] });
      else good.set(sender, offered[0]);
    }
    board.counted[phase] = good;
    board.missing = senders(invitation, phase).filter((name) => !good.has(name));
    if (board.missing.length) {
      for (const [message] of kept.values()) {
        const { phase: early, sender } = message;
        const why = "it came before its turn and does not count yet";
        board.refused.push({ phase: early, sender, why, proven: false });
      }
      return { ...board, hash: seenBy(board, PHASES.length) };
    }
  }
  const hash = seenBy(board, PHASES.length);
  const shares = [...board.counted.share.values(), ...board.counted.last.values()];
  const opened = sharedBase(board)[1].subtract(sum(shares.map((message) => point(message.body.point, "the share"))));
  return { ...board, phase: "done", seen: hash, hash, agreed: opened.is0() };
}

// ---- the device -----------------------------------------------------------------------------------------------------

export const turn = (board, name) => (board.missing.includes(name) ? board.phase : "");
function allowed(board, name, signing) {
  const { delegations, mediator } = board.invitation;
  const holder = [...delegations, mediator].find((each) => each.name === name);
  if (holder?.key !== publicKey(signing)) throw new Error(`the key of ${name} on this device is not on the roster`);
  if (!turn(board, name)) throw new Error("it is not your turn");
}

// Close an answer: [message, secrets]. Whether it was a yes is in neither.
export function answer(board, name, signing, secrets, yes, random = systemRandom) {
  allowed(board, name, signing);
  if (board.phase !== "seal") throw new Error("no answer is asked of you now");
  const [r, drawn] = [newScalar(random), newScalar(random)];
  const bound = { invitation: board.id, sender: name, seen: board.seen };
  const proof = proveAnswer(bound, jointKey(board), r, yes ? 0n : drawn, random);
  const body = { ...proof, salt: hex(random(32)) };
  return [signed(board, name, signing, { hash: digest("seal", body) }), { key: secrets.key, closed: body }];
}

// The next message that is no answer: [message, secrets].
export function proceed(board, name, signing, secrets, random = systemRandom) {
  allowed(board, name, signing);
  const bound = { invitation: board.id, sender: name, seen: board.seen };
  const put = (body, kept) => [signed(board, name, signing, body), kept];
  if (board.phase === "key") {
    const fresh = newScalar(random);
    return put(proveKey(bound, fresh, random), { key: written(fresh), closed: null });
  }
  if (board.phase === "seal") throw new Error("an answer is asked now");
  if (board.phase === "answer") {
    if (!secrets.closed) throw new Error("this device does not hold the answer that was sealed");
    return put(secrets.closed, { key: secrets.key, closed: null });
  }
  if (board.phase === "blind") {
    const { powers, proof } = provePower("blind", bound, product(board), newScalar(random), random);
    return put({ a: shown(powers[0]), b: shown(powers[1]), ...proof }, secrets);
  }
  const own = scalar(secrets.key, "the key on this device");
  const { powers, proof } = provePower("share", bound, [Point.BASE, sharedBase(board)[0]], own, random);
  return put({ point: shown(powers[1]), ...proof }, { key: "", closed: null });
}
