"""The answer: what goes against the whole first, then areas by verdict, the map, the table with the whole last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

from goodoffices.ceasefire.report.contrary import contrary, contrary_words
from goodoffices.ceasefire.report.holding import Holding
from goodoffices.ceasefire.report.many import many_words
from goodoffices.ceasefire.report.study import Report
from goodoffices.ceasefire.report.verdict import VERDICTS, Word, spoken_p
from goodoffices.ceasefire.report.verdict_map import verdict_map
from goodoffices.ceasefire.report.wording import (
    SIGNS,
    area_words,
    change_words,
    day_words,
    days_words,
    interval_words,
    verdict_words,
)
from goodoffices.ceasefire.signals import TooFew
from goodoffices.evidence.events import Named
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, plural, series

Tone = Literal["good", "bad", "quiet", ""]

__all__ = ["BEYOND_CHANCE", "answer_section", "answer_words", "verdict_table"]

_TONES: Final[dict[str, Tone]] = {"holding": "good", "collapsed": "bad", "unobserved": "quiet", "uncertain": "quiet"}
_TOO_FEW: Final = "too few to say"
_NO_CHANGE: Final = "none found"
_WORST_FIRST: Final[tuple[Word, ...]] = ("collapsed", "eroding", "strained", "holding", "uncertain", "unobserved")
_SAID: Final[dict[Word, str]] = {
    "collapsed": "Collapsed",
    "eroding": "Eroding",
    "strained": "Strained",
    "holding": "Holding",
    "uncertain": "Too uncertain to say",
    "unobserved": "Unobserved: silence is not calm",
}


def answer_section(found: Report) -> Section:
    """What a monitor reads if nothing else."""
    blocks: list[Block] = [
        Paragraph(span_words(found)),
        Note(" ".join(answer_words(found)), "finding"),
        *(Note(words, "caution") for words in _cautions(found)),
    ]
    blocks.append(verdict_table(found, found.areas, "Verdicts by area"))
    if words := many_words(found.many):
        blocks.append(Paragraph(words))
    if picture := verdict_map(found):
        blocks.append(picture)
    if isinstance(found.places, Named):
        words = "No map: areas are names of the source, which have no shape. Give polygons of them to have one."
        blocks.append(Paragraph(words))
    return Section("answer", "The answer", tuple(blocks))


def span_words(found: Report) -> str:
    """Which days are compared."""
    span = found.span
    now, before = days_words(span.now_from, span.last), days_words(span.before_from, span.before_to)
    words = f"{found.terms.title}. Incidents of {now} ({plural(span.now, 'day')}) against {before} "
    words += f"({plural(span.before, 'day')} before it began)."
    if span.over:
        words += f" The ceasefire is over; its last whole day was {day_words(span.last)}."
    return words


def answer_words(found: Report) -> tuple[str, ...]:
    """What goes against the whole, then the areas by verdict, the worst first, then the whole."""
    against = contrary(found.areas, found.whole)
    told = list(contrary_words(against)) if against else []
    if any(one.verdict.word not in ("unobserved", "uncertain") for one in found.areas):
        groups = ((word, [one for one in found.areas if one.verdict.word == word]) for word in _WORST_FIRST)
        told += [f"{_SAID[word]}: {series(_name(one) for one in ones)}." for word, ones in groups if ones]
    elif found.areas:
        words = sorted({one.verdict.word for one in found.areas}, key=VERDICTS.index)
        told.append(f"No area has a verdict: {series(words)} throughout.")
    else:
        told.append("No event has a place known finely enough for any area.")
    told.append(f"All areas together: {verdict_words(found.whole.verdict)}, a line that hides what stands before it.")
    return tuple(told)


def _name(one: Holding) -> str:
    sure = one.verdict.is_sure
    return one.unit.area if sure else f"{one.unit.area} ({one.verdict.best} to {one.verdict.worst})"


def _cautions(found: Report) -> list[str]:
    told = []
    alarmed = [one for one in found.areas if one.recent_alarms]
    if alarmed:
        days = series(f"{one.unit.area} ({day_words(one.recent_alarms[-1])})" for one in alarmed)
        told.append(f"Alarm in these days: {days}.")
    moved = [one for one in found.areas if one.verdict_at_most.word != one.verdict.word]
    if moved:
        words = series(f"{one.unit.area} {one.verdict_at_most.word}" for one in moved)
        told.append(f"If events that are unclear in some clause were incidents too: {words}.")
    recent = [one for one in found.unseen.quiet if one.until >= found.span.now_from]
    if recent:
        words = series(dict.fromkeys(days_words(one.since, one.until) for one in recent))
        told.append(f"The source was silent on days that the verdict would rest on: {words}. Silence is not calm.")
    return told


def verdict_table(found: Report, rows: Sequence[Holding], caption: str) -> Table:
    """A row for each, and one for the whole at the end; columns in which every row says the same are left out, and what
    they would say is in the caption."""
    every = (*rows, found.whole)
    compared = _is_compared(found, rows)
    telling = [each for each in _columns(found) if each[0] is not BEYOND_CHANCE or compared]
    columns = [(heading, [tell(one) for one in every]) for heading, tell in telling]
    said = []
    kept = []
    for heading, cells in columns:
        texts = {cell.text for cell in cells}
        sentence = _NOTHING.get(heading.heading, {}).get(next(iter(texts)), "") if len(texts) == 1 else ""
        if sentence:
            said.append(sentence)
        else:
            kept.append((heading, cells))
    told = f"{caption}. {' '.join(said)}".rstrip()
    lines = tuple(zip(*(cells for _, cells in kept), strict=True))
    return Table(told, tuple(heading for heading, _ in kept), lines)


BEYOND_CHANCE: Final = Column("Not holding, beyond chance")
"""With the p-value corrected for all areas."""
_NOTHING: Final = {
    "Last change, and when": {_NO_CHANGE: "No change is sure enough to date.", _TOO_FEW: "Too few for any change."},
    "Last alarm": {"none": "No alarm.", "too early": "Too early for an alarm.", _TOO_FEW: "Too few for an alarm."},
    "Undated": {"0": "No event undated."},
    "Days unseen": {"0": "No day now unseen."},
    "If unclear count": {"the same": "Unclear events, if they counted, would change no verdict."},
}
"""What a column says where it says nothing, and how the caption says that."""


def _columns(found: Report) -> list[tuple[Column, Callable[[Holding], Cell]]]:
    span = found.span

    def unseen(one: Holding) -> str:
        return str(int(one.unseen[(span.now_from - span.first).days :].sum()))

    def wider(one: Holding) -> str:
        same = one.verdict_at_most.word == one.verdict.word
        return "the same" if same else one.verdict_at_most.word

    def name(one: Holding) -> str:
        return "All areas together (hides the above)" if one is found.whole else area_words(one)

    return [
        (Column("Area"), lambda one: Cell(name(one))),
        (Column("Verdict"), _verdict),
        (Column(f"In {span.before} days before", numeric=True), lambda one: Cell(str(one.now.before.events))),
        (Column(f"In {span.now} days now", numeric=True), lambda one: Cell(str(one.now.now.events))),
        (Column("Ratio a day (95\N{NO-BREAK SPACE}%)", numeric=True), lambda one: Cell(interval_words(one.now.ratio))),
        (BEYOND_CHANCE, lambda one: Cell(_beyond_chance(found, one))),
        (Column("Last change, and when"), lambda one: Cell(last_change(one))),
        (Column("Last alarm"), lambda one: Cell(_alarm(one))),
        (Column("Undated", numeric=True), lambda one: Cell(str(one.unit.undated))),
        (Column("Days unseen", numeric=True), lambda one: Cell(unseen(one))),
        (Column("If unclear count"), lambda one: Cell(wider(one))),
    ]


def _verdict(one: Holding) -> Cell:
    """The tones bring the signs of the best and the worst word."""
    word, tone = one.verdict.word, _TONES.get(one.verdict.word, "")
    text = verdict_words(one.verdict)
    return Cell(text if tone in {"good", "bad"} else f"{SIGNS[word]} {text}", tone, one.verdict.why)


def _is_compared(found: Report, rows: Sequence[Holding]) -> bool:
    """Whether any of these rows is an area of several that is not holding beyond chance, at least alone."""
    told = {one.area.unit.name for one in found.many.alone}
    return len(found.many.each) > 1 and any(one.unit.name in told for one in rows)


def _beyond_chance(found: Report, one: Holding) -> str:
    """Of areas alone: the p-value is corrected for all of them."""
    told = None if one is found.whole or one.unit.dyad else found.many.of(one.unit.area)
    if told is None:
        return "–"
    if not told.alone:
        return "no"
    return f"{'yes' if told.of_many else 'alone only'} (p {spoken_p(told.corrected)})"


def last_change(one: Holding) -> str:
    """The last change since the data begin, with the interval of its date."""
    if one.changes is None:
        return _TOO_FEW
    return change_words(one.changes.changes[-1]) if one.changes.changes else _NO_CHANGE


def _alarm(one: Holding) -> str:
    if one.alarm is None:
        return "too early"
    if isinstance(one.alarm, TooFew):
        return _TOO_FEW
    return day_words(one.alarm.alarms[-1]) if one.alarm.alarms else "none"
