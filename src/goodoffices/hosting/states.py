"""States by their codes in ISO 3166-1, those that are gone included, and the words by which a text names them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

__all__ = ["State", "is_state", "name_of", "named_in", "state_of", "states"]


@dataclass(frozen=True)
class State:
    """A state; `iso2` is "" where it never had one, `words` are the names that a text may give it."""

    iso3: str
    iso2: str
    name: str
    words: tuple[str, ...]


@cache
def states() -> tuple[State, ...]:
    """All of them, by code."""
    lines = resources.files(__package__).joinpath("states.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        State(
            row["iso3"],
            row["iso2"],
            row["name"],
            tuple(word for word in (row["name"], *row["also"].split("|")) if word),
        )
        for row in csv.DictReader(lines)
    )


@cache
def _by_code() -> dict[str, State]:
    return {code: state for state in states() for code in (state.iso2, state.iso3) if code}


@cache
def _by_name() -> dict[str, State]:
    gone = {"federal republic of germany": "DEU", "german federal republic": "DEU"}
    names = {word.casefold(): state for state in states() for word in state.words}
    return names | {name: _by_code()[code] for name, code in gone.items()}


@lru_cache(maxsize=4096)
def state_of(code: str, name: str = "") -> str:
    """The code of three letters of a state, from its code of two or three letters, else from its name; "" for none.

    `NA` is Namibia, and in many files it is also what stands where nothing is known: there the name decides.
    """
    code = "" if code.strip() == "NA" and name else code
    found = _by_code().get(code.strip().upper()) or _by_name().get(name.strip().casefold())
    return found.iso3 if found else ""


def is_state(code: str) -> bool:
    """Whether this is the code of three letters of a state."""
    return code in _by_code() and _by_code()[code].iso3 == code


def name_of(code: str) -> str:
    """Its name in English; the code itself where none is known."""
    return _by_code()[code].name if code in _by_code() else code


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {word: state.iso3 for state in states() for word in state.words}
    # The longest first: `South Sudan` is not Sudan, `Guinea-Bissau` not Guinea.
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])"), words


def named_in(text: str) -> tuple[str, ...]:
    """The states that a text names, whole words only, each once, in the order of the text.

    A word may name something else (a person called Oman, a street): who is named need not have mediated.
    """
    pattern, words = _pattern()
    return tuple(dict.fromkeys(words[found.group()] for found in pattern.finditer(text)))
