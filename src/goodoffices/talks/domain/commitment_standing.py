"""How the commitments of each room stand, reckoned by the room of commitments from what the viewer can open.

Days are those of UTC, so that no two readers see the same commitment overdue and not overdue.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices import commitments as room_of_commitments
from goodoffices.commitments import Agreement, Body, Clause, Line, Standing, Touch
from goodoffices.talks.access.roles import Role
from goodoffices.talks.models import Commitment, CommitmentLine, EntryIntoForce, Party, Room

__all__ = ["MEDIATOR", "MONITOR", "Standings", "bodies_known", "body_of_line", "how_they_stand", "today"]

MEDIATOR, MONITOR = Role.MEDIATOR.value, Role.MONITOR.value
"""Bodies that are no party: the mediator's team and the monitors."""


@dataclass(frozen=True)
class Standings:
    """The commitments of one room as the viewer may know them, and how each stands today. `records` are by id."""

    room: Room
    agreement: Agreement
    found: tuple[Standing, ...]
    records: Mapping[str, Commitment]


def today() -> dt.date:
    """The day in UTC."""
    return timezone.now().astimezone(dt.UTC).date()


def bodies_known() -> tuple[Body, ...]:
    """All who may be bound or verify: the parties by id, the mediator's team, the monitors."""
    guarantor = Party.Standing.GUARANTOR
    parties = [
        Body(party.pk, str(party), "guarantor" if party.standing == guarantor else "party")
        for party in Party.objects.all()
    ]
    return (*parties, Body(MEDIATOR, _("the mediator's team"), "body"), Body(MONITOR, _("the monitors"), "body"))


def how_they_stand(as_of: dt.date | None = None) -> list[Standings]:
    """For each room with commitments that the viewer can open: how they stand on a day (today)."""
    day = as_of or today()
    lines: dict[str, list[CommitmentLine]] = {}
    for line in CommitmentLine.objects.select_related("author"):
        if line.is_open():
            lines.setdefault(line.commitment_id, []).append(line)
    rooms: dict[str, list[Commitment]] = {}
    for one in Commitment.objects.filter(withdrawn=None):
        if one.is_open():
            rooms.setdefault(one.room_id, []).append(one)
    starts = _starts()
    bodies = bodies_known()
    found = []
    for room_id, records in rooms.items():
        known = {record.pk for record in records}
        values = tuple(_value(record, lines.get(record.pk, ()), known) for record in records)
        title = str(records[0].room)
        agreement = Agreement(room_id, title, starts.get(room_id), bodies, values)
        standings = room_of_commitments.standings(agreement, day)
        found.append(Standings(records[0].room, agreement, standings, {record.pk: record for record in records}))
    return found


def _starts() -> dict[str, dt.date]:
    """Of each room the day of the entry into force that it was told last."""
    found: dict[str, dt.date] = {}
    for one in EntryIntoForce.objects.order_by("number", "pk"):
        if one.is_open():
            found[one.room_id] = dt.date.fromisoformat(one.day)
    return found


def _value(record: Commitment, lines: Sequence[CommitmentLine], known: set[str]) -> room_of_commitments.Commitment:
    """The record as the room of commitments takes it. What waited for one that was withdrawn waits no longer."""
    due = room_of_commitments.parse_due(record.due)
    if due.after and due.after != room_of_commitments.IN_FORCE and due.after not in known:
        due = room_of_commitments.Due()
    touches = (
        [Touch("ceasefire", record.touches["ceasefire"], record.touches.get("clause", ""))]
        if (record.touches.get("ceasefire"))
        else []
    )
    touches += [Touch("corridor", record.touches["corridor"])] if record.touches.get("corridor") else []
    return room_of_commitments.Commitment(
        id=record.pk,
        who=tuple(record.who),
        what=record.what,
        where=record.where,
        due=due,
        verified_by=tuple(record.verified_by),
        depends_on=tuple(one for one in record.depends_on if one in known),
        clause=Clause(record.article, record.clause, room_of_commitments.clause_hash(record.clause)),
        touches=tuple(touches),
        lines=tuple(_line(line) for line in lines),
    )


def _line(line: CommitmentLine) -> Line:
    done = dt.date.fromisoformat(line.done) if line.done else None
    on = line.made.astimezone(dt.UTC).date()
    return Line(line.said, body_of_line(line), on, done, line.source, line.grade, line.words)


def body_of_line(line: CommitmentLine) -> str:
    """Who said it: the id of a party, the mediator's team or the monitors."""
    if line.party_id:
        return str(line.party_id)
    return MONITOR if line.author is not None and line.author.role == Role.MONITOR else MEDIATOR
