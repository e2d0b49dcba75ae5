"""The settlement of a small dossier by listing every package and following the definitions word for word.

Shares no code with the room: utilities are fractions made from the dossier's own ratings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from goodoffices.dossier import Dossier, Preference

Package = dict[str, str]
Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Listing:
    """Every package with what the definitions say of it."""

    packages: list[Package]
    allowed: list[Package]
    acceptable: list[Package]
    frontier: list[Package]
    worth: dict[tuple[str, ...], Vector]
    gain: dict[tuple[str, ...], Vector]


def key(package: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(package.values())


def value(preference: Preference, option: str) -> Fraction:
    if preference.weight.high == 0:
        return Fraction(0)
    rating = next(r for r in preference.ratings if r.option == option)
    if rating.value is not None:
        return rating.value.best / 100
    top = max(r.level for r in preference.ratings)
    return Fraction(rating.level, top) if top else Fraction(0)


def utilities(dossier: Dossier, party: str) -> Callable[[Mapping[str, str]], Fraction]:
    """What any package is worth to a party."""
    lines = {issue.id: next(q for q in issue.preferences if q.party == party) for issue in dossier.issues}
    total = sum(q.weight.best for q in lines.values())
    points = {
        (issue.id, option.id): 100 * lines[issue.id].weight.best * value(lines[issue.id], option.id) / total
        for issue in dossier.issues
        for option in issue.options
    }

    def worth(package: Mapping[str, str]) -> Fraction:
        together = [
            interaction.worth.best
            for interaction in dossier.interactions
            if interaction.party == party and all(package[i] == o for i, o in interaction.when)
        ]
        return sum((points[issue, package[issue]] for issue in lines), Fraction(0)) + sum(together)

    return worth


def utility(dossier: Dossier, party: str, package: Mapping[str, str]) -> Fraction:
    return utilities(dossier, party)(package)


def list_all(dossier: Dossier) -> Listing:
    deciding = [p for p in dossier.parties if p.role.decides]
    names = {p.id for p in deciding}
    packages = [
        dict(zip([i.id for i in dossier.issues], options, strict=True))
        for options in product(*[[o.id for o in i.options] for i in dossier.issues])
    ]
    allowed = [
        x
        for x in packages
        if not any(q.party in names and x[i.id] in q.red_lines for i in dossier.issues for q in i.preferences)
        and not any(linkage.broken_by(x) for linkage in dossier.linkages)
    ]
    rated = [utilities(dossier, p.id) for p in deciding]
    worth = {key(x): tuple(rate(x) for rate in rated) for x in packages}
    gain = {k: tuple(u - p.fallback.best for u, p in zip(us, deciding, strict=True)) for k, us in worth.items()}
    acceptable = [x for x in allowed if all(g >= 0 for g in gain[key(x)])]
    frontier = [x for x in acceptable if not any(betters(worth[key(y)], worth[key(x)]) for y in allowed)]
    return Listing(packages, allowed, acceptable, frontier, worth, gain)


def betters(one: Vector, other: Vector) -> bool:
    """As good for every party and better for one."""
    return all(a >= b for a, b in zip(one, other, strict=True)) and one != other


def best(listing: Listing, rule: str) -> list[Package]:
    """The acceptable packages that a rule prefers to all others."""
    gains = [listing.gain[key(x)] for x in listing.acceptable]
    ideal = [max(column) for column in zip(*gains, strict=True)]
    gaining = max(sum(g > 0 for g in row) for row in gains)

    def score(row: Vector) -> object:
        if rule == "nash":
            count = sum(g > 0 for g in row)
            return (count == gaining, prod(g for g in row if g > 0) if count == gaining else 0)
        if rule == "kalai_smorodinsky":
            return sorted(g / i if i else Fraction(1) for g, i in zip(row, ideal, strict=True))
        return sorted(row) if rule == "egalitarian" else sum(row)

    scores = [score(row) for row in gains]
    top = max(scores)
    return [x for x, s in zip(listing.acceptable, scores, strict=True) if s == top]
