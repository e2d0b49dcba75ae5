"""`goodoffices evidence events concentration`: on how few sources the events rest."""

from __future__ import annotations

from typing import Any

import click

from goodoffices.cli.evidence_choice import choice_of, choice_options
from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, print_json

__all__ = ["command"]


@click.command("concentration")
@click.argument("store", metavar="STORE")
@click.option("--every", type=click.Choice(["month", "year"]), default="year", show_default=True)
@choice_options
@page_options
def command(store: str, *, every: str, html: str | None, figures: str | None, in_json: bool, **choice: Any) -> int:
    r"""Say on how few sources the events of a STORE rest: in all, and in each year or month.

    The share of events and deaths that rest on one source, what each outlet tells alone, and the effective number of
    outlets: how many of equal size would be as concentrated.

    \b
    Example:
      goodoffices evidence events concentration events.duckdb --since 2017-01-01
    """
    from goodoffices.evidence import events

    check_page_options(html, figures, store, in_json=in_json)
    asked = choice_of(choice)
    unit: Any = every
    with progress() as say, events.open_store(store) as connection:
        say("Counting")
        table = events.events(connection)
        asked = events.one_release(table, asked)
        source = events.provenance(connection, asked, "Concentration of events on their sources")
        found = events.concentrated(table, asked, every=unit)
    section = events.concentration_section(found)
    written = write_page(section.heading, (section,), source, html=html, figures=figures)
    if in_json:
        print_json(events.concentration_json(found, source) | written)
    elif not written:
        from goodoffices.cli.terminal import show_sections

        show_sections(section)
    return DONE
