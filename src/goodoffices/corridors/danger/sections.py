"""The danger that was reckoned with, to read and for programs: every weight, and what became of each event."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from goodoffices.corridors.danger.model import Danger
from goodoffices.values import Cell, Column, Listing, Note, Paragraph, Section, Table, plural

__all__ = ["SCALE", "danger_json", "danger_section"]

SCALE: Final = (
    "Exposure is a relative figure that compares roads: metres driven, times the weight of what is known to have "
    "happened, or is drawn, beside them. It is no probability of harm, and a road without exposure is a road of which "
    "nothing is known."
)
_UNITS: Final = {
    "reach": "m at which an event has 61 % of its weight",
    "near": "m over which an event known only so is spread",
    "half_life": "days in which an event's weight halves",
    "oldest": "days after which an event is left out",
    "event": "weight of an event",
    "per_death": "added, times ln(1 + deaths)",
    "hazard": "weight of a drawn hazard",
    "hazard_reach": "m around a drawn hazard",
    "line": "weight at a line of control",
    "line_reach": "m around a line of control",
    "delay": "min at a checkpoint",
    "snap": "m within which a point drawn lies on a road",
    "step": "m between points looked up",
}


def danger_section(found: Danger) -> Section:
    """The scale and its caution, the events used and left out, what was drawn, every weight."""
    rows = [(name, f"{value:g}", _UNITS[name]) for name, value in asdict(found.weights).items() if name != "kinds"]
    rows += [(f"kinds.{kind}", f"{value:g}", "weight of an event of this kind") for kind, value in found.weights.kinds]
    columns = (Column("Weight"), Column("Value", numeric=True), Column("Meaning"))
    table = Table(
        "Weights: assumptions, each of which a file may change",
        columns,
        tuple(tuple(Cell(text) for text in row) for row in rows),
    )
    remarks = (Listing(found.remarks),) if found.remarks else ()
    blocks = (Note(SCALE), Paragraph(_events(found)), *remarks, table)
    return Section("danger", f"Danger as of {found.as_of.isoformat()}", blocks)


def _events(found: Danger) -> str:
    if not found.source:
        return "No recorded events were given: exposure rests on what was drawn alone."
    told = found.told
    said = f"From {found.source}: {plural(told.placed, 'event')} known to the place"
    said += f", {plural(told.spread, 'event')} known to about 25 km and spread over them."
    if told.coarse:
        known = "is known less finely and weighs" if told.coarse == 1 else "are known less finely and weigh"
        said += f" {plural(told.coarse, 'event')} {known} on no road, though it may have been on one."
    if told.later or told.old:
        said += f" Left out: {told.later} after the day, {told.old} older than {found.weights.oldest:g} days."
    return said


def danger_json(found: Danger) -> dict[str, Any]:
    """The same for programs; figures of single roads are left out."""
    return {
        "as_of": found.as_of.isoformat(),
        "scale": SCALE,
        "events": {"source": found.source, **asdict(found.told)},
        "drawn": list(found.remarks),
        "closed_edges": int(found.closed.sum()),
        "weights": asdict(found.weights) | {"kinds": dict(found.weights.kinds)},
    }
