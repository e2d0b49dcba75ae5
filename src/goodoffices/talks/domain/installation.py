"""What the administrator of an installation does: accounts and seats, without a key to anything."""

from __future__ import annotations

from goodoffices.talks.access.roles import RULES
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.models import Party, Process, Seat

__all__ = ["every_process", "one_process", "one_seat", "parties_of", "seats_at"]


def every_process() -> list[Process]:
    """All processes, by title: that they exist and what they are called is all that is shown of them."""
    _check()
    with looking_as_the_system():
        return list(Process.objects.order_by("title"))


def one_process(process_id: str) -> Process | None:
    """One process."""
    _check()
    with looking_as_the_system():
        return Process.objects.filter(pk=process_id).first()


def parties_of(process: Process) -> list[Party]:
    """The parties of a process, to seat somebody for one of them."""
    _check()
    with looking_as_the_system():
        return list(Party.objects.filter(process=process))


def seats_at(process: Process) -> list[Seat]:
    """The seats in use of a process."""
    _check()
    with looking_as_the_system():
        seats = Seat.objects.filter(process=process, ended=None).select_related("member", "party", "process")
        return list(seats.order_by("made"))


def one_seat(seat_id: str) -> Seat | None:
    """One seat in use."""
    _check()
    with looking_as_the_system():
        return Seat.objects.filter(pk=seat_id, ended=None).select_related("member", "party", "process").first()


def _check() -> None:
    if current_viewer().role not in RULES["installation.manage"]:
        raise PermissionError("only the administrator looks at the whole installation")
