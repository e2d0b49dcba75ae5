"""What blocks, for machines: plain dicts, lists, strings and numbers."""

from __future__ import annotations

from typing import Any

from goodoffices.dossier import Dossier
from goodoffices.settlement.blockers.result import Blocker, Blockers, Distance, Opening
from goodoffices.settlement.plain import plain_inputs, plain_number, plain_outcome, plain_points

__all__ = ["blockers_json"]


def blockers_json(dossier: Dossier, found: Blockers) -> dict[str, Any]:
    """What blocks as plain values; `dossier` gives the linkages their text. `{"zone_open": true}` and the inputs when
    something is acceptable."""
    source = found.provenance
    inputs = plain_inputs(source)
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
            "points": plain_number(found.equal),
            "exact": found.equal_exact,
            **(plain_outcome(found.equal_outcome) or {}),
        },
        "inputs": inputs,
    }


def _opening(dossier: Dossier, opening: Opening) -> dict[str, Any]:
    return {
        "gives": [_blocker(dossier, one) for one in opening.gives],
        **(plain_outcome(opening.outcome) or {}),
        "short": plain_points(opening.short),
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
    return {"most": plain_number(one.most), "gap": plain_number(one.gap), "exact": one.exact}
