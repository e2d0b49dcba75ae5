"""All learn whether everybody said yes, and nothing else stands in the record."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from tests.seal.unanimity.make_vectors import made
from tests.seal.unanimity.session import DEADLINE, TEXT, session, stream

from goodoffices.errors import SealError
from goodoffices.seal.unanimity import (
    LIMITS,
    REVIEW,
    Holder,
    Invitation,
    Secrets,
    SigningKey,
    again,
    answer,
    fingerprint,
    judge,
    look,
    read_invitation,
    read_message,
    read_transcript,
    write_transcript,
)

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
# Every row for two and three delegations; for more, all yes, nobody, and one lone no or yes.
FEW = [list(row) for number in (2, 3) for row in itertools.product([True, False], repeat=number)]
MANY = [*([True] * n for n in range(4, 9)), [True] * 7 + [False], [False] * 5, [True] + [False] * 4]


@pytest.mark.parametrize("answers", FEW + MANY, ids=lambda row: "".join("yn"[not yes] for yes in row))
def test_it_is_agreed_exactly_when_every_delegation_says_yes(answers):
    board = session(answers, stream("truth")).until("done")
    assert board.agreed is all(answers)
    assert judge(board).state == ("agreed" if all(answers) else "not agreed")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["seed"])
def test_a_record_kept_in_the_test_vectors_is_read_checked_and_found_to_say_what_it_said(vector):
    invitation = read_invitation(vector["invitation"])
    board = look(invitation, [read_message(told) for told in vector["messages"]])
    assert invitation.id == vector["invitation_id"]
    assert (board.agreed, board.hash(), board.refused) == (vector["agreed"], vector["hash"], ())


def test_the_test_vectors_are_what_this_implementation_makes():
    assert made() == VECTORS


def test_the_order_in_which_messages_are_kept_does_not_matter():
    one = session([True, False], stream("order"))
    board = one.until("done")
    assert look(one.invitation, reversed(one.messages)) == board


def test_a_transcript_is_read_back_as_it_was_written():
    one = session([True, True], stream("file"))
    one.until("done")
    text = write_transcript(one.invitation, one.messages)
    assert read_transcript(text) == (one.invitation, one.messages, [])


def test_a_device_keeps_no_word_of_its_answer_and_forgets_all_with_its_last_message():
    kept = []
    for yes in (True, False):
        one = session([yes, False], stream("kept"))
        one.until("seal")
        one.step()
        kept.append(one.secrets["Delegation 1"])
        one.until("done")
        assert set(one.secrets.values()) == {Secrets()}
    assert set(kept[0].closed) == set(kept[1].closed) == {"a", "b", "ta", "tb", "zr", "zm", "salt"}
    assert "yes" not in repr(kept[0])
    assert kept[0].key not in repr(kept[0])


def test_an_answer_cannot_be_given_twice_out_of_turn_or_with_another_key():
    one = session([True, False])
    board = one.until("seal")
    name = "Delegation 1"
    other = one.keys["Delegation 2"]
    with pytest.raises(SealError, match="not the one on the roster"):
        answer(board, name, other, one.secrets[name], yes=True, random=one.random)
    one.messages.append(one.make(name, board))
    with pytest.raises(SealError, match="not your turn"):
        one.make(name)


def test_the_mediator_gives_no_answer_and_opens_last():
    one = session([True, True])
    assert one.until("seal").missing == ("Delegation 1", "Delegation 2")
    assert one.until("last").missing == ("Mediator",)


def test_a_further_run_names_the_session_that_died_and_refuses_its_keys():
    one = session([True, True], stream("first"))
    died = one.until("share")
    further = session([True, True], stream("second"))
    invitation = again(one.invitation, died.hash(), DEADLINE)
    assert (invitation.run, invitation.after) == (2, died.hash())
    used = frozenset(message.body["point"] for message in one.messages if message.phase == "key")
    further.until("seal")
    theirs = frozenset(message.body["point"] for message in further.messages)
    assert look(further.invitation, further.messages, used).refused == ()
    refused = look(further.invitation, further.messages, theirs).refused
    assert {each.why for each in refused if each.proven} == {
        "its key was used in a session before; every run needs fresh keys"
    }


def test_what_cannot_stand_in_an_invitation_is_told_all_at_once():
    key = SigningKey(bytes(32)).public()
    north, south = Holder("North", key, "a"), Holder("North", key, "b\u200bc")
    with pytest.raises(SealError) as told:
        Invitation("", "p", TEXT[:-1], "tomorrow", (north,), south, run=2)
    assert len(told.value.problems) == 8


@pytest.mark.parametrize(
    "change",
    [
        {"protocol": "another"},
        {"more": "x"},
        {"run": True},
        {"delegations": "x"},
        {"mediator": []},
        {"text": 5},
        {"delegations": [{"name": "x"}]},
    ],
    ids=str,
)
def test_what_is_no_invitation_is_refused(change):
    with pytest.raises(SealError):
        read_invitation({**VECTORS[0]["invitation"], **change})


@pytest.mark.parametrize("key", ["00" * 32, "01" + "00" * 31, "ec" + "ff" * 31, "00" * 31 + "80"])
def test_a_key_under_which_anybodys_signature_could_hold_is_refused(key):
    first = VECTORS[0]["invitation"]
    with pytest.raises(SealError, match="of small order"):
        read_invitation({**first, "mediator": {**first["mediator"], "key": key}})


def test_every_field_of_an_invitation_is_covered_by_its_id():
    first = VECTORS[0]["invitation"]
    changes = {"process": "x", "proposal": "x", "text": "0" * 64, "deadline": "2027-01-01T00:00:00Z"}
    ids = {read_invitation({**first, name: value}).id for name, value in changes.items()}
    ids |= {read_invitation({**first, "run": 2, "after": "0" * 64}).id, read_invitation(first).id}
    ids.add(read_invitation({**first, "delegations": first["delegations"][::-1]}).id)
    assert len(ids) == len(changes) + 3


def test_fingerprints_are_told_in_groups_and_differ():
    told = {fingerprint(SigningKey(bytes([number]) * 32).public()) for number in range(20)}
    assert len(told) == 20
    assert all(len(each.split()) == 8 for each in told)


def test_what_it_cannot_do_is_said_and_that_it_needs_review():
    words = " ".join(LIMITS)
    for told in ("two delegations", "pretend that the session failed", "fingerprints", "walk away", "program"):
        assert told in words
    assert "outside review before real use" in REVIEW
