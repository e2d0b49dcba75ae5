"""What linking found, for programs. No name, no line of a list, no pair and no pattern
of a single person is in it."""

from __future__ import annotations

from typing import Any

from goodoffices.evidence.estimates import Figure
from goodoffices.evidence.linking.carry import Carried
from goodoffices.evidence.linking.linkage import Linkage

__all__ = ["linkage_json"]


def linkage_json(found: Linkage) -> dict[str, Any]:
    """Counts, the table's totals, and each method's estimates without and with the error of linking."""
    pairs, made = found.pairs, found.provenance
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
        "people_over_draws": None if found.people is None else list(found.people),
        "estimates": [_carried(each) for each in found.estimates],
        "inputs": dict(made.inputs),
        "version": made.version,
        "seed": made.seed,
        "parameters": dict(made.parameters),
        "method": made.method,
    }


def _carried(each: Carried) -> dict[str, Any]:
    return {
        "method": each.method,
        "as_if_certain": _figure(each.alone),
        "with_linking": _figure(each.figure),
        "by_linking_alone": None if each.linking is None else [round(end, 2) for end in each.linking],
        "draws": each.draws,
        "without_estimate": each.without,
    }


def _figure(figure: Figure | None) -> dict[str, float | None] | None:
    if figure is None:
        return None
    high = None if figure.high is None else round(figure.high, 2)
    return {"best": round(figure.best, 2), "low": round(figure.low, 2), "high": high}
