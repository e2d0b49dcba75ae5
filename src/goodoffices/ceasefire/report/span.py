"""The days that a report is about: before the ceasefire began, since, and now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.ceasefire.terms import Terms
from goodoffices.errors import EvidenceError

__all__ = ["Span", "span_of"]


@dataclass(frozen=True)
class Span:
    """Days, all inside. `first` to `last` are all days looked at; `before_from` to `before_to` those the terms compare
    with; `since` is the first whole day in force; `now_from` to `last` the days on which the verdict rests.

    `over`: the ceasefire had ended by `last`, which is then its last whole day.
    """

    first: dt.date
    before_from: dt.date
    before_to: dt.date
    since: dt.date
    now_from: dt.date
    last: dt.date
    over: bool

    @property
    def in_force(self) -> int:
        """Days in force so far."""
        return (self.last - self.since).days + 1

    @property
    def before(self) -> int:
        """Days before."""
        return (self.before_to - self.before_from).days + 1

    @property
    def now(self) -> int:
        """Days on which the verdict rests."""
        return (self.last - self.now_from).days + 1


def span_of(terms: Terms, first: dt.date, last: dt.date) -> Span:
    """The days of a report, from what the terms say and the days on which there are data, `first` to `last`.

    Raises EvidenceError where the start is not known, lies outside the data, or is younger than a day.
    """
    if terms.start is None:
        raise EvidenceError.of("the terms do not say when the ceasefire began", remedy="Write its `start`.")
    ends = [moment.last_whole_day for moment in (terms.end, terms.ended) if moment]
    over = bool(ends) and min(ends) < last
    until = min([*ends, last])
    since = terms.start.first_whole_day
    if until < since:
        what = f"the events reach to {last}, and the ceasefire's first whole day is {since}"
        raise EvidenceError.of(what, remedy="Import later events, or look at a later day, where one was chosen.")
    before_to = terms.start.day - dt.timedelta(1)
    before_from = terms.start.day - dt.timedelta(terms.verdicts.before)
    if before_to < first:
        what = f"the events begin on {first}, and the ceasefire on {terms.start.day}: there is no day before it"
        raise EvidenceError.of(what, remedy="Import earlier events.")
    now_from = max(since, until - dt.timedelta(terms.verdicts.before - 1))
    return Span(first, max(before_from, first), before_to, since, now_from, until, over)


def pieces(days: list[int]) -> list[tuple[int, int]]:
    """Runs of numbers that follow one another, as first and last."""
    breaks = [i for i, (one, two) in enumerate(pairwise(days), 1) if two != one + 1]
    return [(days[start], days[end - 1]) for start, end in zip([0, *breaks], [*breaks, len(days)], strict=True) if days]
