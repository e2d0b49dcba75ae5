"""Boxes, passphrases, codes and the log: what they promise to those who must trust them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices import seal
from goodoffices.errors import SealError

CHEAP = seal.Cost(memory=64, rounds=1, lanes=1)
KEY = seal.PrivateKey.generate()
OTHER = seal.PrivateKey.generate()


@given(st.binary(max_size=5000), st.text(max_size=40))
def test_only_the_owner_of_the_key_opens_a_box_and_only_for_its_purpose(plain, info):
    box = seal.seal_box(plain, KEY.public(), info)
    assert seal.open_box(box, KEY, info) == plain
    with pytest.raises(SealError):
        seal.open_box(box, OTHER, info)
    with pytest.raises(SealError):
        seal.open_box(box, KEY, info + "x")


@given(st.data())
def test_a_changed_or_cut_box_does_not_open(data):
    box = bytearray(seal.seal_box(b"we would accept four zones", KEY.public(), "note"))
    place = data.draw(st.integers(0, len(box) - 1))
    box[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealError):
        seal.open_box(bytes(box), KEY, "note")
    with pytest.raises(SealError):
        seal.open_box(bytes(box[:place]), KEY, "note")


def test_the_same_words_sealed_twice_look_different():
    assert seal.seal_box(b"yes", KEY.public(), "a") != seal.seal_box(b"yes", KEY.public(), "a")


def test_yes_no_and_a_paragraph_have_boxes_of_one_length():
    lengths = {len(seal.seal_box(text, KEY.public(), "a")) for text in (b"yes", b"no", b"x" * 200)}
    assert len(lengths) == 1


@given(st.binary(max_size=20_000))
def test_padding_is_undone_and_costs_little(plain):
    padded = seal.pad(plain)
    assert seal.unpad(padded) == plain
    assert len(padded) <= max(256, 1.12 * (len(plain) + 8) + 1)


@given(st.integers(1, 10**9))
def test_size_classes_never_shrink_and_are_classes(size):
    assert seal.padded_size(size) >= size
    assert seal.padded_size(size) <= seal.padded_size(size + 1)
    assert seal.padded_size(seal.padded_size(size)) == seal.padded_size(size)


def test_what_was_not_padded_here_is_refused():
    with pytest.raises(SealError):
        seal.unpad(b"short")
    with pytest.raises(SealError):
        seal.unpad((10**6).to_bytes(8, "big") + bytes(248))


def test_a_private_key_shows_nothing_of_itself():
    text = f"{KEY!r} {KEY!s} {[KEY]}"
    assert KEY.raw.hex() not in text
    assert str(KEY.raw)[2:-1] not in text


@pytest.mark.parametrize("wrong", [b"", b"x" * 95, b"x" * 1217])
def test_bytes_of_another_length_are_no_key(wrong):
    with pytest.raises(SealError):
        seal.PrivateKey(wrong)
    with pytest.raises(SealError):
        seal.PublicKey(wrong)


@given(st.text(min_size=1, max_size=60))
def test_a_passphrase_unlocks_and_another_does_not(passphrase):
    locked = seal.lock(b"a key", passphrase, CHEAP)
    assert seal.unlock(locked, passphrase) == b"a key"
    with pytest.raises(SealError):
        seal.unlock(locked, passphrase + "!")


MANY = """
from concurrent.futures import ThreadPoolExecutor
from goodoffices import seal

cost = seal.Cost(memory=64, rounds=1, lanes=4)  # as many lanes as the default: they share threads
locked = seal.lock(b"a key", "passphrase", cost)
with ThreadPoolExecutor(8) as people:
    print(set(people.map(lambda person: seal.unlock(locked, "passphrase"), range(24))))
"""


def test_many_unlock_at_the_same_moment():
    """In a process of its own: when threads get in each other's way, some never come back."""
    ended = subprocess.run([sys.executable, "-c", MANY], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout, ended.stderr) == ("{b'a key'}\n", "")


def test_a_passphrase_is_the_same_however_its_letters_are_composed():
    locked = seal.lock(b"a key", "n\u00f8kkel \u00e9t\u00e9", CHEAP)
    assert seal.unlock(locked, "n\u00f8kkel e\u0301te\u0301") == b"a key"


def test_a_forged_cost_cannot_exhaust_the_machine():
    locked = bytearray(seal.lock(b"a key", "passphrase", CHEAP))
    locked[3:7] = (2**31).to_bytes(4, "big")
    with pytest.raises(SealError, match="not locked"):
        seal.unlock(bytes(locked), "passphrase")


@pytest.mark.parametrize("wrong", [b"", b"GO1", b"nonsense" * 10])
def test_what_was_not_locked_here_is_refused(wrong):
    with pytest.raises(SealError):
        seal.unlock(wrong, "passphrase")


def test_the_cost_of_a_guess_is_that_of_the_standard():
    assert (seal.Cost().memory, seal.Cost().rounds, seal.Cost().lanes) == (65536, 3, 4)


def test_a_code_is_read_however_it_is_typed():
    code = seal.new_code()
    assert seal.CODE_BITS >= 128
    assert seal.read_code(code) == seal.read_code(f"  {code.lower().replace('-', ' ')} ")
    assert seal.read_code(code.replace("0", "o").replace("1", "l")) == seal.read_code(code)


@pytest.mark.parametrize("typed", ["", "ABC", "U" * 26, "7" * 27])
def test_what_is_no_code_is_refused_with_the_reason(typed):
    with pytest.raises(SealError, match="26 letters"):
        seal.read_code(typed)


def test_what_is_closed_under_a_secret_opens_for_its_purpose_only():
    secret = seal.new_secret()
    closed = seal.close(b"key", secret, "session")
    assert seal.reopen(closed, secret, "session") == b"key"
    for wrong in ((closed, secret, "other"), (closed, seal.new_secret(), "session"), (closed[:-1], secret, "session")):
        with pytest.raises(SealError):
            seal.reopen(*wrong)


def chain(acts: list[str]) -> list[seal.Link]:
    links: list[seal.Link] = []
    for number, act in enumerate(acts, start=1):
        before = links[-1].hash if links else seal.GENESIS
        links.append(seal.Link(number, {"act": act}, seal.link_hash(before, number, {"act": act})))
    return links


@given(st.lists(st.text(max_size=8), min_size=1, max_size=12), st.data())
def test_no_entry_of_the_log_is_changed_left_out_or_moved_unseen(acts, data):
    links = chain(acts)
    assert seal.broken_link(links) is None
    place = data.draw(st.integers(0, len(links) - 1))
    changed = [*links]
    changed[place] = seal.Link(place + 1, {"act": acts[place] + "?"}, links[place].hash)
    assert seal.broken_link(changed) == place + 1
    if place < len(links) - 1:
        assert seal.broken_link([*links[:place], *links[place + 1 :]]) == place + 1


def test_the_hash_of_an_entry_is_that_of_its_canonical_json():
    text = json.dumps({"content": {"act": "a"}, "number": 1, "previous": "0" * 64}, separators=(",", ":"))
    assert seal.link_hash(seal.GENESIS, 1, {"act": "a"}) == hashlib.sha256(text.encode()).hexdigest()
