"""Three to five packages worth laying side by side, each for a stated reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.outcomes import clauses_from, gains_of
from goodoffices.settlement.result import Outcome, Settlement, Solution
from goodoffices.values import series

__all__ = [
    "FEWEST",
    "NAMESAKES",
    "NEAR_BEST",
    "RULES",
    "Candidate",
    "candidates",
    "clauses_apart",
    "nash_product",
    "worst_share",
]

Floats = NDArray[np.float64]
FEWEST = 3
"""Packages of the frontier are added until there are so many candidates."""

NEAR_BEST = 0.9
"""A package is added only when its worst share is at least this part of the best worst share."""

RULES = {
    "nash": ("Nash", "the product of the parties' gains is largest"),
    "kalai_smorodinsky": ("Kalai–Smorodinsky", "the smallest share of what each party could gain at most is largest"),
    "egalitarian": ("Egalitarian", "the smallest gain in points is largest"),
    "utilitarian": ("Utilitarian", "the sum of gains in points is largest"),
}
"""Each rule's name on the page and what singles its package out."""

NAMESAKES = ("nash", "kalai_smorodinsky")
"""The rules that bear the names of people."""


@dataclass(frozen=True)
class Candidate:
    """A package to lay on the table. `letter` names it in tables and pictures, `name` the rule or rules that chose
    it, `reason` says why it is here, `ties` counts the packages that its rule cannot tell from it, itself included
    (None: not counted)."""

    letter: str
    name: str
    outcome: Outcome
    reason: str
    ties: int | None = 1


def candidates(settlement: Settlement) -> tuple[Candidate, ...]:
    """The packages of the four rules, one candidate where rules agree; where they leave fewer than `FEWEST`, packages
    of the frontier that differ most from those already there. Empty when nothing is acceptable or nothing was listed.

    Added one by one: among frontier packages whose worst share (the smallest, over deciding parties, of gain divided by
    ideal gain) is at least `NEAR_BEST` of the best worst share, the one whose nearest candidate lies the most clauses
    away; then the larger worst share, then the larger product of gains, then the order of the frontier. Packages that
    differ in no clause are not added, so there may be fewer than `FEWEST`.
    """
    if settlement.solutions is None:
        return ()
    found = _by_rule(settlement)
    eligible = _near_best(settlement)
    while len(found) < FEWEST:
        outcomes = [outcome for _, outcome, _, _ in found]
        addition = _most_different(settlement, eligible, outcomes)
        if addition is None:
            break
        apart = min(clauses_apart(addition.package, other.package) for other in outcomes)
        reason = f"it differs from every other candidate in at least {apart} clauses and is nearly as even-handed"
        found.append(("Alternative", addition, reason if apart > 1 else reason.replace("clauses", "clause"), 1))
    return tuple(Candidate(chr(ord("A") + place), *parts) for place, parts in enumerate(found))


def clauses_apart(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    """In how many of the issues that `one` settles the two packages differ."""
    return sum(other.get(issue) != option for issue, option in one.items())


def worst_share(settlement: Settlement, outcome: Outcome) -> float:
    """The smallest share, over deciding parties, of the most a party could gain; 1 for one that cannot gain."""
    shares = []
    for party in settlement.deciding:
        most = settlement.ideal.get(party, 0.0) - settlement.fallback[party]
        shares.append(outcome.gain[party] / most if most > 0 else 1.0)
    return min(shares, default=1.0)


def nash_product(settlement: Settlement, outcome: Outcome) -> float:
    """The product of the deciding parties' gains; 0 when one gains nothing."""
    return prod(max(outcome.gain[party], 0.0) for party in settlement.deciding)


def _by_rule(settlement: Settlement) -> list[tuple[str, Outcome, str, int | None]]:
    groups: dict[tuple[tuple[str, str], ...], list[tuple[str, Solution]]] = {}
    for solution in settlement.solutions or ():
        package = tuple(sorted(solution.outcome.package.items()))
        groups.setdefault(package, []).append((solution.rule, solution))
    found = []
    for members in groups.values():
        name = series(RULES[rule][0] for rule, _ in members)
        reason = series(RULES[rule][1] for rule, _ in members)
        if len(members) == len(RULES):
            name, reason = "All four rules", "Nash, Kalai–Smorodinsky, egalitarian and utilitarian rule choose it alike"
        ties = [solution.ties for _, solution in members if solution.ties is not None]
        found.append((name, members[0][1].outcome, reason, max(ties, default=None)))
    return found


def _near_best(settlement: Settlement) -> NDArray[np.intp]:
    """Which packages of the frontier have a worst share of at least `NEAR_BEST` of the best one."""
    shares = _shares(settlement)
    return np.flatnonzero(shares >= NEAR_BEST * shares.max(initial=0.0) - 1e-9)


def _shares(settlement: Settlement) -> Floats:
    """The worst share of every package of the frontier."""
    gains = gains_of(settlement.frontier.points, settlement.deciding)
    most = np.array([settlement.ideal.get(p, 0.0) - settlement.fallback[p] for p in settlement.deciding])
    shares = np.ones_like(gains)
    np.divide(gains, most, out=shares, where=most > 0)
    return shares.min(axis=1, initial=np.inf) if len(most) else np.ones(len(gains))


def _most_different(settlement: Settlement, eligible: NDArray[np.intp], chosen: list[Outcome]) -> Outcome | None:
    points = settlement.frontier.points
    if not len(eligible):
        return None
    apart = np.min([clauses_from(points, one.package)[eligible] for one in chosen], axis=0)
    if not apart.max():
        return None
    far = eligible[apart == apart.max()]
    shares = _shares(settlement)[far]
    # A shortlist, because the exact comparison below looks at one package after the other.
    near = far[shares >= shares.max() - 2e-9]

    def standing(place: int) -> tuple[float, float, int]:
        # Rounded so that worth that is equal does not differ by the last bit of a float.
        share, product = worst_share(settlement, points[place]), nash_product(settlement, points[place])
        return round(share, 9), round(product, 6), -place

    return points[max((int(place) for place in near), key=standing)]
