"""An archive opens whole, under its passphrase, or not at all."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import SealError
from goodoffices.seal import CHUNK, Cost, open_archive, write_archive

CHEAP = Cost(memory=64, rounds=1, lanes=1)
HEAD, TAG = 33, 16
PASSPHRASE = "a long passphrase for tests"


def archived(*parts: bytes) -> bytes:
    out = io.BytesIO()
    write_archive(parts, out, PASSPHRASE, CHEAP)
    return out.getvalue()


def opened(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(open_archive(io.BytesIO(data), passphrase))


THREE_CHUNKS = archived(b"a" * CHUNK, b"b" * CHUNK, b"c" * 100)


@given(st.lists(st.binary(max_size=3000)), st.integers(0, 3), st.sampled_from([-1, 0, 1]))
def test_what_is_written_comes_out_whatever_its_length(parts, chunks, more):
    parts = [*parts, b"x" * max(0, chunks * CHUNK + more)]
    assert opened(archived(*parts)) == b"".join(parts)


COST = range(8, 16)  # where the cost stands: other bytes there may ask for a gigabyte before they are refused
PLACES = st.integers(0, len(THREE_CHUNKS) - 1).filter(lambda place: place not in COST)


@given(PLACES, st.integers(1, 255))
def test_a_changed_byte_is_refused(place, change):
    changed = bytearray(THREE_CHUNKS)
    changed[place] ^= change
    with pytest.raises(SealError):
        opened(bytes(changed))


@given(st.integers(0, len(THREE_CHUNKS) - 1))
def test_a_cut_file_is_refused(length):
    with pytest.raises(SealError):
        opened(THREE_CHUNKS[:length])


@pytest.mark.parametrize("chunks", [0, 1, 2])
def test_a_file_cut_between_two_chunks_is_refused(chunks):
    with pytest.raises(SealError):
        opened(THREE_CHUNKS[: HEAD + chunks * (CHUNK + TAG)])


@given(st.binary(min_size=1, max_size=100))
def test_a_lengthened_file_is_refused(more):
    with pytest.raises(SealError):
        opened(THREE_CHUNKS + more)


def test_chunks_in_another_order_twice_or_from_another_archive_are_refused():
    head, whole = THREE_CHUNKS[:HEAD], CHUNK + TAG
    first, second = THREE_CHUNKS[HEAD : HEAD + whole], THREE_CHUNKS[HEAD + whole : HEAD + 2 * whole]
    last = THREE_CHUNKS[HEAD + 2 * whole :]
    other = archived(b"a" * CHUNK, b"b" * CHUNK, b"c" * 100)
    assert opened(head + first + second + last)
    for wrong in (
        head + second + first + last,
        head + first + first + second + last,
        head + first + last,
        head + last,
        head + first + other[HEAD + whole : HEAD + 2 * whole] + last,
        other[:HEAD] + first + second + last,
    ):
        with pytest.raises(SealError):
            opened(wrong)


def test_another_passphrase_opens_nothing_and_the_same_text_looks_different_each_time():
    with pytest.raises(SealError, match="passphrase is another"):
        opened(THREE_CHUNKS, "another passphrase")
    assert archived(b"the same") != archived(b"the same")
    assert b"the same" not in archived(b"the same")


@pytest.mark.parametrize("data", [b"", b"GOARCH01", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_archive_is_told(data):
    with pytest.raises(SealError, match="no archive"):
        opened(data)


def test_a_forged_head_does_not_exhaust_the_machine():
    more_memory = THREE_CHUNKS[:8] + (2**31).to_bytes(4, "big") + THREE_CHUNKS[12:]
    more_rounds = THREE_CHUNKS[:12] + (2**31).to_bytes(4, "big") + THREE_CHUNKS[16:]
    other_cost = THREE_CHUNKS[:12] + (2).to_bytes(4, "big") + THREE_CHUNKS[16:]
    for forged in (more_memory, more_rounds, other_cost):
        with pytest.raises(SealError):
            opened(forged)
