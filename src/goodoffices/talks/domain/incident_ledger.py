"""Incidents as a monitors' ledger in CSV, as `goodoffices ceasefire compare` reads it. Offices sign, never persons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC

from goodoffices.ceasefire.incidents import LEDGER_COLUMNS
from goodoffices.talks.access.roles import Role
from goodoffices.talks.models import Incident, IncidentStep

__all__ = ["ledger_text"]

_TEAM, _MONITORS = "mediator's team", "monitors"


def ledger_text(incidents: Iterable[tuple[Incident, Sequence[IncidentStep]]]) -> str:
    """The incidents whose day is known, one a line. Coordinates are left out: the file leaves the sealed rooms."""
    rows = [_row(incident, steps) for incident, steps in incidents if incident.when.get("first")]
    bodies = sorted({name for row in rows for name in row if name not in LEDGER_COLUMNS})
    out = io.StringIO()
    writer = csv.DictWriter(out, [*LEDGER_COLUMNS, *bodies], restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _row(incident: Incident, steps: Sequence[IncidentStep]) -> dict[str, str]:
    by_team = incident.author is not None and incident.author.role == Role.MEDIATOR
    best = [found.get("best") for found in (incident.killed, incident.injured)]
    row = {
        "event_id": incident.pk,
        "date_start": incident.when["first"],
        "date_end": incident.when["last"],
        "time": incident.when.get("hour", ""),
        "kind": incident.kind,
        "place": incident.where.get("place", ""),
        "admin1": incident.where.get("area", ""),
        "deaths_best": "" if best[0] is None else str(best[0]),
        "injured": "" if best[1] is None else str(best[1]),
        "claimant": incident.claimant,
        "accused": incident.accused,
        "reported_by": _TEAM if by_team else _MONITORS,
        "reported_on": _day(incident),
    }
    for step in steps:
        row |= _stage(step)
    return {name: _harmless(text) for name, text in row.items()}


def _stage(step: IncidentStep) -> dict[str, str]:
    """The columns of a stage; of several findings the last counts."""
    if step.stage == IncidentStep.Stage.VERIFICATION:
        return {"verified_by": _office(step, Role.MONITOR), "verified_on": _day(step), "finding": step.finding}
    if step.stage == IncidentStep.Stage.STATUS and step.party is not None:
        return {f"status_{step.party.key}": step.finding}
    if step.seconded is None:
        return {}
    on = step.seconded.astimezone(UTC).date().isoformat()
    return {"attributed_by": _office(step, Role.MEDIATOR), "attributed_on": on, "attributed_to": step.attributed_to}


def _office(step: IncidentStep, usual: Role) -> str:
    """The party, or the office, that recorded a stage; the usual one where the seat is no longer known."""
    if step.party is not None:
        return step.party.key
    role = step.author.role if step.author is not None else usual
    return _TEAM if role == Role.MEDIATOR else _MONITORS


def _day(record: Incident | IncidentStep) -> str:
    return record.made.astimezone(UTC).date().isoformat()


def _harmless(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
