"""A preference read back in plain words, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from goodoffices.dossier import Preference, Rating, write_estimate
from goodoffices.talks.wording.lists import listed
from goodoffices.values import Estimate

__all__ = ["in_words", "levels", "range_in_words", "worth_in_words"]

MUCH = 2


def in_words(preference: Preference, options: Mapping[str, str], *, own: bool) -> list[str]:
    """Sentences that say a preference; `own`: to those whose it is ("us"), else to the mediator ("them")."""
    if preference.is_silent:
        return [_("We have no view on this question.") if own else _("They have no view on this question.")]
    by_numbers = any(rating.level is None for rating in preference.ratings)
    said = _numbers(preference.ratings, options) if by_numbers else _order(preference, options, own=own)
    red = [options[rating.option] for rating in preference.ratings if rating.red_line]
    if red:
        line = _("We will not sign a text with {options}.") if own else _("They will not sign a text with {options}.")
        said.append(line.format(options=_either(red)))
    weight = range_in_words(preference.weight)
    line = (
        _("This question matters {weight} of 10 to us.") if own else _("This question matters {weight} of 10 to them.")
    )
    return [*said, line.format(weight=weight)]


def worth_in_words(fallback: Estimate, *, own: bool) -> list[str]:
    """Sentences that say what no agreement is worth."""
    points = range_in_words(fallback)
    if own:
        line = _("No agreement is worth {points} of 100 to us. We would not accept a text that is worth less.")
    else:
        line = _("No agreement is worth {points} of 100 to them.")
    return [line.format(points=points)]


def range_in_words(estimate: Estimate) -> str:
    """`7`, or `6 to 8`."""
    low, dots, high = write_estimate(estimate).partition("..")
    return _("{low} to {high}").format(low=low, high=high) if dots else low


def levels(preference: Preference) -> list[tuple[list[Rating], int]]:
    """The groups of an order, best first, each with the step down to it from the group before (0 for the first)."""
    found: list[tuple[list[Rating], int]] = []
    for rating, step in zip(preference.ratings, (None, *preference.steps), strict=True):
        if step == 0:
            found[-1][0].append(rating)
        else:
            found.append(([rating], step or 0))
    return found


def _order(preference: Preference, options: Mapping[str, str], *, own: bool) -> list[str]:
    groups = levels(preference)
    if len(groups) == 1:
        return [_("All options are as good as each other for us.") if own else _("All options are as good for them.")]
    said = []
    for place, (ratings, step) in enumerate(groups):
        words = _both([options[rating.option] for rating in ratings])
        if place == 0:
            line = _best(len(ratings) > 1, own)
        elif step == MUCH:
            line = _("Much better than {options}.") if place == 1 else _("All that is much better than {options}.")
        else:
            line = _("Then {options}.")
        said.append(line.format(options=words))
    return said


def _best(several: bool, own: bool) -> str:
    if several and own:
        return _("Best for us, and equally good: {options}.")
    if several:
        return _("Best for them, and equally good: {options}.")
    return _("Best for us: {options}.") if own else _("Best for them: {options}.")


def _numbers(ratings: Sequence[Rating], options: Mapping[str, str]) -> list[str]:
    said = []
    for rating in ratings:
        unknown = rating.value is None or rating.value == Estimate.between(0, 100)
        line = _("{option}: not known yet.") if unknown else _("{option}: worth {points} of 100.")
        points = "" if unknown else range_in_words(rating.value)
        said.append(line.format(option=options[rating.option], points=points))
    return said


def _both(words: Sequence[str]) -> str:
    return _joined(words, _("{first} and {last}"))


def _either(words: Sequence[str]) -> str:
    return _joined(words, _("{first} or {last}"))


def _joined(words: Sequence[str], pattern: str) -> str:
    quoted = [_("“{words}”").format(words=one) for one in words]
    if len(quoted) == 1:
        return quoted[0]
    return pattern.format(first=listed(quoted[:-1]), last=quoted[-1])
