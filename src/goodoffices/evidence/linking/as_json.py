"""What linking found, for programs. No name, no line of a list, no pair and no pattern
of a single person is in it."""

from __future__ import annotations

from typing import Any

from goodoffices.evidence.estimates import Figure
from goodoffices.evidence.linking.linkage import Linkage

__all__ = ["linkage_json"]


def linkage_json(found: Linkage) -> dict[str, Any]:
    """Counts, the table's totals, and the estimates without and with the error of linking."""
    pairs, carried, made = found.pairs, found.carried, found.provenance
    return {
        "lists": [{"name": each.name, "records": each.records, "repeated": each.repeated} for each in found.lists],
        "pairs": {
            "possible": pairs.possible,
            "looked_at": pairs.looked_at,
            "expected": round(pairs.expected, 2),
            "likely": found.links,
            "uncertain": found.uncertain,
            "decided": found.decided,
            "dropped": round(pairs.dropped, 2),
        },
        "people": found.likely.seen,
        "figure": _figure(found.figure),
        "with_linking": None
        if carried is None
        else {
            "figure": _figure(carried.figure),
            "by_linking_alone": None if carried.linking is None else [round(end, 2) for end in carried.linking],
            "people": list(carried.people),
            "draws": carried.draws,
            "without_estimate": carried.without,
        },
        "inputs": dict(made.inputs),
        "version": made.version,
        "seed": made.seed,
        "parameters": dict(made.parameters),
        "method": made.method,
    }


def _figure(figure: Figure | None) -> dict[str, float | None] | None:
    if figure is None:
        return None
    high = None if figure.high is None else round(figure.high, 2)
    return {"best": round(figure.best, 2), "low": round(figure.low, 2), "high": high}
