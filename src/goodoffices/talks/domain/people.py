"""Who is at the table: who waits for keys, who alone holds some, and who answers for whom."""

from __future__ import annotations

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing
from goodoffices.talks.domain.processes import end_seat
from goodoffices.talks.domain.rooms import rooms_of, share_keys
from goodoffices.talks.models import Lock, LockKey, Room, Seat

__all__ = [
    "answers_for",
    "check_side",
    "give_keys_again",
    "holds_alone",
    "leave",
    "rooms_closed_for_ever",
    "waiting_for_keys",
]


def answers_for(seat: Seat) -> bool:
    """Whether the current viewer may end this seat or let its member back in: a mediator, or somebody of its side."""
    viewer = current_viewer()
    return viewer.is_mediator() or (bool(viewer.party_id) and seat.party_id == viewer.party_id)


def check_side(seat: Seat) -> None:
    """Raises TalksError for a seat that the current viewer does not answer for. The administrator answers for all."""
    if not answers_for(seat) and current_viewer().role != Role.ADMINISTRATOR:
        raise TalksError.of(_("This seat is not of your side."))


def waiting_for_keys() -> dict[str, bool]:
    """Seats one may know of that lack a key of a room one belongs to oneself: their ids, and whether one can help."""
    viewer = current_viewer()
    seats = {seat.pk: seat for seat in Seat.objects.filter(ended=None)}
    mine = {room.pk for room in Room.objects.all()}
    waiting: dict[str, bool] = {}
    with looking_as_the_system():
        for seat in seats.values():
            rooms = [r.pk for r in rooms_of(seat.process_id, seat.role, seat.party_id or "") if r.pk in mine]
            held = LockKey.objects.filter(member_id=seat.member_id).values("lock_id")
            lacking = list(Lock.objects.filter(room__in=rooms).exclude(pk__in=held).values_list("pk", flat=True))
            if lacking:
                other = seat.pk != viewer.seat_id
                waiting[seat.pk] = other and any(viewer.keyring.holds(lock) for lock in lacking)
    return waiting


@all_or_nothing
def give_keys_again(seat: Seat) -> None:
    """Give a member the keys of the rooms one shares with them. For one's own side, and for the mediator's team.

    Raises TalksError for others, and when one holds no key that they lack.
    """
    if seat.role != Role.MEDIATOR:
        check_side(seat)
    if not share_keys(seat):
        raise TalksError.of(_("You hold no key that they lack."), remedy=_("Somebody else of the room can give it."))


@all_or_nothing
def leave(seat: Seat) -> None:
    """End a seat that one answers for, or one's own. Raises TalksError for others and for the last mediator."""
    if seat.pk != current_viewer().seat_id:
        check_side(seat)
    end_seat(seat)


def rooms_closed_for_ever(seat: Seat) -> list[Room]:
    """The rooms one knows of with a lock whose key this member alone holds: without them it stays closed for ever."""
    mine = {room.pk for room in Room.objects.all()}
    with looking_as_the_system():
        only = _held_by_one(seat.member_id)
        rooms = Room.objects.filter(process_id=seat.process_id, locks__in=only).distinct().prefetch_related("parties")
        return [room for room in rooms if room.pk in mine]


def holds_alone(member_id: str) -> bool:
    """Whether a member alone holds the key of some lock: all that the administrator may know of it."""
    return bool(_held_by_one(member_id))


def _held_by_one(member_id: str) -> list[str]:
    with looking_as_the_system():
        held = LockKey.objects.filter(member_id=member_id).values_list("lock_id", flat=True)
        others = LockKey.objects.filter(lock__in=list(held)).exclude(member_id=member_id)
        return sorted(set(held) - set(others.values_list("lock_id", flat=True)))
