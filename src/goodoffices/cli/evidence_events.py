"""`goodoffices evidence events`: the store of events, what goes into it and what comes out."""

from __future__ import annotations

import os
from pathlib import Path

import click

from goodoffices.cli.evidence_concentration import command as concentration
from goodoffices.cli.evidence_import import command as import_command
from goodoffices.cli.evidence_map import command as map_command
from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.evidence_series import command as series
from goodoffices.cli.files import is_same, make_folder
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, note, print_json
from goodoffices.cli.ucdp_api import ADDRESS, TOKEN

__all__ = ["command"]


@click.group("events")
def command() -> None:
    r"""Keep events of several sources in one store, and ask it what happened, where and when.

    A source tells what it was told. Nothing is added up over sources or releases, and nothing is mended silently.

    \b
    Example:
      goodoffices evidence events summary events.duckdb
    """


@command.command()
@click.argument("store", metavar="STORE")
@page_options
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def summary(store: str, *, html: str | None, figures: str | None, in_json: bool) -> int:
    r"""Say what a STORE holds, by source and release: how much, from when to when, what is undated or flagged.

    \b
    Example:
      goodoffices evidence events summary events.duckdb
    """
    from goodoffices import __version__
    from goodoffices.evidence import events
    from goodoffices.values import Provenance

    check_page_options(html, figures, store, in_json=in_json)
    with events.open_store(store) as connection:
        found = events.summarise(connection)
    section = events.summary_section(found)
    inputs = tuple((f"{source} {release}: {file}", f"sha256:{digest}") for source, release, file, digest in found.files)
    written = write_page(
        "Events held", (section,), Provenance("Counted in the store", inputs, __version__), html=html, figures=figures
    )
    if in_json:
        print_json(events.summary_json(found) | written)
    elif not (html or figures):
        from goodoffices.cli.terminal import show_sections

        show_sections(section)
    return DONE


@command.command()
@click.argument("store", metavar="STORE")
@click.option(
    "-o", "--output", metavar="FILE", required=True, help="A file .csv (with HXL tags), .geojson or .parquet."
)
@click.option(
    "--coarsen",
    metavar="TO",
    default="",
    help="Make places coarser first: admin1, admin2, or an H3 cell of a size, as h3:5 (about 9 km).",
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def export(store: str, *, output: str, coarsen: str, force: bool, in_json: bool) -> int:
    r"""Write the events of a STORE to a file for other programs. Free text is never written.

    Coarse places protect those who live there only as far as the rest of the row does: a date with a kind of event may
    be enough to find the place in a public list.

    \b
    Example:
      goodoffices evidence events export events.duckdb -o events.geojson --coarsen h3:5
    """
    from goodoffices.errors import FileError, Where
    from goodoffices.evidence import events

    form = events.FORMATS.get(Path(output).suffix.lower())
    if form is None:
        raise click.UsageError(f"{output} says no format. End its name with .csv, .geojson or .parquet.")
    coarse = events.coarsening(coarsen) if coarsen else events.Coarsening()
    if Path(output).exists() and (not force or is_same(Path(output), store)):
        raise FileError.of("the file is there already", Where(output), "Choose another name, or use --force.")
    make_folder(Path(output).resolve().parent)
    with progress() as say, events.open_store(store) as connection:
        say("Writing")
        count = events.export(connection, output, form, coarse)
    if in_json:
        print_json({"file": str(Path(output).resolve()), "format": form, "events": count, "coarsened": coarsen})
    else:
        note(f"{count:,} events: {Path(output).resolve()}")
    return DONE


@command.command()
@click.argument("version", metavar="VERSION")
@click.option("-o", "--output", metavar="FILE", required=True, help="The CSV that `import` then reads.")
@click.option(
    "--country", multiple=True, metavar="CODE", help="Gleditsch–Ward code, as 652 for Syria; may be repeated."
)
@click.option("--since", metavar="DATE", help="First day, as 2016-01-01.")
@click.option("--until", metavar="DATE", help="Last day.")
@click.option("--address", default=ADDRESS, show_default=True, metavar="URL", help="Where the API is.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def fetch(
    version: str,
    *,
    output: str,
    country: tuple[str, ...],
    since: str | None,
    until: str | None,
    address: str,
    force: bool,
    in_json: bool,
) -> int:
    r"""Fetch a VERSION of UCDP's events (as 25.1, or 26.0.8 of the candidate events) from its API into a file.

    This is the one command here that uses the network. The token is read from the environment variable
    GOODOFFICES_UCDP_TOKEN. Interrupted, the same command goes on where it stopped.

    \b
    Example:
      goodoffices evidence events fetch 25.1 --country 652 -o ged-syria.csv
    """
    from goodoffices.cli.ucdp_api import Query
    from goodoffices.cli.ucdp_api import fetch as fetch_all
    from goodoffices.errors import FileError, Where
    from goodoffices.evidence import events

    token = os.environ.get(TOKEN, "").strip()
    if not token:
        raise click.UsageError(f"The environment variable {TOKEN} is not set. UCDP gives a token on request.")
    if Path(output).exists() and not force:
        raise FileError.of("the file is there already", Where(output), "Choose another name, or use --force.")
    asked = {"Country": ",".join(country), "StartDate": since or "", "EndDate": until or ""}
    filters = {name: value for name, value in asked.items() if value}
    columns = events.SOURCES["ucdp-ged"].columns
    with progress() as say:
        count = fetch_all(Query(version, token, filters, address=address), columns, Path(output), tell=say)
    if in_json:
        print_json({"file": str(Path(output).resolve()), "version": version, "events": count})
    else:
        note(f"{count:,} events: {Path(output).resolve()}")
    return DONE


for part in (import_command, series, map_command, concentration):
    command.add_command(part)
