"""How often nobody loses by a package, over draws of what the file leaves open: that nobody does at the middle of every
interval says little where the intervals are wide."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from goodoffices.dossier import Dossier
from goodoffices.errors import SettlementError
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.trades.result import Nearest, Package, Trades, TwoIssueTrade
from goodoffices.settlement.uncertain.acceptance import choices, gains
from goodoffices.settlement.uncertain.draw import NOISE, draw
from goodoffices.values import Chance, chance

__all__ = ["leaves_open", "no_loss", "with_chances"]

CHUNK = 500
"""Draws held in memory at once."""


def leaves_open(dossier: Dossier) -> bool:
    """Whether the file leaves anything open of what a package is worth to those who decide. Fallbacks are not asked
    about: they are the same on both sides of a trade."""
    deciding = {party.id for party in dossier.parties if party.role.decides}
    lines = [q for issue in dossier.issues for q in issue.preferences if q.party in deciding and not q.is_silent]
    worths = [interaction.worth for interaction in dossier.interactions if interaction.party in deciding]
    values = [rating.value for q in lines for rating in q.ratings if rating.level is None]
    return (
        any(sum(step > 0 for step in q.steps) > 1 or not q.weight.is_exact for q in lines)
        or any(value is None or not value.is_exact for value in values)
        or not all(worth.is_exact for worth in worths)
    )


def no_loss(
    dossier: Dossier,
    model: Model,
    start: Mapping[str, str],
    packages: Sequence[Mapping[str, str]],
    draws: int,
    seed: int,
) -> tuple[Chance, ...]:
    """For each whole package in words, in how many draws every deciding party has at least as much by it as by the
    start (after the stochastic acceptability of Lahdelma, Hokkanen & Salminen 1998). `model` is the dossier's central
    one. A loss smaller than what floats round off is none."""
    choice = choices(model, [start, *packages])
    hits = np.zeros(len(packages), dtype=np.int64)
    for first in range(0, draws, CHUNK):
        gain = gains(model, draw(dossier, model, min(CHUNK, draws - first), seed, first), choice)
        hits += np.all(gain[:, 1:] - gain[:, :1] >= -NOISE, axis=2).sum(axis=0)
    return tuple(chance(int(many), draws) for many in hits)


def with_chances(
    dossier: Dossier,
    model: Model,
    trades: Trades,
    draws: int,
    seed: int | None,
    advance: Callable[[str], None] = lambda _: None,
) -> Trades:
    """The same trades, each with the share of `draws` draws in which nobody who decides loses by it. `seed` is the
    file's where it is None, and 1 where the file has none. Where nothing is open there is nothing to draw.

    Raises SettlementError when the number of draws or the seed is below 0.
    """
    seed = (1 if dossier.seed is None else dossier.seed) if seed is None else seed
    if draws < 0 or seed < 0:
        what = f"{draws:,} draws" if draws < 0 else f"the seed is {seed}"
        raise SettlementError.of(what, remedy="Both are whole numbers from 0 up.")
    start = trades.start.outcome
    if not draws or start is None or not trades.is_open:
        return trades
    advance("How often nobody loses")
    listed = [one.outcome.package for one in _listed(trades)]
    found = iter(no_loss(dossier, model, start.package, listed, draws, seed))

    def told(nearest: Nearest | None) -> Nearest | None:
        if nearest is None:
            return None
        return dataclasses.replace(nearest, packages=tuple(map(package, nearest.packages)))

    def package(one: Package) -> Package:
        return dataclasses.replace(one, no_loss=next(found))

    # In the order of `_listed`.
    better, frontier = told(trades.better), told(trades.frontier)
    single = None if trades.single is None else tuple(map(package, trades.single))
    pairs = trades.pairs
    if pairs is not None:
        pairs = dataclasses.replace(
            pairs, trades=tuple(dataclasses.replace(one, no_loss=next(found)) for one in pairs.trades)
        )
    return dataclasses.replace(
        trades, better=better, frontier=frontier, single=single, pairs=pairs, draws=draws, seed=seed
    )


def _listed(trades: Trades) -> list[Package | TwoIssueTrade]:
    """Every package that nobody loses by at the middle of every interval."""
    return [
        *(trades.better.packages if trades.better else ()),
        *(trades.frontier.packages if trades.frontier else ()),
        *(trades.single or ()),
        *(trades.pairs.trades if trades.pairs else ()),
    ]
