"""`goodoffices ceasefire report`: whether a ceasefire is being kept, where, and since when not."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.ceasefire_incidents import digest
from goodoffices.cli.ceasefire_part import moment_of
from goodoffices.cli.evidence_choice import Day, choice_of, choice_options, place_options, places_of
from goodoffices.cli.evidence_page import check_page_options, paper_place, pdf_option, write_page
from goodoffices.cli.files import STDOUT, is_same, write_file
from goodoffices.cli.numbers import Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json

if TYPE_CHECKING:
    from goodoffices.ceasefire.report import Report
    from goodoffices.evidence.events import Choice, Places
    from goodoffices.values import Provenance

__all__ = ["command"]


@click.command("report")
@click.argument("terms", metavar="TERMS")
@click.option("--store", required=True, metavar="DB", help="The store of events.")
@click.option("--ceasefire", "name", default="", metavar="ID", help="Which ceasefire, where TERMS holds several.")
@click.option("--as-of", type=Day(), metavar="DATE", help="Look at no event that ends later than this day.")
@click.option("--before", "earlier", metavar="FILE", help="An earlier issue (its --json): say what changed since.")
@click.option("--released", metavar="WHEN", help="When those named first receive it, as '2017-08-01 12:00 +02:00'.")
@click.option("-o", "--output", "html", metavar="FILE", help="Write it as one page that opens offline (-: the screen).")
@pdf_option
@click.option("--figures", metavar="DIR", help="Write every picture as SVG, PNG and PDF into DIR.")
@click.option("--csv", "table", metavar="FILE", help="Write the figures by area and dyad.")
@click.option("--geojson", metavar="FILE", help="Write areas with their verdicts, and hot spots; no exact places.")
@click.option("--replicates", type=Whole(99, 99_999), default=999, show_default=True, help="Of the scan for hot spots.")
@click.option("--seed", type=Whole(0, 2**31), default=1, show_default=True, help="Of all that is drawn by chance.")
@place_options("admin1")
@choice_options
def command(  # noqa: PLR0917 - as the options stand
    terms: str,
    store: str,
    name: str,
    as_of: dt.date | None,
    earlier: str | None,
    released: str | None,
    html: str | None,
    pdf: str | None,
    figures: str | None,
    table: str | None,
    geojson: str | None,
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
      goodoffices ceasefire report examples/ceasefire-two-valleys/terms.yaml --store events.duckdb \
        -o report.html
    """
    from goodoffices.ceasefire import report

    inputs = (terms, store, *([earlier] if earlier else []))
    check_page_options(html, figures, *inputs, in_json=in_json)
    paper = _paper(html, pdf, table, geojson, inputs)
    moment, past, asked = moment_of(released, store), _earlier(earlier), choice_of(choice)
    with progress() as say:
        draw = {"as_of": as_of, "replicates": replicates, "seed": seed, "advance": say}
        found, source = _study((terms, name), store, asked, lambda: places_of(places, level), **draw)
        mark = report.release_mark(found.terms, moment)
        say("Composing the page")
        told = report.report_json(found, source) | {"release_mark": mark}
        since = report.change_log_section(past, told) if past is not None else None
        sections = report.report_sections(found, since)
        page: Any = {"kicker": "Ceasefire report", "mark": mark, "subtitle": found.terms.title, "paper": paper}
        written = write_page("Is the ceasefire being kept?", sections, source, html=html, figures=figures, **page)
        written |= _tables(found, table, geojson)
    if past is not None:
        told["since_earlier_issue"] = list(report.change_log(past, told))
    if in_json:
        print_json(told | written)
    elif not written:
        from goodoffices.cli.terminal import show_sections

        note(mark)
        show_sections(*(section for section in sections if not section.annex))


def _study(
    terms: tuple[str, str], store: str, asked: Choice, places: Callable[[], Places], **draw: Any
) -> tuple[Report, Provenance]:
    """The report, and where it comes from. `terms` are a file and which ceasefire of it."""
    from goodoffices.ceasefire import report
    from goodoffices.ceasefire.terms import choose, read_terms
    from goodoffices.evidence import events

    file, name = terms
    with events.open_store(store) as connection:
        chosen, where = choose(read_terms(file), name), places()
        found = report.study(events.events(connection), chosen, asked, places=where, **draw)
        source = events.provenance(connection, found.choice, "Is the ceasefire being kept, by area and day", where)
    source = replace(source, inputs=(*source.inputs, (Path(file).name, digest(file))), seed=found.seed)
    return found, replace(source, as_of=str(found.span.last), by=chosen.judgement.by)


def _paper(
    html: str | None, pdf: str | None, table: str | None, geojson: str | None, inputs: tuple[str, ...]
) -> Path | None:
    """Where the PDF goes; refuses what would be written over an input or over each other."""
    paper = paper_place(html, pdf, inputs, "report.pdf")
    named = [str(one) for one in (html, paper, table, geojson) if one and one != STDOUT]
    if len(set(named)) < len(named):
        raise click.UsageError("Two of the files to write have one name.")
    for one in (table, geojson):
        if str(one) == STDOUT:
            raise click.UsageError("A table and areas go to files. Give them names.")
        for file in inputs:
            if one and is_same(Path(one), file):
                raise click.UsageError(f"{one} is what is read, and would be written over. Give another name.")
    return paper


def _earlier(file: str | None) -> dict[str, Any] | None:
    """An earlier issue, as JSON. Raises FileError."""
    from goodoffices.errors import FileError, Where

    if file is None:
        return None
    try:
        found = json.loads(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise FileError.of(f"the file cannot be read: {error.strerror}", Where(file)) from error
    except ValueError as error:
        remedy = "Give the output of `goodoffices ceasefire report --json`."
        raise FileError.of(f"this is no JSON: {error}", Where(file), remedy) from error
    return found if isinstance(found, dict) else {}


def _tables(found: Report, table: str | None, geojson: str | None) -> dict[str, str]:
    from goodoffices.ceasefire import report

    written = {}
    if table:
        written["csv"] = str(write_file(table, report.report_table(found)))
    if geojson:
        text = json.dumps(report.report_geojson(found), ensure_ascii=False, indent=1)
        written["geojson"] = str(write_file(geojson, text + "\n"))
    for what, path in written.items():
        note(f"The {'figures' if what == 'csv' else 'areas'}: {path}")
    return written
