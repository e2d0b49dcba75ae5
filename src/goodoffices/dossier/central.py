"""The central model of a preference: the middle of what the file says, exactly.

The weight is the middle of its interval. An order counts its levels up from the worst (`>` one step, `>>` two) and
runs linearly from 0 at the worst level to 1 at the best. Numbers are taken as they were given, 0..100, each at the
middle of its interval (`unknown` is 0..100, so 50), and are not stretched to span 0..1. A party that is silent on an
issue values every option at 0.
"""

from __future__ import annotations

from fractions import Fraction

from goodoffices.dossier.model import Preference

__all__ = ["central_value", "central_values", "central_weight"]


def central_weight(preference: Preference) -> Fraction:
    """The weight of the swing from the worst to the best option, 0..10: the middle of its interval."""
    return preference.weight.best


def central_value(preference: Preference, option: str) -> Fraction:
    """What `option` is worth to the party on this issue, 0..1; 0 for every option when the party is silent on it.

    Raises KeyError when the preference does not rate `option`.
    """
    return Fraction(0) if preference.is_silent else central_values(preference)[option]


def central_values(preference: Preference) -> dict[str, Fraction]:
    """The same for every option that the preference rates; empty when the party is silent on the issue."""
    if preference.is_silent:
        return {}
    highest = max((rating.level or 0 for rating in preference.ratings), default=0) or 1
    return {
        rating.option: rating.value.best / 100 if rating.value is not None else Fraction(rating.level or 0, highest)
        for rating in preference.ratings
    }
