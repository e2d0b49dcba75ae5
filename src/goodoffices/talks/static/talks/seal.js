// Sealing to a key that a page was given: HPKE (RFC 9180) in base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
// AES-256-GCM, by WebCrypto alone. What is sealed here is opened by goodoffices/seal/from_browser.py, and not here.
"use strict";

const Sealing = (() => {
  const text = (words) => new TextEncoder().encode(words);
  const joined = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };
  const KEM = joined(text("KEM"), Uint8Array.of(0, 0x20));
  const SUITE = joined(text("HPKE"), Uint8Array.of(0, 0x20, 0, 1, 0, 2));
  const NONE = new Uint8Array(0);

  async function hmac(key, data) {
    const raw = key.length ? key : new Uint8Array(32); // an empty key and one of zeros are the same to HMAC
    const known = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await crypto.subtle.sign("HMAC", known, data));
  }
  const extract = (suite, salt, label, secret) => hmac(salt, joined(text("HPKE-v1"), suite, text(label), secret));
  async function expand(suite, key, label, info, length) {
    const told = joined(Uint8Array.of(length >> 8, length & 255), text("HPKE-v1"), suite, text(label), info);
    return (await hmac(key, joined(told, Uint8Array.of(1)))).slice(0, length); // one block: 32 bytes at most
  }

  async function shared(to) {
    const own = await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
    const key = await crypto.subtle.importKey("raw", to, { name: "X25519" }, false, []);
    const agreed = new Uint8Array(
      await crypto.subtle.deriveBits({ name: "X25519", public: key }, own.privateKey, 256));
    const enc = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
    const first = await extract(KEM, NONE, "eae_prk", agreed);
    return { enc, secret: await expand(KEM, first, "shared_secret", joined(enc, to), 32) };
  }

  // The length, the text, then zeros: all short entries are of one length.
  function padded(plain) {
    const whole = new Uint8Array(Math.ceil((plain.length + 8) / 2048) * 2048);
    new DataView(whole.buffer).setUint32(4, plain.length);
    whole.set(plain, 8);
    return whole;
  }

  async function seal(words, to, info) {
    const { enc, secret } = await shared(to);
    const context = joined(
      Uint8Array.of(0),
      await extract(SUITE, NONE, "psk_id_hash", NONE),
      await extract(SUITE, NONE, "info_hash", text(info)));
    const first = await extract(SUITE, secret, "secret", NONE);
    const raw = await expand(SUITE, first, "key", context, 32);
    const nonce = await expand(SUITE, first, "base_nonce", context, 12);
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
    const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, padded(text(words)));
    return joined(enc, new Uint8Array(closed));
  }

  // Whether this browser can do it; asked before anything is promised.
  async function able() {
    if (!window.isSecureContext || !window.crypto?.subtle) return false;
    try {
      await seal("", (await shared(Uint8Array.of(9, ...new Uint8Array(31)))).enc, "");
      return true;
    } catch {
      return false;
    }
  }

  return { able, seal };
})();
