"""What is certain under incomplete preferences: whether a party gains in every model that the file allows, or in none.

Necessary and possible acceptance, after the necessary and possible preference of robust ordinal regression (Greco,
Mousseau & Słowiński 2008). The models: every weight, number, fallback and interaction anywhere in its interval, ends
included, and every value function that keeps the order, where the size of a step may be as small as 0.

The least and the greatest gain over all of them are two nested linear programs for each party. Both have so few corners
that they are written down here and solved in fractions, so that a gain of exactly 0 is one.

1. The value of one option over the functions that keep an order. Let the order have m steps `>>`. The corners of that
   set are: one `>>` step has size 1 and all others 0; or all `>>` steps and some of the `>` steps have the same size (a
   single `>` step, where there is no `>>`). The best corner for an option follows from how many steps of each kind lie
   below and above it.
2. The weighted mean of those values over the box of weights: a linear-fractional program (Charnes & Cooper 1962). At
   its best corner the issues worth more than the mean have one end of their intervals and the others the other end,
   so it is among as many corners as there are issues, taken in the order of their values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.dossier import Dossier, Preference
from goodoffices.settlement.uncertain.result import Verdict
from goodoffices.values import Estimate

__all__ = ["Reach", "reach", "value_range"]

MUCH_BETTER = 2
"""The step that `>>` stands for among a preference's `steps`."""

Ends = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Reach:
    """The `least` and the `greatest` gain of a party over all models, in points."""

    least: Fraction
    greatest: Fraction

    @property
    def verdict(self) -> Verdict:
        """Whether the party gains 0 or more in every model (`yes`), in none (`no`), or in some (`open`)."""
        if self.least >= 0:
            return "yes"
        return "no" if self.greatest < 0 else "open"


def reach(dossier: Dossier, party: str, package: Mapping[str, str]) -> Reach:
    """The least and the greatest gain of a party with a fallback in a whole package; red lines are not looked at.

    Raises KeyError when the party or an issue's option is not known.
    """
    fallback = {one.id: one.fallback for one in dossier.parties}[party] or Estimate.exactly(0)
    rated = []
    for issue in dossier.issues:
        preference = next(one for one in issue.preferences if one.party == party)
        if not preference.is_silent:
            rated.append((preference.weight, value_range(preference, package[issue.id])))
    added = [
        interaction.worth
        for interaction in dossier.interactions
        if interaction.party == party and all(package[issue] == option for issue, option in interaction.when)
    ]
    least = 100 * _least_mean([(weight, low) for weight, (low, _) in rated])
    greatest = -100 * _least_mean([(weight, -high) for weight, (_, high) in rated])
    return Reach(
        least + sum((worth.low for worth in added), Fraction(0)) - fallback.high,
        greatest + sum((worth.high for worth in added), Fraction(0)) - fallback.low,
    )


def value_range(preference: Preference, option: str) -> Ends:
    """The least and the greatest value, 0..1, that an option can have; of an order, over all functions that keep it.

    Raises KeyError when the preference does not rate the option.
    """
    place = {rating.option: at for at, rating in enumerate(preference.ratings)}[option]
    if preference.is_silent:
        return Fraction(0), Fraction(0)
    rating = preference.ratings[place]
    if rating.level is None:
        value = rating.value or Estimate.between(0, 100)
        return value.low / 100, value.high / 100
    above, below = preference.steps[:place], preference.steps[place:]
    return _least_value(above, below), 1 - _least_value(below, above) if any(preference.steps) else Fraction(0)


def _least_value(above: Sequence[int], below: Sequence[int]) -> Fraction:
    """The least sum of the sizes of the steps `below`, where all sizes add up to 1 and `>>` is never less than `>`."""
    if MUCH_BETTER in above:
        return Fraction(0)
    strong, weak_above = below.count(MUCH_BETTER), len([step for step in above if step])
    if strong + weak_above:
        return Fraction(strong, strong + weak_above)
    return Fraction(1 if any(below) else 0)


def _least_mean(rated: Sequence[tuple[Estimate, Fraction]]) -> Fraction:
    """The least weighted mean of values over weights in their intervals; where all weights may be 0, of those above."""
    mass = sum((weight.low for weight, _ in rated), Fraction(0))
    worth = sum((weight.low * value for weight, value in rated), Fraction(0))
    means = []
    for weight, value in sorted(rated, key=lambda one: one[1]):
        mass += weight.high - weight.low
        worth += (weight.high - weight.low) * value
        means.append(worth / mass)
    return min(means, default=Fraction(0))
