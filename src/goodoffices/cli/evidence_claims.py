"""`goodoffices evidence claims`: who says what, which figures may be compared, and what can be said of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.files import STDOUT, is_same, put_text
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json

__all__ = ["command"]


@click.command("claims")
@click.argument("file", metavar="FILE")
@page_options
@click.option(
    "--export",
    "form",
    type=click.Choice(["yaml", "csv", "prov", "claimreview"]),
    help="Write the ledger in another form: CSV with HXL tags, PROV-O or ClaimReview as JSON-LD.",
)
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Where the export goes (-: to standard output).")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every claim, every set, all that was noticed.")
def command(file: str, *, html: str | None, figures: str | None, form: str | None, output: str, in_json: bool) -> None:
    r"""Set the claims of FILE, a ledger in YAML or CSV, side by side.

    Compares only claims of one harm, population, place and period, and says why others may not be compared. Where
    rivals exclude each other it says so: no single figure is supported. Tells where an attribution drifted, and which
    claims lead back to one document and so are one voice.

    \b
    Example:
      goodoffices evidence claims examples/syria-2011-2016/claims.yaml
    """
    _check(file, html, figures, form, output, in_json=in_json)
    from goodoffices.evidence import claims

    ledger = claims.read(file)
    if form:
        write = {
            "yaml": claims.write_ledger,
            "csv": claims.write_table,
            "prov": claims.prov,
            "claimreview": claims.claim_review,
        }[form]
        if put_text(output, write(ledger)):
            note(f"The ledger as {form}: {output}")
        return
    with progress() as say:
        say("Setting claims side by side")
        found = claims.study(ledger)
        sections = claims.study_sections(found)
        say("Writing the page")
        written = write_page(ledger.title, sections, found.provenance, html=html, figures=figures)
    if in_json:
        print_json(claims.study_json(found) | ({"written": written} if written else {}))
    elif not written:
        from goodoffices.cli.terminal import show_sections

        answer, *others = sections
        show_sections(replace(answer, heading=ledger.title), *others)


def _check(file: str, html: str | None, figures: str | None, form: str | None, output: str, *, in_json: bool) -> None:
    if form and (html or figures or in_json):
        raise click.UsageError("--export writes the ledger as it is, without --html, --figures or --json.")
    if output != STDOUT and not form:
        raise click.UsageError("-o is where an export goes: say which with --export. The page goes to --html FILE.")
    if output != STDOUT and is_same(Path(output), file):
        raise click.UsageError(f"{output} is the ledger itself, and would be written over. Give another name.")
    check_page_options(html, figures, file, in_json=in_json)
