"""What is not known of a maker's preferences, drawn: one element each, with a name and its value in every draw.

An unknown statement is wanted, its contrary is, or neither matters, each with the same chance; states joined by `?`
stand in any order with the same chance. Where a maker's judge has stated a doubt d, each two neighbouring statements
(or steps of an order) change places with chance d, from the most important down. A worth with an interval is drawn
evenly from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.model import Conflict, Preference, written
from goodoffices.stability.price import Valued, Worth

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
    """The worths of one maker in every draw (draws, states), and what was drawn; rows are equal where nothing is
    open."""

    worth: Floats
    elements: tuple[Element, ...]


def drawn_worths(of: Valued, doubts: Mapping[str, float], draws: int, seed: int) -> list[Drawn]:
    """For each maker its worths in every draw. Each maker has a stream of chance of its own, so that a change of one
    leaves the draws of the others as they are."""
    case, worths = of.case, of.worths
    given = {worth.maker: worth for worth in of.stated}
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
            told = f"{middle:g}".replace("-", "\N{MINUS SIGN}")
            words = f"“{what}” is worth more than {told} to it", f"“{what}” is worth at most {told} to it"
            elements.append(Element(worth.maker, *words, value > middle))
    return Drawn(total, tuple(elements))


def _by_statements(case: Conflict, preference: Preference, doubt: float, draws: int, rng: np.random.Generator) -> Drawn:
    statements = preference.statements
    truth = np.array([case.space.holds(each.formula) for each in statements])
    elements = []
    wanted = np.ones((draws, len(statements)))
    for n, each in enumerate(statements):
        way = rng.integers(-1, 2, size=draws)
        if each.unknown:
            wanted[:, n] = way
            what = f"“{written(each.formula)}”"
            told = f"it wants {what}", f"it wants the contrary of {what}, or does not care"
            elements.append(Element(preference.maker, *told, way > 0))
    order, swaps = _places(len(statements), doubt, draws, rng)
    weight = np.zeros((draws, len(statements)))
    np.put_along_axis(weight, order, 2.0 ** np.arange(len(statements))[::-1][None, :], axis=1)
    for n in range(len(statements) - 1 if swaps else 0):
        first, second = (f"“{written(statements[k].formula)}”" for k in (n, n + 1))
        told = f"{first} matters more to it than {second}", f"{second} matters more to it than {first}"
        elements.append(Element(preference.maker, *told, weight[:, n] > weight[:, n + 1]))
    return Drawn((weight * wanted) @ truth.astype(np.float64), tuple(elements))


def _by_order(case: Conflict, preference: Preference, doubt: float, draws: int, rng: np.random.Generator) -> Drawn:
    ranks = preference.order
    group = np.cumsum([0, *(rank.then != "?" for rank in ranks[:-1])])
    # Inside a group any order is as likely; doubt moves neighbours that are told apart.
    height = np.tile(-group.astype(np.float64), (draws, 1)) + 0.9 * rng.random((draws, len(ranks))) * _joined(group)
    moved, swaps = _places(len(ranks), doubt, draws, rng)
    height = np.take_along_axis(height, np.argsort(moved, axis=1), axis=1) if swaps else height
    worth = np.zeros((draws, case.graph.states))
    elements = []
    for n, rank in enumerate(ranks):
        for pattern in rank.states:
            worth[:, case.space.find(pattern)] = height[:, n]
        if n + 1 < len(ranks) and (doubt or rank.then == "?"):
            first, second = (", ".join(ranks[k].states) for k in (n, n + 1))
            told = f"it likes {first} better than {second}", f"it likes {second} better than {first}"
            elements.append(Element(preference.maker, *told, height[:, n] > height[:, n + 1]))
    return Drawn(worth, tuple(elements))


def _joined(group: NDArray[np.int64]) -> NDArray[np.float64]:
    """1 for ranks that are joined to another one by `?`, 0 for the others."""
    return (np.bincount(group)[group] > 1).astype(np.float64)


def _places(
    many: int, doubt: float, draws: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], list[NDArray[np.bool_]]]:
    """Which item stands at each place in every draw (draws, many), and for each two neighbouring places whether what
    stood there changed them; no list without doubt."""
    order = np.arange(many)[None, :].repeat(draws, 0)
    swaps = []
    for n in range(many - 1):
        swapped = rng.random(draws) < doubt
        order[swapped, n], order[swapped, n + 1] = order[swapped, n + 1], order[swapped, n]
        swaps.append(swapped)
    return order, swaps if doubt else []
