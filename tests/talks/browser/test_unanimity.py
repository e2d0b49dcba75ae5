"""The browser's half of the double-blind answer makes and checks the very messages of the command line's half.

No server: the module and what it carries of others' work are handed to a page under a strict policy.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path

import pytest
from tests.seal.unanimity.session import session

from goodoffices.seal.unanimity import look, read_invitation, read_message

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "src" / "goodoffices" / "talks" / "static" / "talks"
VECTORS = json.loads((ROOT / "tests" / "seal" / "unanimity" / "vectors.json").read_text(encoding="utf-8"))
POLICY = "default-src 'none'; script-src 'self'"
ORIGIN = "http://unanimity.test"

# Chance as in tests/seal/unanimity/session.py, and a whole session by one page. SHA-512 is WebCrypto's elsewhere and
# asynchronous: here the numbers are made beforehand.
HELPERS = """
import * as room from "./unanimity.js";
export function replayed(draws) {
  let count = 0;
  return (length) => Uint8Array.from(draws[count++].match(/../g), (pair) => parseInt(pair, 16)).slice(0, length);
}
export function held(invitation, keys, answers, random) {
  const names = [...invitation.delegations, invitation.mediator].map((holder) => holder.name);
  const secrets = names.map(() => ({}));
  const messages = [];
  let board = room.look(invitation, messages);
  while (board.phase !== "done") {
    names.forEach((name, at) => {
      if (!room.turn(board, name)) return;
      const [message, kept] = board.phase === "seal"
        ? room.answer(board, name, keys[at], secrets[at], answers[at], random)
        : room.proceed(board, name, keys[at], secrets[at], random);
      secrets[at] = kept;
      messages.push(message);
    });
    board = room.look(invitation, messages);
    if (board.refused.length) throw new Error(JSON.stringify(board.refused));
  }
  return { messages, agreed: board.agreed, hash: board.hash };
}
export const keysOf = (digits) =>
  digits.map((key) => Uint8Array.from(key.match(/../g), (pair) => parseInt(pair, 16)));
"""


@pytest.fixture
def page(chromium):
    one = chromium.new_context().new_page()
    asked = []

    def answered(route):
        name = route.request.url.removeprefix(f"{ORIGIN}/")
        asked.append(name)
        kind = "text/javascript" if name.endswith(".js") else "text/html"
        body = HELPERS if name == "helpers.js" else "" if not name else (STATIC / name).read_text(encoding="utf-8")
        route.fulfill(body=body, content_type=kind, headers={"Content-Security-Policy": POLICY})

    one.route("**/*", answered)
    one.goto(f"{ORIGIN}/")
    yield one
    assert set(asked) <= {"", "favicon.ico", "helpers.js", "unanimity.js", "vendor/noble.min.js"}
    one.context.close()


def draws_of(seed: str) -> list[str]:
    return [hashlib.sha512(f"{seed}/{count}".encode()).hexdigest() for count in range(1, 400)]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["seed"])
def test_the_browser_finds_in_a_record_of_the_command_line_what_it_says(page, vector):
    told = """async (v) => {
      const room = await import("./unanimity.js");
      const board = room.look(v.invitation, v.messages);
      const { agreed, hash, refused } = board;
      return { agreed, hash, refused, id: room.invitationId(v.invitation) };
    }"""
    expected = {"agreed": vector["agreed"], "hash": vector["hash"], "refused": [], "id": vector["invitation_id"]}
    assert page.evaluate(told, vector) == expected


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["seed"])
def test_from_the_same_chance_the_browser_makes_the_same_messages(page, vector):
    made = """async ({ v, draws }) => {
      const { held, keysOf, replayed } = await import("./helpers.js");
      return held(v.invitation, keysOf(v.keys), v.answers, replayed(draws)).messages;
    }"""
    draws = draws_of(vector["seed"])[len(vector["keys"]) :]  # the first made the signing keys
    assert page.evaluate(made, {"v": vector, "draws": draws}) == vector["messages"]


@pytest.mark.parametrize("answers", [[True, True, True], [True, False, True]], ids=["agreed", "not agreed"])
def test_a_record_that_the_browser_makes_of_its_own_chance_is_found_good_by_the_command_line(page, answers):
    one = session(answers)
    made = """async ({ invitation, keys, answers }) => {
      const { held, keysOf } = await import("./helpers.js");
      return held(invitation, keysOf(keys), answers);
    }"""
    keys = [key.raw.hex() for key in one.keys.values()]
    told = page.evaluate(made, {"invitation": one.invitation.as_dict(), "keys": keys, "answers": answers})
    board = look(one.invitation, [read_message(message) for message in told["messages"]])
    assert (board.agreed, board.hash(), board.refused) == (all(answers), told["hash"], ())


def test_the_browser_refuses_every_changed_message_and_blames_as_the_command_line_does(page):
    vector = VECTORS[0]
    changed = []
    for at, message in enumerate(vector["messages"]):
        field, digits = sorted(message["body"].items())[at % len(message["body"])]
        other = {**message, "body": {**message["body"], field: digits[::-1]}}
        changed.append([*vector["messages"][:at], other, *vector["messages"][at + 1 :]])
        changed.append([{**each, "seen": "0" * 64} if each is message else each for each in vector["messages"]])
        changed.append([*vector["messages"], message])
        changed.append([each for each in vector["messages"] if each is not message])
    told = """async ({ invitation, records }) => {
      const room = await import("./unanimity.js");
      return records.map((messages) => {
        const { phase, agreed, missing, refused, hash } = room.look(invitation, messages);
        return { phase, agreed, missing, refused, hash };
      });
    }"""
    found = page.evaluate(told, {"invitation": vector["invitation"], "records": changed})
    asked = read_invitation(vector["invitation"])
    for record, theirs in zip(changed, found, strict=True):
        ours = look(asked, [read_message(message) for message in record])
        assert (theirs["phase"], theirs["agreed"], theirs["hash"]) == (ours.phase, ours.agreed, ours.hash())
        assert theirs["missing"] == list(ours.missing)
        refused = sorted((each["phase"], each["sender"], each["why"], each["proven"]) for each in theirs["refused"])
        assert refused == [(each.phase, each.sender, each.why, each.proven) for each in ours.refused]


def test_what_a_device_works_is_measured_on_a_record_that_the_library_finds_good(chromium):
    spec = importlib.util.spec_from_file_location("measured", ROOT / "scripts" / "measure_double_blind.py")
    measured = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(measured)
    assert measured.in_browser(chromium, 3) > 0  # it ends where the library finds a fault
    assert measured.in_library(3) > 0
