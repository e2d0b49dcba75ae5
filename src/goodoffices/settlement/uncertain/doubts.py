"""The open judgements of a dossier: what the file leaves open of the deciding parties' preferences, one by one.

Each is a question that a party could answer in the next caucus, with the number that would be its answer in every draw:
a weight, a fallback, how far up between the worst and the best option another option lies, a value, an interaction.
Only what is an interval, `unknown` or an order of three levels and more is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.dossier import Dossier, Interaction, Issue, Party, Preference, write_order
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.uncertain.draw import Draws
from goodoffices.values import Estimate, series, spoken_estimate

__all__ = ["ANYTHING", "Doubt", "DoubtKind", "doubts"]

Floats = NDArray[np.float64]

DoubtKind = Literal["weight", "fallback", "order", "value", "interaction"]

ANYTHING = Estimate.between(0, 100)
"""What `unknown` stands for among values."""


@dataclass(frozen=True)
class Doubt:
    """An open judgement. `issue` is empty for a fallback and an interaction, `option` for all but an order and a value;
    `words` is the question, `now` what the file says. `answer` (draws,) is what each draw answers."""

    party: str
    kind: DoubtKind
    issue: str
    option: str
    words: str
    now: str
    answer: Floats


def doubts(dossier: Dossier, model: Model, draws: Draws) -> tuple[Doubt, ...]:
    """All open judgements of the deciding parties, party by party: fallback, then issues, then interactions."""
    found: list[Doubt] = []
    for seat, place in enumerate(model.deciding):
        party = dossier.parties[place]
        if party.fallback is not None and not party.fallback.is_exact:
            found.append(_fallback(party, party.fallback, draws.fallback[:, seat]))
        start = 0
        for at, issue in enumerate(dossier.issues):
            value = draws.value[:, start : start + len(issue.options), place]
            found += _on_issue(party, issue, draws.weight[:, place, at], value)
            start += len(issue.options)
        found += _interactions(dossier, party, draws, _first_bonus(dossier, place))
    return tuple(found)


def _fallback(party: Party, fallback: Estimate, answer: Floats) -> Doubt:
    words = f"To {party.name}: how good must an agreement be before it is better than none?"
    return Doubt(party.id, "fallback", "", "", words, f"{spoken_estimate(fallback)} of 100", answer)


def _on_issue(party: Party, issue: Issue, weight: Floats, value: Floats) -> Iterator[Doubt]:
    preference = next(one for one in issue.preferences if one.party == party.id)
    if preference.is_silent:
        return
    if not preference.weight.is_exact:
        words = f"To {party.name}: how much does “{issue.ask}” matter to you, next to the other questions?"
        now = f"{spoken_estimate(preference.weight)} of 10"
        yield Doubt(party.id, "weight", issue.id, "", words, now, weight)
    place = {option.id: at for at, option in enumerate(issue.options)}
    labels = {option.id: option.label for option in issue.options}
    for rating in preference.ratings:
        estimate = rating.value or ANYTHING
        if rating.level is None and not estimate.is_exact:
            words = (
                f"To {party.name}, on “{issue.ask}”: what is “{labels[rating.option]}” worth to you, "
                "between 0 (nothing) and 100 (all you could wish for)?"
            )
            now = "unknown" if estimate == ANYTHING else f"{spoken_estimate(estimate)} of 100"
            yield Doubt(party.id, "value", issue.id, rating.option, words, now, value[:, place[rating.option]])
    best, *inner, worst = _levels(preference) or [[], []]
    for group in inner:
        # Options of one level are worth the same, so any of them stands for all.
        top, middle, bottom = (f"“{labels[level[0]]}”" for level in (best, group, worst))
        words = (
            f"To {party.name}, on “{issue.ask}”: is {middle} closer in worth to {top} or to {bottom}, and by how much?"
        )
        yield Doubt(
            party.id,
            "order",
            issue.id,
            group[0],
            words,
            f"the order only: {write_order(preference)}",
            value[:, place[group[0]]],
        )


def _levels(preference: Preference) -> list[list[str]]:
    """The options of an order level by level, best first; empty unless the file gives an order of two or more."""
    levels: dict[int, list[str]] = {}
    for rating in preference.ratings:
        if rating.level is not None:
            levels.setdefault(rating.level, []).append(rating.option)
    return [levels[level] for level in sorted(levels, reverse=True)] if len(levels) > 1 else []


def _first_bonus(dossier: Dossier, place: int) -> int:
    """Where a party's interactions begin among the model's bonuses."""
    before = {party.id for party in dossier.parties[:place]}
    return sum(interaction.party in before for interaction in dossier.interactions)


def _interactions(dossier: Dossier, party: Party, draws: Draws, first: int) -> Iterator[Doubt]:
    mine = [interaction for interaction in dossier.interactions if interaction.party == party.id]
    for which, interaction in enumerate(mine, first):
        if not interaction.worth.is_exact:
            together = _together(dossier, interaction)
            words = f"To {party.name}: what is it worth to you that {together} come together, beyond each by itself?"
            now = f"{spoken_estimate(interaction.worth)} points"
            yield Doubt(party.id, "interaction", "", "", words, now, draws.bonus[:, which])


def _together(dossier: Dossier, interaction: Interaction) -> str:
    labels = {(issue.id, option.id): option.label for issue in dossier.issues for option in issue.options}
    asks = {issue.id: issue.ask for issue in dossier.issues}
    return series(f"“{labels[pair]}” (on “{asks[pair[0]]}”)" for pair in interaction.when)
