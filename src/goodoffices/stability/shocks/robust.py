"""Which equilibria survive which shock: the model changed, solved anew, and set beside what it was.

A state after a shock is the one of the same options; where the shock fixes an option the other way, the state is no
longer possible. What the table says is stability in the changed model (Fang, Hipel & Kilgour 1993), not the way there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from goodoffices.errors import StabilityError
from goodoffices.stability.model import (
    Conflict,
    Formula,
    Model,
    Preference,
    Rank,
    Statement,
    StateSpace,
    Taken,
    Without,
    conflict,
    states_of,
)
from goodoffices.stability.price import Temptation, Valued, Worth, prices, temptation, valued
from goodoffices.stability.shocks.model import Shock
from goodoffices.stability.solve import Concept, solve

__all__ = ["Fate", "Robustness", "Shaken", "robustness", "shaken"]


@dataclass(frozen=True)
class Fate:
    """What becomes of a state: `now` is the state in the changed model, None where it can no longer be; `concepts`
    those under which it is stable for all; `spoilers` the makers for whom it is not, under the concept asked for, each
    with what tempts it."""

    now: int | None
    concepts: tuple[Concept, ...]
    spoilers: tuple[tuple[str, Temptation], ...]


@dataclass(frozen=True, eq=False)
class Shaken:
    """The model after a shock, None for the model as it is; `fates` in the order of the states asked about; `new`:
    equilibria that no state asked about has become, as patterns. `refused`: why the model cannot be so changed, ""."""

    shock: Shock | None
    given: Valued | None
    fates: tuple[Fate, ...]
    new: tuple[str, ...]
    refused: str = ""


@dataclass(frozen=True, eq=False)
class Robustness:
    """The table: `states` are the equilibria of the model as it is and the agreement, as patterns; `rows` begin with
    the model as it is, then one for each shock."""

    case: Conflict
    concept: Concept
    states: tuple[str, ...]
    rows: tuple[Shaken, ...]


def shaken(model: Model, stated: tuple[Worth, ...], shock: Shock) -> tuple[Model, tuple[Worth, ...]]:
    """The model and the worths after a shock."""
    fixed = tuple(Without(Taken(name)) if taken else Taken(name) for name, taken in shock.fixed.items())
    preferences = {each.maker: each for each in model.preferences} | dict(shock.prefers)
    for maker, statements in shock.first.items():
        preferences[maker] = _on_top(preferences.get(maker, Preference(maker)), statements)
    worths = []
    for worth in stated:
        if worth.maker in shock.prefers:
            continue  # what it wants now has been told otherwise
        worths.append(replace(worth, rules=(*worth.rules, *shock.worth.get(worth.maker, ()))))
    rules = (*fixed, *shock.infeasible)
    changed = replace(
        model,
        options=tuple(replace(o, moves="none") if o.id in shock.fixed else o for o in model.options),
        listed=_left(model, rules),
        infeasible=(*model.infeasible, *rules),
        preferences=(),
    )
    space = states_of(changed)
    told = tuple(replace(each, order=_still(each.order, space)) for each in preferences.values())
    return replace(changed, preferences=told), tuple(worths)


def _left(model: Model, rules: tuple[Formula, ...]) -> tuple[str, ...]:
    """The listed states that are left."""
    if not model.listed:
        return ()
    space = states_of(model)
    gone = np.zeros(len(space), dtype=np.bool_)
    for rule in rules:
        gone |= space.truth(rule)[0]
    left = tuple(pattern for pattern, no in zip(model.listed, gone, strict=True) if not no)
    if not left:
        raise StabilityError.of("the shock leaves no state")
    return left


def _still(order: tuple[Rank, ...], space: StateSpace) -> tuple[Rank, ...]:
    """The order of the states that are left."""
    ranks = (replace(rank, states=tuple(p for p in rank.states if space.find(p) is not None)) for rank in order)
    return tuple(rank for rank in ranks if rank.states)


def _on_top(preference: Preference, statements: tuple[Statement, ...]) -> Preference:
    if preference.order:
        what = f"{preference.maker} has an order of states, on top of which no statement can stand"
        raise StabilityError.of(what, remedy="Give the shock a whole new preference (`prefers`) for it.")
    strong = any(each.strong for each in preference.statements)
    added = tuple(replace(each, strong=each.strong or strong) for each in statements)
    return replace(preference, statements=(*added, *preference.statements))


def robustness(given: Valued, shocks: Sequence[Shock], concept: Concept = "seq") -> Robustness:
    """Every equilibrium of the model as it is, and the agreement, under every shock."""
    case, model = given.case, given.case.model
    solved = solve(case.graph, strength=False)
    held = solved.equilibria(concept)
    states = [case.space.pattern(state) for state in held]
    if model.agreement:
        states = [model.agreement, *(pattern for pattern in states if pattern != model.agreement)]
    rows = [_row(None, given, states, concept)]
    for shock in shocks:
        try:
            changed, after = shaken(model, given.stated, shock)
            rows.append(_row(shock, valued(conflict(changed), after), states, concept))
        except StabilityError as error:
            rows.append(Shaken(shock, None, (), (), "; ".join(problem.what for problem in error.problems)))
    return Robustness(case, concept, tuple(states), tuple(rows))


def _row(shock: Shock | None, given: Valued, states: list[str], concept: Concept) -> Shaken:
    case, worths = given.case, given.worths
    solved = solve(case.graph, strength=False)
    priced = prices(case.graph, worths, concept)
    fates, met = [], set()
    for pattern in states:
        now = case.space.find(pattern)
        if now is None:
            fates.append(Fate(None, (), ()))
            continue
        met.add(now)
        concepts = tuple(c for c in solved.stable if now in solved.equilibria(c))
        spoilers = []
        for maker in priced.spoilers(now):
            tempted = temptation(case.graph, worths, concept, maker, now)
            assert tempted is not None  # noqa: S101 - its price is above 0
            spoilers.append((case.graph.makers[maker], tempted))
        fates.append(Fate(now, concepts, tuple(spoilers)))
    new = tuple(case.space.pattern(s) for s in solved.equilibria(concept) if s not in met)
    return Shaken(shock, given, tuple(fates), new)
