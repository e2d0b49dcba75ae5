"""Shapes that several parts of the API share."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from goodoffices.talks.models import Room, Seat
from goodoffices.talks.models.base import Confidential

__all__ = ["Detail", "FileOut", "Problems", "RoomOut", "SeatOut", "answers", "opened", "room_out", "seat_out"]


class ProblemOut(Schema):
    """What is wrong, where, and what would be right."""

    what: str
    where: str = ""
    remedy: str = ""


class Problems(Schema):
    """Why an act was refused."""

    problems: list[ProblemOut]


class Detail(Schema):
    """Why there is no answer: no token, nothing there, or a request of another shape."""

    detail: Any


class RoomOut(Schema):
    """An audience."""

    id: str
    kind: str
    parties: list[str]


class SeatOut(Schema):
    """Somebody at the table."""

    id: str
    name: str
    role: str
    party: str | None


def answers(good: Any, status: int = 200) -> dict[int, Any]:
    """What an operation may answer: the good answer, or why there is none."""
    return {status: good, 400: Detail, 401: Detail, 404: Detail, 409: Problems, 422: Detail}


def room_out(room: Room) -> RoomOut:
    """A room, with its parties' short names."""
    return RoomOut(id=room.pk, kind=room.kind, parties=[party.key for party in room.party_list])


def seat_out(seat: Seat) -> SeatOut:
    """A seat."""
    return SeatOut(id=seat.pk, name=str(seat.member), role=seat.role, party=seat.party.key if seat.party else None)


class FileOut(Schema):
    """A file, as its text."""

    name: str
    text: str


def opened(record: Confidential, *names: str) -> dict[str, Any]:
    """Confidential values by name; all of them null when the seat holds no key to the record."""
    seen = record.is_open()
    return {name: getattr(record, name) if seen else None for name in names}
