"""Who said no, and the mediator with the server, see what could have been made without the others' answers.

docs/security/double-blind.md says what this shows and where it ends: the step from a session to the simulated one is
the decisional Diffie–Hellman assumption, which no test can show.
"""

from __future__ import annotations

import re
import secrets

import pytest
import rbcl
from tests.seal.unanimity.session import MEDIATOR, session, stream

from goodoffices.seal.unanimity import Message, Secrets, proofs
from goodoffices.seal.unanimity.board import _opened, joint_key
from goodoffices.seal.unanimity.group import IDENTITY, Point, base, digest, new_scalar, plus, times, without
from goodoffices.seal.unanimity.message import sign

A, B = "Delegation 1", "Delegation 2"


@pytest.fixture
def oracle(monkeypatch):
    """Challenges as a table that the simulator writes: the random oracle, programmed."""
    table = {}
    hashed = proofs.challenge

    def asked(kind, bound, points):
        return table.get((kind, bound, tuple(points.items())), hashed(kind, bound, points))

    monkeypatch.setattr(proofs, "challenge", asked)
    return table


def simulated_answer(one, board, name, oracle) -> dict[str, str]:
    """An answer that holds nothing: a random point in place of the closed yes or no, and a proof made from its end."""
    h, bound = joint_key(board), proofs.Bound(one.invitation.id, name, board.seen)
    random = secrets.token_bytes
    c, zr, zm = (new_scalar(random) for _ in range(3))
    a, b = base(new_scalar(random)), Point(rbcl.crypto_core_ristretto255_random())
    ta, tb = without(base(zr), times(c, a)), without(plus(times(zr, h), base(zm)), times(c, b))
    points = {"joint": h, "a": a, "b": b, "ta": ta, "tb": tb}
    oracle["answer", bound, tuple(points.items())] = c
    shown = {key: points[key].hex() for key in ("a", "b", "ta", "tb")}
    return {**shown, "zr": zr.hex(), "zm": zm.hex(), "salt": random(32).hex()}


@pytest.mark.parametrize("unseen", [(A,), (A, B)], ids=["a no-sayer's view", "the mediator's and the server's view"])
def test_a_whole_record_is_made_without_the_answers_that_must_stay_unknown(unseen, oracle):
    """Everybody else is honest and real; in the first case B said no. The record passes every check."""
    one = session([False, False])  # the answers of `unseen` are never read: their seals are replaced
    board = one.until("seal")
    for name in (A, B):
        if name not in unseen:
            one.messages.append(one.make(name, board))
            continue
        body = simulated_answer(one, board, name, oracle)
        one.secrets[name] = Secrets(one.secrets[name].key, body)
        plain = Message(one.invitation.id, "seal", name, board.seen, {"hash": digest("seal", body)}, "")
        one.messages.append(sign(one.keys[name], plain))
    done = one.until("done")
    assert done.refused == ()
    assert done.agreed is False


def test_the_point_that_is_opened_is_the_same_for_a_yes_and_a_no_under_another_blinding():
    """Replayed with known secrets: to each blinding with a yes belongs one with a no that opens to the same bytes."""
    opened, scalars = [], []
    for yes in (True, False):
        one = session([yes, False], stream("replay"))
        one.until("seal")
        drawn: list[bytes] = []
        kept = one.random

        def recording(length, kept=kept, drawn=drawn):
            drawn.append(kept(length))
            return drawn[-1]

        one.random = recording
        one.until("blind")
        reduce, add, multiply = (
            rbcl.crypto_core_ristretto255_scalar_reduce,
            rbcl.crypto_core_ristretto255_scalar_add,
            rbcl.crypto_core_ristretto255_scalar_mul,
        )
        m = [reduce(drawn[1]) if not yes else bytes(32), reduce(drawn[6])]
        total = add(*m)
        if yes:
            before = len(drawn)
            one.step()
            blinds = [reduce(drawn[before + 2 * place]) for place in range(3)]
            scalars = [multiply(add(add(*blinds[:2]), blinds[2]), total), blinds]
        else:
            # S' = S · M / M', reached by A's own blinding alone.
            wanted = multiply(scalars[0], rbcl.crypto_core_ristretto255_scalar_invert(total))
            others = add(*scalars[1][1:])
            own = rbcl.crypto_core_ristretto255_scalar_sub(wanted, others)
            draws = iter([own + bytes(32), kept(64), *(x for s in scalars[1][1:] for x in (s + bytes(32), kept(64)))])
            one.random = lambda _, draws=draws: next(draws)
            one.step()
            one.random = kept
        opened.append(_opened(one.until("done")))
    assert opened[0] == opened[1] != IDENTITY


def skeleton(one) -> str:
    """All that is no point, scalar, hash or signature: what is left when the random looks are taken out."""
    told = "\n".join(str(message.as_dict()) for message in one.messages)
    return re.sub(r"'[0-9a-f]{64,128}'", lambda found: f"<{len(found[0])}>", told)


def test_what_is_not_random_in_a_record_is_the_same_whatever_was_answered():
    records = set()
    for answers in ([True, False, False], [False, False, False], [True, True, False], [True, True, True]):
        one = session(answers, stream("skeleton"))
        one.until("done")
        records.add(skeleton(one))
    assert len(records) == 1


def test_what_others_send_before_the_answers_are_shown_does_not_depend_on_them():
    views = []
    for yes in (True, False):
        one = session([yes, False], stream("before"))
        one.until("answer")
        views.append([message for message in one.messages if message.sender != A])
    assert views[0] == views[1]
    assert {message.sender for message in views[0]} == {B, MEDIATOR}


def test_a_yes_and_a_no_take_the_same_chance_and_the_same_number_of_steps():
    counts = []
    for yes in (True, False):
        one = session([yes, False])
        board = one.until("seal")
        lengths = []

        def counted(length, lengths=lengths):
            lengths.append(length)
            return secrets.token_bytes(length)

        one.random = counted
        one.make(A, board)
        counts.append(lengths)
    assert counts[0] == counts[1] == [64, 64, 64, 64, 32]
