"""Where and when a figure may be of, from its clause, its sentence and the sentences beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.evidence.reading.clauses import Clauses
from goodoffices.evidence.reading.model import DateFound, Meaning, Option, Options, PlaceFound, SaidFound, Span
from goodoffices.values import Period

__all__ = ["Around", "Beside", "Subject"]

_MOVED = frozenset({"displaced", "refugees", "returned"})
_BACK = 2
_MOST = 5
_DATELINE = "the dateline names it, which may only be where the report was written"
_WENT = {"at": "", "from": "where they left", "to": "where they went", "told": ""}


@dataclass(frozen=True)
class Beside:
    """A sentence with the places and dates in it; `paragraph` counts paragraphs."""

    paragraph: int
    clauses: Clauses
    places: tuple[PlaceFound, ...]
    dates: tuple[DateFound, ...]


@dataclass(frozen=True)
class Subject:
    """A figure of which place and period are asked for; `said` is the statement that it stands in."""

    sentence: int
    span: Span
    harm: str
    measure: str
    said: SaidFound | None


@dataclass(frozen=True)
class _Found:
    """An option on the way; `firm` where the words themselves attach it to what is counted."""

    option: Option
    firm: bool
    near: bool


class Around:
    """A whole text, sentence by sentence; `today` is the day of the document."""

    def __init__(self, beside: Sequence[Beside], today: str) -> None:
        self._beside = beside
        self._today = today
        lines = [one for sentence in beside for one in sentence.places if one.role == "dateline"]
        self._dateline = lines[0] if lines else None
        counts = Counter(one.name for sentence in beside for one in sentence.places if one.role != "dateline")
        (most, times), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        first = (one for sentence in beside for one in sentence.places if one.name == most)
        self._most = (next(first), times) if times > max(second, 1) else None

    def place(self, one: Subject) -> Options:
        """Where those counted may be."""
        own = [self._placed(one, place) for place in self._beside[one.sentence].places if place.role != "dateline"]
        return _chosen(own, list(self._places_beside(one)))

    def period(self, one: Subject) -> Options:
        """When it may have been."""
        own = [found for date in self._beside[one.sentence].dates for found in self._dated(one, date)]
        return _chosen(own, list(self._dates_beside(one)))

    def _near(self, one: Subject, span: Span) -> bool:
        return self._beside[one.sentence].clauses.same(one.span.start, span.start)

    def _placed(self, one: Subject, place: PlaceFound) -> _Found:
        told = "in the same sentence"
        outside = place.role == "told" or _is_outside(one, place.span)
        if outside:
            told += ", perhaps only where it was said"
        firm = not outside and (place.role == "at" or one.harm in _MOVED)
        told += f", {_WENT[place.role]}" if one.harm in _MOVED and _WENT[place.role] else ""
        return _Found(Option(place.name, place.id, place.span, told), firm, self._near(one, place.span))

    def _places_beside(self, one: Subject) -> Iterator[Option]:
        for sentence, told in self._neighbours(one):
            for place in reversed(sentence.places):
                if place.role != "dateline":
                    yield Option(place.name, place.id, place.span, told)
        if self._most:
            place, times = self._most
            yield Option(place.name, place.id, place.span, f"named most often in the text, {times} times")
        if self._dateline:
            yield Option(self._dateline.name, self._dateline.id, self._dateline.span, _DATELINE)

    def _neighbours(self, one: Subject) -> Iterator[tuple[Beside, str]]:
        here = self._beside[one.sentence].paragraph
        for step in (*range(-1, -_BACK - 1, -1), 1):
            at = one.sentence + step
            if 0 <= at < len(self._beside) and self._beside[at].paragraph == here:
                yield self._beside[at], "in a sentence before" if step < 0 else "in the sentence after"

    def _dated(self, one: Subject, date: DateFound) -> Iterator[_Found]:
        """What a date of the same sentence makes of the period: one option for each meaning left."""
        outside = date.bound == "told" or _is_outside(one, date.span) or self._in_dateline(one, date)
        for meaning in (date.supported,) if date.supported else date.meanings:
            value, firm, told = _bounded(date, meaning, one.measure, self._today)
            if outside:
                firm, told = False, "perhaps only when it was said"
            told = "; ".join(filter(None, (told, meaning.reading if len(date.meanings) > 1 else "")))
            option = Option(value, date.id, date.span, f"in the same sentence{f', {told}' if told else ''}")
            yield _Found(option, firm, self._near(one, date.span))

    def _in_dateline(self, one: Subject, date: DateFound) -> bool:
        here = self._beside[one.sentence]
        lines = [place for place in here.places if place.role == "dateline"]
        return any(here.clauses.same(place.span.start, date.span.start) for place in lines)

    def _dates_beside(self, one: Subject) -> Iterator[Option]:
        for sentence, told in self._neighbours(one):
            for date in reversed(sentence.dates):
                value = _bounded(date, date.best, one.measure, self._today)[0]
                yield Option(value, date.id, date.span, told)
        if one.measure == "stock":
            yield Option(self._today, "", None, "the document's day: so many at a time, and no date is with them")


def _bounded(date: DateFound, meaning: Meaning, measure: str, today: str) -> tuple[str, bool, str]:
    """The period, whether it is that of the figure, and in words how the date bounds it."""
    value = meaning.period.text
    if date.bound == "since":
        start = value.partition("..")[0]
        if Period.parse(start).first <= Period.parse(today).first:
            return f"{start}..{today}", True, "from then to the document's day"
    if date.bound == "until" and measure == "flow":
        return value, False, "up to then; from when on is not told"
    if date.bound == "aside":
        return value, False, "before or after it"
    return value, True, ""


def _is_outside(one: Subject, span: Span) -> bool:
    """Whether words stand outside the statement that the figure stands in: they may tell of the saying, not of what
    is said."""
    return one.said is not None and not one.said.span.meets(span.start, span.end)


def _chosen(own: Sequence[_Found], beside: Sequence[Option]) -> Options:
    """Of the same clause first, then of the same sentence, then from beside; the only one of the nearest is
    supported."""
    firm = [one for one in own if one.firm]
    near = [one for one in firm if one.near] or firm
    values = {one.option.value for one in near}
    rest = [one for one in own if one not in near]
    known: dict[str, Option] = {}
    for option in (*(one.option for one in (*near, *rest)), *(beside if not firm else ())):
        known.setdefault(option.value, option)
    return Options(tuple(known.values())[:_MOST], near[0].option if len(values) == 1 else None)
