"""Proposing, withdrawing, and letting lapse. How answers stay sealed is told in models/proposal.py."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.seal import PrivateKey, PublicKey, seal_box
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.questions import in_words, open_questions
from goodoffices.talks.domain.rooms import named_room, seats_with_keys
from goodoffices.talks.domain.splitting import closed_answer, own_boxes, shares_of
from goodoffices.talks.models import Answer, Member, Party, Process, Proposal, Room, Seat, TextVersion
from goodoffices.talks.wording.lists import listed

__all__ = [
    "check_shown",
    "clear_lapsed",
    "laid_down_info",
    "people_of",
    "propose",
    "share_info",
    "waiting",
    "withdraw_proposal",
]

_LONGEST = dt.timedelta(days=366)


@all_or_nothing
def propose(  # noqa: PLR0913 (keyword-only: what a proposal consists of)
    *,
    process: Process,
    parties: Iterable[Party],
    author: Seat,
    title: str,
    words: str,
    deadline: dt.datetime,
    shows_answers: bool,
    package: Sequence[tuple[str, str]] = (),
    text_version: TextVersion | None = None,
    follows: Proposal | None = None,
) -> Proposal:
    """Propose something to some parties. Raises TalksError when the deadline or those addressed do not allow it, or a
    party addressed has not been shown the version of the text.
    """
    addressed = sorted(parties, key=lambda party: (party.place, party.name))
    people = {party.pk: people_of(party) for party in addressed}
    _check(addressed, people, deadline)
    if text_version is not None:
        check_shown(text_version, addressed)
    key = PrivateKey.generate()
    proposal = Proposal(
        room=named_room(process=process, parties=addressed),
        author=author,
        title=title,
        words=words,
        package=[list(pair) for pair in package],
        package_words=[list(pair) for pair in in_words(open_questions(process), package)],
        text_version=text_version.pk if text_version else "",
        standings={party.pk: party.standing for party in addressed},
        deadline=deadline,
        shows_answers=shows_answers,
        follows=follows,
        public_key=key.public().raw,
    )
    proposal.save(force_insert=True)
    for party, share in zip(addressed, shares_of(key, len(addressed)), strict=True):
        _empty_answer(proposal, party, share, people[party.pk])
    record_act("proposal.make", on=proposal)
    return proposal


@all_or_nothing
def withdraw_proposal(proposal: Proposal) -> None:
    """Take a proposal back before its answers are opened; they are deleted, and nobody learns whether there were any.

    Raises TalksError when it is not waiting any more.
    """
    found = waiting(proposal)
    _end(found, Proposal.State.WITHDRAWN, timezone.now())
    record_act("proposal.withdraw", on=found)


@all_or_nothing
def clear_lapsed(process_id: str) -> int:
    """Delete the answers to proposals whose deadline is over: nothing can open them ever after. How many lapsed."""
    with looking_as_the_system():
        late = Proposal.objects.select_for_update().filter(
            process_id=process_id, state=Proposal.State.WAITING, deadline__lte=timezone.now()
        )
        lapsed = list(late.order_by("deadline", "pk"))
        for proposal in lapsed:
            _end(proposal, Proposal.State.LAPSED, proposal.deadline)
            record_act("proposal.lapse", process_id=process_id, on=proposal)
    return len(lapsed)


def waiting(proposal: Proposal) -> Proposal:
    """The proposal, locked for the rest of the transaction. Raises TalksError when it can no longer be answered."""
    with looking_as_the_system():
        found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not found.is_waiting:
        raise TalksError.of(
            _("this proposal can no longer be changed or answered: %(state)s") % {"state": found.now_in_words},
            remedy=_("the mediator can make another"),
        )
    return found


def people_of(party: Party) -> list[Member]:
    """Those who sit for a party and hold the key of its caucus; the mediator's team is not among them."""
    with looking_as_the_system():
        caucus = Room.objects.get(process_id=party.process_id, kind=Room.Kind.CAUCUS, parties=party)
        seats = [seat for seat in seats_with_keys(caucus) if seat.party_id == party.pk]
        return [seat.member for seat in sorted(seats, key=lambda seat: (seat.made, seat.pk))]


def share_info(answer: Answer) -> str:
    """What the share of a party is bound to while its people keep it."""
    return f"goodoffices/talks/1/answer/{answer.pk}/share"


def laid_down_info(answer: Answer) -> str:
    """What it is bound to once it is laid down for those of the proposal's room."""
    return f"goodoffices/talks/1/answer/{answer.pk}/laid down"


def _check(addressed: Sequence[Party], people: dict[str, list[Member]], deadline: dt.datetime) -> None:
    if not any(party.standing == Party.Standing.PRINCIPAL for party in addressed):
        raise TalksError.of(
            _("no principal is addressed"), remedy=_("a proposal needs a party whose acceptance adopts it")
        )
    for party in addressed:
        if not people[party.pk]:
            raise TalksError.of(
                _("nobody is seated for %(party)s who holds its keys") % {"party": party},
                remedy=_("invite somebody who can answer for it first"),
            )
    now = timezone.now()
    if not now < deadline <= now + _LONGEST:
        raise TalksError.of(
            _("the deadline is not in the coming year"), remedy=_("choose a moment within the coming year")
        )


def check_shown(version: TextVersion, addressed: Sequence[Party]) -> None:
    """Raise TalksError when a version of the text has not been shown to all whom one addresses."""
    room = version.room
    shown = set(room.party_list) if room.kind != Room.Kind.DESK else set()
    everybody = room.kind in {Room.Kind.PLENARY, Room.Kind.PUBLIC}
    blind = [str(party) for party in addressed if not everybody and party not in shown]
    if blind:
        raise TalksError.of(
            _("this version of the text has not been shown to %(parties)s") % {"parties": listed(blind)},
            remedy=_("show it to all whom you address first"),
        )


def _empty_answer(proposal: Proposal, party: Party, share: bytes, people: Sequence[Member]) -> None:
    """The row of a party that has not answered: it looks like that of one that has."""
    with looking_as_the_system():
        caucus = Room.objects.get(process_id=proposal.process_id, kind=Room.Kind.CAUCUS, parties=party)
        answer = Answer(room=caucus, proposal=proposal, party=party, standing=party.standing)
        answer.made = answer.changed = proposal.made
        answer.shares = own_boxes(share, people, share_info(answer))
        answer.laid_down = seal_box(
            secrets.token_bytes(len(share)), PublicKey(bytes(proposal.lock.public_key)), laid_down_info(answer)
        )
        content = {"verdict": "", "words": "", "seat": ""}
        closed_answer(answer, content, PublicKey(bytes(proposal.public_key)), people)
        answer.save(force_insert=True)


def _end(proposal: Proposal, state: Proposal.State, at: dt.datetime) -> None:
    with looking_as_the_system():
        Answer.objects.filter(proposal_id=proposal.pk).delete()
    proposal.state, proposal.ended = state, at
    proposal.save(update_fields=["state", "ended"])
