"""A step of the way in words, in English, Russian and Arabic, from a table in a file of its own.

Plural forms follow the Unicode Common Locale Data Repository (language plural rules). A name in another direction of
writing stands between isolates (Unicode Standard Annex 9), so that it keeps to itself; so do numbers with their unit.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from goodoffices.corridors.papers.sheet import Step

__all__ = ["LANGUAGES", "distance", "isolated", "phrase", "plural_form", "spoken_minutes", "spoken_step", "table"]

LANGUAGES: Final = ("en", "ru", "ar")
_OPEN, _CLOSE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@cache
def _tables() -> dict[str, dict[str, Any]]:
    text = (files("goodoffices.corridors.papers") / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def table(language: str) -> dict[str, Any]:
    """Every word of a language. Raises KeyError for one that is none of `LANGUAGES`."""
    return _tables()[language]


def phrase(language: str, key: str, **told: str) -> str:
    """One phrase, filled."""
    words: str = table(language)[key]
    return words.format(**told)


def plural_form(language: str, n: int) -> str:
    """The form of the plural for a whole number: "one", "two", "few", "many", "other"."""
    tens, hundreds = n % 10, n % 100
    if language == "ru":
        if tens == 1 and hundreds != 11:  # noqa: PLR2004 - CLDR
            return "one"
        return "few" if 2 <= tens <= 4 and not 12 <= hundreds <= 14 else "many"  # noqa: PLR2004 - CLDR
    if language == "ar":
        if n in {1, 2}:
            return ("one", "two")[n - 1]
        return "few" if 3 <= hundreds <= 10 else "many" if hundreds >= 11 else "other"  # noqa: PLR2004 - CLDR
    return "one" if n == 1 else "other"


def spoken_minutes(language: str, n: int) -> str:
    """So many minutes: `21 минута`, `دقيقتان`."""
    words: str = table(language)["minutes"][plural_form(language, n)]
    return words.format(n=n)


def distance(language: str, metres: float) -> str:
    """A distance as a driver can use it: to 10 m below 100 m, to 50 m below 1 km; `1.2 km`, beyond 10 km `12 km`."""
    words = table(language)
    grain = 10 if metres < 95 else 50  # noqa: PLR2004 - what rounds to 100 m or more
    rounded = round(metres / grain) * grain
    if rounded < 1000:  # noqa: PLR2004 - metres
        return f"{max(rounded, 10) if metres > 0 else 0}\N{NO-BREAK SPACE}{words['metres']}"
    tenths = f"{metres / 1000:.1f}" if metres < 9950 else f"{metres / 1000:.0f}"  # noqa: PLR2004 - what rounds to 10
    return f"{tenths.replace('.', words['decimal'])}\N{NO-BREAK SPACE}{words['kilometres']}"


def spoken_step(language: str, step: Step) -> str:
    """What to do, without the distance."""
    words = table(language)
    told = {"road": isolated(step.road), "heading": words["headings"][round(step.heading / 45) % 8]}
    said: str = words[f"{step.kind}_on" if step.road else step.kind].format(**told)
    if step.minutes:
        said += f" ({phrase(language, 'stop', minutes=spoken_minutes(language, step.minutes))})"
    return said


def isolated(name: str) -> str:
    """A name that is not pulled about by the words around it."""
    return f"{_OPEN}{name}{_CLOSE}" if name else ""
