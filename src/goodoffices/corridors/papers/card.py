"""The driver's card: what a driver needs on paper, in a language or in several, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from goodoffices.corridors.papers.sheet import Contact, Sheet, Step
from goodoffices.corridors.papers.words import distance, isolated, phrase, spoken_step, table
from goodoffices.values import Card, CardFace, CardLine

__all__ = ["drivers_card"]

_ANGLES: Final = {
    "straight": 0.0,
    "keep-left": -25.0,
    "keep-right": 25.0,
    "slight-left": -35.0,
    "slight-right": 35.0,
    "left": -90.0,
    "right": 90.0,
    "sharp-left": -135.0,
    "sharp-right": 135.0,
    "u-turn": 180.0,
    "depart": 0.0,
}
_SIGNS: Final = {"checkpoint": "stop", "gate": "stop", "bridge": "bridge", "arrive": "place"}


def drivers_card(sheet: Sheet, languages: Sequence[str]) -> Card:
    """The card, a face for each language. Numbers of vehicle and departure are filled in by hand: a card that is lost
    then tells of one vehicle, and not of all."""
    return Card(sheet.title, tuple(_face(sheet, language) for language in languages), sheet.as_of)


def _face(sheet: Sheet, language: str) -> CardFace:
    words = table(language)
    day = isolated(sheet.as_of.isoformat())
    plan = f"{words['version']}: {isolated(_short(sheet.version))}"
    return CardFace(
        language=language,
        kicker=words["card"],
        title=isolated(sheet.title),
        band=phrase(language, "agreed", day=day) if sheet.agreed else words["not_agreed"],
        warns=not sheet.agreed,
        facts=tuple(_facts(sheet, language)),
        boxes=tuple(_boxes(sheet, language)),
        lines=tuple(_lines(sheet.steps, language)),
        blanks=(words["convoy"], words["vehicle"], words["departs"]),
        aside=words["next"],
        foot=f"{words['caution']} {phrase(language, 'as_of', day=day)}. {plan}",
    )


def _facts(sheet: Sheet, language: str) -> Iterator[tuple[str, str]]:
    words = table(language)
    for window in sheet.windows:
        day = f"{window.opens:%Y-%m-%d}"
        closes = (
            f"{window.closes:%H:%M}"
            if window.closes.date() == window.opens.date()
            else f"{window.closes:%Y-%m-%d %H:%M}"
        )
        zone = f"{words['zone']}, {isolated(sheet.zone)}" if sheet.zone else words["zone"]
        told = f"{words['withdrawn']} " if window.withdrawn else ""
        yield words["window"], f"{told}{isolated(f'{day}, {window.opens:%H:%M} – {closes}')} ({zone})"
    if not sheet.windows:
        yield words["window"], words["no_window"]
    for point in sheet.points:
        if point.kind == "start":
            yield words["assembly"], isolated(point.name)
    if sheet.steps:
        yield words["length"], distance(language, sheet.steps[-1].at)


def _boxes(sheet: Sheet, language: str) -> Iterator[tuple[str, str]]:
    words = table(language)
    yield words["abort"], isolated(sheet.abort) if sheet.abort else words["no_abort"]
    if sheet.fallback:
        yield words["fallback"], isolated(sheet.fallback)
    yield words["call"], "; ".join(map(_call, sheet.contacts)) if sheet.contacts else words["no_call"]


def _call(contact: Contact) -> str:
    return f"{isolated(contact.office)}: {isolated(contact.reach)}"


def _lines(steps: Sequence[Step], language: str) -> Iterator[CardLine]:
    """What to do, and at the end of each line how far it then is to the next."""
    for n, step in enumerate(steps):
        ahead = steps[n + 1].at - step.at if n + 1 < len(steps) else 0.0
        sign = _SIGNS.get(step.kind, "arrow")
        aside = distance(language, ahead) if ahead else ""
        yield CardLine(sign, spoken_step(language, step), aside, _ANGLES.get(step.kind, 0.0))  # type: ignore[arg-type]


def _short(version: str) -> str:
    return version.removeprefix("sha256:")[:12]
