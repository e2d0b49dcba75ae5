"""The board of a double-blind question: what is handed in, checked by the protocol's own rules, and when it is shown.

The server trusts nobody's word, and need not be trusted: who is on the roster signs, and everybody can check all of it
again. What a delegation hands in is kept back from the others until the step is over, whoever is early or late.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer, looking_as, looking_as_the_system
from goodoffices.talks.domain.blind import locked_question
from goodoffices.talks.domain.blind_invitation import invitation_of, messages_of
from goodoffices.talks.domain.blind_roster import my_holder
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import BlindHolder, BlindMessage, BlindQuestion, Seat
from goodoffices.talks.wording.blind import reason

if TYPE_CHECKING:
    from goodoffices.seal.unanimity import Board, Invitation, Message, Verdict

__all__ = ["Standing", "hand_in", "record_file", "standing", "told_messages"]


@dataclass(frozen=True)
class Standing:
    """Where a question stands for the one who looks: whose line of the roster is theirs, whether the open step waits
    for it (`due`) or has it (`done`), and, when all is over, the verdict on the whole record."""

    holder: BlindHolder | None
    due: bool
    done: bool
    verdict: Verdict | None


def standing(question: BlindQuestion) -> Standing:
    """Where a question stands, as far as the viewer can open it. Tells nothing of others before a step is over."""
    from goodoffices.seal.unanimity import judge, look, senders  # noqa: PLC0415 (loads libsodium)

    holder, invitation = my_holder(question), invitation_of(question)
    if invitation is None:
        return Standing(holder, due=False, done=bool(holder and holder.key), verdict=None)
    if not question.is_over:
        part = holder is not None and holder.name in senders(invitation, question.phase)
        rows = BlindMessage.objects.filter(holder=holder, phase=question.phase)
        done = part and rows.exists()
        return Standing(holder, due=part and not done, done=done, verdict=None)
    verdict = None
    if question.now != BlindQuestion.State.WITHDRAWN:
        board = look(invitation, messages_of(question), _used(question))
        verdict = judge(board, invitation.ends if question.has_died else None)
    return Standing(holder, due=False, done=False, verdict=verdict)


def record_file(question: BlindQuestion) -> str:
    """What the viewer may see of the record, as the file that `goodoffices seal` reads; empty without an invitation."""
    from goodoffices.seal.unanimity import write_transcript  # noqa: PLC0415 (as above)

    invitation = invitation_of(question)
    return write_transcript(invitation, messages_of(question)) if invitation else ""


def told_messages(question: BlindQuestion, text: str) -> list[Message]:
    """The messages in what was handed in: one message alone, or the whole record with new ones, as
    `goodoffices seal` leaves it: of that, what one's own side has added. Raises TalksError or SealError for the rest.
    """
    from goodoffices.seal.unanimity import read_transcript  # noqa: PLC0415 (as above)

    invitation = invitation_of(question)
    if invitation is None:
        raise TalksError.of(_("the roster is not complete yet"), remedy=_("wait until all keys are there"))
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        raise TalksError.of(_("there is no message"), remedy=_("choose the file that your device wrote"))
    if '"protocol"' in lines[0]:
        told, found, refused = read_transcript(text)
        if told.id != invitation.id:
            raise TalksError.of(_("this is the record of another question"))
    else:
        _same, found, refused = read_transcript("\n".join([_first_line(invitation), *lines]))
    if refused:
        why = refused[0].why
        raise TalksError.of(reason(why.partition(": ")[2]) if len(lines) == 1 else why)
    if len(lines) == 1:
        return found
    known, holder = {message.id for message in messages_of(question)}, my_holder(question)
    return [one for one in found if one.id not in known and holder is not None and one.sender == holder.name]


@all_or_nothing
def hand_in(*, question: BlindQuestion, author: Seat, text: str) -> None:
    """Put the next message of one's own side on the board. What is there already is taken for done.

    Raises TalksError or SealError, with the reason, for what would not count; nothing of it is kept.
    """
    found = locked_question(question)
    if found.now != BlindQuestion.State.RUNNING:
        raise TalksError.of(_("nothing can be handed in: %(state)s") % {"state": found.now_in_words})
    holder = my_holder(found)
    if holder is None:
        raise TalksError.of(_("your side is not asked"))
    told = told_messages(found, text)
    if not told:
        raise TalksError.of(
            _("there is nothing new of yours in this record"), remedy=_("do your step first, then hand the file in")
        )
    for message in told:
        _put(found, holder, author, message)


def _put(question: BlindQuestion, holder: BlindHolder, author: Seat, message: Message) -> None:
    from goodoffices.seal.unanimity import look  # noqa: PLC0415 (as above)

    invitation = invitation_of(question)
    if invitation is None or message.sender != holder.name:
        raise TalksError.of(
            _("this message bears the name “%(name)s”; each side hands in its own") % {"name": message.sender[:80]}
        )
    if message.invitation != invitation.id:
        raise TalksError.of(_("this message belongs to another question"))
    with looking_as_the_system():
        before = messages_of(question)
    mine = next((one for one in before if (one.sender, one.phase) == (message.sender, message.phase)), None)
    if mine is not None:
        if mine.id != message.id:
            raise TalksError.of(_("your side has done this step already; nothing of it can be changed"))
        return
    board = look(invitation, [*before, message], _used(question))
    if message not in board.counted.get(message.phase, {}).values():
        why = next((one.why for one in board.refused), _("it does not count now"))
        raise TalksError.of(
            _("this message does not count: %(why)s") % {"why": reason(why)},
            remedy=_("take the record again, and let your device do the step on it"),
        )
    row = BlindMessage(question=question, holder=holder, room=question.room, author=author, phase=message.phase)
    row.made = row.changed = question.changed
    row.message = message.as_dict()
    row.save(force_insert=True)
    if board.phase != message.phase:
        _step_over(question, message.phase, board)


def _step_over(question: BlindQuestion, phase: str, board: Board) -> None:
    """Show a step to all at once, and write it down in the order of the roster."""
    with looking_as_the_system():
        rows = list(BlindMessage.objects.filter(question=question, phase=phase).select_related("holder"))
        BlindMessage.objects.filter(question=question, phase=phase).update(out=True)
    for row in sorted(rows, key=lambda row: row.holder.place):
        with looking_as(replace(current_viewer(), system=True, seat_id=row.author_id or "")):
            record_act("blind.message", process_id=question.process_id, on=row)
    question.phase = board.phase
    if board.agreed is not None:
        question.agreed, question.state, question.ended = board.agreed, BlindQuestion.State.DONE, timezone.now()
    question.save()
    with looking_as_the_system():
        ended = board.agreed is not None
        record_act("blind.end" if ended else "blind.step", process_id=question.process_id, on=question)


def _used(question: BlindQuestion) -> frozenset[str]:
    """The keys of the runs before, which no device may use again."""
    return frozenset(question.earlier.get("keys", ()))


def _first_line(invitation: Invitation) -> str:
    from goodoffices.seal.unanimity import write_transcript  # noqa: PLC0415 (as above)

    return write_transcript(invitation, ()).strip()
