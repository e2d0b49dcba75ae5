"""`goodoffices evidence events map`: where events are recorded, no more finely than their source knows."""

from __future__ import annotations

from typing import Any

import click

from goodoffices.cli.evidence_choice import choice_of, choice_options, place_options, places_of
from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, note, print_json

__all__ = ["command"]


@click.command("map")
@click.argument("store", metavar="STORE")
@place_options("h3:4")
@click.option(
    "--points",
    is_flag=True,
    help="Show exact places too, each as a dot. They can show where those live who told of an event.",
)
@choice_options
@page_options
def command(
    store: str,
    *,
    places: str,
    level: int | None,
    points: bool,
    html: str | None,
    figures: str | None,
    in_json: bool,
    **choice: Any,
) -> int:
    r"""Draw where the events of a STORE are recorded: areas, darker with more deaths.

    Areas are H3 cells, or your own from a GeoJSON file. An event known only by its district or province is a sign;
    one known only by its country is told in words, not drawn. Exact places are left out unless asked for.

    \b
    Example:
      goodoffices evidence events map events.duckdb --html map.html
    """
    from goodoffices.evidence import events

    check_page_options(html, figures, store, in_json=in_json)
    asked = choice_of(choice)
    with progress() as say, events.open_store(store) as connection:
        say("Reading the places")
        where = places_of(places, level)
        if isinstance(where, events.Named):
            raise click.UsageError(
                f"A map needs areas with a shape, and {places} are names. Give h3:4 or a GeoJSON file."
            )
        say("Counting")
        table = events.events(connection)
        asked = events.one_release(table, asked)
        source = events.provenance(connection, asked, "Events by place, as finely as their source knows it", where)
        found = events.atlas(table, asked, where, points=points)
    section = events.atlas_section(found)
    written = write_page(section.heading, (section,), source, html=html, figures=figures)
    if in_json:
        print_json(events.atlas_json(found, source) | written)
    elif not written:
        from goodoffices.cli.terminal import show_sections

        show_sections(section)
        note("The picture: --html FILE or --figures DIR")
    return DONE
