"""Whether a ceasefire is being kept: one word by the thresholds of its terms, and the sentence that says why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from goodoffices.ceasefire.signals import Estimate, Period
from goodoffices.ceasefire.terms import Thresholds
from goodoffices.values import count, plural

__all__ = ["VERDICTS", "Verdict", "Word", "spoken_p", "spoken_ratio", "two_digits", "verdict_of"]

Word = Literal["holding", "strained", "eroding", "collapsed", "unobserved", "uncertain"]
VERDICTS: Final[tuple[Word, ...]] = ("holding", "strained", "eroding", "collapsed", "unobserved", "uncertain")
"""The four words of the thresholds, from the best to the worst, and the two that say why there is none of them."""

QUIET_TAIL: Final = 7
"""Silent days at the end from which on nobody can say how things stand now."""
_MUCH: Final = 10.0


@dataclass(frozen=True)
class Verdict:
    """`word` is that of the ratio; `best` and `worst` those of the ends of its interval, the same as `word` where the
    whole interval says so, and for the two words that give no ratio."""

    word: Word
    best: Word
    worst: Word
    why: str

    @property
    def is_sure(self) -> bool:
        """Whether the whole interval has one word."""
        return self.best == self.worst


def verdict_of(  # noqa: PLR0913 - what was counted, and what could not be
    ratio: Estimate, before: Period, now: Period, limits: Thresholds, *, unseen: int, tail: int, elsewhere: int
) -> Verdict:
    """The verdict on some days now against those before.

    `unseen` are days of them on which the source was silent, `tail` how many of these are the very last; `elsewhere`
    events of the same days and place between others. Half of the days unseen, the last week unseen, or no event of
    anybody at all, is "unobserved"; an interval that reaches from "holding" to "collapsed" is "uncertain".
    """
    told = f"{plural(now.events, 'incident')} in {plural(now.days, 'day')}"
    told += f", {before.events} in the {before.days} before it began"
    if unseen and unseen >= now.days:
        return _none("unobserved", f"the source was silent on {unseen} of {unseen + now.days} days; {told}")
    if tail >= QUIET_TAIL:
        return _none("unobserved", f"the source has been silent for the last {tail} days; {told}")
    if not before.days:
        return _none("unobserved", f"the source was silent on all days before it began; {told}")
    if not before.events and not now.events:
        if elsewhere:
            return _none("uncertain", f"{told}; {plural(elsewhere, 'event')} between others")
        return _none("unobserved", f"{told}, and nothing between others: quiet and unseen look the same")
    best, worst = (_word(end, limits) for end in (ratio.low, ratio.high))
    if best == "holding" and worst == "collapsed":
        return _none("uncertain", f"{told}: {spoken_ratio(ratio)}, which fits every verdict")
    word = _word(ratio.value, limits)
    return Verdict(word, best, worst, f"{told}: {spoken_ratio(ratio)}")


def spoken_ratio(ratio: Estimate) -> str:
    """`0.52 of the level before (0.38–0.71)`; for a level that was nothing, what it is at least."""
    if math.isnan(ratio.value):
        return "no level to compare"
    if math.isinf(ratio.value):
        return f"none before; at least {two_digits(ratio.low)} times what the level before may have been"
    return f"{two_digits(ratio.value)} of the level before ({two_digits(ratio.low)}–{two_digits(ratio.high)})"


def two_digits(value: float) -> str:
    """Two significant digits, no less than hundredths."""
    if math.isinf(value):
        return "∞"
    if value >= _MUCH:
        return count(round(value))
    return f"{value:.2g}" if value >= 0.1 or not value else f"{value:.2f}"  # noqa: PLR2004


def spoken_p(value: float) -> str:
    """`0.003`; `< 0.0001`, below which nobody reads the digits."""
    return "< 0.0001" if value < 0.0001 else f"{value:.2g}"  # noqa: PLR2004


def _word(ratio: float, limits: Thresholds) -> Word:
    for word, most in (("holding", limits.holding), ("strained", limits.strained), ("eroding", limits.eroding)):
        if ratio <= most:
            return word  # type: ignore[return-value]
    return "collapsed"


def _none(word: Word, why: str) -> Verdict:
    return Verdict(word, word, word, why)
