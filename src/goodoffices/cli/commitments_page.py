"""`goodoffices commitments page` and `calendar`: one page for all or for one party; the deadlines as iCalendar."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from goodoffices.cli.clock import today
from goodoffices.cli.commitments_joins import join_options, joined
from goodoffices.cli.commitments_show import check_body
from goodoffices.cli.evidence_choice import Day
from goodoffices.cli.evidence_page import check_page_options, paper_place, pdf_option, write_page
from goodoffices.cli.files import STDOUT, is_same, write_file
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json

__all__ = ["calendar", "page"]


@click.command("page")
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Where the page goes (commitments.html; -: standard output).")
@pdf_option
@click.option("--party", "body", metavar="ID", help="A page for one party, guarantor or body: its own commitments.")
@join_options
@click.option("--as-of", type=Day(), metavar="DATE", help="The day for which it is told (today).")
@click.option("--json", "in_json", is_flag=True, help="Print as JSON where it is, and how the commitments stand.")
def page(
    file: str,
    output: str | None,
    pdf: str | None,
    body: str | None,
    as_of: dt.date | None,
    *,
    in_json: bool,
    **joins: Any,
) -> None:
    r"""Write the commitments of FILE as one page that opens offline: overdue first, then each with its clause.

    \b
    Example:
      goodoffices commitments page examples/valley-commitments/valleys.commitments.yaml \
        --as-of 2031-04-25 --party uplanders -o uplanders.html
    """
    place = output or "commitments.html"
    inputs = [file, *(one for value in joins.values() for one in ((value,) if isinstance(value, str) else value or ()))]
    check_page_options(place, None, *inputs, in_json=in_json)
    paper = paper_place(place, pdf, inputs, "commitments.pdf")
    from goodoffices import commitments

    with progress() as say:
        agreement = commitments.read_commitments(file)
        if body:
            check_body(agreement, body)
        day = as_of or today()
        touched = joined(agreement, joins, day, say)
        found = commitments.standings(agreement, day)
        sections = (
            commitments.party_sections(agreement, found, body, touched.at)
            if body
            else commitments.agreement_sections(agreement, found, touched.at)
        )
        say("Writing the page")
        written = write_page(
            agreement.title,
            sections,
            commitments.provenance(agreement, found, touched.inputs),
            html=place,
            paper=paper,
            subtitle=f"For {agreement.name_of(body)}" if body else "",
            kicker="Commitments",
        )
    if in_json:
        print_json(commitments.standings_json(agreement, found, touched.at) | {"written": written})


@click.command("calendar")
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Where it goes (commitments.ics; -: standard output).")
@click.option("--party", "body", metavar="ID", help="Only what this one is bound to do, or verifies.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day for which it is told (today).")
@click.option("--json", "in_json", is_flag=True, help="Print as JSON where it is and what is in it.")
def calendar(file: str, output: str | None, body: str | None, as_of: dt.date | None, *, in_json: bool) -> None:
    r"""Write the known deadlines of FILE as iCalendar: whole days, a reminder three days before, nobody invited.

    A calendar is copied to servers, so think before it leaves: it says who has to do what.

    \b
    Example:
      goodoffices commitments calendar examples/valley-commitments/valleys.commitments.yaml \
        --as-of 2031-04-02 -o deadlines.ics
    """
    place = output or "commitments.ics"
    if in_json and place == STDOUT:
        raise click.UsageError("The calendar and the JSON would both go to standard output. Give the calendar a name.")
    if place != STDOUT and (is_same(Path(place), file) or Path(place).suffix.lower() in {".yaml", ".yml"}):
        raise click.UsageError(f"The calendar is iCalendar and cannot be called {place}. Give another name.")
    from goodoffices import commitments

    agreement = commitments.read_commitments(file)
    if body:
        check_body(agreement, body)
    whole = commitments.standings(agreement, as_of or today())
    found = [one for one in whole if not body or body in (*one.commitment.who, *one.commitment.verified_by)]
    made = commitments.to_calendar(agreement, found)
    if place == STDOUT:
        sys.stdout.buffer.write(made)
        return
    written = str(write_file(place, made))
    dated = [one.commitment.id for one in found if one.deadline]
    without = [one.commitment.id for one in found if not one.deadline]
    if in_json:
        print_json({"ics": written, "deadlines": dated, "without": without})
        return
    note(f"The calendar, {len(dated)} deadlines: {written}")
    if without:
        note(f"    Without a day as yet, and so not in it: {', '.join(without)}")
