"""The central model of a dossier in scaled integers, so that equal worth is equal and nothing is lost to rounding.

Utility of a package for party p = 100 × Σ weight × value / Σ weight + interactions, in points. Each party has its own
`scale`: the whole number of units in a point, fine enough for its fallback too. Comparing two packages for one party,
or a package with its fallback, is then a comparison of integers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from goodoffices.dossier import Clause, Dossier, Issue, Linkage, Party, central_values, central_weight

__all__ = ["Bonus", "Model", "Rule", "central_model"]

Ints = NDArray[np.int64]

EXACT_LIMIT = 2**50
"""Largest sum of units kept: such whole numbers are exact in 64-bit floats too, with room for sums."""

ROUNDED_SCALE = 10**9
"""Units in a point when a party's numbers have no common denominator small enough: a billionth of a point."""


@dataclass(frozen=True)
class Rule:
    """A linkage over issue positions: when each of `when` holds, each of `then` must. A clause is an issue's position
    and a mask over its options. Its state says what the issues settled so far have decided."""

    text: str
    when: tuple[tuple[int, tuple[bool, ...]], ...]
    then: tuple[tuple[int, tuple[bool, ...]], ...]

    CLEARED: ClassVar[int] = 0
    KEPT: ClassVar[int] = 1
    BROKEN: ClassVar[int] = 2
    """A condition fails, so it cannot bind; all conditions hold so far, and so does what must; and it does not."""

    @property
    def issues(self) -> frozenset[int]:
        """The positions of the issues it ties."""
        return frozenset(issue for issue, _ in (*self.when, *self.then))

    def after(self, state: int, issue: int, option: int) -> int:
        """Its state once `issue` is settled by `option`; it starts as KEPT and binds if it ends as BROKEN."""
        if state == self.CLEARED or any(i == issue and not mask[option] for i, mask in self.when):
            return self.CLEARED
        fails = any(i == issue and not mask[option] for i, mask in self.then)
        return self.BROKEN if fails or state == self.BROKEN else self.KEPT


@dataclass(frozen=True)
class Bonus:
    """An interaction: `units` for party position `party` when each issue of `when` takes the option named."""

    party: int
    when: tuple[tuple[int, int], ...]
    units: int

    DEAD: ClassVar[int] = 0
    ALIVE: ClassVar[int] = 1
    """One of its options was not taken; all were so far."""

    @property
    def issues(self) -> frozenset[int]:
        """The positions of the issues it ties."""
        return frozenset(issue for issue, _ in self.when)

    def after(self, state: int, issue: int, option: int) -> int:
        """Its state once `issue` is settled by `option`; it starts as ALIVE and counts if it ends so."""
        return state if all(o == option for i, o in self.when if i == issue) else self.DEAD

    def holds(self, choice: Mapping[int, int]) -> bool:
        """Whether all its options stand together."""
        return all(choice[issue] == option for issue, option in self.when)


@dataclass(frozen=True)
class Model:
    """Parties, issues and options by position, in the order of the dossier.

    `units[i]` has shape (options of issue i, parties): what an option adds to each party's worth, in the party's
    units. `scale[p]` is units in a point. `fallback[p]` is in points (None: an observer who gave none); `need[p]` is
    the least whole number of units that reaches it. `open_options[i]` marks the options that no deciding party's red
    line forbids. `slack[p]` is 0; where a party's numbers had to be rounded to `ROUNDED_SCALE` it is
    what rounding may cost at most, in units, and is taken off its need, so that a fallback met exactly is met.
    """

    parties: tuple[str, ...]
    deciding: tuple[int, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    units: tuple[Ints, ...]
    scale: tuple[int, ...]
    fallback: tuple[Fraction | None, ...]
    open_options: tuple[tuple[bool, ...], ...]
    rules: tuple[Rule, ...]
    bonuses: tuple[Bonus, ...]
    slack: tuple[int, ...]

    @property
    def exact(self) -> bool:
        """Whether no party's numbers were rounded."""
        return not any(self.slack)

    @cached_property
    def need(self) -> tuple[int, ...]:
        """Units that reach the fallback; none are needed for an observer who gave no fallback."""
        return tuple(
            math.ceil(fallback * scale) - slack if fallback is not None else 0
            for fallback, scale, slack in zip(self.fallback, self.scale, self.slack, strict=True)
        )

    def worth(self, choice: Mapping[int, int]) -> Ints:
        """Units for every party, shape (parties,), of a package given by an option position for every issue."""
        total = np.zeros(len(self.parties), dtype=np.int64)
        for issue, units in enumerate(self.units):
            total += units[choice[issue]]
        for bonus in self.bonuses:
            if bonus.holds(choice):
                total[bonus.party] += bonus.units
        return total

    def package(self, choice: Iterable[int]) -> dict[str, str]:
        """The package in words, from an option position for every issue in order."""
        return {
            issue: self.options[i][option] for i, (issue, option) in enumerate(zip(self.issues, choice, strict=True))
        }

    def choice(self, package: Mapping[str, str]) -> dict[int, int]:
        """Option positions by issue position, from a whole or partial package in words."""
        position = {issue: i for i, issue in enumerate(self.issues)}
        return {position[issue]: self.options[position[issue]].index(option) for issue, option in package.items()}


def central_model(dossier: Dossier) -> Model:
    """The central model of a dossier (middle of every interval).

    Raises nothing on a dossier that the reader has accepted.
    """
    position = {issue.id: i for i, issue in enumerate(dossier.issues)}
    options = tuple(tuple(option.id for option in issue.options) for issue in dossier.issues)
    parties = tuple(_party_units(dossier, party) for party in dossier.parties)
    units = tuple(
        np.array([[parties[p][0][i][o] for p in range(len(parties))] for o in range(len(opts))], dtype=np.int64)
        for i, opts in enumerate(options)
    )
    bonuses = []
    for p, party in enumerate(dossier.parties):
        mine = [interaction for interaction in dossier.interactions if interaction.party == party.id]
        for interaction, worth in zip(mine, parties[p][1], strict=True):
            when = tuple((position[i], options[position[i]].index(o)) for i, o in interaction.when)
            bonuses.append(Bonus(p, when, worth))
    deciding = tuple(p for p, party in enumerate(dossier.parties) if party.role.decides)
    return Model(
        parties=tuple(party.id for party in dossier.parties),
        deciding=deciding,
        issues=tuple(position),
        options=options,
        units=units,
        scale=tuple(scale for _, _, scale, _ in parties),
        fallback=tuple(party.fallback.best if party.fallback else None for party in dossier.parties),
        open_options=tuple(_open_options(issue, {dossier.parties[p].id for p in deciding}) for issue in dossier.issues),
        rules=tuple(_rule(linkage, position, options) for linkage in dossier.linkages),
        bonuses=tuple(bonuses),
        slack=tuple(0 if exact else len(options) + len(bonuses) + 1 for *_, exact in parties),
    )


def _party_units(dossier: Dossier, party: Party) -> tuple[list[list[int]], list[int], int, bool]:
    """One party's units by issue and option, the units of its interactions, its scale, and whether they are exact."""
    preferences = [next(q for q in issue.preferences if q.party == party.id) for issue in dossier.issues]
    total = sum((central_weight(q) for q in preferences), Fraction(0))
    points = []
    for issue, q in zip(dossier.issues, preferences, strict=True):
        full, values = 100 * central_weight(q) / total, central_values(q)
        points.append([full * values.get(option.id, 0) for option in issue.options])
    extra = [interaction.worth.best for interaction in dossier.interactions if interaction.party == party.id]
    fallback = [party.fallback.best] if party.fallback else []
    scale = math.lcm(*(value.denominator for row in (*points, extra, fallback) for value in row))
    reach = sum(max(map(abs, row), default=Fraction(0)) for row in (*points, [sum(map(abs, extra), Fraction(0))]))
    exact = scale * max(reach, Fraction(100)) <= EXACT_LIMIT
    scale = scale if exact else ROUNDED_SCALE
    units = [[_in_units(v, scale) for v in row] for row in points]
    return units, [_in_units(v, scale) for v in extra], scale, exact


def _in_units(value: Fraction, scale: int) -> int:
    """Points in whole units; where the scale does not hold them, the nearest."""
    whole, rest = divmod(scale, value.denominator)
    return value.numerator * whole if not rest else round(value * scale)


def _open_options(issue: Issue, deciding: set[str]) -> tuple[bool, ...]:
    closed = {option for q in issue.preferences if q.party in deciding for option in q.red_lines}
    return tuple(option.id not in closed for option in issue.options)


def _rule(linkage: Linkage, position: Mapping[str, int], options: tuple[tuple[str, ...], ...]) -> Rule:
    def masks(clauses: Iterable[Clause]) -> tuple[tuple[int, tuple[bool, ...]], ...]:
        return tuple(
            (position[c.issue], tuple(c.holds(option) for option in options[position[c.issue]])) for c in clauses
        )

    return Rule(linkage.text, masks(linkage.when), masks(linkage.then))
