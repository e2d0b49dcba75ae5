"""`goodoffices evidence events series`: events and deaths by period, place, dyad and kind; before and after a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from goodoffices.cli.evidence_choice import Day, choice_of, choice_options, place_options, places_of
from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.numbers import Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, print_json

__all__ = ["command"]


@click.command("series")
@click.argument("store", metavar="STORE")
@click.option("--every", type=click.Choice(["day", "week", "month"]), default="month", show_default=True)
@click.option(
    "--by", type=click.Choice(["place", "dyad", "kind"]), multiple=True, help="A series for each; may be repeated."
)
@place_options("admin1")
@click.option("--around", type=Day(), metavar="DATE", help="Before and after this day instead, by place if not --by.")
@click.option("--days", type=Whole(1, 3660), default=30, show_default=True, help="Days on either side of it.")
@choice_options
@page_options
def command(
    store: str,
    *,
    every: str,
    by: tuple[str, ...],
    places: str,
    level: int | None,
    around: dt.date | None,
    days: int,
    html: str | None,
    figures: str | None,
    in_json: bool,
    **choice: Any,
) -> int:
    r"""Count events and deaths in a STORE by day, week or month: dated and undated ones apart.

    Events that may lie anywhere in more than a week are in no period: they stand beside the series. Figures are low,
    best and high as the source gives them. Where places go another way than their total, that is said.

    \b
    Example:
      goodoffices evidence events series events.duckdb --by place --every week
      goodoffices evidence events series events.duckdb --around 2017-05-06 --days 60
    """
    from goodoffices.evidence import events

    check_page_options(html, figures, store, in_json=in_json)
    asked = choice_of(choice)
    with progress() as say, events.open_store(store) as connection:
        say("Reading the places")
        where = places_of(places, level)
        say("Counting")
        table = events.events(connection)
        asked = events.one_release(table, asked)
        source = events.provenance(connection, asked, _method(every, around), where)
        groups: Any = tuple(dict.fromkeys(by))
        if around:
            change = events.before_and_after(table, asked, around, days, by=groups or ("place",), places=where)
            told, section = events.change_json(change, asked, source), events.change_section(change, asked)
        else:
            unit: Any = every
            found = events.series(table, asked, every=unit, by=groups, places=where)
            told, section = events.series_json(found, source), events.series_section(found)
    written = write_page(section.heading, (section,), source, html=html, figures=figures)
    if in_json:
        print_json(told | written)
    elif not written:
        from goodoffices.cli.terminal import show_sections

        show_sections(section)
    return DONE


def _method(every: str, around: dt.date | None) -> str:
    return "Dated events before and after a day" if around else f"Events by {every}, dated and undated apart"
