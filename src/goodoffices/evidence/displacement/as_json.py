"""What the files say of a country, for programs: stocks and flows under names of their own."""

from __future__ import annotations

from typing import Any

from goodoffices.evidence.claims import Measure
from goodoffices.evidence.displacement.figures import Displacement, Point, Series
from goodoffices.evidence.displacement.kinds import Side
from goodoffices.evidence.displacement.rivals import rivals

__all__ = ["displacement_json"]


def displacement_json(found: Displacement) -> dict[str, Any]:
    """`stocks` (people on 31 December) and `flows` (people during the year), each by source and side, never in one."""
    made = found.provenance
    return {
        "country": found.country,
        "name": found.name,
        "provisional_years": list(found.provisional),
        "stocks": [_series(found, each) for each in found.some(Measure.STOCK, *Side)],
        "flows": [_series(found, each) for each in found.some(Measure.FLOW, *Side)],
        "displaced_within": [
            {
                "year": each.within.year,
                "date": f"{each.within.year}-12-31",
                "UNHCR": _people(each.within.unhcr),
                "IDMC": _people(each.within.idmc),
                "difference": each.within.difference,
                "verdict": each.verdict,
            }
            for each in rivals(found)
        ],
        "inputs": dict(made.inputs),
        "version": made.version,
        "parameters": dict(made.parameters),
        "method": made.method,
    }


def _people(point: Point | None) -> int | None:
    return point.people if point else None


def _series(found: Displacement, series: Series) -> dict[str, Any]:
    kind = series.kind
    when = "date" if kind.measure is Measure.STOCK else "year"
    return {
        "id": kind.id,
        "claimant": series.form.claimant,
        "file": kind.form,
        "column": kind.column,
        "measure": kind.measure.value,
        "what": kind.words.format(country=found.name),
        "points": [
            {
                when: point.period(kind.measure).text,
                "people": point.people,
                "rows": point.rows,
                "provisional": point.provisional,
            }
            for point in series.points
        ],
    }
