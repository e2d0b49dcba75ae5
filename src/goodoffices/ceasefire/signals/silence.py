"""Silence is not calm: windows in which the source, and not the war, seems to have stopped.

If nobody counts, every dyad falls at once and by the same factor; a truce that one dyad keeps lets one dyad fall.
`find_silence` asks for each day whether the last days are too few under independent negative binomial dyads at their
recent levels, leaving out whichever dyad explains most (a partial conjunction: at least two must have fallen; Benjamini
& Heller 2008). `office_shifts` asks whether the office on which the picture rests fell quiet while others did not.
Both look back only: what is said of a day rests on that day and days before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from goodoffices.errors import EvidenceError

__all__ = ["OfficeShift", "Silence", "SilencePlan", "SilentDays", "find_silence", "office_shifts"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Window = TypeVar("Window", "SilentDays", "OfficeShift")

LEAST_DISPERSION = 0.02
"""Dispersion is never taken for less: eight windows can look more even than they are."""
FALLEN = 0.05
"""An office's quiet counts as a hole when the total lies below its expectation at this level."""


@dataclass(frozen=True)
class SilencePlan:
    """`window` days are held against the mean of `blocks` windows of the same length before them. Silence is called
    where the p-value is at most `threshold` and at most `most_left` of what was expected is left. `least_share` is the
    part of all events that an office must have had to make the picture."""

    window: int = 7
    blocks: int = 8
    threshold: float = 0.0005
    most_left: float = 0.5
    least_share: float = 0.5


@dataclass(frozen=True)
class SilentDays:
    """A window taken for a hole in the source. `first` and `last` are days counted from 0, both in it. `count` and
    `expected` are of all dyads asked; `p_value` is that of those left when the dyad that explains most (`left_out`) is
    taken out; `uniform` is the p-value of one factor for all dyads, small where some fell much more than others."""

    first: int
    last: int
    count: int
    expected: float
    p_value: float
    left_out: int
    uniform: float


@dataclass(frozen=True, eq=False)
class Silence:
    """What was found. `p_values` (days,) are of the window that ends on each day, not a number where the history is too
    short; `able` (days,) says where the test could have found silence at all: elsewhere events are so few that no
    count, not even none, would tell silence from calm. `silent` (days,) are the days of `windows`."""

    windows: tuple[SilentDays, ...]
    p_values: Floats
    able: Flags
    silent: Flags


@dataclass(frozen=True)
class OfficeShift:
    """A window in which the office on which the picture rested (`office`) was named too seldom for its usual share.
    `made_up`: others told so much more that the total did not fall: the source changed. Otherwise a hole: what this
    office would have told, nobody told."""

    first: int
    last: int
    office: int
    share: float
    usual: float
    p_value: float
    made_up: bool


@dataclass(frozen=True)
class _Look:
    """The counts of one window (units,), and of the blocks before it (units, blocks)."""

    first: int
    last: int
    now: Ints
    blocks: Ints


def find_silence(counts: Ints, plan: SilencePlan | None = None, bound: Flags | None = None) -> Silence:
    """Find windows in which all dyads fall at once. `counts` is (dyads, days).

    Dyads that are `bound` (dyads,) by a ceasefire are not asked: their fall is what the ceasefire is for. Days found
    silent are no part of later expectations.
    """
    plan = plan or SilencePlan()
    counts = _checked(counts, plan)
    asked = counts if bound is None else counts[~np.asarray(bound)]
    names = np.arange(len(counts)) if bound is None else np.flatnonzero(~np.asarray(bound))
    days = counts.shape[1]
    p_values, able, masked = np.full(days, np.nan), np.zeros(days, dtype=bool), np.zeros(days, dtype=bool)
    found: list[SilentDays] = []
    for look in _looks(asked, plan, masked):
        mean, spread = _expected(look.blocks)
        p_value, out = _without_one(look.now, mean, spread)
        p_values[look.last] = p_value
        able[look.last] = _without_one(np.zeros_like(look.now), mean, spread)[0] <= plan.threshold
        if p_value <= plan.threshold and look.now.sum() <= plan.most_left * mean.sum():
            masked[look.first : look.last + 1] = True
            uniform = _uniform(look.now, mean, spread)
            found.append(
                SilentDays(
                    look.first, look.last, int(look.now.sum()), float(mean.sum()), p_value, int(names[out]), uniform
                )
            )
    kept = _apart(found)
    silent = np.zeros(days, dtype=bool)
    for window in kept:
        silent[window.first : window.last + 1] = True
    return Silence(tuple(kept), p_values, able, silent)


def office_shifts(by_office: Ints, total: Ints, plan: SilencePlan | None = None) -> tuple[OfficeShift, ...]:
    """Find windows in which the office that makes the picture falls quiet and others do not.

    `by_office` (offices, days) counts events that name each office (an event may name several), `total` (days,) all.

    The share is held against a beta-binomial with the mean and spread of the blocks before; where no office had
    `least_share` of them, nothing is said.
    """
    plan = plan or SilencePlan()
    both = _checked(np.vstack([by_office, np.asarray(total)[None, :]]), plan)
    if (both[:-1] > both[-1]).any():
        raise ValueError("an office cannot be named by more events than there are")
    masked, found = np.zeros(both.shape[1], dtype=bool), []
    for look in _looks(both, plan, masked):
        events = look.blocks[-1]
        office = int(look.blocks[:-1].sum(axis=1).argmax())
        named, now = look.blocks[office], int(look.now[-1])
        usual = float(named.sum() / max(events.sum(), 1))
        if usual < plan.least_share or not now:
            continue
        p_value = _share_tail(int(look.now[office]), now, named, events)
        if p_value <= plan.threshold:
            masked[look.first : look.last + 1] = True
            made_up = _tail(now, *(float(part[0]) for part in _expected(events[None, :]))) > FALLEN
            share = float(look.now[office] / now)
            found.append(OfficeShift(look.first, look.last, office, share, usual, p_value, made_up))
    return tuple(_apart(found))


def _checked(counts: Ints, plan: SilencePlan) -> Ints:
    if plan.window < 1 or plan.blocks < 2 or not 0 < plan.threshold < 1:  # noqa: PLR2004 - a spread needs two
        remedy = "A window of 1 day or more, 2 blocks or more, and a threshold between 0 and 1."
        raise EvidenceError.of("The search for silence cannot be made so.", remedy=remedy)
    found = np.asarray(counts, dtype=np.int64)
    if (found < 0).any():
        raise EvidenceError.of("A count is below 0.")
    return found


def _looks(counts: Ints, plan: SilencePlan, masked: Flags) -> Iterator[_Look]:
    """Each window with at least half of the blocks before it, of the last days that are not `masked`; none of them
    longer ago than twice all blocks."""
    reach = plan.window * plan.blocks
    for end in range(plan.window + reach, counts.shape[1] + 1):
        start = end - plan.window
        past = np.arange(max(0, start - 2 * reach), start)
        past = past[~masked[past]][-reach:]
        many = len(past) // plan.window
        if many < max(2, plan.blocks // 2):
            continue
        blocks = counts[:, past[len(past) - many * plan.window :]].reshape(len(counts), many, plan.window).sum(axis=2)
        yield _Look(start, end - 1, counts[:, start:end].sum(axis=1), blocks)


def _expected(blocks: Ints) -> tuple[Floats, Floats]:
    """Mean and variance of the next window of each unit: negative binomial with one dispersion for all, by moments, and
    the mean itself known from so many blocks only."""
    many = blocks.shape[1]
    mean, variance = blocks.mean(axis=1), blocks.var(axis=1, ddof=1)
    squares = float((mean**2 - variance / many).sum())
    dispersion = float((variance - mean).sum()) / squares if squares > 0 else 0.0
    return mean, (mean + max(dispersion, LEAST_DISPERSION) * mean**2) * (1 + 1 / many)


def _tail(count: float, mean: float, variance: float) -> float:
    """P(no more than `count`), negative binomial."""
    return float(_tails(np.array([count]), np.array([mean]), np.array([variance]))[0])


def _tails(counts: Floats | Ints, means: Floats, variances: Floats) -> Floats:
    """The same of several, through the incomplete beta function."""
    shapes = means**2 / np.maximum(variances - means, 1e-12)
    found: Floats = special.betainc(shapes, counts + 1.0, shapes / (shapes + means))
    return found


def _without_one(now: Ints, mean: Floats, variance: Floats) -> tuple[float, int]:
    """The largest p-value of the sum of all units but one, and which is left out; 1 where fewer than two had events."""
    active = np.flatnonzero(mean > 0)
    if len(active) < 2:  # noqa: PLR2004 - one alone is left out
        return 1.0, int(active[0]) if len(active) else 0
    means, spreads = mean.sum() - mean[active], variance.sum() - variance[active]
    tails = _tails(now.sum() - now[active], means, spreads)
    worst = int(tails.argmax())
    return float(tails[worst]), int(active[worst])


def _uniform(now: Ints, mean: Floats, variance: Floats) -> float:
    """Pearson's test of one factor for all units."""
    active = mean > 0
    left = now[active].sum() / mean[active].sum()
    if not left:
        return 1.0
    spread = left * mean[active] + left**2 * (variance[active] - mean[active])
    statistic = float(((now[active] - left * mean[active]) ** 2 / spread).sum())
    return float(stats.chi2.sf(statistic, max(int(active.sum()) - 1, 1)))


def _share_tail(named: int, events: int, before: Ints, all_before: Ints) -> float:
    """P(no more than `named` of `events`), beta-binomial with the mean and the spread of the blocks before."""
    used = all_before > 0
    before, all_before = before[used], all_before[used]
    share = (before.sum() + 0.5) / (all_before.sum() + 1.0)
    binomial = share * (1 - share) * all_before
    surplus = float(((before - share * all_before) ** 2 - binomial).sum())
    within = surplus / float((share * (1 - share) * all_before * (all_before - 1)).sum() or 1.0)
    within = min(max(within, LEAST_DISPERSION), 0.5)
    size = (1 - within) / within
    return float(stats.betabinom.cdf(named, events, share * size, (1 - share) * size))


def _apart(found: Sequence[Window]) -> list[Window]:
    """The most extreme windows of which no two share a day, in the order of days."""
    kept: list[Window] = []
    for window in sorted(found, key=lambda window: (window.p_value, window.first)):
        if all(window.last < other.first or other.last < window.first for other in kept):
            kept.append(window)
    return sorted(kept, key=lambda window: window.first)
