"""A dossier as plain arrays, from which every peer is fed the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from paretoset import paretoset

from goodoffices.dossier import Clause, Dossier, central_value, central_weight

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Masks = tuple[tuple[int, Flags], ...]

DECIMALS = 9
"""Decimals of a point that count when floats are compared: equal worth added in another order differs behind them."""


@dataclass(frozen=True)
class Plain:
    """`worth[i]` (options of issue i, parties) is what an option adds to a deciding party's worth, in points;
    `fallback` (parties,). `open_options[i]` marks the options behind no red line. A rule is broken where all masks of
    `when` hold and one of `then` does not; a mask is an issue's position and its options."""

    worth: tuple[Floats, ...]
    fallback: Floats
    open_options: tuple[Flags, ...]
    rules: tuple[tuple[Masks, Masks], ...]

    @property
    def additive(self) -> bool:
        """Whether every package is allowed."""
        return not self.rules and all(mask.all() for mask in self.open_options)


def plain(dossier: Dossier) -> Plain:
    """The central model of a dossier without interactions, as float arrays."""
    assert not dossier.interactions
    parties = [party for party in dossier.parties if party.role.decides]
    lines = {p.id: [next(q for q in issue.preferences if q.party == p.id) for issue in dossier.issues] for p in parties}
    total = {p.id: sum(central_weight(line) for line in lines[p.id]) for p in parties}
    worth, open_options = [], []
    for i, issue in enumerate(dossier.issues):
        rows = [
            [
                float(100 * central_weight(lines[p.id][i]) * central_value(lines[p.id][i], option.id) / total[p.id])
                for p in parties
            ]
            for option in issue.options
        ]
        red = {option for p in parties for option in lines[p.id][i].red_lines}
        worth.append(np.array(rows))
        open_options.append(np.array([option.id not in red for option in issue.options]))
    return Plain(
        worth=tuple(worth),
        fallback=np.array([float(p.fallback.best) for p in parties if p.fallback]),
        open_options=tuple(open_options),
        rules=tuple((_masks(dossier, one.when), _masks(dossier, one.then)) for one in dossier.linkages),
    )


def distinct(points: Floats) -> Floats:
    """The distinct non-dominated rows at `DECIMALS` decimals, sorted: what every program's answer is brought to before
    it is compared, because unrounded ties in floats add rows that another one betters."""
    rows = np.unique(np.round(points, DECIMALS), axis=0)
    return rows if len(rows) < 2 else rows[paretoset(rows, sense=["max"] * rows.shape[1])]


def _masks(dossier: Dossier, clauses: tuple[Clause, ...]) -> Masks:
    place = {issue.id: i for i, issue in enumerate(dossier.issues)}
    return tuple(
        (place[c.issue], np.array([c.holds(option.id) for option in dossier.issues[place[c.issue]].options]))
        for c in clauses
    )
