"""A division for machines: the shape that `goodoffices divide --json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from goodoffices.settlement.division.result import Division, WholePackage
from goodoffices.settlement.plain import plain_breach, plain_inputs

__all__ = ["division_json"]

DIGITS = 9
"""Decimals kept of points; a share is given as an exact fraction too."""


def division_json(division: Division) -> dict[str, Any]:
    """A division as plain dicts, lists, strings and numbers."""
    return {
        "caution": division.provenance.caution,
        "parties": list(division.parties),
        "points": _numbers(division.points),
        "before": _numbers(division.before),
        "split": division.split.issue if division.split else None,
        "awards": [
            {
                "issue": award.issue,
                "wants": dict(award.wants),
                "points": _numbers(award.points),
                "won": award.won,
                "share": _numbers(award.share),
                "share_exact": {party: str(share) for party, share in award.share.items()},
                "moved": award.moved,
            }
            for award in division.awards
        ],
        "agreed": {one.issue: one.option for one in division.agreed},
        "equitable": division.equitable,
        "envy_free": division.envy_free,
        "efficient": division.efficient,
        "utility": {party: round(worth, DIGITS) for party, worth in division.utility.items()},
        "gain": {party: round(worth, DIGITS) for party, worth in division.gain.items()},
        "better_package": _whole(division.better),
        "better_package_known": division.compared,
        "red_lines": [plain_breach(breach) for breach in division.red_lines],
        "linkages": list(division.linkages),
        "warnings": list(division.warnings),
        "inputs": plain_inputs(division.provenance),
    }


def _whole(better: WholePackage | None) -> dict[str, Any] | None:
    if better is None:
        return None
    worth, more = (
        {party: round(points, DIGITS) for party, points in numbers.items()} for numbers in (better.utility, better.more)
    )
    return {"package": dict(better.package), "utility": worth, "more": more}


def _numbers(values: Mapping[str, Fraction]) -> dict[str, float]:
    return {name: round(float(value), DIGITS) for name, value in values.items()}
