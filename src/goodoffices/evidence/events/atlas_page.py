"""A map as a section: areas shaded by what is recorded in them, signs for coarser places, and the rest in words."""

from __future__ import annotations

from goodoffices.evidence.events.atlas_picture import atlas_picture
from goodoffices.evidence.events.atlas_query import Atlas
from goodoffices.evidence.events.choice import Tally
from goodoffices.evidence.events.places import Cells
from goodoffices.evidence.events.wording import HEADINGS, cells_of, remarks, spoken, spoken_choice
from goodoffices.evidence.events.world import CREDIT
from goodoffices.values import Block, Column, Note, Paragraph, Section, Table

__all__ = ["atlas_section", "in_areas", "nowhere"]

_MOST = 40
_WORDS = {
    "country": "known only by the country",
    "line": "along a line or border",
    "water": "at sea or in the air",
    "unknown": "without a place",
    "point": "at an exact place without coordinates",
    "near": "near a place without coordinates",
    "admin2": "known only by the district, without coordinates",
    "admin1": "known only by the province, without coordinates",
}


def atlas_section(found: Atlas) -> Section:
    """For a page."""
    blocks: list[Block] = [
        Paragraph(
            f"{spoken_choice(found.choice)}. Dated and undated events together; what is not recorded is not seen."
        ),
        Note(in_areas(found), "finding"),
        *_not_drawn(found),
        atlas_picture(found),
    ]
    if not isinstance(found.places, Cells):
        shown = found.areas[:_MOST]
        caption = f"By {found.places}" + (f"; the {_MOST} with most deaths" if len(found.areas) > _MOST else "")
        rows = tuple(cells_of(name, tally) for name, tally in shown)
        blocks.append(Table(caption, (Column("Area"), *HEADINGS), rows))
    if found.points:
        words = (
            "Exact places are shown because that was asked for. They can show where people live who told of an event."
        )
        blocks.append(Note(words, "caution"))
    every = _sum([tally for _, tally in found.areas])
    blocks += remarks(every) if every else ()
    return Section("map", "Where events are recorded", (*blocks, Note(CREDIT, "method")))


def in_areas(found: Atlas) -> str:
    """How much lies in the areas, and how much is drawn as signs."""
    tally = _sum([tally for _, tally in found.areas])
    words = f"Placed in an area ({found.places}): {spoken(tally) if tally else 'none'}."
    signs = _sum([spot.tally for spot in found.signs])
    return words + (f" Known less finely, and drawn as open signs: {spoken(signs)}." if signs else "")


def nowhere(found: Atlas) -> tuple[str, ...]:
    """What is drawn nowhere, and how much of it."""
    parts = [f"{_WORDS.get(precision, precision)}: {spoken(tally)}" for precision, tally in found.in_words]
    if found.outside:
        parts.append(f"in none of the areas: {spoken(found.outside)}")
    return tuple(parts)


def _not_drawn(found: Atlas) -> list[Block]:
    parts = nowhere(found)
    return [Note(f"Not on the map – {'; '.join(parts)}.".replace("..", "."), "caution")] if parts else []


def _sum(tallies: list[Tally]) -> Tally | None:
    found: Tally | None = None
    for tally in tallies:
        found = tally if found is None else found + tally
    return found
