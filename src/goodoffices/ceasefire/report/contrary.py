"""What the whole hides: areas in which incidents go another way than in all of them together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.ceasefire.report.holding import Holding
from goodoffices.ceasefire.report.wording import interval_words
from goodoffices.ceasefire.signals import Estimate
from goodoffices.values import series

__all__ = ["FEWEST", "Contrary", "contrary", "contrary_words"]

FEWEST: Final = 10
"""Incidents of an area, before and now together, from which on it is said where they go."""
_SAME: Final = 0.05
"""A ratio no farther from 1 is told as no change."""
_MOST_NAMED: Final = 4
_TO: Final = "\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}"


@dataclass(frozen=True, eq=False)
class Contrary:
    """`falls`: whether those of `along` fall: areas that surely go one way, that of the whole where any does, the
    largest change in incidents first. `against`: areas on the other side of 1 that surely differ from these. `perhaps`:
    on the other side too, but chance alone may explain it."""

    falls: bool
    along: tuple[Holding, ...]
    against: tuple[Holding, ...]
    perhaps: tuple[Holding, ...]


def contrary(areas: Sequence[Holding], whole: Holding) -> Contrary | None:
    """Areas that go different ways, those with the whole first where any surely does; None where all go one way, as far
    as can be told. Unobserved ones are left out: silence is no fall.

    Two areas surely differ where the 95% interval of the ratio of their ratios does not hold 1, the two taken as
    independent (Zou & Donner 2008).
    """
    if not _is_told(whole):
        return None
    told = [one for one in areas if _is_told(one) and one.now.before.events + one.now.now.events >= FEWEST]
    falls = whole.now.ratio.value < 1
    return _parted(told, falls=falls) or _parted(told, falls=not falls)


def _parted(told: Sequence[Holding], *, falls: bool) -> Contrary | None:
    along = [one for one in told if (one.now.ratio.high < 1 if falls else one.now.ratio.low > 1)]
    other = [one for one in told if (one.now.ratio.value >= 1 if falls else one.now.ratio.value <= 1)]
    if not other or not along:
        return None
    along.sort(key=lambda one: -abs(one.now.before.events - one.now.now.events))
    other.sort(key=lambda one: -(one.now.before.events + one.now.now.events))
    sure = [one for one in other if any(_differ(one.now.ratio, each.now.ratio) for each in along)]
    return Contrary(falls, tuple(along), tuple(sure), tuple(one for one in other if one not in sure))


def contrary_words(found: Contrary) -> tuple[str, ...]:
    """What goes against the whole, in sentences: `Idlib (31 → 5) falls while Daraa (50 → 59) rises.`."""
    one, other = ("fall", "rise") if found.falls else ("rise", "fall")
    along, told = _named(found.along), []
    if found.against:
        moved = [each for each in found.against if abs(each.now.ratio.value - 1) > _SAME]
        still = [each for each in found.against if each not in moved]
        parts = [f"{_named(moved)} {_verb(other, moved)}"] if moved else []
        parts += [f"{_named(still)} {'does' if len(still) == 1 else 'do'} not {one}"] if still else []
        told.append(f"{along} {_verb(one, found.along)} while {' and '.join(parts)}.")
        doubtful = [each for each in moved if each.now.ratio.low <= 1 <= each.now.ratio.high]
        if doubtful:
            names = series(each.unit.area for each in doubtful)
            does, whether = ("does", f"it {other}s") if len(doubtful) == 1 else ("do", f"they {other}")
            intervals = series(interval_words(each.now.ratio) for each in doubtful)
            told.append(
                f"That {names} {does} not {one} with them is beyond chance; that {whether} at all is not: "
                f"{intervals} of the level before."
            )
    if found.perhaps:
        intervals = series(f"{each.unit.area} {interval_words(each.now.ratio)}" for each in found.perhaps)
        told.append(f"Perhaps another way too, or chance: {intervals} of the level before.")
    return tuple(told)


def _named(areas: Sequence[Holding]) -> str:
    """`Idlib (31 → 5) and Hamah (43 → 9)`: incidents a day may differ from these where days were not seen."""
    shown = [f"{one.unit.area} ({one.now.before.events}{_TO}{one.now.now.events})" for one in areas[:_MOST_NAMED]]
    left = len(areas) - len(shown)
    return series([*shown, f"{left} more"] if left else shown)


def _verb(word: str, areas: Sequence[Holding]) -> str:
    return f"{word}s" if len(areas) == 1 else word


def _is_told(one: Holding) -> bool:
    return one.verdict.word != "unobserved" and not math.isnan(one.now.ratio.value)


def _differ(one: Estimate, other: Estimate) -> bool:
    """Whether the ratio of two ratios is surely not 1: their distance against the ends that face each other."""
    low, high = sorted((one, other), key=lambda each: each.value)
    if not low.value or math.isinf(high.value):
        return low.high < high.low
    down, up = _log(high.value) - _log(high.low), _log(low.high) - _log(low.value)
    return _log(high.value) - _log(low.value) > math.hypot(down, up)


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf
