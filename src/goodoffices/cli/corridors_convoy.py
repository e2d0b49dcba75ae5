"""`goodoffices corridors convoy`: a timetable that fits the agreed window, or what would have to change."""

from __future__ import annotations

import click

from goodoffices.cli.evidence_page import check_page_options, write_page
from goodoffices.cli.numbers import Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, NO, print_json

__all__ = ["command"]

EFFORT, MOST_EFFORT = 10, 10_000
"""The first as in the room, which is not loaded to read a number."""


@click.command("convoy")
@click.argument("file", metavar="PLAN.yaml")
@click.option("-o", "--output", metavar="FILE", help="Write it as one page that opens offline (-: standard output).")
@click.option("--figures", metavar="DIR", help="Write the picture as SVG, PNG and PDF into DIR.")
@click.option(
    "--effort",
    type=Whole(1, MOST_EFFORT),
    default=EFFORT,
    metavar="E",
    help="Work of the search, about 1 to 3 seconds each, up to 10,000 (10).",
)
@click.option("--exit-code", "asks", is_flag=True, help="End with 1 when no timetable was found that fits.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every trip with its times.")
def command(file: str, output: str | None, figures: str | None, *, effort: int, asks: bool, in_json: bool) -> int:
    r"""Set a timetable for the convoys of PLAN.yaml: every departure, whether all are out before the window closes.

    Says how much slack is left and how much longer each checkpoint may take; or, where it does not fit, how much longer
    the window, how many more vehicles or lanes it takes, and what of this was proved. Ctrl-C: the best so far.

    Exit code 0: done. 1: no timetable was found that fits (only with --exit-code). 2: the file is not a valid plan.

    \b
    Example:
      goodoffices corridors convoy examples/harbour-convoy/plan.yaml -o convoy.html
    """
    check_page_options(output, figures, file, in_json=in_json)
    with progress() as say:
        say("Reading the plan")
        from goodoffices.corridors import convoys

        found = convoys.set_timetable(convoys.read(file), effort=effort, advance=say)
        sections = convoys.timetable_sections(found)
        say("Writing the page")
        title = found.problem.plan.title or found.problem.plan.id
        written = write_page(title, sections, found.provenance, html=output, figures=figures, kicker="Safe passage")
    if in_json:
        print_json(convoys.timetable_json(found) | ({"written": written} if written else {}))
    elif output != "-":
        from goodoffices.cli.terminal import show_sections

        show_sections(*sections)
    return NO if asks and not found.fits else DONE
