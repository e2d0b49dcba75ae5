"""What draws of what the file leaves open say of trades: in how many nobody loses by a package, and in how many all
accept one that takes the place of a text they cannot. That either holds at the middle of every interval says little
where the intervals are wide."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from goodoffices.dossier import Dossier
from goodoffices.errors import SettlementError
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.trades.result import Nearest, Package, Trades, TwoIssueTrade
from goodoffices.settlement.uncertain.draw import NOISE
from goodoffices.settlement.uncertain.over_draws import Bools, Floats, all_but_accept, over_draws, seed_of
from goodoffices.values import Chance

__all__ = ["leaves_open", "no_loss", "with_chances"]


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

    def holds(gain: Floats) -> Bools:
        found: Bools = np.all(gain[:, 1:] - gain[:, :1] >= -NOISE, axis=2)
        return found

    return over_draws(dossier, model, [start, *packages], holds, draws, seed)


def with_chances(
    dossier: Dossier,
    model: Model,
    trades: Trades,
    draws: int,
    seed: int | None,
    advance: Callable[[str], None] = lambda _: None,
) -> Trades:
    """The same trades, each with the share of `draws` draws in which nobody who decides loses by it, and the nearest
    acceptable packages with the share in which all accept them. `seed` is the file's where it is None, and 1 where the
    file has none. Where nothing is open there is nothing to draw.

    Raises SettlementError when the number of draws or the seed is below 0.
    """
    seed = seed_of(dossier, seed)
    if draws < 0:
        raise SettlementError.of(f"{draws:,} draws", remedy="Draws are a whole number from 0 up.")
    if not draws:
        return trades
    trades = _accepted(dossier, model, trades, draws, seed, advance)
    if trades.start.outcome is None or not trades.is_open:
        return trades
    advance("How often nobody loses")
    listed = [one.outcome.package for one in _listed(trades)]
    found = iter(no_loss(dossier, model, trades.start.outcome.package, listed, draws, seed))

    def package(one: Package) -> Package:
        return dataclasses.replace(one, no_loss=next(found))

    # In the order of `_listed`.
    better, frontier = _each(trades.better, package), _each(trades.frontier, package)
    single = None if trades.single is None else tuple(map(package, trades.single))
    pairs = trades.pairs
    if pairs is not None:
        pairs = dataclasses.replace(
            pairs, trades=tuple(dataclasses.replace(one, no_loss=next(found)) for one in pairs.trades)
        )
    return dataclasses.replace(
        trades, better=better, frontier=frontier, single=single, pairs=pairs, draws=draws, seed=seed
    )


def _accepted(
    dossier: Dossier, model: Model, trades: Trades, draws: int, seed: int, advance: Callable[[str], None]
) -> Trades:
    """The nearest acceptable packages with the share of draws in which every deciding party accepts them."""
    deciding = [party for party in dossier.parties if party.role.decides]
    is_open = trades.is_open or any(party.fallback and not party.fallback.is_exact for party in deciding)
    if not trades.repairs or not trades.repairs.packages or not is_open:
        return trades
    advance("How often all accept")
    packages = [one.outcome.package for one in trades.repairs.packages]
    everybody = all_but_accept([frozenset[int]()] * len(packages))
    found = iter(over_draws(dossier, model, packages, everybody, draws, seed))
    repairs = _each(trades.repairs, lambda one: dataclasses.replace(one, all_accept=next(found)))
    return dataclasses.replace(trades, repairs=repairs, draws=draws, seed=seed)


def _each(nearest: Nearest | None, told: Callable[[Package], Package]) -> Nearest | None:
    return None if nearest is None else dataclasses.replace(nearest, packages=tuple(map(told, nearest.packages)))


def _listed(trades: Trades) -> list[Package | TwoIssueTrade]:
    """Every package that nobody loses by at the middle of every interval."""
    return [
        *(trades.better.packages if trades.better else ()),
        *(trades.frontier.packages if trades.frontier else ()),
        *(trades.single or ()),
        *(trades.pairs.trades if trades.pairs else ()),
    ]
