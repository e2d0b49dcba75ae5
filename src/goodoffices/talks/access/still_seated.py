"""Who is still at the table: asked of many open pages at once, in a few questions to the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from goodoffices.talks.access.identify import viewer_seated
from goodoffices.talks.access.sessions import members_of
from goodoffices.talks.access.viewer import Viewer, looking_as_the_system
from goodoffices.talks.domain.rooms import rooms_in
from goodoffices.talks.models import Room, Seat

__all__ = ["Ticket", "still_seated"]


@dataclass(frozen=True)
class Ticket:
    """By what somebody holds a page open: the session in which they are signed in, themselves, and the process."""

    session: str
    member: str
    process: str


def still_seated(tickets: Collection[Ticket]) -> dict[Ticket, Viewer]:
    """Those whose session and seat have not ended, as they are now, without keys."""
    signed_in = members_of({ticket.session for ticket in tickets})
    staying = [t for t in tickets if t.session in signed_in and signed_in[t.session].pk == t.member]
    processes = {ticket.process for ticket in staying}
    with looking_as_the_system():
        members = {ticket.member for ticket in staying}
        seats = Seat.objects.filter(process_id__in=processes, member_id__in=members, ended=None)
        seated = {(seat.process_id, seat.member_id): seat for seat in seats.select_related("process")}
    rooms: dict[str, list[Room]] = {}
    for room in rooms_in(processes):
        rooms.setdefault(room.process_id, []).append(room)
    found = [(ticket, seated.get((ticket.process, ticket.member))) for ticket in staying]
    return {ticket: viewer_seated(seat, rooms=rooms.get(seat.process_id)) for ticket, seat in found if seat}
