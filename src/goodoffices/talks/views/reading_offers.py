"""What the place and the period of a figure can be, offered beside its form: each with why, none chosen for anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Offer", "Offers", "offered"]

Mark = Mapping[str, Any]


@dataclass(frozen=True)
class Offer:
    """One place or period as a ledger writes it, why it comes into question, and the suggestion that it rests on (None:
    the day of the document). `is_supported` is whether the figure's own words settle on it."""

    value: str
    why: str
    mark: Mark | None
    is_supported: bool


@dataclass(frozen=True)
class Offers:
    """For one field of the form: what comes into question, and what else the text names."""

    field: str
    known: tuple[Offer, ...]
    elsewhere: tuple[str, ...]


def offered(figure: Mark, marks: Sequence[Mark]) -> tuple[Offers, ...]:
    """For place and period. `figure` and `marks` are suggestions as a reading's JSON has them."""
    by_id = {mark["id"]: mark for mark in marks}
    found = []
    for field, named in (("place", _places(marks)), ("period", _periods(marks))):
        options = figure[field]
        known = tuple(
            Offer(each["value"], each["why"], by_id.get(each["of"]), each["value"] == options["supported"])
            for each in options["known"]
        )
        values = {one.value for one in known}
        found.append(Offers(field, known, tuple(dict.fromkeys(name for name in named if name not in values))))
    return tuple(found)


def _places(marks: Sequence[Mark]) -> Iterator[str]:
    return (mark["name"] for mark in marks if mark["kind"] == "place")


def _periods(marks: Sequence[Mark]) -> Iterator[str]:
    return (each["period"] for mark in marks if mark["kind"] == "date" for each in mark["meanings"])
