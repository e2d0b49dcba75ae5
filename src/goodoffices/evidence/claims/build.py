"""From the words of a file to a Ledger: every field checked, each problem with its place and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from goodoffices.errors import Where
from goodoffices.evidence.claims.figures import parse_figure
from goodoffices.evidence.claims.lineage import relation_faults
from goodoffices.evidence.claims.marks import named, normal, unseen
from goodoffices.evidence.claims.model import (
    HARMS,
    INFORMATION,
    POPULATIONS,
    RELATIONS,
    SOURCES,
    Claim,
    Document,
    Figure,
    Grade,
    Ledger,
    Measure,
    Method,
    Operator,
    Standard,
)
from goodoffices.evidence.claims.problems import Draft, Entry, Problems, Said, nearest, quoted
from goodoffices.evidence.claims.records import CLAIM, DOCUMENT, HEAD
from goodoffices.values import Period

__all__ = ["build"]

_ID = re.compile(r"[^\W_][\w.-]{0,79}")
_SPAN = re.compile(r"(\d{1,9})\s*\.\.\s*(\d{1,9})")
_MOST_DAYS = 366
_NAMES = {"ledger", "unit", "harm", "population", "place", "place_code", "claimant", "document"}
"""The keys whose texts are compared with others'; the rest stay letter for letter as they are."""
_MISSING = {
    "figure": "Write it as `about 400000` or `at least 191369`.",
    "harm": f"What happened to those counted: {', '.join(HARMS)}, or a word defined under `harms`.",
    "place": "Where, as `place: Syria`.",
    "period": "From when to when, as `period: 2011-03..2016-04-22`; for a stock the day, as `2016-12-31`.",
    "measure": "`flow` for what grew through the period (killed), `stock` for what stands on a day (displaced).",
    "document": "The id of the document it stands in.",
    "grade": "Admiralty, as `B2`; write `F6` where neither the source nor what it says can be judged.",
    "what": "What the document is, so that another can find it.",
    "ledger": "Start with the ledger's own id, as `ledger: my-case`.",
    "title": "Write `title:` and what the ledger is about.",
}

T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)


def build(draft: Draft, problems: Problems) -> Ledger:
    """The ledger that a file states. Raises EvidenceError with all that is wrong with it."""
    reading = _Reading(problems)
    head = reading.fields(draft.head, HEAD)
    harms = reading.words(draft.harms, HARMS, "harm")
    populations = reading.words(draft.populations, POPULATIONS, "population")
    documents = tuple(_document(reading, entry) for entry in draft.documents)
    known = (harms | HARMS, populations | POPULATIONS, [document.id for document in documents])
    found = [(entry, _claim(reading, entry, *known)) for entry in draft.claims]
    claims = tuple(claim for _, claim in found if claim)
    ledger = Ledger(
        id=reading.id(Said(head.text("ledger"), head.where("ledger"))) if head.needed("ledger") else "",
        title=head.needed("title"),
        documents=documents,
        claims=claims,
        by=head.text("by"),
        as_of=head.parsed("as_of", Period.parse, None),
        caution=head.text("caution"),
        period_tolerance=head.parsed("period_tolerance", _days, 0),
        harms=tuple(harms.items()),
        populations=tuple(populations.items()),
    )
    _check_places(draft, claims, problems)
    # A claim that could not be read is not there to be named, which is no fault of those that name it.
    if len(claims) == len(found):
        _check_relations(draft, ledger, problems)
    problems.raise_any()
    return ledger


class _Fields:
    """One entry's texts; what is wrong with them goes to the problems."""

    def __init__(self, entry: Entry, problems: Problems) -> None:
        self._entry = entry
        self._problems = problems

    def where(self, key: str) -> Where:
        """Where a key's text stands; where the entry begins when the key is not there."""
        said = self._entry.said.get(key)
        return said[0].where if said else self._entry.id.where

    def text(self, key: str) -> str:
        """The text under a key, "" where there is none."""
        said = self._entry.said.get(key, ())
        if len(said) > 1:
            self._problems.add(f"`{key}` is one text, not a list", said[1].where, "Keep one of them.")
        text = said[0].text if said else ""
        if key in _NAMES and (sign := unseen(text)):
            told = f"`{key}` holds the sign {named(sign)}, which nobody sees; names are compared letter by letter"
            self._problems.add(told, said[0].where, "Delete it.")
        return normal(text) if key in _NAMES else text

    def needed(self, key: str) -> str:
        """The text under a key that has to be there."""
        text = self.text(key)
        if not text:
            self._problems.add(f"`{key}` is missing", self.where(key), _MISSING[key])
        return text

    def names(self, key: str) -> tuple[str, ...]:
        """The ids under a key."""
        return tuple(dict.fromkeys(normal(said.text) for said in self._entry.said.get(key, ()) if said.text))

    def parsed(self, key: str, parse: Callable[[str], T], otherwise: T) -> T:
        """The text under a key, read; `otherwise` where there is none or it cannot be read."""
        text = self.text(key)
        if not text:
            return otherwise
        try:
            return parse(text)
        except ValueError as error:
            what, _, remedy = str(error).partition("; ")
            self._problems.add(what, self.where(key), remedy[:1].upper() + remedy[1:] + "." if remedy else "")
            return otherwise

    def one_of(self, key: str, names: Collection[str], of_what: str, otherwise: str = "") -> str:
        """A word that has to be one of those known."""
        text = self.text(key) or otherwise
        if text and text not in names:
            self._problems.add(f"{quoted(text)} is no {of_what}", self.where(key), nearest(text, names, "Known"))
        return text

    def choice(self, key: str, kind: type[Choice], otherwise: Choice) -> Choice:
        """A word of a closed list."""
        text = self.text(key)
        if text and text not in {each.value for each in kind}:
            names = [each.value for each in kind if each.value]
            self._problems.add(f"{quoted(text)} is no {key}", self.where(key), nearest(text, names, "Known"))
            return otherwise
        return kind(text) if text else otherwise


class _Reading:
    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def fields(self, entry: Entry, known: Collection[str]) -> _Fields:
        """An entry's fields; a key that is not known, and a list where none may stand, is a problem."""
        for key, said in entry.said.items():
            if key not in known:
                where = said[0].where if said else entry.id.where
                remedy = nearest(key, known, "Keys")
                if not said:
                    remedy += " Within `{…}` a text that holds a comma stands in quotes."
                self.problems.add(f"the key {quoted(key)} is not known here", where, remedy)
        return _Fields(entry, self.problems)

    def id(self, said: Said) -> str:
        """An id: letters, digits, `.`, `_` and `-`, beginning with a letter or digit."""
        if not _ID.fullmatch(said.text):
            remedy = "An id is made of up to 80 letters, digits, `.`, `_` and `-`, and begins with a letter or digit."
            self.problems.add(f"{quoted(said.text)} is no id", said.where, remedy)
        return normal(said.text)

    def words(self, pairs: Collection[tuple[Said, Said]], known: Mapping[str, str], kind: str) -> dict[str, str]:
        """Words that a ledger defines."""
        found: dict[str, str] = {}
        for word, meaning in pairs:
            if word.text in known:
                self.problems.add(f"{quoted(word.text)} is a {kind} of every ledger", word.where, "Take it out.")
            elif normal(word.text) in found:
                self.problems.add(f"the {kind} {quoted(word.text)} is defined twice", word.where, "Keep one.")
            elif not (word.text and meaning.text):
                self.problems.add(f"a {kind} needs a word and its meaning", word.where, "")
            found.setdefault(normal(word.text), meaning.text)
        return found


def _document(reading: _Reading, entry: Entry) -> Document:
    fields = reading.fields(entry, [key.name for key in DOCUMENT])
    return Document(
        id=reading.id(entry.id),
        what=fields.needed("what"),
        url=fields.parsed("url", _url, ""),
        published=fields.parsed("published", Period.parse, None),
        reports=fields.names("reports"),
        unverified=fields.text("unverified"),
    )


def _claim(
    reading: _Reading, entry: Entry, harms: Collection[str], populations: Collection[str], documents: Collection[str]
) -> Claim | None:
    """The claim; None where something that every claim needs is missing or cannot be read."""
    before = len(reading.problems.found)
    fields = reading.fields(entry, [key.name for key in CLAIM if key.name != "id"])
    unit = fields.text("unit") or "persons"
    needed = {key: fields.needed(key) for key in ("figure", "harm", "place", "period", "measure", "document", "grade")}
    figure = fields.parsed("figure", _whole if unit == "persons" else parse_figure, None)
    period = fields.parsed("period", Period.parse, None)
    grade = fields.parsed("grade", _grade, None)
    fields.one_of("harm", harms, "harm known here; define it under `harms`")
    fields.one_of("document", documents, "document of this ledger")
    population = fields.one_of("population", populations, "population known here; define it under `populations`", "all")
    measure = fields.choice("measure", Measure, Measure.FLOW)
    if measure is Measure.STOCK and period and period.precision == "span":
        told = "a stock stands on a day, and this is a span of time"
        reading.problems.add(told, fields.where("period"), "Give its day, month or year; or is it a flow?")
    claim = Claim(
        id=reading.id(entry.id),
        figure=figure or Figure(Operator.EXACTLY, None),
        harm=needed["harm"],
        place=needed["place"],
        period=period or Period.parse("1900"),
        measure=measure,
        document=needed["document"],
        grade=grade or Grade("F", "6"),
        claimant=fields.text("claimant"),
        unit=unit,
        population=population,
        place_code=fields.text("place_code"),
        span=fields.parsed("span", _span, None),
        quotation=fields.text("quotation"),
        method=fields.choice("method", Method, Method.STATED),
        how=fields.text("how"),
        standard=fields.choice("standard", Standard, Standard.NONE),
        note=fields.text("note"),
        unverified=fields.text("unverified"),
        **{name: fields.names(name) for name in RELATIONS},
    )
    return claim if len(reading.problems.found) == before else None


def _check_places(draft: Draft, claims: Collection[Claim], problems: Problems) -> None:
    """One place has one code, and one code is one place: else equal places would not be compared, or others would."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    entries = {normal(entry.id.text): entry for entry in draft.claims}
    for claim in claims:
        where = _Fields(entries[claim.id], problems).where("place_code")
        if names.setdefault(claim.place, claim.place_code) != claim.place_code:
            told = f"{quoted(claim.place)} has the code `{claim.place_code}` here and `{names[claim.place]}` elsewhere"
            problems.add(told, where, "Give one place one code, on every claim, or on none.")
        if claim.place_code and codes.setdefault(claim.place_code, claim.place) != claim.place:
            told = f"the code `{claim.place_code}` is {quoted(codes[claim.place_code])} elsewhere"
            problems.add(told, where, "Write one place in one way.")


def _check_relations(draft: Draft, ledger: Ledger, problems: Problems) -> None:
    documents = {normal(entry.id.text): entry for entry in draft.documents}
    claims = {normal(entry.id.text): entry for entry in draft.claims}
    for fault in relation_faults(ledger.claims, ledger.documents):
        entries = documents if fault.key == "reports" else claims
        said = entries[fault.owner].said[fault.key]
        where = next((each.where for each in said if normal(each.text) == fault.named), said[0].where)
        problems.add(fault.what, where, fault.remedy or nearest(fault.named, [*entries], "Known"))


def _whole(text: str) -> Figure:
    figure = parse_figure(text)
    if any(part is not None and part.denominator != 1 for part in (figure.value, figure.low, figure.high)):
        raise ValueError(f"`{text}`: persons are counted in whole numbers; write thousands as 400,000 or 400000")
    return figure


def _grade(text: str) -> Grade:
    plain = text.upper()
    if len(plain) != 2 or plain[0] not in SOURCES or plain[1] not in INFORMATION:  # noqa: PLR2004 - a letter, a digit
        raise ValueError(f"{quoted(text)} is no Admiralty grade; write a letter A–F and a digit 1–6, as B2")
    return Grade(plain[0], plain[1])


def _span(text: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(text)
    if not match or int(match[1]) >= int(match[2]):
        raise ValueError(
            f"{quoted(text)} is no span; write the first character and the one after the last, as 512..590"
        )
    return int(match[1]), int(match[2])


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= _MOST_DAYS):
        raise ValueError(f"{quoted(text)} is no number of days; write 0 to {_MOST_DAYS}")
    return int(text)


def _url(text: str) -> str:
    if not text.startswith(("https://", "http://")) or any(sign.isspace() for sign in text):
        raise ValueError(f"{quoted(text)} is no web address; it begins with https://")
    return text
