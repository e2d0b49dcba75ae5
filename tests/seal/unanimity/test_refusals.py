"""What is malformed, moved, copied, forged or out of turn does not count, and who cheats or stops is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.seal.unanimity.session import MEDIATOR, session, stream

from goodoffices.errors import SealError
from goodoffices.seal.unanimity import PHASES, Message, Secrets, judge, look, read_message, read_transcript
from goodoffices.seal.unanimity.board import base_point
from goodoffices.seal.unanimity.group import IDENTITY, ORDER
from goodoffices.seal.unanimity.message import BODIES, sign

A, B = "Delegation 1", "Delegation 2"
LATE = dt.datetime(2026, 12, 2, tzinfo=dt.UTC)


def signed(one, message: Message, **changes) -> Message:
    """The message changed, and signed anew by the one in whose name it is."""
    changed = replace(message, **changes)
    return sign(one.keys[changed.sender], changed)


def whole(seed: str = "refusals"):
    one = session([True, False], stream(seed))
    one.until("done")
    return one


def of(one, phase: str, sender: str) -> Message:
    return next(message for message in one.messages if (message.phase, message.sender) == (phase, sender))


def instead(one, old: Message, *new: Message):
    return look(one.invitation, [message for message in one.messages if message != old] + list(new))


WHOLE = whole()
FIELDS = [(phase, field) for phase in PHASES if phase != "seal" for field in sorted(BODIES[phase])]


@pytest.mark.parametrize(("phase", "field"), FIELDS, ids=lambda value: value)
def test_any_changed_field_of_any_message_names_its_sender(phase, field):
    sender = MEDIATOR if phase == "last" else A
    message = of(WHOLE, phase, sender)
    other = base_point().hex() if field in {"point", "a", "b", "t", "ta", "tb"} else "01" + "00" * 31
    board = instead(WHOLE, message, signed(WHOLE, message, body={**message.body, field: other}))
    blamed = {(each.phase, each.sender) for each in board.refused if each.proven}
    assert blamed == {(phase, sender)}
    assert board.agreed is None


@pytest.mark.parametrize("phase", ["key", "answer", "blind", "share"])
@pytest.mark.parametrize("bad", ["identity", "no point", "not canonical"])
def test_the_identity_and_what_is_no_point_are_refused(phase, bad):
    digits = {
        "identity": IDENTITY.hex(),
        "no point": "ff" * 32,
        "not canonical": (2**255 - 18).to_bytes(32, "little").hex(),
    }[bad]
    message = of(WHOLE, phase, A)
    field = "point" if phase in {"key", "share"} else "a"
    body = {**message.body, field: digits}
    board = instead(WHOLE, message, signed(WHOLE, message, body=body))
    assert any(each.proven and each.sender == A for each in board.refused)
    assert board.agreed is None


def test_a_scalar_that_is_not_below_the_order_is_refused():
    message = of(WHOLE, "blind", A)
    z = int.from_bytes(bytes.fromhex(message.body["z"]), "little") + ORDER
    body = {**message.body, "z": z.to_bytes(32, "little").hex()}
    board = instead(WHOLE, message, signed(WHOLE, message, body=body))
    assert "z is no scalar below the order of the group" in {each.why for each in board.refused}


def test_another_answer_than_the_sealed_one_is_refused_though_its_proof_holds():
    one = session([True, False])
    one.until("seal")
    held = one.secrets[A]
    one.step()
    sealed, one.secrets[A] = one.secrets[A], held
    assert one.make(A, look(one.invitation, one.messages[:3])).phase == "seal"
    one.messages.append(one.make(A))
    board = one.board()
    assert ("answer", A, "its answer is not the one that it had sealed", True) in {
        (each.phase, each.sender, each.why, each.proven) for each in board.refused
    }
    assert sealed.closed != one.secrets[A].closed


def test_an_answer_copied_from_another_delegation_is_refused():
    one = session([True, False])
    one.until("answer")
    copied = one.secrets[A].closed
    one.secrets[B] = Secrets(one.secrets[B].key, copied)
    one.messages.append(one.make(B))
    assert [(each.sender, each.proven) for each in one.board().refused] == [(B, True)]
    # Sealed as well as shown: then the proof, which is bound to its sender, does not hold.
    two = session([True, False])
    board = two.until("seal")
    two.messages.append(two.make(A, board))
    theirs = two.messages[-1].body
    two.make(B, board)
    two.messages.append(signed(two, replace(two.messages[-1], sender=B), body=theirs))
    two.secrets[B] = replace(two.secrets[B], closed=two.secrets[A].closed)
    after = two.step()
    assert [(each.sender, each.why) for each in after.refused] == [(B, "its proof does not hold")]


def test_a_message_sent_twice_counts_once_and_is_told():
    board = look(WHOLE.invitation, [*WHOLE.messages, WHOLE.messages[3]])
    assert [each.why for each in board.refused] == ["it is here a second time"]
    assert board.agreed is False


def test_two_different_messages_for_one_phase_name_their_sender_and_neither_counts():
    one = session([True, False])
    one.messages += [one.make(A), one.make(A)]
    board = one.board()
    assert [(each.sender, each.why, each.proven) for each in board.refused] == [
        (A, "two different messages are signed for one phase", True)
    ]
    assert A in board.missing


def test_two_messages_that_are_swapped_between_their_senders_count_for_neither():
    one, two = of(WHOLE, "blind", A), of(WHOLE, "blind", B)
    kept = [message for message in WHOLE.messages if message not in (one, two)]
    swapped = look(WHOLE.invitation, [*kept, replace(one, sender=B), replace(two, sender=A)])
    assert (
        sorted(each.why for each in swapped.refused if each.phase == "blind")
        == ["it is not signed by the key on the roster; whoever put it here is not known"] * 2
    )
    assert not any(each.proven for each in swapped.refused)
    bodies = look(WHOLE.invitation, [*kept, signed(WHOLE, one, body=two.body), signed(WHOLE, two, body=one.body)])
    assert {each.sender for each in bodies.refused if each.proven} == {A, B}


def test_a_message_of_another_proposal_is_refused_and_its_proof_holds_nowhere_else():
    one = session([True, False], stream("refusals"))
    other = replace(one.invitation, proposal="Article 5")
    assert {each.why for each in look(other, WHOLE.messages).refused} == {"it belongs to another invitation"}
    key = of(WHOLE, "key", A)
    board = look(other, [])
    moved = signed(WHOLE, key, invitation=other.id, seen=board.seen)
    assert [(each.sender, each.why) for each in look(other, [moved]).refused] == [(A, "its proof does not hold")]


def test_a_message_of_a_later_phase_does_not_count_before_its_turn():
    one = whole("early")
    early = [message for message in one.messages if message.phase != "seal" or message.sender != B]
    board = look(one.invitation, early)
    assert (board.phase, board.missing) == ("seal", (B,))
    assert {each.why for each in board.refused} == {"it came before its turn and does not count yet"}
    assert judge(board).faults == ()


def test_a_message_in_a_phase_in_which_its_sender_has_no_part_is_refused():
    share = of(WHOLE, "last", MEDIATOR)
    board = look(WHOLE.invitation, [*WHOLE.messages, signed(WHOLE, share, phase="share")])
    assert [(each.sender, each.why) for each in board.refused] == [(MEDIATOR, "the sender has no part in this phase")]


def test_a_stranger_and_a_forger_are_refused_and_nobody_is_blamed_for_them():
    message = of(WHOLE, "key", A)
    forged = sign(WHOLE.keys[B], message)
    board = look(WHOLE.invitation, [forged, replace(message, sender="Somebody")])
    assert {each.why for each in board.refused} == {
        "it is not signed by the key on the roster; whoever put it here is not known",
        "nobody of this name is on the roster",
    }
    assert judge(board).faults == ()


def test_a_host_that_shows_two_records_is_found_out():
    one = session([True, False], stream("fork"))
    other = session([True, False], stream("fork"))
    other.random = stream("another")
    for each in (one, other):
        each.until("seal")
    sealed = other.make(A)
    board = look(one.invitation, [*one.messages, sealed])
    assert [(each.why[:31], each.proven) for each in board.refused] == [("it was made on another record: ", False)]
    assert one.board().hash() != other.board().hash()


@pytest.mark.parametrize("phase", PHASES)
def test_who_stops_is_named_with_the_phase_once_the_deadline_has_passed(phase):
    one = session([True, False], stream(phase))
    board = one.until(phase)
    stops = MEDIATOR if phase == "last" else B
    one.messages += [one.make(name, board) for name in board.missing if name != stops]
    board = one.board()
    assert judge(board, LATE - dt.timedelta(days=2)).state == "open"
    late = judge(board, LATE)
    assert [(fault.name, fault.phase, fault.kind) for fault in late.faults] == [(stops, phase, "missing")]
    assert late.state == ("disclosed-unknown" if phase in {"share", "last"} else "aborted")


def test_who_cheats_is_named_at_once_and_the_session_is_dead():
    message = of(WHOLE, "share", A)
    board = instead(WHOLE, message, signed(WHOLE, message, body={**message.body, "z": "01" + "00" * 31}))
    verdict = judge(board)
    assert verdict.state == "disclosed-unknown"
    assert [(fault.name, fault.phase, fault.kind) for fault in verdict.faults] == [(A, "share", "cheated")]


def test_a_share_made_with_another_key_is_refused():
    one = session([True, True])
    one.until("share")
    one.secrets[A] = Secrets("05" + "00" * 31)
    one.messages.append(one.make(A))
    assert [(each.sender, each.why) for each in one.board().refused] == [(A, "its proof does not hold")]


@pytest.mark.parametrize(
    "change",
    [
        {"phase": "later"},
        {"phase": ["key"]},
        {"seen": "x"},
        {"signature": "00"},
        {"body": {}},
        {"body": []},
        {"body": {"point": 1, "t": 2, "z": 3}},
        {"more": "x"},
        {"sender": None},
    ],
    ids=str,
)
def test_what_is_no_message_is_refused(change):
    with pytest.raises(SealError):
        read_message({**WHOLE.messages[0].as_dict(), **change})


@pytest.mark.parametrize(
    "text", ["", "x", "{}", '{"protocol": 1}', "[" * 100_000, '{"run": 1, "run": 2}'], ids=range(6)
)
def test_what_is_no_transcript_is_refused_in_one_sentence(text):
    with pytest.raises(SealError):
        read_transcript(text)
