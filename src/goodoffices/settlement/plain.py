"""Results as plain dicts, lists, strings and numbers: what the JSON of every answer has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.settlement.result import Breach, Certificate, Counts, Outcome, Solution, Solutions
from goodoffices.values import Chance, Provenance

__all__ = [
    "plain_breach",
    "plain_chance",
    "plain_counts",
    "plain_inputs",
    "plain_number",
    "plain_outcome",
    "plain_points",
    "plain_solution",
    "plain_solutions",
]

DIGITS = 9
"""Decimals kept of points, shares and gaps."""


def plain_number(value: float | None) -> float | None:
    """A number to `DIGITS` decimals; a whole number and None as they are."""
    return round(value, DIGITS) if isinstance(value, float) else value


def plain_points(values: Mapping[str, float]) -> dict[str, float]:
    """Points by party."""
    return {party: round(float(value), DIGITS) for party, value in values.items()}


def plain_chance(chance: Chance) -> dict[str, Any]:
    """A share of draws; it is null where nothing was drawn."""
    return {
        "share": plain_number(chance.share) if chance.draws else None,
        "low": plain_number(chance.low),
        "high": plain_number(chance.high),
        "hits": chance.hits,
        "draws": chance.draws,
    }


def plain_outcome(outcome: Outcome | None) -> dict[str, Any] | None:
    """A package with what it is worth; None for none."""
    if outcome is None:
        return None
    return {
        "package": dict(outcome.package),
        "utility": plain_points(outcome.utility),
        "gain": plain_points(outcome.gain),
    }


def plain_solution(solution: Solution) -> dict[str, Any]:
    """The package of a rule, with its ties and its certificate."""
    return {
        **(plain_outcome(solution.outcome) or {}),
        "ties": solution.ties,
        "certificate": _certificate(solution.certificate),
    }


def plain_solutions(solutions: Solutions | None) -> dict[str, Any] | None:
    """The packages of the four rules by rule; None for none."""
    return None if solutions is None else {one.rule: plain_solution(one) for one in solutions}


def plain_counts(counts: Counts) -> dict[str, Any]:
    """How many packages there are."""
    return {
        "all": counts.all,
        "allowed": counts.allowed,
        "acceptable": counts.acceptable,
        "acceptable_bounds": list(counts.acceptable_bounds),
        "sampled": plain_chance(counts.sampled) if counts.sampled else None,
    }


def plain_breach(breach: Breach) -> dict[str, str]:
    """A red line that is crossed."""
    return {"party": breach.party, "issue": breach.issue, "option": breach.option}


def plain_inputs(made: Provenance) -> dict[str, Any]:
    """Where an answer comes from, and whose judgements it rests on (None: the dossier does not say for all)."""
    return {
        "dossier": made.inputs[0][0].removeprefix("dossier "),
        "dossier_hash": made.inputs[0][1],
        "as_of": made.as_of,
        "by": made.by or None,
        "version": made.version,
        "method": made.method,
        "parameters": dict(made.parameters),
    }


def _certificate(certificate: Certificate | None) -> dict[str, Any] | None:
    if certificate is None:
        return None
    return {
        "value": plain_number(certificate.value),
        "bound": plain_number(certificate.bound),
        "gap": plain_number(certificate.gap),
    }
