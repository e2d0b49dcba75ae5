"""What a word of a plan means, beside those of its consent record. Each reader raises ValueError, to stand after it."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from fractions import Fraction

from goodoffices.corridors.consent import EXAMPLES as RECORD
from goodoffices.corridors.marks import number
from goodoffices.values import Estimate

__all__ = ["EXAMPLES", "file", "language", "people", "place", "time_zone"]


def place(word: str) -> tuple[float, float]:
    """Latitude and longitude in degrees."""
    found = re.fullmatch(r"(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)", word, re.ASCII)
    if not found:
        raise ValueError("is no place: latitude and longitude are meant, in degrees")
    latitude, longitude = float(found[1]), float(found[2])
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 - degrees
        raise ValueError("is no place on earth; latitude comes first")
    return latitude, longitude


def people(word: str) -> Estimate:
    """A number of people, or the lowest, the best and the highest."""
    parts = [number(part.strip()) for part in word.split("..")]
    if len(parts) not in {1, 3}:
        raise ValueError("is neither one number nor low .. best .. high")
    low, best, high = parts if len(parts) == 3 else parts * 3  # noqa: PLR2004 - low, best, high
    if not low <= best <= high:
        raise ValueError("does not rise from the lowest to the highest")
    return Estimate(Fraction(low), Fraction(best), Fraction(high))


def time_zone(word: str) -> str:
    """A name in the IANA data base of time zones."""
    try:
        zoneinfo.ZoneInfo(word)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("is no time zone that is known here") from error
    return word


def file(word: str) -> str:
    """The name of a file on this machine."""
    if not word or "://" in word or "\0" in word:
        raise ValueError("is no file on this machine; nothing is fetched")
    return word


def language(word: str) -> str:
    """The code of a language."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", word, re.ASCII):
        raise ValueError("is no code of a language")
    return word


EXAMPLES: dict[Callable[[str], object], str] = RECORD | {
    place: "35.207,37.302",
    people: "180 .. 210 .. 260",
    time_zone: "Asia/Damascus",
    file: "roads.csv",
    language: "en",
}
