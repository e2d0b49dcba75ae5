"""What blocks, for machines: plain dicts, lists, strings and numbers."""

from __future__ import annotations

from typing import Any

from goodoffices.dossier import Dossier
from goodoffices.settlement.blockers.result import Blocker, Blockers, Distance, Opening
from goodoffices.settlement.result import Outcome

__all__ = ["blockers_json"]

DIGITS = 9
"""Decimals kept of utilities and gains in points."""


def blockers_json(dossier: Dossier, found: Blockers) -> dict[str, Any]:
    """What blocks as plain values; `dossier` gives the linkages their text. `{"zone_open": true}` and the inputs when
    something is acceptable."""
    source = found.provenance
    inputs = {
        "dossier": source.inputs[0][0].removeprefix("dossier "),
        "dossier_hash": source.inputs[0][1],
        "as_of": source.as_of,
        "version": source.version,
        "method": source.method,
        "parameters": dict(source.parameters),
    }
    if found.zone_open:
        return {"zone_open": True, "inputs": inputs}
    return {
        "zone_open": False,
        "caution": source.caution,
        "minimal_sets": [_opening(dossier, opening) for opening in found.openings],
        "complete": found.complete,
        "proved": found.proved,
        "stopped": found.stopped or None,
        "conflicts": [[_blocker(dossier, one) for one in conflict] for conflict in found.conflicts],
        "conflicts_complete": found.conflicts_complete,
        "distances": {one.party: _distance(one) for one in found.distances},
        "equal_lowering": {
            "points": _number(found.equal),
            "exact": found.equal_exact,
            **({} if found.equal_outcome is None else _outcome(found.equal_outcome)),
        },
        "inputs": inputs,
    }


def _opening(dossier: Dossier, opening: Opening) -> dict[str, Any]:
    return {
        "gives": [_blocker(dossier, one) for one in opening.gives],
        **_outcome(opening.outcome),
        "short": {party: _number(points) for party, points in opening.short.items()},
        "ties": opening.ties,
        "proved": opening.proved,
        "exact": opening.exact,
    }


def _blocker(dossier: Dossier, one: Blocker) -> dict[str, Any]:
    match one.kind:
        case "red line":
            return {"kind": one.kind, "party": one.party, "issue": one.issue, "option": one.option}
        case "linkage":
            return {"kind": one.kind, "position": one.linkage, "text": dossier.linkages[one.linkage].text}
        case _:
            return {"kind": one.kind, "party": one.party}


def _distance(one: Distance) -> dict[str, Any]:
    return {"most": _number(one.most), "gap": _number(one.gap), "exact": one.exact}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "package": dict(outcome.package),
        "utility": {party: _number(points) for party, points in outcome.utility.items()},
        "gain": {party: _number(points) for party, points in outcome.gain.items()},
    }


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
