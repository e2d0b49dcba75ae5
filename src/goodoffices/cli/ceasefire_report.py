"""`goodoffices ceasefire report`: whether a ceasefire is being kept, where, and since when not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from goodoffices.cli.ceasefire_incidents import digest
from goodoffices.cli.evidence_choice import Day, choice_of, choice_options, place_options, places_of
from goodoffices.cli.numbers import Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import print_json

__all__ = ["command"]


@click.command("report")
@click.argument("terms", metavar="TERMS")
@click.option("--store", required=True, metavar="DB", help="The store of events.")
@click.option("--ceasefire", "name", default="", metavar="ID", help="Which ceasefire, where TERMS holds several.")
@click.option("--as-of", type=Day(), metavar="DATE", help="Look at nothing later than this day.")
@click.option("--replicates", type=Whole(99, 99_999), default=999, show_default=True, help="Of the scan for hot spots.")
@click.option("--seed", type=Whole(0, 2**31), default=1, show_default=True, help="Of all that is drawn by chance.")
@place_options("admin1")
@choice_options
def command(
    terms: str,
    store: str,
    name: str,
    as_of: dt.date | None,
    replicates: int,
    seed: int,
    *,
    places: str,
    level: int | None,
    in_json: bool,
    **choice: Any,
) -> None:
    r"""Say area by area whether the ceasefire of TERMS is being kept, and since when it is not; the whole last.

    Only events that fit every clause count, dated ones by day. Where the record fell silent, the verdict is
    "unobserved". Nothing here says who broke the ceasefire.

    \b
    Example:
      goodoffices ceasefire report examples/ceasefire-two-valleys/terms.yaml --store events.duckdb
    """
    from goodoffices.ceasefire import report
    from goodoffices.ceasefire.terms import choose, read_terms
    from goodoffices.evidence import events

    asked = choice_of(choice)
    with progress() as say, events.open_store(store) as connection:
        chosen = choose(read_terms(terms), name)
        where = places_of(places, level)
        table = events.events(connection)
        found = report.study(
            table, chosen, asked, as_of=as_of, places=where, replicates=replicates, seed=seed, advance=say
        )
        source = events.provenance(connection, found.choice, "Is the ceasefire being kept, by area and day", where)
    source = replace(source, inputs=(*source.inputs, (Path(terms).name, digest(terms))), seed=seed)
    if in_json:
        print_json(report.report_json(found, source))
