// Signs the paper (PDF) of an agreement with the key of this device: PAdES, in the bytes of goodoffices/agreement
// (certificate.py, container.py). All that is signed is made here: a certificate of the key, and a digest of the paper
// that was sent together with what the signature says and the hash of the text. The server only puts it in its place.
import { ed25519, sha256, sha512 } from "./vendor/noble.min.js";

const LONGEST_NAME = 64; // bytes
const DAY = 24 * 60 * 60 * 1000;
export const utf8 = (words) => new TextEncoder().encode(words);
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const raw = (digits) => Uint8Array.from(digits.match(/../g), (pair) => Number.parseInt(pair, 16));
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const text = (content) => btoa(Array.from(content, (byte) => String.fromCharCode(byte)).join(""));

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// DER (ITU-T X.690): a tag, a length, a content.
function der(tag, ...parts) {
  const content = joined(parts);
  const { length } = content;
  const digits = length.toString(16);
  const long = length < 128 ? [] : [...raw(digits.padStart(digits.length + (digits.length % 2), "0"))];
  return joined([[tag, ...(long.length ? [0x80 | long.length, ...long] : [length])], content]);
}
const [INTEGER, BITS, OCTETS, NAME, UTF8, SHORT_TIME, TIME, LIST, SET] = [2, 3, 4, 6, 12, 0x17, 0x18, 0x30, 0x31];
const list = (...parts) => der(LIST, ...parts);
const octets = (content) => der(OCTETS, content);
const named = (digits) => der(NAME, raw(digits));
const TRUE = raw("0101ff");
const EDWARDS = named("2b6570"); // 1.3.101.112
const DIGESTED = list(named("608648016503040203"), raw("0500")); // SHA-512
const KEY_USAGE = list(named("551d0f"), TRUE, octets(raw("030206c0"))); // digitalSignature, contentCommitment
const STATEMENT = "69838cd8e788ec9682b1ad8494f39a8ed9cb9a70"; // 2.25.263648246268464911236773163104138874224

function time(moment) {
  const digits = moment.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  return moment.getUTCFullYear() < 2050 ? der(SHORT_TIME, utf8(`${digits.slice(2)}Z`)) : der(TIME, utf8(`${digits}Z`));
}

function number(content) {
  const digits = hex(content).replace(/^(00)+(?=..)/, "");
  return der(INTEGER, raw(digits >= "80" ? `00${digits}` : digits));
}

// As much of a name as fits, cut between two letters.
function cut(name) {
  let found = "";
  for (const letter of name) {
    if (utf8(found + letter).length > LONGEST_NAME) break;
    found += letter;
  }
  return utf8(found);
}

// What is signed of a certificate of the key, for the key itself.
function toCertify(key, name, when) {
  const serial = key.slice(0, 8);
  serial[7] |= 1;
  const owner = list(der(SET, list(named("550403"), der(UTF8, cut(name)))));
  const valid = list(time(new Date(when.getTime() - DAY)), der(TIME, utf8("99991231235959Z")));
  const identifier = list(named("551d0e"), octets(octets(sha256(key).slice(0, 20))));
  const holder = list(list(EDWARDS), der(BITS, [0], key));
  const version = der(0xa0, raw("020102"));
  const more = der(0xa3, list(KEY_USAGE, identifier));
  return list(version, number(serial), list(EDWARDS), owner, valid, owner, holder, more);
}

// The attributes that are signed, in the order of their bytes.
function attributes(digest, certificate, statement) {
  const attribute = (digits, value) => list(named(digits), der(SET, value));
  const found = [
    attribute("2a864886f70d010903", named("2a864886f70d010701")), // the kind of content: data
    attribute("2a864886f70d010904", octets(digest)),
    attribute("2a864886f70d010910022f", list(list(list(octets(sha256(certificate)))))), // signingCertificateV2
    attribute("2a864886f70d010934", list(DIGESTED, der(0xa1, EDWARDS))), // which algorithms
    attribute(STATEMENT, octets(statement)),
  ];
  return der(SET, ...found.map(hex).sort().map(raw));
}

// `prepared` is what the server sent; the place of the signature in it must be empty, so that all else is signed.
export function signPaper(prepared, signatory, languages, statement, secret) {
  const paper = bytes(prepared.paper);
  const { start, end, added, ticket } = prepared;
  const place = new TextDecoder("latin1").decode(paper.slice(start, end));
  if (!/^<0+>$/.test(place) || end >= paper.length) throw new Error("the place of the signature is not empty");
  const key = ed25519.getPublicKey(secret);
  if (hex(key) !== signatory.key) throw new Error("the key is not that of the signatory");
  const language = languages.find((each) => each in signatory.name);
  const name = signatory.name[language] ?? Object.values(signatory.name)[0];
  const certified = toCertify(key, name, new Date(prepared.when));
  const certificate = ed25519.sign(certified, secret);
  const whole = list(certified, list(EDWARDS), der(BITS, [0], certificate));
  const digest = sha512(joined([paper.slice(0, start), paper.slice(end)]));
  const signature = ed25519.sign(attributes(digest, whole, statement), secret);
  const carried = { added: text(paper.slice(added)), certificate: text(certificate), signature: text(signature) };
  return JSON.stringify({ ...carried, ticket });
}
