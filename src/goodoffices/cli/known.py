"""What a ledger of claims and a store of events say, for one page: the same in a page of its own and in a dossier's
brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.evidence_choice import places_of
from goodoffices.values import Listing, Note, Paragraph, Picture, Provenance, Section, plural, series

if TYPE_CHECKING:
    from goodoffices.evidence.events import Choice

__all__ = ["TITLE", "Asked", "Part", "answer", "every_gap", "joined", "most_gaps", "parts_of", "to_look_up", "to_read"]

TITLE = "What is known"
_MOST_GAPS, _MOST_GAPS_ALONE = 3, 7
"""Gaps of each input on the page, and of one that has it alone; an annex has the rest."""


@dataclass(frozen=True)
class Asked:
    """A ledger, a store or both; the places of the map; and whether all of it shares its page with something else."""

    ledger: str | None
    store: str | None
    choice: Choice
    places: str
    level: int | None
    small: bool


@dataclass(frozen=True)
class Part:
    """What one room hands out: its answer, its section, what it leaves open, the whole as annexes, and as JSON."""

    known: tuple[str, ...]
    section: Section
    unknown: tuple[str, ...]
    annexes: tuple[Section, ...]
    provenance: Provenance
    named: str
    told: dict[str, Any]


def parts_of(asked: Asked, say: Callable[[str], None]) -> tuple[Part, ...]:
    """What is known, from each input that is given."""
    if not asked.store and any(vars(asked.choice).values()):
        raise click.UsageError("These options choose among events, and no store is given: --events STORE")
    parts = []
    if asked.ledger:
        say("Setting claims side by side")
        parts.append(_claims(asked.ledger, small=asked.small))
    if asked.store:
        say("Counting events")
        parts.append(_events(asked.store, asked))
    return tuple(parts)


def answer(parts: Sequence[Part]) -> Note:
    """The answer of all parts in one box."""
    return Note(" ".join(sentence for part in parts for sentence in part.known), "finding")


def most_gaps(parts: Sequence[Part]) -> int:
    """How many gaps of each input the page has, where there is room."""
    return _MOST_GAPS if len(parts) > 1 else _MOST_GAPS_ALONE


def to_read(parts: Sequence[Part], most: int | None = None) -> tuple[Section, ...]:
    """What each room shows, and the first (`most` of each input, if given) of what none of them knows."""
    lead = "These gaps are counted in what was read. What nobody wrote down is not counted."
    shown = tuple(gap for part in parts for gap in part.unknown[: most or most_gaps(parts)])
    left = sum(len(part.unknown) for part in parts) - len(shown)
    lead += f" {plural(left, 'more stands', 'more stand')} in an annex." if left else ""
    gaps = Section("unknown", "What this does not know", (Paragraph(lead, see="all-unknown"), Listing(shown)))
    return (*(part.section for part in parts), gaps)


def to_look_up(parts: Sequence[Part], most: int | None = None) -> tuple[Section, ...]:
    """The whole of each room; a picture of the page is not drawn again. And every gap, where the page has not all."""
    shown = {block.name for part in parts for block in part.section.blocks if isinstance(block, Picture)}
    annexes = tuple(_without(annex, shown) for part in parts for annex in part.annexes)
    return (*annexes, *every_gap(parts, most))


def every_gap(parts: Sequence[Part], most: int | None = None) -> tuple[Section, ...]:
    """An annex of all that is not known; none where the page has all of it."""
    if all(len(part.unknown) <= (most or most_gaps(parts)) for part in parts):
        return ()
    gaps = tuple(gap for part in parts for gap in part.unknown)
    return (Section("all-unknown", "Everything this does not know", (Listing(gaps),), annex=True),)


def joined(made: Sequence[Provenance]) -> Provenance:
    """One provenance for all parts; seed and version are those of the first."""
    return replace(
        made[0],
        method=" ".join(f"{part.method.rstrip('.')}." for part in made),
        inputs=tuple(entry for part in made for entry in part.inputs),
        parameters=tuple(entry for part in made for entry in part.parameters),
        as_of=series(_said(part.as_of for part in made)),
        caution=" ".join(_said(part.caution for part in made)),
        by=series(_said(part.by for part in made)),
    )


def _said(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _claims(file: str, *, small: bool) -> Part:
    from goodoffices.evidence import claims

    ledger = claims.read(file)
    found = claims.study(ledger)
    whole = Section("ledger", "The ledger in full", (), claims.study_sections(found), annex=True)
    return Part(
        claims.known(found),
        claims.small_extract_section(found) if small else claims.extract_section(found),
        claims.unknown(found),
        (whole,),
        found.provenance,
        ledger.title,
        {"claims": claims.study_json(found)},
    )


def _events(store: str, asked: Asked) -> Part:
    from goodoffices.evidence import events

    where = places_of(asked.places, asked.level)
    if isinstance(where, events.Named):
        raise click.UsageError(
            f"The map needs areas with a shape, and {asked.places} are names. Give h3:4 or a GeoJSON file."
        )
    by = where if isinstance(where, events.Polygons) else events.Named(1)
    with events.open_store(store) as connection:
        table = events.events(connection)
        choice = events.one_release(table, asked.choice)
        source = events.provenance(connection, choice, "Events by month, place and source, undated apart", where)
        held = events.summarise(connection)
        found = events.Extract(
            events.series(table, choice, by=("place",), places=by),
            events.atlas(table, choice, where),
            events.concentrated(table, choice),
            tuple(
                one
                for one in (*held.events, *held.counts)
                if (one.source, one.release) != (choice.source, choice.release)
            ),
        )
    whole = (
        events.series_section(found.series),
        events.atlas_section(found.atlas),
        events.concentration_section(found.concentration),
    )
    return Part(
        events.events_known(found),
        events.event_section(found),
        events.event_gaps(found),
        tuple(replace(section, annex=True) for section in whole),
        source,
        dict(source.parameters)["events"],
        {
            "events": {
                "series": events.series_json(found.series, source),
                "map": events.atlas_json(found.atlas, source),
                "concentration": events.concentration_json(found.concentration, source),
            }
        },
    )


def _without(section: Section, shown: set[str]) -> Section:
    blocks = tuple(block for block in section.blocks if not (isinstance(block, Picture) and block.name in shown))
    return replace(section, blocks=blocks, sections=tuple(_without(inner, shown) for inner in section.sections))
