"""`goodoffices evidence brief`: what is known, and what is not, on one page for a mediator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.evidence_choice import choice_of, choice_options, place_options, places_of
from goodoffices.cli.evidence_page import check_page_options, write_page
from goodoffices.cli.files import STDOUT, is_same
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import print_json
from goodoffices.values import Listing, Note, Paragraph, Picture, Provenance, Section, series

if TYPE_CHECKING:
    from goodoffices.evidence.events import Choice

__all__ = ["command"]

_TITLE = "What is known"
_BESIDE = ""
"""The value of `--pdf` without a name: beside the page, under its name."""


@dataclass(frozen=True)
class _Part:
    """What one room hands out: its answer, its sections, what it leaves open, the whole as annexes, and as JSON."""

    known: tuple[str, ...]
    sections: tuple[Section, ...]
    unknown: tuple[str, ...]
    annexes: tuple[Section, ...]
    provenance: Provenance
    named: str
    told: dict[str, Any]


@click.command("brief")
@click.option("--claims", "ledger", metavar="LEDGER", help="A ledger of claims, YAML or CSV.")
@click.option("--events", "store", metavar="STORE", help="A store of events; the options below choose from it.")
@place_options("h3:4")
@choice_options
@click.option("-o", "--output", metavar="FILE", help="Where the page goes (-: standard output).")
@click.option(
    "--pdf",
    is_flag=False,
    flag_value=_BESIDE,
    metavar="[FILE]",
    help="Write a PDF too; without a name, beside the page.",
)
def command(
    ledger: str | None,
    store: str | None,
    *,
    places: str,
    level: int | None,
    output: str | None,
    pdf: str | None,
    in_json: bool,
    **choice: Any,
) -> None:
    r"""Say on one page what is known, from a ledger of claims, a store of events, or both.

    The answer first; then who says how many, what is recorded when and where, and on whose word; last, what all this
    does not know. The ledger and the events in full are annexes.

    \b
    Example:
      goodoffices evidence brief --claims examples/syria-2011-2016/claims.yaml -o known.html
    """
    inputs = [file for file in (ledger, store) if file]
    if not inputs:
        raise click.UsageError("Nothing to say anything of: give --claims LEDGER, --events STORE or both.")
    asked = choice_of(choice)
    _check_choice(store, asked)
    check_page_options(output, None, *inputs, in_json=in_json)
    paper = _paper(output, pdf, inputs)
    with progress() as say:
        parts: list[_Part] = []
        if ledger:
            say("Setting claims side by side")
            parts.append(_claims(ledger))
        if store:
            say("Counting events")
            parts.append(_events(store, asked, places, level))
        sections, source = _composed(parts), _source([part.provenance for part in parts])
        say("Composing the page")
        subtitle = " · ".join(part.named for part in parts)
        written = write_page(_TITLE, sections, source, html=output, paper=paper, subtitle=subtitle)
    if in_json:
        print_json(_as_json(parts, source) | ({"written": written} if written else {}))
    elif not written:
        from goodoffices.cli.terminal import show_sections

        show_sections(*(section for section in sections if not section.annex))


def _check_choice(store: str | None, asked: Choice) -> None:
    if not store and any(vars(asked).values()):
        raise click.UsageError("These options choose among events, and no store is given: --events STORE")


def _paper(output: str | None, pdf: str | None, inputs: Sequence[str]) -> Path | None:
    """Where the PDF goes; never to standard output, over what is read, or under the name of something else."""
    if pdf is None:
        return None
    if pdf == STDOUT or (pdf == _BESIDE and output in (None, STDOUT)):
        raise click.UsageError("The paper needs a name, as --pdf known.pdf")
    place = Path(pdf) if pdf != _BESIDE else Path(str(output)).with_suffix(".pdf")
    if place.suffix.lower() != ".pdf":
        raise click.UsageError(f"The paper is a PDF and cannot be called {place}.")
    for file in inputs:
        if is_same(place, file):
            raise click.UsageError(f"{place} is what is read, and would be written over. Give another name.")
    return place


def _claims(file: str) -> _Part:
    from goodoffices.evidence import claims

    ledger = claims.read(file)
    found = claims.study(ledger)
    whole = Section("ledger", "The ledger in full", (), claims.study_sections(found), annex=True)
    return _Part(
        claims.known(found),
        (claims.extract_section(found),),
        claims.unknown(found),
        (whole,),
        found.provenance,
        ledger.title,
        {"claims": claims.study_json(found)},
    )


def _events(store: str, asked: Choice, places: str, level: int | None) -> _Part:
    from goodoffices.evidence import events

    where = places_of(places, level)
    if isinstance(where, events.Named):
        raise click.UsageError(
            f"The map needs areas with a shape, and {places} are names. Give h3:4 or a GeoJSON file."
        )
    by = where if isinstance(where, events.Polygons) else events.Named(1)
    with events.open_store(store) as connection:
        table = events.events(connection)
        asked = events.one_release(table, asked)
        source = events.provenance(connection, asked, "Events by month, place and source, undated apart", where)
        held = events.summarise(connection)
        found = events.Extract(
            events.series(table, asked, by=("place",), places=by),
            events.atlas(table, asked, where),
            events.concentrated(table, asked),
            tuple(
                one
                for one in (*held.events, *held.counts)
                if (one.source, one.release) != (asked.source, asked.release)
            ),
        )
    whole = (
        events.series_section(found.series),
        events.atlas_section(found.atlas),
        events.concentration_section(found.concentration),
    )
    return _Part(
        events.events_known(found),
        events.event_sections(found),
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


def _composed(parts: Sequence[_Part]) -> tuple[Section, ...]:
    """The answer, what each room shows, what none of them knows; a picture of the page is not drawn again below."""
    answer = " ".join(sentence for part in parts for sentence in part.known)
    body = [section for part in parts for section in part.sections]
    shown = {block.name for section in body for block in section.blocks if isinstance(block, Picture)}
    gaps = tuple(gap for part in parts for gap in part.unknown)
    lead = "These gaps are counted in what was read. What nobody wrote down is not counted."
    return (
        Section("known", _TITLE, (Note(answer, "finding"),)),
        *body,
        Section("unknown", "What this does not know", (Paragraph(lead), Listing(gaps))),
        *(_without(annex, shown) for part in parts for annex in part.annexes),
    )


def _without(section: Section, shown: set[str]) -> Section:
    blocks = tuple(block for block in section.blocks if not (isinstance(block, Picture) and block.name in shown))
    return replace(section, blocks=blocks, sections=tuple(_without(inner, shown) for inner in section.sections))


def _source(made: Sequence[Provenance]) -> Provenance:
    """One provenance for all parts."""
    return Provenance(
        method=" ".join(f"{part.method.rstrip('.')}." for part in made),
        inputs=tuple(entry for part in made for entry in part.inputs),
        version=made[0].version,
        parameters=tuple(entry for part in made for entry in part.parameters),
        as_of=series(_said(part.as_of for part in made)),
        caution=" ".join(_said(part.caution for part in made)),
        by=series(_said(part.by for part in made)),
    )


def _said(words: Iterator[str]) -> Iterator[str]:
    return (word for word in words if word)


def _as_json(parts: Sequence[_Part], source: Provenance) -> dict[str, Any]:
    told: dict[str, Any] = {
        "known": [sentence for part in parts for sentence in part.known],
        "unknown": [gap for part in parts for gap in part.unknown],
        "inputs": [dict(zip(("input", "hash"), entry, strict=True)) for entry in source.inputs],
        "version": source.version,
        "caution": source.caution,
    }
    for part in parts:
        told |= part.told
    return told
