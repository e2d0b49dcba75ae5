"""`goodoffices corridors papers`: the papers of a plan for one audience, in a folder of their own."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices import __version__
from goodoffices.cli.clock import today
from goodoffices.cli.evidence_choice import Day
from goodoffices.cli.files import STDOUT, file_in_the_way, write_file
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json
from goodoffices.errors import CorridorError, Where
from goodoffices.values import Provenance

if TYPE_CHECKING:
    from goodoffices.corridors.papers import RoadLine, Sheet
    from goodoffices.corridors.plan import CorridorPlan

__all__ = ["command"]

AUDIENCES, LANGUAGES = ("desk", "party", "monitor", "driver", "public"), ("en", "ru", "ar")
"""As in the room, which is not loaded to print a page of help."""
MANIFEST = "manifest.json"
_FOR = {
    "desk": "For the mediator's desk only",
    "party": "For the party it was given to",
    "monitor": "For monitors",
    "driver": "For drivers",
    "public": "For everybody",
}
Paper = tuple[str, bytes, str]
"""Name of the file, its bytes, what it is."""


@click.command("papers")
@click.argument("file", metavar="PLAN.yaml")
@click.option("-o", "--output", "folder", required=True, metavar="FOLDER", help="The folder to write them into.")
@click.option(
    "--for", "audience", type=click.Choice(AUDIENCES), default="desk", help="Whom they are for: one audience (desk)."
)
@click.option(
    "--language",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    help="Of the driver's card and of the turns; may be repeated (those of the plan, else en).",
)
@click.option("--as-of", type=Day(), metavar="DATE", help="The day for which consent is asked (that of the plan).")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: the manifest, and where the folder is.")
def command(
    file: str, folder: str, audience: str, languages: tuple[str, ...], as_of: dt.date | None, *, in_json: bool
) -> None:
    r"""Write the papers of PLAN.yaml for one audience: map, route, windows, driver's card, monitors' sheet.

    Each paper says whether the plan is agreed, and is cut for its audience before it is made: only papers for the desk
    say how many people leave which place. Others get places rounded to about 5 km unless the plan says that they may
    see the route (seen_by); without that there is no paper for drivers, nor for the public. Two audiences never share
    a folder. manifest.json names every file with its hash.

    \b
    Example:
      goodoffices corridors papers examples/river-corridor/plan.yaml \
        --for driver --language ar --language en -o papers-for-drivers
    """
    place = _checked_folder(folder, audience)
    with progress() as say:
        say("Reading the plan")
        from goodoffices.corridors import papers, plan

        read = plan.read_corridor(file)
        day = as_of or read.as_of
        whole, roads = _sheet(read, file, day, say, timed=audience in papers.SEES["passages"])
        seen = papers.cut(whole, audience)
        spoken = languages or tuple(one for one in read.papers.languages if one in LANGUAGES) or ("en",)
        lines = roads(seen) if seen.exact else ()
        made = list(_made(seen, lines, spoken, say))
        manifest = _manifest(seen, spoken, made)
        for name, content, _ in made:
            write_file(place / name, content)
        write_file(place / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    if day < today() and as_of is None:
        note(f"Consent is told as of {day}, the day of the plan; --as-of {today()} asks how it stands today")
    if in_json:
        print_json(manifest | {"folder": str(place)})
        return
    click.echo(f"{seen.mark}. {_FOR[audience]}.")
    for name, content, what in made:
        click.echo(f"  {name:<18} {what}, {_size(len(content))}")
    if not seen.windows or not seen.zone:
        note("No calendar: " + ("the plan names no time zone" if seen.windows else "the plan has no window"))
    note(f"The papers: {place}")


def _checked_folder(folder: str, audience: str) -> Path:
    """The folder, by its whole name. Refused, before anything is reckoned: what cannot be written into, and a folder
    with papers for others."""
    if folder == STDOUT:
        raise click.UsageError("Papers are several files. Name a folder, as -o papers")
    if taken := file_in_the_way(folder):
        raise click.UsageError(f"The papers cannot go to {folder}: {taken} is a file. Name a folder.")
    place = Path(os.path.realpath(folder))
    try:
        before = json.loads((place / MANIFEST).read_text(encoding="utf-8"))["audience"]
    except (OSError, ValueError, KeyError, TypeError):
        return place
    if before != audience:
        raise click.UsageError(f"In {folder} lie papers for another audience ({before}). Name another folder.")
    return place


def _sheet(
    read: CorridorPlan, file: str, day: dt.date, say: Callable[[str], None], *, timed: bool
) -> tuple[Sheet, Callable[[Sheet], tuple[RoadLine, ...]]]:
    """The whole sheet, and what finds the roads around one that was cut."""
    from goodoffices.corridors import convoys, danger, papers, plan

    inputs = plan.inputs_of(read, day, say)
    if inputs is None:
        remedy = "Say on which roads: `roads: roads.npz`."
        raise CorridorError.of("the plan names no file of roads, and papers show a route", Where(file), remedy)
    network, shapes = inputs.roads, inputs.shapes
    course = plan.course_of(read, network, inputs.danger)
    drawn = danger.read_drawn(read.danger.drawn) if read.danger.drawn else ()
    timetable = None
    if read.convoy and timed:
        say("Setting the timetable")
        timetable = convoys.set_timetable(read.convoy, effort=plan.EFFORT, advance=say)
    whole = papers.sheet_of(read, (network, shapes), course, day, timetable=timetable, drawn=drawn)
    return whole, lambda seen: papers.roads_around(network, shapes, seen.course)


def _made(
    seen: Sheet, lines: tuple[RoadLine, ...], languages: tuple[str, ...], say: Callable[[str], None]
) -> Iterator[Paper]:
    """Every paper that this audience has a use for."""
    from goodoffices.brief import picture_png, picture_svg, render_card
    from goodoffices.corridors import papers

    due = papers.due(seen)
    say("Drawing the map")
    picture = papers.map_picture(seen, lines)
    still = picture_svg(picture, "map")
    yield "map.html", papers.map_page(seen, lines, still).encode(), "map, opens without a network"
    yield "map.svg", still.encode(), "the map as a picture"
    yield "map.png", picture_png(picture), "the same for a telephone"
    yield "route.geojson", papers.to_geojson(seen), "route, stretches and points"
    yield "route.kml", papers.to_kml(seen), "the same for programs that show a globe"
    if "gpx" in due:
        yield "route.gpx", papers.to_gpx(seen, languages[0]), "track and turns for a receiver"
    if "calendar" in due:
        yield "windows.ics", papers.to_calendar(seen), "the windows as a calendar"
    if "card" in due:
        say("Setting the driver's card")
        yield "drivers-card.pdf", render_card(papers.drivers_card(seen, languages)), "driver's card, A5"
    if "monitors" in due:
        say("Setting the monitors' sheet")
        yield from _monitors(seen)


def _monitors(seen: Sheet) -> Iterator[Paper]:
    from goodoffices.brief import Brief, render_html, render_pdf
    from goodoffices.corridors import papers

    stamp = Provenance(
        method="Papers of a plan of a corridor: consent as it is on record, times from its timetable",
        inputs=(("plan", seen.version),),
        version=__version__,
        as_of=seen.as_of.isoformat(),
        caution=seen.caution,
        by=seen.by,
    )
    mark = f"{seen.mark}. {_FOR[seen.audience]}"
    sections = papers.monitors_sections(seen)
    brief = Brief(
        seen.title, "", sections, stamp, kicker="Monitors' sheet", mark=mark, composed=seen.as_of, compact=True
    )
    yield "monitors.html", render_html(brief).encode(), "monitors' sheet"
    yield "monitors.pdf", render_pdf(brief), "the same on A4, to write on"


def _manifest(seen: Sheet, languages: tuple[str, ...], made: list[Paper]) -> dict[str, Any]:
    return {
        "corridor": seen.corridor,
        "mark": seen.mark,
        "agreed": seen.agreed,
        "audience": seen.audience,
        "places": "exact" if seen.exact else "rounded to 0.05 degrees",
        "as_of": seen.as_of.isoformat(),
        "plan": seen.version,
        "languages": list(languages),
        "software": f"Good Offices {__version__}",
        "files": [
            {"name": name, "what": what, "bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content, what in made
        ],
    }


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"  # noqa: PLR2004
