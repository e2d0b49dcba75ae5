"""`goodoffices settle --stability MODEL --payable`: the settlement and the stability room, joined here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.values import Section

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier
    from goodoffices.settlement import Outcome, Study

__all__ = ["PayablePart", "payable_part"]

_MOST = 200
"""Packages of the frontier that are looked at, those first in which the party that gains least gains most."""


@dataclass(frozen=True)
class PayablePart:
    """What is shown, and what programs read."""

    section: Section
    json: dict[str, Any]


def payable_part(dossier: Dossier, study: Study, model_file: str, say: Callable[[str], None]) -> PayablePart:
    """The packages of the frontier and the fair ones that would hold, alone or with what guarantors can pay."""
    from goodoffices.stability.peace import payable_json, payable_packages, payable_section, read_peace

    say("Reading the stability model")
    model, beside = read_peace(model_file)
    points = sorted(
        study.settlement.frontier.points, key=lambda point: -min(point.gain[p] for p in study.settlement.deciding)
    )
    fair = [solution.outcome for solution in study.settlement.solutions or ()]
    chosen: dict[tuple[str, ...], Outcome] = {}
    for outcome in (*fair, *points):
        if len(chosen) < _MOST + len(fair):
            chosen.setdefault(tuple(outcome.package.values()), outcome)
    known = {tuple(point.package.values()) for point in points}
    left = len(known - set(chosen))
    worths = [outcome.utility for outcome in chosen.values()]
    found = payable_packages(
        model, beside, worths, advance=lambda n, many: say(f"Would it hold: package {n + 1:,} of {many:,}")
    )
    labels = {(issue.id, option.id): option.label or option.id for issue in dossier.issues for option in issue.options}
    names = ["; ".join(labels[pair] for pair in outcome.package.items()) for outcome in chosen.values()]
    packages = [dict(outcome.package) for outcome in chosen.values()]
    return PayablePart(payable_section(names, found, left), payable_json(packages, found, left))
