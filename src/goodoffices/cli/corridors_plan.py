"""`goodoffices corridors plan`: a corridor on one page: is it agreed, does it fit, what if a road is lost?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.corridors_watch import watch
from goodoffices.cli.evidence_choice import Day
from goodoffices.cli.evidence_page import check_page_options, paper_place, pdf_option, write_page
from goodoffices.cli.numbers import Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, NO, print_json

if TYPE_CHECKING:
    import datetime as dt

    from goodoffices.corridors.plan import CorridorPlan

__all__ = ["command", "read_plan"]

EFFORT, MOST_EFFORT = 4, 10_000
"""The first as in the room, which is not loaded to read a number."""
_DESK = "for the mediator's desk"
_WATCH = ("watch", "once", "interval", "since", "seen")


@click.command("plan")
@click.argument("file", metavar="PLAN.yaml")
@click.option("-o", "--output", metavar="FILE", help="Write it as one page that opens offline (-: standard output).")
@pdf_option
@click.option("--figures", metavar="DIR", help="Write every picture as SVG, PNG and PDF into DIR.")
@click.option("--desk", is_flag=True, help="Names, exact places, the map, who answered what: for the mediator's desk.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day for which it is asked (that of the plan).")
@click.option("--events", "store", metavar="STORE", help="Recorded events, in the place of those that the plan names.")
@click.option("--source", default="", metavar="WORD", help="Which source, where the store holds several.")
@click.option("--release", default="", metavar="WORDS", help="Which release, where the store holds several.")
@click.option(
    "--effort",
    type=Whole(1, MOST_EFFORT),
    default=EFFORT,
    metavar="E",
    help="Work of the search for a timetable, about 1 to 3 seconds each (4).",
)
@click.option("--exit-code", "asks", is_flag=True, help="End with 1 when the plan is not agreed.")
@click.option(
    "--watch", is_flag=True, help="Tell new events that touch the route, and consents that lapse, as they come."
)
@click.option("--once", is_flag=True, help="With --watch: look once, and end with 3 when there is something to tell.")
@click.option(
    "--interval", type=Whole(1, 86_400), default=60, metavar="S", help="With --watch: seconds between looks (60)."
)
@click.option(
    "--since", type=Day(), metavar="DATE", help="With --watch: events from this day on (the day of the plan)."
)
@click.option(
    "--seen", metavar="FILE", help="With --watch: what was told, so that the next watch does not tell it again."
)
@click.option("--json", "in_json", is_flag=True, help="Print JSON; with --watch, one line for each thing that is told.")
def command(file: str, output: str | None, pdf: str | None, figures: str | None, **asked: Any) -> int:
    r"""Say of the plan of a corridor whether it is agreed, whether its timetable fits, and what it rests on.

    Agreed means that every hard gate is met: above all written consent of all who control a stretch, through every
    window. What the plan does not say is unknown, and what is unknown is not agreed. Without --desk names are numbers
    and places are rounded to about 5 km.

    Exit code 0: done. 1: not agreed (only with --exit-code). 2: the plan is not valid. 3: --once has something to tell.

    \b
    Example:
      goodoffices corridors plan examples/river-corridor/plan.yaml -o plan.html
    """
    told = {name: asked.pop(name) for name in _WATCH}
    in_json = bool(asked["in_json"])
    if told.pop("watch"):
        if output or pdf is not None or figures:
            raise click.UsageError("--watch tells what is new and writes no page. Leave out -o, --pdf and --figures.")
        return watch(lambda: read_plan(file, asked), asked, **told)
    _check_no_watch(told)
    inputs = [name for name in (file, asked["store"]) if name]
    check_page_options(output, figures, *inputs, in_json=in_json)
    paper = paper_place(output, pdf, inputs, "plan.pdf")
    desk = bool(asked["desk"])
    with progress() as say:
        found = _studied(file, asked, say)
        from goodoffices.corridors import plan

        sections = plan.study_sections(found, desk=desk)
        say("Writing the page")
        written = write_page(
            found.plan.title,
            sections,
            found.provenance,
            html=output,
            figures=figures,
            paper=paper,
            kicker="Safe passage",
            mark=f"{found.mark.loud}{f'; {_DESK}' if desk else ''}",
        )
    if in_json:
        print_json(plan.study_json(found, desk=desk) | ({"written": written} if written else {}))
    elif output != "-":
        from goodoffices.cli.terminal import show_sections

        show_sections(*sections)
    return NO if asked["asks"] and not found.mark.agreed else DONE


def read_plan(file: str, asked: dict[str, Any]) -> CorridorPlan:
    """The plan with the store that is asked for in the place of its own."""
    from goodoffices.corridors.plan import read_corridor

    plan = read_corridor(file)
    store, source, release = asked.get("store"), asked.get("source", ""), asked.get("release", "")
    if (source or release) and not (store or plan.danger.events):
        raise click.UsageError("--source and --release choose among events, and there is no store: --events STORE")
    told = replace(
        plan.danger,
        events=Path(store) if store else plan.danger.events,
        source=source or ("" if store else plan.danger.source),
        release=release or ("" if store else plan.danger.release),
    )
    return replace(plan, danger=told)


def _studied(file: str, asked: dict[str, Any], say: Callable[[str], None]) -> Any:
    say("Reading the plan")
    from goodoffices.corridors import plan

    read = read_plan(file, asked)
    day: dt.date = asked["as_of"] or read.as_of
    shown = read if asked["desk"] else plan.coded(read)
    return plan.study(shown, day, plan.inputs_of(read, day, say), effort=float(asked["effort"]), advance=say)


def _check_no_watch(told: dict[str, Any]) -> None:
    if told["once"] or told["since"] or told["seen"]:
        raise click.UsageError("--once, --since and --seen go with --watch.")
