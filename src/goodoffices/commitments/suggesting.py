"""Suggests commitments from the text of an agreement, by rules for English. A person takes each, changes it, or not.

A sentence with `shall`, `undertakes to` and the like is suggested; who, by when and by whom verified are filled in only
where its own words say so. Sentences and dates are those of the reading of texts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from goodoffices.commitments import english
from goodoffices.commitments.model import IN_FORCE, Body, Due
from goodoffices.errors import EvidenceError
from goodoffices.evidence.reading import DateFound, read_text
from goodoffices.values import Period

__all__ = ["LANGUAGES", "Suggested", "suggest"]

LANGUAGES: Final = ("en",)
_PER_UNIT: Final = {"day": "day", "week": "week", "month": "month"}
_ARTICLE_WORD: Final = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_PASSIVE: Final = re.compile(
    r"be\s+\w+(?:ed|en|n|t|id|ut)\b[^;.:]*?\bby\s+"
    r"(?P<by>(?:the\s+)?[^,;.:]+?)(?=\s+(?:within|by|before|no|not|on|at|in|under|to)\b|[,;.:]|$)",
    re.IGNORECASE,
)
_LONGEST_WHAT: Final = 300


@dataclass(frozen=True)
class Suggested:
    """A commitment that a sentence may hold. `text` is the sentence, characters `start` to before `end` of the text.

    `who` and `verified_by` are ids of bodies that were named; `who_words`, `due_words` and `verified_words` the words
    that they were read from, which stand even where no body or day was found in them.
    """

    article: str
    text: str
    start: int
    end: int
    line: int
    what: str
    who: tuple[str, ...] = ()
    who_words: str = ""
    due: Due = field(default_factory=Due)
    due_words: str = ""
    verified_by: tuple[str, ...] = ()
    verified_words: str = ""


@dataclass(frozen=True)
class _Duty:
    """Subject, sign of the duty, and what is to be done."""

    subject: str
    negative: bool
    what: str


@dataclass(frozen=True)
class _Clause:
    """One sentence with its place, its article and its dates."""

    text: str
    start: int
    line: int
    article: str
    dates: tuple[DateFound, ...] = field(default=())


def suggest(text: str, bodies: Sequence[Body], dated: dt.date, *, language: str = "en") -> tuple[Suggested, ...]:
    """What the sentences of an agreement may oblige to, in the order of the text. `dated` is a day of the agreement,
    from which `next month` is counted. Raises EvidenceError for a language without rules."""
    if language not in LANGUAGES:
        remedy = f"There are rules for {', '.join(LANGUAGES)}; write the commitments of other texts by hand."
        raise EvidenceError.of(f"there are no rules to suggest commitments in {language!r}", remedy=remedy)
    found: list[Suggested] = []
    head = ""
    for clause in _clauses(text, dated, language):
        duties, head = _duties(clause.text, head)
        found += [_suggested(clause, duty, bodies) for duty in duties]
    return tuple(found)


def _clauses(text: str, dated: dt.date, language: str) -> Iterator[_Clause]:
    reading = read_text(text, dated, language=language)
    heads = [(match.start(), _number(match)) for match in english.ARTICLE.finditer(text)]
    dates: dict[int, list[DateFound]] = {}
    for date in reading.dates:
        dates.setdefault(date.sentence, []).append(date)
    place, number = 0, ("", "", "")
    for one in reading.sentences:
        span = one.span
        start = span.start + _after_heading(span.of(text))
        start += len(numbered[0]) if (numbered := english.NUMBERED.match(text[start : span.end])) else 0
        while place < len(heads) and heads[place][0] < max(start, span.start + 1):
            number, place = _after(number, *heads[place][1]), place + 1
        own = tuple(date for date in dates.get(one.number, ()) if start <= date.span.start)
        line = span.line + text.count("\n", span.start, start)
        yield _Clause(text[start : span.end], start, line, _article(*number), own)


def _after_heading(words: str) -> int:
    """Where the sentence itself begins: a heading, and the number of a paragraph, may stand in the lines above it."""
    modal = english.MODAL.search(words)
    last = modal.start() if modal else len(words)
    begins = [match.end() for match in english.ARTICLE.finditer(words, 0, last) if match["number"]]
    headed = english.HEADED.match(words)
    return max([headed.end() if headed else 0, *begins])


def _number(match: re.Match[str]) -> tuple[str, str]:
    kind = "word" if match["word"] else "number" if match["number"] else "letter"
    return kind, match[kind]


def _after(before: tuple[str, str, str], kind: str, number: str) -> tuple[str, str, str]:
    """Article, paragraph and letter, once another number has been read."""
    article, paragraph, _letter = before
    if kind == "word":
        return number, "", ""
    return (article, number, "") if kind == "number" else (article, paragraph, number)


def _article(article: str, paragraph: str, letter: str) -> str:
    """Together: `3.2 (a)`."""
    full = paragraph if not article or paragraph.startswith(f"{article}.") else f"{article}.{paragraph}".rstrip(".")
    return f"{full} {letter}".strip()


def _duties(text: str, head: str) -> tuple[list[_Duty], str]:
    """The duties in a sentence, and the beginning that the items of a list after it go on from."""
    opens = text.rstrip().endswith(":") and english.MODAL.search(text)
    if opens:
        return [], text.rstrip()[:-1].rstrip() + " "
    lead, colon, rest = text.partition(":")
    items = english.ITEM.split(rest) if colon and english.MODAL.search(lead) else []
    if len(items) > 2:  # noqa: PLR2004 - what stands before the first, its letter, its words
        return [duty for words in items[2::2] for duty in _plain_duties(f"{lead.rstrip()} {words}")], ""
    if head and not english.MODAL.search(text):
        return _plain_duties(head + text), head if text.rstrip().endswith((";", "; and", ",")) else ""
    return _plain_duties(text), ""


def _plain_duties(text: str) -> list[_Duty]:
    if english.NO_DUTY.search(text):
        return []
    matches = list(english.MODAL.finditer(text))
    if not matches:
        return []
    found: list[_Duty] = []
    for place, match in enumerate(matches):
        end = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        subject = text[: match.start()] if place == 0 else text[matches[place - 1].end() : match.start()]
        joined = place > 0 and re.search(r"(?:,\s*)?\b(?:and|but)\s*$", subject)
        if place > 0 and not joined:
            continue  # a modal inside a clause of its own: `a commission which shall …`
        if place + 1 < len(matches) and not re.search(r"\b(?:and|but)\s*$", text[match.end() : end]):
            end = len(text)
        subject = found[0].subject if joined else subject
        what = re.sub(r"(?:,\s*)?\b(?:and|but)\s*$", "", text[match.end() : end])
        if re.match(r"neither\b", subject.strip(), re.IGNORECASE):
            negative = True
        else:
            negative = bool(match["no1"] or match["no2"])
        found.append(_Duty(subject.strip(), negative, what.strip()))
    return found


def _suggested(clause: _Clause, duty: _Duty, bodies: Sequence[Body]) -> Suggested:
    whole = f"{duty.subject} {duty.what}"
    verified = english.VERIFIED.search(duty.what)
    due, due_words = _due(whole, duty, clause.dates)
    what = duty.what if not verified else duty.what[: verified.start()] + duty.what[verified.end() :]
    if due_words:
        what = what.replace(due_words, "")
    verified_words = verified["by"].strip() if verified else ""
    who, who_words, passive = _who(duty, bodies)
    if passive:
        what = f"{duty.subject} {'not ' if duty.negative else ''}to {what.replace(passive, ' ', 1)}"
    what = re.sub(r"\s+", " ", what)
    what = re.sub(r"\s+([,;.])", r"\1", re.sub(r"(?:,\s*)+(?=[,.;]|$)", "", what)).strip(" ,;.")
    return Suggested(
        article=clause.article,
        text=clause.text,
        start=clause.start,
        end=clause.start + len(clause.text),
        line=clause.line,
        what=f"{'not ' if duty.negative and not passive else ''}{what}"[:_LONGEST_WHAT],
        who=who,
        who_words=who_words,
        due=due,
        due_words=due_words,
        verified_by=tuple(body for body in _named(verified_words, bodies) if body not in who),
        verified_words=verified_words,
    )


def _who(duty: _Duty, bodies: Sequence[Body]) -> tuple[tuple[str, ...], str, str]:
    """Who is bound: the subject, or of a passive whoever stands after `by`, with those words."""
    passive = _PASSIVE.match(duty.what)
    if passive and not english.VERIFIED.search(duty.what[: passive.end("by")]):
        named = _named(passive["by"], bodies)
        return named, passive["by"].strip(), f" by {passive['by']}" if named else ""
    # What stands before a comma only says when or where: `Within ten days, the party shall …`.
    tail = duty.subject.rsplit(",", 1)[-1]
    told = _named(tail, bodies) or _named(duty.subject, bodies)
    return told, _ARTICLE_WORD.sub("", (tail if _named(tail, bodies) else duty.subject).strip())[:100], ""


def _named(words: str, bodies: Sequence[Body]) -> tuple[str, ...]:
    """The bodies that words name; `the parties`, `each side` are all parties."""
    low = words.casefold()
    parties = tuple(body.id for body in bodies if body.role == "party")
    found = tuple(body.id for body in bodies if _stands_in(body.name, low))
    return found or (parties if english.PARTIES.search(words) else ())


def _stands_in(name: str, low: str) -> bool:
    short = _ARTICLE_WORD.sub("", name.casefold())
    return bool(re.search(rf"(?<!\w){re.escape(short)}(?!\w)", low))


def _due(whole: str, duty: _Duty, dates: Sequence[DateFound]) -> tuple[Due, str]:
    """By when, and the words that say so."""
    period = english.PERIOD.search(whole)
    if period:
        return _period(period), period[0]
    for date in dates:
        at = whole.find(date.quotation)
        before = english.BEFORE_DATE.search(whole[:at]) if at >= 0 else None
        if before:
            words = whole[before.start() : at + len(date.quotation)]
            return _day(date, before["word"].casefold()), words
    if duty.negative or english.LASTING.search(whole):
        return Due(standing=True), ""
    return Due(), ""


def _period(found: re.Match[str]) -> Due:
    after = found["after"] or ""
    unit, count = found["unit"].casefold(), found["count"].casefold()
    number = int(count) if count.isdigit() else english.NUMBERS[count]
    if unit == "hour" and number % 24 == 0:
        unit, number = "day", number // 24
    if unit == "year":
        unit, number = "month", number * 12
    own_days = (found["kind"] or "").strip().casefold() in {"working", "business"}
    if not english.ENTRY.search(after) or unit not in _PER_UNIT or own_days or not number:
        return Due()
    return Due(count=number, unit=unit, after=IN_FORCE)


def _day(date: DateFound, word: str) -> Due:
    period = date.best.period
    if word == "before" and period.first == period.last:
        day = period.first - dt.timedelta(days=1)
        return Due(day=Period(day, day, day.isoformat()))
    return Due(day=period)
