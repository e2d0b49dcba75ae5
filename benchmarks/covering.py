"""How well change points agree with those that people marked: cover and F1 (van den Burg & Williams 2020).

A change point is the first value of a new segment. Both measures lie between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

MARGIN = 5
"""A change point is found when one lies within so many values."""


def cover(marked: Sequence[Iterable[int]], found: Iterable[int], length: int) -> float:
    """The mean over annotators of the mean over values of the best overlap (Jaccard) of the segment that a value is
    marked in with one that was found."""
    parts = _segments(found, length)
    total = 0.0
    for one in marked:
        total += sum(len(part) * max(_overlap(part, other) for other in parts) for part in _segments(one, length))
    return total / length / len(marked)


def f1(marked: Sequence[Iterable[int]], found: Iterable[int]) -> float:
    """Precision against what any annotator marked, recall as the mean over annotators; the start of the series counts
    as a change point that everybody marks and everybody finds."""
    ours = {0, *found}
    each = [{0, *one} for one in marked]
    precision = _matched(set().union(*each), ours) / len(ours)
    recall = sum(_matched(one, ours) / len(one) for one in each) / len(each)
    return 2 * precision * recall / (precision + recall)


def _segments(starts: Iterable[int], length: int) -> list[range]:
    return [range(one, two) for one, two in pairwise([*sorted({0, *starts}), length])]


def _overlap(one: range, two: range) -> float:
    shared = max(0, min(one.stop, two.stop) - max(one.start, two.start))
    return shared / (len(one) + len(two) - shared)


def _matched(marked: set[int], found: set[int]) -> int:
    """How many marked points have a found one near, each found one used once."""
    left, many = set(found), 0
    for point in sorted(marked):
        near = sorted((abs(point - one), one) for one in left if abs(point - one) <= MARGIN)
        if near:
            many += 1
            left.remove(near[0][1])
    return many
