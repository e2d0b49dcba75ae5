"""`goodoffices evidence displacement`: what UNHCR and IDMC say of one country, stocks and flows apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.files import STDOUT, is_same, put_text
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json

if TYPE_CHECKING:
    from goodoffices.evidence.claims import Ledger

__all__ = ["command"]

_YEARS = re.compile(r"(\d{4})(?:\.\.(\d{4}))?", re.ASCII)


@click.command("displacement")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--country", required=True, metavar="ISO", help="The country, by its ISO code of three letters.")
@click.option("--years", default="", metavar="A..B", help="Only the years from A to B, as 2011..2024.")
@click.option("--final", is_flag=True, help="The last year of the files is final (else it is marked provisional).")
@click.option(
    "--ledger", "ledger", metavar="FILE", help="Write every figure as a claim: a ledger in YAML, or CSV by its name."
)
@page_options
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every series, with what each figure is.")
def command(
    files: tuple[str, ...],
    country: str,
    years: str,
    ledger: str | None,
    html: str | None,
    figures: str | None,
    *,
    final: bool,
    in_json: bool,
) -> None:
    r"""Show who fled from a country, within it and to it, by UNHCR's and IDMC's files, each of one kind.

    FILE is UNHCR's population file, UNHCR's flows file or IDMC's figures, as the UNHCR Refugee Data Finder hands them
    out; they are told apart by their columns. Stocks (on 31 December) and flows (during the year) stay apart. Where
    UNHCR and IDMC differ, both are shown.

    \b
    Example:
      goodoffices evidence displacement examples/displacement/population.csv --country XVA
    """
    span = _span(years)
    check_page_options(html, figures, *files, in_json=in_json)
    _check_ledger(ledger, files)
    with progress() as say:
        say("Reading the files")
        from goodoffices.evidence import displacement as room

        found = room.displacement(room.read_files(files), country.strip().upper(), span, final=final)
        sections = room.displacement_sections(found)
        say("Writing the page")
        written = write_page(f"Displacement: {found.name}", sections, found.provenance, html=html, figures=figures)
    if ledger:
        written |= _write_ledger(ledger, room.displacement_ledger(found))
    if in_json:
        print_json(room.displacement_json(found) | ({"written": written} if written else {}))
    elif STDOUT not in {html, ledger}:
        from goodoffices.cli.terminal import show_sections

        show_sections(*sections)


def _span(years: str) -> tuple[int, int] | None:
    if not years:
        return None
    match = _YEARS.fullmatch(years.strip())
    if not match:
        raise click.UsageError(f"'{years}' is no span of years. Write --years 2011..2024, or one year.")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise click.UsageError(f"The years {years} end before they begin.")
    return first, last


def _check_ledger(ledger: str | None, files: tuple[str, ...]) -> None:
    if ledger and ledger != STDOUT and any(is_same(Path(ledger), file) for file in files):
        raise click.UsageError(f"{ledger} is what is read, and would be written over. Give another name.")


def _write_ledger(place: str, ledger: Ledger) -> dict[str, str]:
    from goodoffices.evidence import claims

    text = claims.write_table(ledger) if place.lower().endswith(".csv") else claims.write_ledger(ledger)
    if not put_text(place, text):
        return {"ledger": ""}
    note(f"The ledger, {len(ledger.claims)} claims: {place}")
    return {"ledger": str(Path(place).resolve())}
