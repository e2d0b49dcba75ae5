"""The answer for machines: the shape that `goodoffices settle --json` prints and the documentation describes."""

from __future__ import annotations

from typing import Any

from goodoffices.dossier import Dossier
from goodoffices.settlement.blockers import blockers_json
from goodoffices.settlement.plain import (
    plain_breach,
    plain_chance,
    plain_counts,
    plain_inputs,
    plain_number,
    plain_outcome,
    plain_points,
    plain_solutions,
)
from goodoffices.settlement.result import RatedText, Settlement
from goodoffices.settlement.studies import Study
from goodoffices.settlement.uncertain import uncertainty_json

__all__ = ["settlement_json", "study_json"]


def study_json(dossier: Dossier, study: Study) -> dict[str, Any]:
    """A study as plain dicts, lists, strings and numbers: the settlement's, and beside it what blocks and how far the
    answer holds (null where these do not apply)."""
    return settlement_json(study.settlement) | {
        "blockers": _blockers(dossier, study),
        "uncertainty": uncertainty_json(study.uncertainty) if study.uncertainty else None,
    }


def _blockers(dossier: Dossier, study: Study) -> dict[str, Any] | None:
    if study.blockers is None:
        return None
    found = blockers_json(dossier, study.blockers)
    if study.opened:
        for one, chance in zip(found["minimal_sets"], study.opened, strict=True):
            one["others_accept"] = plain_chance(chance) if chance else None
    return found


def settlement_json(settlement: Settlement) -> dict[str, Any]:
    """A settlement as plain dicts, lists, strings and numbers."""
    frontier, source = settlement.frontier, settlement.provenance
    equals = frontier.equal if frontier.complete else [None] * len(frontier.points)
    points = zip(frontier.points, equals, strict=True)
    return {
        "caution": source.caution,
        "parties": {
            party: {"decides": party in settlement.deciding, "fallback": plain_number(settlement.fallback.get(party))}
            for party in settlement.parties
        },
        "ideal": plain_points(settlement.ideal),
        "packages": plain_counts(settlement.packages),
        "frontier": {
            "size": frontier.size,
            "complete": frontier.complete,
            "epsilon": frontier.epsilon,
            "points": [{**(plain_outcome(point) or {}), "equal": equal} for point, equal in points],
        },
        "solutions": plain_solutions(settlement.solutions),
        "texts": {text.id: _text(text) for text in settlement.texts},
        "inputs": plain_inputs(source),
    }


def _text(text: RatedText) -> dict[str, Any]:
    return {
        "title": text.title,
        "package": dict(text.package),
        "utility": plain_points(text.outcome.utility) if text.outcome else None,
        "gain": plain_points(text.outcome.gain) if text.outcome else None,
        "open_issues": list(text.open_issues),
        "utility_range": {party: [plain_number(end) for end in ends] for party, ends in text.utility_range.items()},
        "red_lines": [plain_breach(breach) for breach in text.red_lines],
        "linkages": list(text.linkages),
        "better_for_all": text.better_for_all,
    }
