"""The register of consent: what each party said about taking part, statement after statement.

Consensus is never consent: a party of which nothing is recorded has not said yes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import Party, Room, Seat, Statement

__all__ = ["State", "consent_now", "record_statement", "statements_of"]


@dataclass(frozen=True)
class State:
    """Where a party's consent stands, as far as the viewer's rooms show: its latest statement there, if any."""

    party: Party
    latest: Statement | None
    answer: str  # the kind of the latest statement, empty for none, `closed` for one that the viewer cannot open
    whole: bool  # the viewer belongs to every room in which this party may have spoken

    @property
    def words(self) -> str:
        """The state in words. No statement is said to be none, never taken for a yes."""
        if self.latest is None:
            return _("not yet asked") if self.whole else _("nothing in your rooms")
        return _("closed to you") if self.answer == "closed" else str(Statement.Answer(self.answer).label)

    @property
    def consents(self) -> bool:
        """Whether the latest statement is an acceptance, with or without conditions."""
        return self.answer in {Statement.Answer.ACCEPTED, Statement.Answer.CONDITIONS}


@all_or_nothing
def record_statement(  # noqa: PLR0913 (each is a question of the form)
    *,
    party: Party,
    room: Room,
    author: Seat,
    answer: str,
    said: dt.date,
    conditions: str = "",
    words: str = "",
    source: str = "",
) -> Statement:
    """Add a statement of a party to the register; the mediator's team records what it was told, and by whom.

    Raises TalksError for a statement of another delegation, in another delegation's room, without its conditions or
    its source, or of a day that has not come.
    """
    on_behalf = current_viewer().is_mediator()
    _own_or_mediator(party, room)
    if answer == Statement.Answer.CONDITIONS and not conditions:
        raise TalksError.of(_("the conditions are missing"), remedy=_("write them down, or choose `accepted`"))
    if on_behalf and not source:
        raise TalksError.of(_("it is not said who told you so"), remedy=_("name the person, letter or meeting"))
    if said > timezone.now().date() + dt.timedelta(days=1):  # somewhere it is tomorrow already
        raise TalksError.of(_("this day has not come yet"), remedy=_("give the day on which it was said"))
    statement = Statement(party=party, room=room, author=author, said=said, on_behalf=on_behalf, answer=str(answer))
    statement.conditions, statement.words, statement.source = conditions, words, source
    statement.save(force_insert=True)
    record_act("consent.record", on=statement)
    return statement


def statements_of(party: Party) -> list[Statement]:
    """What a party said, newest first, in the rooms of the viewer."""
    return list(_statements([party]))


def consent_now(parties: Iterable[Party]) -> list[State]:
    """The latest statement of each party that the viewer may know of, by the day it was said, then by its recording."""
    parties = list(parties)
    latest: dict[str, Statement] = {}
    for statement in _statements(parties):
        latest.setdefault(statement.party_id, statement)
    whole = current_viewer().is_mediator()
    return [State(party, latest.get(party.pk), _answer(latest.get(party.pk)), whole) for party in parties]


def _answer(statement: Statement | None) -> str:
    if statement is None:
        return ""
    return str(statement.answer) if statement.is_open() else "closed"


def _statements(parties: list[Party]) -> Iterable[Statement]:
    found = Statement.objects.filter(party__in=parties).order_by("-said", "-made")
    return found.select_related("author__member", "author__party")


def _own_or_mediator(party: Party, room: Room) -> None:
    viewer = current_viewer()
    if not viewer.is_mediator() and party.pk != viewer.party_id:
        raise TalksError.of(_("a delegation speaks for itself only"))
    if room.kind in {Room.Kind.CAUCUS, Room.Kind.NAMED} and party.pk not in {one.pk for one in room.party_list}:
        raise TalksError.of(
            _("this room is another delegation's"), remedy=_("choose a room to which the party itself belongs")
        )
