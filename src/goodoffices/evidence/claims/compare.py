"""Which claims may be compared, why others may not, and what can be said of those that may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np
import numpy.typing as npt

from goodoffices.evidence.claims.figures import Range, range_of
from goodoffices.evidence.claims.lineage import Origins
from goodoffices.evidence.claims.model import Claim, Ledger, Measure
from goodoffices.values import plural, spoken_date

__all__ = ["Apart", "ClaimSet", "Excess", "Rival", "Verdict", "apart", "excesses", "group", "reasons"]

_MONTH, _YEAR, _DAYS_TOLD = 30.44, 365.25, 60
_SAME = ("unit", "harm", "population", "place", "measure")
_FAR = 2 * dt.date.max.toordinal() + 1
"""More days than two periods can lie apart at both ends together."""


class Verdict(StrEnum):
    """What can be said of the claims of one set."""

    SINGLE = "single"
    ONE_VOICE = "one voice"
    COMPATIBLE = "compatible"
    DISAGREE = "disagree"


@dataclass(frozen=True)
class Rival:
    """A claim in its set. `counted` is False for one that another supersedes, and for one that only repeats another
    of the set; `aside` then says which of the two, and of what."""

    claim: Claim
    range: Range
    aside: str = ""

    @property
    def counted(self) -> bool:
        """Whether its figure takes part in the verdict."""
        return not self.aside


@dataclass(frozen=True)
class ClaimSet:
    """Claims of one harm, population, place, period, unit and measure, from the lowest to the highest.

    `voices` counts the claims that count once those with an origin in common are one; `common` is what all of them
    allow, None where they exclude each other; `against` are the pairs that do.
    """

    rivals: tuple[Rival, ...]
    verdict: Verdict
    voices: int
    common: Range | None
    against: tuple[tuple[str, str], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The claims' ids, in the order of the set."""
        return tuple(rival.claim.id for rival in self.rivals)

    @property
    def first(self) -> Claim:
        """A claim that stands for what all of the set are about."""
        return self.rivals[0].claim


@dataclass(frozen=True)
class Apart:
    """Two sets that come close and may not be compared, by one claim of each, and all the reasons."""

    one: str
    other: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Excess:
    """A part that is larger than the whole it is part of, whatever the two ranges allow."""

    part: str
    whole: str


def reasons(one: Claim, other: Claim, ledger: Ledger) -> tuple[str, ...]:
    """Why two claims may not be compared, in words; () where they may. The same whichever comes first."""
    one, other = sorted((one, other), key=lambda claim: claim.id)
    named = [
        (one.unit, other.unit, "counted in {} and in {}"),
        (ledger.meaning(one.harm), ledger.meaning(other.harm), "of {} and of {}"),
        (ledger.whom(one.population), ledger.whom(other.population), "of {} and of {}"),
        (one.place, other.place, "in {} and in {}"),
    ]
    found = [words.format(before, after) for before, after, words in named if before != after]
    if one.measure != other.measure:
        found.append("one stands on a day, the other grew through a period")
    elif words := _periods_apart(one, other, ledger.period_tolerance):
        found.append(words)
    return tuple(found)


def group(ledger: Ledger, found: Origins) -> tuple[ClaimSet, ...]:
    """All claims in comparable sets: two that may be compared are always in one. Independent of the file's order."""
    ordered = sorted(ledger.claims, key=lambda claim: claim.id)
    alike: dict[tuple[str, ...], list[Claim]] = {}
    for claim in ordered:
        key = (claim.harm, claim.population, claim.place, claim.unit, claim.measure)
        alike.setdefault(key, []).append(claim)
    later = {old: claim.id for claim in ordered for old in claim.supersedes}
    sets = [
        _set(ledger, claims, found, later)
        for members in alike.values()
        for claims in _linked(members, ledger.period_tolerance)
    ]
    return tuple(sorted(sets, key=_order))


def apart(ledger: Ledger, sets: Sequence[ClaimSet]) -> tuple[Apart, ...]:
    """For each set the set that comes nearest to it (fewest reasons, then nearest in time), and why the two are not
    compared; a pair that is nearest both ways is told once."""
    heads = [one.first for one in sets]
    if len(heads) <= 1:
        return ()
    result: dict[frozenset[str], Apart] = {}
    for head, near in zip(heads, _nearest(heads), strict=True):
        one, other = sorted((head.id, near.id))
        result.setdefault(frozenset((one, other)), Apart(one, other, reasons(head, near, ledger)))
    return tuple(result.values())


def excesses(ledger: Ledger) -> tuple[Excess, ...]:
    """Every part that cannot be part of its whole, for it is larger."""
    claims = {claim.id: claim for claim in ledger.claims}
    found = []
    for claim in sorted(ledger.claims, key=lambda claim: claim.id):
        for name in claim.part_of:
            whole = range_of(claims[name].figure)
            if claim.unit == claims[name].unit and whole.high is not None and range_of(claim.figure).low > whole.high:
                found.append(Excess(claim.id, name))
    return tuple(found)


def _order(one: ClaimSet) -> tuple[object, ...]:
    """Those with rivals first, then by what they are about."""
    claim = one.first
    return (
        len(one.rivals) == 1,
        claim.place,
        claim.harm,
        claim.population,
        claim.unit,
        claim.period.last,
        claim.period.first,
        claim.id,
    )


def _set(ledger: Ledger, members: Sequence[Claim], found: Origins, later: Mapping[str, str]) -> ClaimSet:
    ids = {claim.id for claim in members}
    rivals = sorted(
        (Rival(claim, range_of(claim.figure), _aside(claim, ids, later)) for claim in members),
        key=lambda rival: (rival.range.low, rival.range.high is None, rival.range.high or 0, rival.claim.id),
    )
    counted = [rival for rival in rivals if rival.counted]
    voices = _voices([rival.claim.id for rival in counted], found)
    against = tuple(
        (one.claim.id, other.claim.id)
        for one, other in combinations(counted, 2)
        if _exclude(one, other) and not reasons(one.claim, other.claim, ledger)
    )
    verdict = Verdict.COMPATIBLE
    if against:
        verdict = Verdict.DISAGREE
    elif len(rivals) == 1:
        verdict = Verdict.SINGLE
    elif voices <= 1:
        verdict = Verdict.ONE_VOICE
    return ClaimSet(tuple(rivals), verdict, voices, _common(counted), against)


def _aside(claim: Claim, ids: set[str], later: Mapping[str, str]) -> str:
    if claim.id in later:
        return f"superseded by {later[claim.id]}"
    repeated = sorted(name for name in claim.drifted_from if name in ids)
    return f"repeats {repeated[0]}" if repeated else ""


def _exclude(one: Rival, other: Rival) -> bool:
    stated = other.claim.id in one.claim.contradicts or one.claim.id in other.claim.contradicts
    return stated or not one.range.meets(other.range)


def _common(counted: Sequence[Rival]) -> Range | None:
    if not counted:
        return None
    low = max(rival.range.low for rival in counted)
    ends = [rival.range.high for rival in counted if rival.range.high is not None]
    high = min(ends) if ends else None
    return Range(low, high) if high is None or low <= high else None


def _voices(names: Sequence[str], found: Origins) -> int:
    """How many there are once those that lead back to a document in common are one."""
    groups: list[set[str]] = []
    for name in names:
        roots = set(found[name])
        apart_from = [each for each in groups if not each & roots]
        groups = [*apart_from, roots.union(*(each for each in groups if each & roots))]
    return len(groups)


def _linked(members: Sequence[Claim], tolerance: int) -> list[list[Claim]]:
    """Claims whose periods match, those that match with one of them too, and so on."""
    groups: list[list[Claim]] = []
    same: dict[tuple[dt.date, dt.date], list[Claim]] = {}
    for claim in members:
        same.setdefault((claim.period.first, claim.period.last), []).append(claim)
    for claims in same.values():
        near = [each for each in groups if any(_same_period(claims[0], other, tolerance) for other in each)]
        groups = [each for each in groups if each not in near]
        groups.append([*claims, *(other for each in near for other in each)])
    return groups


def _gaps(one: Claim, other: Claim) -> tuple[int, int]:
    """How many days apart two periods begin and end."""
    begin = abs((one.period.first - other.period.first).days)
    return begin, abs((one.period.last - other.period.last).days)


def _same_period(one: Claim, other: Claim, tolerance: int) -> bool:
    return max(_gaps(one, other)) <= tolerance


def _nearest(heads: Sequence[Claim]) -> list[Claim]:
    """For each the one that comes nearest to it: fewest things unlike, then nearest in time, then first by its id."""
    if len(heads) < 2:  # noqa: PLR2004 - nobody else
        return []
    others = sorted(heads, key=lambda claim: claim.id)
    places = {claim.id: place for place, claim in enumerate(others)}
    alike = [_numbered([getattr(claim, key) for claim in others]) for key in _SAME]
    first = np.array([claim.period.first.toordinal() for claim in others])
    last = np.array([claim.period.last.toordinal() for claim in others])
    found = []
    for place in (places[head.id] for head in heads):
        unlike = sum((numbers != numbers[place]).astype(np.int64) for numbers in alike)
        distance = unlike * _FAR + np.abs(first - first[place]) + np.abs(last - last[place])
        distance[place] = (len(_SAME) + 1) * _FAR
        found.append(others[distance.argmin()])
    return found


def _numbered(words: Sequence[str]) -> npt.NDArray[np.int64]:
    """A number for each word, the same for the same word."""
    known: dict[str, int] = {}
    return np.array([known.setdefault(word, len(known)) for word in words])


def _periods_apart(one: Claim, other: Claim, tolerance: int) -> str:
    begin, end = _gaps(one, other)
    if max(begin, end) <= tolerance:
        return ""
    first, second = spoken_date(one.period), spoken_date(other.period)
    if one.measure is Measure.STOCK:
        return f"on {first} and on {second}, {_spoken_days(max(begin, end))} apart"
    told = [f"{what} {_spoken_days(gap)} apart" for what, gap in (("begin", begin), ("end", end)) if gap > tolerance]
    return f"for {first} and for {second}, which {' and '.join(told)}"


def _spoken_days(days: int) -> str:
    if days <= _DAYS_TOLD:
        return plural(days, "day")
    months = round(days / _MONTH)
    if months < 24:  # noqa: PLR2004 - two years
        return f"about {plural(months, 'month')}"
    return f"about {plural(round(days / _YEAR), 'year')}"
