"""The answer for machines: the shape that `goodoffices settle --json` prints and the documentation describes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.settlement.result import Outcome, RatedText, Settlement, Solution

__all__ = ["settlement_json"]

DIGITS = 9
"""Decimals kept of utilities and gains in points."""


def settlement_json(settlement: Settlement) -> dict[str, Any]:
    """A settlement as plain dicts, lists, strings and numbers."""
    counts, frontier, source = settlement.packages, settlement.frontier, settlement.provenance
    return {
        "caution": source.caution,
        "parties": {
            party: {"decides": party in settlement.deciding} | _fallback(settlement, party)
            for party in settlement.parties
        },
        "ideal": _points(settlement.ideal),
        "packages": {
            "all": counts.all,
            "allowed": counts.allowed,
            "acceptable": counts.acceptable,
            "acceptable_bounds": list(counts.acceptable_bounds),
        },
        "frontier": {
            "size": frontier.size,
            "complete": frontier.complete,
            "points": [
                _outcome(point) | {"equal": equal} for point, equal in zip(frontier.points, frontier.equal, strict=True)
            ],
        },
        "solutions": None
        if settlement.solutions is None
        else {solution.rule: _solution(solution) for solution in settlement.solutions},
        "texts": {text.id: _text(text) for text in settlement.texts},
        "inputs": {
            "dossier": source.inputs[0][0].removeprefix("dossier "),
            "dossier_hash": source.inputs[0][1],
            "as_of": source.as_of,
            "version": source.version,
            "method": source.method,
            "parameters": dict(source.parameters),
        },
    }


def _fallback(settlement: Settlement, party: str) -> dict[str, float | None]:
    value = settlement.fallback.get(party)
    return {"fallback": None if value is None else round(value, DIGITS)}


def _points(values: Mapping[str, float]) -> dict[str, float]:
    return {party: round(value, DIGITS) for party, value in values.items()}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "package": dict(outcome.package),
        "utility": _points(outcome.utility),
        "gain": _points(outcome.gain),
    }


def _solution(solution: Solution) -> dict[str, Any]:
    return {**_outcome(solution.outcome), "ties": solution.ties}


def _text(text: RatedText) -> dict[str, Any]:
    return {
        "title": text.title,
        "package": dict(text.package),
        "utility": _points(text.outcome.utility) if text.outcome else None,
        "gain": _points(text.outcome.gain) if text.outcome else None,
        "open_issues": list(text.open_issues),
        "utility_range": {party: [round(end, DIGITS) for end in ends] for party, ends in text.utility_range.items()},
        "red_lines": [{"party": b.party, "issue": b.issue, "option": b.option} for b in text.red_lines],
        "linkages": list(text.linkages),
        "better_for_all": text.better_for_all,
    }
