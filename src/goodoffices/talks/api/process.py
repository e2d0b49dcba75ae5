"""The process itself, its rooms and people, and the record of acts."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from ninja import Path, Router, Schema

from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.shapes import RoomOut, SeatOut, answers, room_out, seat_out
from goodoffices.talks.models import Entry, Party, Process, Seat

router = Router()


class PartyOut(Schema):
    """A party to the talks; others name it by its id."""

    id: str
    key: str
    name: str
    standing: str


class ProcessOut(Schema):
    """A process, as the token's seat sees it."""

    id: str
    title: str
    role: str
    party: str | None
    parties: list[PartyOut]


class EntryOut(Schema):
    """One act on record; never its content."""

    number: int
    at: dt.datetime
    seat: str | None
    act: str
    kind: str
    record: str
    room: str | None
    hash: str


@router.get("", response=answers(ProcessOut), auth=Seated("process.read"), operation_id="process")
def read_process(request: HttpRequest, process: Path[str]) -> ProcessOut:
    """The process, its parties, and the seat that the token stands for."""
    seat = Seat.objects.select_related("party").get(pk=request.viewer.seat_id)
    return ProcessOut(
        id=process,
        title=Process.objects.get(pk=process).title,
        role=seat.role,
        party=seat.party.key if seat.party else None,
        parties=[
            PartyOut(id=party.pk, key=party.key, name=party.name, standing=party.standing)
            for party in Party.objects.all()
        ],
    )


@router.get("/rooms", response=answers(list[RoomOut]), auth=Seated("process.read"), operation_id="rooms")
def list_rooms(request: HttpRequest, process: Path[str]) -> list[RoomOut]:
    """The rooms that the seat belongs to."""
    return [room_out(room) for room in current_viewer().known.values()]


@router.get("/people", response=answers(list[SeatOut]), auth=Seated("people.read"), operation_id="people")
def list_people(request: HttpRequest, process: Path[str]) -> list[SeatOut]:
    """The seats that one may know of."""
    seats = Seat.objects.filter(process_id=process, ended=None).select_related("member", "party")
    return [seat_out(seat) for seat in seats]


@router.get("/record", response=answers(list[EntryOut]), auth=Seated("audit.read"), operation_id="record")
def list_entries(
    request: HttpRequest,
    process: Path[str],
    after: int = 0,
    limit: int = 1000,
) -> list[EntryOut]:
    """The record of acts from `after` on, at most `limit` (and 1,000) of them; its hashes can be verified."""
    entries = Entry.objects.filter(number__gt=max(after, 0)).order_by("number")[: min(max(limit, 0), 1000)]
    return [
        EntryOut(
            number=entry.number,
            at=entry.at,
            seat=entry.seat_id,
            act=entry.act,
            kind=entry.kind,
            record=entry.record,
            room=entry.room_id,
            hash=entry.hash,
        )
        for entry in entries
    ]
