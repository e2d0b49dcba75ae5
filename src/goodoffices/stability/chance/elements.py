"""What is not known of a maker's preferences, drawn: one element each, with a name and its value in every draw.

Unknown statements are wanted or unwanted with the same chance, and states joined by `?` stand either way round with the same
chance. Where a maker's judge has stated a doubt d, each two neighbouring statements (or steps of an order) change places
with chance d, from the most important down. A worth with an interval is drawn evenly from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Conflict, Preference, written
from goodoffices.stability.price import Worth, Worths

__all__ = ["Drawn", "Element", "drawn_worths"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Element:
    """One thing that is not known. `yes` (draws,): whether it is as `as_told`; of an interval, whether it is above its
    middle. `as_told` and `otherwise` say the two in words."""

    maker: str
    as_told: str
    otherwise: str
    yes: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Drawn:
    """The worths of one maker in every draw (draws, states), and what was drawn; rows are equal where nothing is open."""

    worth: Floats
    elements: tuple[Element, ...]


def drawn_worths(
    case: Conflict, worths: Worths, stated: tuple[Worth, ...], doubts: Mapping[str, float], draws: int, seed: int
) -> list[Drawn]:
    """For each maker its worths in every draw. Each maker has a stream of chance of its own, so that a change of one
    leaves the draws of the others as they are."""
    given = {worth.maker: worth for worth in stated}
    found = []
    for maker, name in enumerate(case.graph.makers):
        rng = np.random.default_rng([seed, maker])
        preference, doubt = case.model.preference(name), doubts.get(name, 0.0)
        if name in given:
            found.append(_by_worths(case, given[name], draws, rng))
        elif preference.statements:
            found.append(_by_statements(case, preference, doubt, draws, rng))
        elif preference.order:
            found.append(_by_order(case, preference, doubt, draws, rng))
        else:
            found.append(Drawn(np.broadcast_to(worths.value[maker], (draws, case.graph.states)), ()))
    return found


def _by_worths(case: Conflict, worth: Worth, draws: int, rng: np.random.Generator) -> Drawn:
    total, elements = np.zeros((draws, case.graph.states)), []
    for rule in worth.rules:
        low, high = float(rule.worth.low), float(rule.worth.high)
        value = low + (high - low) * rng.random(draws)
        total += value[:, None] * case.space.holds(rule.formula)[None, :]
        if low < high:
            what, middle = written(rule.formula), (low + high) / 2
            told = f"`{what}` is worth more than {middle:g} to it", f"`{what}` is worth at most {middle:g} to it"
            elements.append(Element(worth.maker, *told, value > middle))
    return Drawn(total, tuple(elements))


def _by_statements(
    case: Conflict, preference: Preference, doubt: float, draws: int, rng: np.random.Generator
) -> Drawn:
    statements = preference.statements
    truth = np.array([case.space.holds(each.formula) for each in statements])
    elements = []
    wanted = np.ones((draws, len(statements)), dtype=np.bool_)
    for n, each in enumerate(statements):
        even = rng.random(draws) < 0.5  # noqa: PLR2004 - either way
        if each.unknown:
            wanted[:, n] = even
            what = each.text or f"`{written(each.formula)}`"
            elements.append(Element(preference.maker, f"it wants {what}", f"it wants the opposite of {what}", even))
    order, swaps = _places(len(statements), doubt, draws, rng)
    for n, swapped in enumerate(swaps):
        first, second = (f"`{written(statements[k].formula)}`" for k in (n, n + 1))
        told = f"{first} matters more to it than {second}", f"{second} matters more to it than {first}"
        elements.append(Element(preference.maker, *told, ~swapped))
    weight = np.zeros((draws, len(statements)))
    np.put_along_axis(weight, order, 2.0 ** np.arange(len(statements))[::-1][None, :], axis=1)
    # Of what is unwanted the states without it have the weight.
    signed = np.where(wanted, weight, -weight)
    return Drawn(signed @ truth.astype(np.float64), tuple(elements))


def _by_order(case: Conflict, preference: Preference, doubt: float, draws: int, rng: np.random.Generator) -> Drawn:
    ranks = preference.order
    order, swaps = _places(len(ranks), doubt, draws, rng, open_at=[rank.then == "?" for rank in ranks[:-1]])
    height = np.zeros((draws, len(ranks)))
    np.put_along_axis(height, order, np.arange(len(ranks), 0, -1, dtype=np.float64)[None, :].repeat(draws, 0), axis=1)
    worth = np.zeros((draws, case.graph.states))
    for n, rank in enumerate(ranks):
        for pattern in rank.states:
            worth[:, case.space.find(pattern)] = height[:, n]
    elements = []
    for n, swapped in enumerate(swaps):
        first, second = (", ".join(ranks[k].states) for k in (n, n + 1))
        told = f"it likes {first} better than {second}", f"it likes {second} better than {first}"
        elements.append(Element(preference.maker, *told, ~swapped))
    return Drawn(worth, tuple(elements))


def _places(
    many: int, doubt: float, draws: int, rng: np.random.Generator, open_at: list[bool] | None = None
) -> tuple[NDArray[np.int64], list[NDArray[np.bool_]]]:
    """Which item stands at each place in every draw (draws, many), and for each two neighbours whether they changed
    places; no list where nothing can."""
    order = np.arange(many)[None, :].repeat(draws, 0)
    swaps = []
    for n in range(many - 1):
        share = 0.5 if open_at and open_at[n] else doubt
        swapped = rng.random(draws) < share
        order[swapped, n], order[swapped, n + 1] = order[swapped, n + 1], order[swapped, n]
        swaps.append(swapped)
    return order, swaps if doubt or (open_at and any(open_at)) else []
