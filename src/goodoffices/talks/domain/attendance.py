"""Who came to a session: by seat, with a number for each party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.access.visible import belongs
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.meanwhile import refuse_changed
from goodoffices.talks.domain.sessions import check_not_cancelled
from goodoffices.talks.models import Party, Seat, Session

__all__ = ["Present", "attendance", "could_come", "numbers_that_came", "seats_that_came", "take_attendance"]


@dataclass(frozen=True)
class Present:
    """A party at a session, or those of one role who sit for no party. `came` is None before attendance is taken.

    `number` counts the seats that came; `people` names those of them that the reader may know of.
    """

    name: str
    is_party: bool
    expected: bool
    came: bool | None
    number: int
    people: tuple[str, ...]


@all_or_nothing
def take_attendance(
    *, session: Session, people: Iterable[Seat] = (), came: Iterable[Party] = (), others: str = "", seen: str = ""
) -> Session:
    """Who came: seats, parties of which somebody without a seat came, and others in words.

    Raises TalksError for a session that has not begun or was cancelled, and for one changed since it was `seen`.
    """
    refuse_changed(session, seen)
    check_not_cancelled(session)
    if session.starts > timezone.now():
        raise TalksError.of(_("this session has not begun"), remedy=_("take attendance when it has"))
    seats = list(people)
    parties = [party.pk for party in came] + [seat.party_id for seat in seats if seat.party_id]
    session.people, session.came = [seat.pk for seat in seats], list(dict.fromkeys(parties))
    session.others = others
    session.save()
    record_act("session.attendance", on=session)
    return session


def could_come(session: Session) -> list[Seat]:
    """The seats one may know of that belong to the session's room, and were not ended before it."""
    room = session.room
    parties = frozenset(party.pk for party in room.party_list)
    seats = Seat.objects.filter(Q(ended=None) | Q(ended__gt=session.starts)).select_related("member", "party")
    found = [seat for seat in seats if belongs(seat.role, seat.party_id or "", room.kind, parties)]
    return sorted(found, key=lambda seat: ((seat.party is not None and seat.party.place) or 0, str(seat.member)))


def seats_that_came(session: Session) -> list[str] | None:
    """The ids of the seats that came and that one may know of; None before attendance is taken."""
    if session.came is None:
        return None
    return sorted(Seat.objects.filter(pk__in=session.people or ()).values_list("pk", flat=True))


def numbers_that_came(session: Session) -> dict[str, int] | None:
    """How many seats came, by party's id; None before attendance is taken."""
    if session.came is None:
        return None
    numbers = _numbers(session)
    return {party: numbers[party] for party in session.came}


def _numbers(session: Session) -> Counter[str]:
    """How many seats came, by party's id, or by role for those who sit for none."""
    with looking_as_the_system():
        there = list(Seat.objects.filter(pk__in=session.people or ()).values_list("party_id", "role"))
    return Counter(party or role for party, role in there)


def attendance(session: Session) -> list[Present]:
    """Each party that was expected or came, in their order, then those who came for no party, by role."""
    came, numbers = session.came, _numbers(session)
    known: dict[str, list[str]] = {}
    for seat in Seat.objects.filter(pk__in=session.people or ()).select_related("member").order_by("made", "pk"):
        known.setdefault(seat.party_id or seat.role, []).append(str(seat.member))
    rows = [
        Present(
            name=party.name,
            is_party=True,
            expected=party.pk in session.expected,
            came=None if came is None else party.pk in came,
            number=numbers[party.pk],
            people=tuple(known.get(party.pk, ())),
        )
        for party in Party.objects.all()
        if party.pk in session.expected or party.pk in (came or ())
    ]
    others = [
        Present(
            name=str(role.label),
            is_party=False,
            expected=False,
            came=True,
            number=numbers[role],
            people=tuple(known.get(role, ())),
        )
        for role in Role
        if numbers[role]
    ]
    return rows + others
