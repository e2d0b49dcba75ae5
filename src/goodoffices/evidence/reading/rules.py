"""The rules of a language: a file of words and forms, `rules/<language>.toml`, read once and checked."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.claims import HARMS, POPULATIONS
from goodoffices.evidence.reading.calendar import MEANINGS

__all__ = ["DateForm", "Harm", "Phrase", "Rules", "languages", "load_rules", "parse_rules"]

_WORD = re.compile(r"[^\W\d_]+(?:['.&][^\W\d_]+)*|\d+|[^\w\s]")
_PARTS = {
    *("numbers", "qualifiers", "nouns", "populations", "harms", "said", "actors", "places", "periods", "sources"),
    *("time", "months", "weekdays"),
}


@dataclass(frozen=True)
class Phrase:
    """Words that stand for something: `role` says in what (`harm`, `unit`, …), `value` for what."""

    words: tuple[str, ...]
    role: str
    value: str


@dataclass(frozen=True)
class Harm:
    """How a harm is counted, and which other harms it outdoes where both stand in one clause."""

    measure: str
    over: frozenset[str]


@dataclass(frozen=True)
class DateForm:
    """A form of dates, as a pattern of its words, and its meaning."""

    pattern: re.Pattern[str]
    means: str


@dataclass(frozen=True)
class Rules:
    """The words and forms of one language. `phrases` finds a phrase by its first word, longest first."""

    language: str
    name: str
    hash: str
    phrases: Mapping[str, tuple[Phrase, ...]]
    harms: Mapping[str, Harm]
    dates: tuple[DateForm, ...]
    date_cues: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    words: Mapping[str, frozenset[str]]
    values: Mapping[str, Mapping[str, int]]
    quotes: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    group: str
    decimal: str
    zeros: int


def languages() -> tuple[str, ...]:
    """The languages for which there are rules."""
    found = files("goodoffices.evidence.reading").joinpath("rules").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in found if file.name.endswith(".toml")))


@cache
def load_rules(language: str = "en") -> Rules:
    """The rules of a language; raises EvidenceError when there are none."""
    if language not in languages():
        remedy = f"There are rules for: {', '.join(languages())}."
        raise EvidenceError.of(f"there are no rules for the language `{language}`", Where(), remedy)
    file = files("goodoffices.evidence.reading").joinpath("rules", f"{language}.toml")
    return parse_rules(file.read_text(encoding="utf-8"), f"{language}.toml")


def parse_rules(text: str, file: str = "") -> Rules:
    """Rules from the text of a file; raises EvidenceError for what is missing, or no harm or population of a ledger."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EvidenceError.of(f"this is not TOML: {error}", Where(file)) from error
    _check(said, file)
    try:
        return _rules(said, text)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        remedy = "Compare it with en.toml: every part of that file has to be there, of the same shape."
        raise EvidenceError.of(f"the rules cannot be read: {error!r}", Where(file), remedy) from error


def _check(said: Mapping[str, Any], file: str) -> None:
    if missing := sorted(_PARTS - set(said)):
        raise EvidenceError.of(f"the rules have no part `{missing[0]}`", Where(file), "Compare it with en.toml.")
    for part, known in (("harms", HARMS), ("populations", POPULATIONS)):
        if odd := sorted(set(said[part]) - set(known)):
            raise EvidenceError.of(
                f"`{odd[0]}` is none of a ledger's {part}", Where(file), f"Known: {', '.join(known)}."
            )


def _rules(said: Mapping[str, Any], text: str) -> Rules:
    numbers, actors, told, places = said["numbers"], said["actors"], said["said"], said["places"]
    phrases: dict[str, list[Phrase]] = {}
    for phrase in _phrases(said):
        phrases.setdefault(phrase.words[0], []).append(phrase)
    forms = tuple(_forms(said))
    return Rules(
        language=said["language"],
        name=said["name"],
        hash="sha256:" + hashlib.sha256(text.encode()).hexdigest(),
        phrases={first: tuple(sorted(each, key=lambda one: -len(one.words))) for first, each in phrases.items()},
        harms={name: Harm(harm["measure"], frozenset(harm.get("over", ()))) for name, harm in said["harms"].items()},
        dates=forms,
        date_cues=_cues(said),
        months=said["months"],
        weekdays=said["weekdays"],
        seasons={name: (first, last) for name, (first, last) in said["seasons"].items()},
        words={
            **{key: frozenset(numbers[key]) for key in ("one", "and", "half", "to", "between", "between_and")},
            "money": frozenset(numbers["apart"]["money"]),
            **{
                key: frozenset(actors[key])
                for key in ("articles", "joins", "place_words", "not_names", "adjectives", "states")
            },
            **{key: frozenset(told[key]) for key in ("that", "persons", "bodies")},
            **{key: frozenset(places[key]) for key in ("kinds", "directions", "skipped", "inner")},
            **{key: frozenset(places[key]) for key in ("no_places", "dashes")},
            **{key: frozenset(said["periods"][key]) for key in ("since", "until", "aside", "told", "breaks")},
            "abbreviations": frozenset(said["abbreviations"]),
            "possessive": frozenset(said["possessive"]),
            "sequences": frozenset(said["time"]["sequences"]),
        },
        values={
            **{key: numbers[key] for key in ("units", "tens", "collectives", "scales")},
            "ordinals": said["time"]["ordinals"],
        },
        quotes=tuple(said["quotes"]),
        adjective_endings=tuple(actors["adjective_endings"]),
        group=numbers["group"],
        decimal=numbers["decimal"],
        zeros=int(numbers["zeros"]),
    )


def _phrases(said: Mapping[str, Any]) -> Iterator[Phrase]:
    """Every phrase of the rules with its role."""
    numbers, told, actors = said["numbers"], said["said"], said["actors"]
    for words, value in numbers["vague"].items():
        yield _phrase(words, "vague", str(value))
    for role, part in (("qualifier", "qualifiers"), ("qualifier after", "qualifiers_after")):
        for value, each in said[part].items():
            yield from _all(each, role, value)
    for value, each in said["nouns"].items():
        yield from _all(each, "unit", value)
    for value, each in said["populations"].items():
        yield from _all(each, "population", value)
    for value, harm in said["harms"].items():
        yield from _all(harm["verbs"], "harm", value)
        yield from _all(harm["nouns"], "harm noun", value)
    for role in ("says", "estimates", "participles", "according", "speakers"):
        yield from _all(told[role], role, "")
    for role in ("titles", "organisations", "bodies"):
        yield from _all(actors[role], role, "")
    yield from _around(said)
    yield from _all(numbers["apart"]["before"], "apart before", "")
    yield from _all(numbers["apart"]["after"], "apart after", "")
    for role in ("past", "future"):
        yield from _all(said["time"][role], role, "")


def _around(said: Mapping[str, Any]) -> Iterator[Phrase]:
    """What tells of places and of sources."""
    for role in ("at", "from", "to"):
        yield from _all(said["places"][role], "place", role)
    for kind, source in said["sources"].items():
        yield from _all(source["speakers"], "source of a speaker", kind)
        yield from _all(source["anywhere"], "source, after too" if source["after"] else "source", kind)


def _all(texts: Iterable[str], role: str, value: str) -> Iterator[Phrase]:
    return (_phrase(text, role, value) for text in texts)


def _phrase(text: str, role: str, value: str) -> Phrase:
    words = tuple(_WORD.findall(text.casefold()))
    if not words:
        raise ValueError(f"an empty phrase among {role}")
    return Phrase(words, role, value)


def _forms(said: Mapping[str, Any]) -> Iterator[DateForm]:
    """Each form of dates as one pattern; months and weekdays with a capital only."""
    months, weekdays = (rf"(?-i:{_any(said[part])})\.?" for part in ("months", "weekdays"))
    counts = "|".join([r"\d{1,3}", *(word for key in ("one", "half") for word in said["numbers"][key])])
    counts += "|" + "|".join(said["numbers"]["units"])
    pieces = {
        "month": rf"(?P<month>{months})",
        "month2": rf"(?P<month2>{months})",
        "weekday": rf"(?P<weekday>{weekdays})",
        "season": rf"(?P<season>{'|'.join(said['seasons'])})",
        "count": rf"(?P<count>{counts})",
        "day": r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?",
        "dd": r"(?P<day>\d{1,2})",
        "mm": r"(?P<mm>\d{2})",
        "year": r"(?P<year>(?:19|20)\d\d)",
        "year2": r"(?P<year2>(?:19|20)\d\d)",
    }
    for form in said["dates"]:
        if form["means"] not in MEANINGS:
            raise ValueError(f"no such meaning of a date: {form['means']}")
        for text in form["say"]:
            body = re.sub(r"\{([a-z]\w*)\}", lambda match: pieces[match[1]], text).replace(" ", r"[ \t\r\n\u00a0]{1,3}")
            yield DateForm(re.compile(rf"(?<![\w/])(?:{body})(?![\w/])", re.IGNORECASE), form["means"])


def _any(words: Iterable[str]) -> str:
    """Month and weekday names as they are written, with a capital."""
    return "|".join(sorted((word.capitalize() for word in words), key=lambda word: (-len(word), word)))


def _cues(said: Mapping[str, Any]) -> frozenset[str]:
    """Words without which a sentence holds no date in words; digits are looked for besides."""
    cues = {*said["months"], *said["weekdays"], *said["seasons"]}
    for form in said["dates"]:
        for text in form["say"]:
            if "{" not in text or "{count}" in text:
                cues.update(re.findall(r"[a-z]{3,}", text.replace("{count}", "")))
    return frozenset(cues)
