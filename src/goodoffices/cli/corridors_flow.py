"""`goodoffices corridors flow`: how long it takes for everyone, what holds them up, who leaves when."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices import __version__
from goodoffices.cli.clock import today
from goodoffices.cli.corridors_network import read_network
from goodoffices.cli.evidence_choice import Day
from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.numbers import Probability, Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json
from goodoffices.values import Provenance

if TYPE_CHECKING:
    from goodoffices.corridors.flow import Everyone, Spot

__all__ = ["command"]

_FAR = 200
"""Metres between a place and its node that are worth a word."""
_MOST = 10_000_000


@click.command("flow")
@click.argument("file", metavar="ROADS")
@click.option("--people", "table", metavar="CSV", help="Places and exits: name, role, latitude, longitude, people.")
@click.option("--place", "places", multiple=True, metavar="NAME=LAT,LON,PEOPLE", help="A place; may be repeated.")
@click.option("--exit", "exits", multiple=True, metavar="NAME=LAT,LON", help="An exit; may be repeated.")
@click.option(
    "--together", type=Whole(1, _MOST), metavar="N", help="People in all, where it is not known who is where."
)
@click.option("--per-vehicle", type=Whole(1, 500), default=4, metavar="N", help="People in a vehicle (4).")
@click.option("--share", type=Probability(), default=1.0, metavar="X", help="Of each road's capacity, for them (1).")
@click.option(
    "--around", type=Whole(0, 20_000), default=0, metavar="M", help="Vehicles start within so many metres (0)."
)
@click.option("--drawn", metavar="GEOJSON", help="Lines of control, checkpoints, closures, drawn by hand.")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day for which roads are closed or not (today).")
@click.option("--classes", metavar="TOML", help="Speed and capacity by class, where ROADS is a file to import.")
@click.option(
    "--exact",
    is_flag=True,
    help="Name streets and exact places: for the mediator's desk only. Without it, about 5 km.",
)
@page_options
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every stream of the plan, every road that holds.")
def command(file: str, *, html: str | None, figures: str | None, in_json: bool, **asked: Any) -> None:
    r"""Say how long it takes at least until everyone is out, on roads with capacities, and what holds people up.

    ROADS is a file that `corridors roads import` wrote, or one that it reads. Where each place has its own number of
    people, the answer holds a plan of who leaves when. Nobody can be quicker on these roads; what happens takes longer.

    \b
    Example:
      goodoffices corridors flow examples/river-corridor/roads.csv \
        --people examples/river-corridor/people.csv
    """
    inputs = [name for name in (file, *(asked[key] for key in ("table", "drawn", "classes"))) if name]
    check_page_options(html, figures, *inputs, in_json=in_json)
    with progress() as say:
        say("Reading the roads")
        from goodoffices.corridors import danger, flow

        network, shapes = read_network(file, asked["classes"], say)
        drawn = danger.read_drawn(asked["drawn"]) if asked["drawn"] else ()
        weighed = danger.danger(network, shapes, asked["as_of"] or today(), drawn=drawn)
        assumed = flow.Assumptions(asked["per_vehicle"], asked["share"], asked["around"], asked["together"])
        found = flow.everyone(network, weighed, _spots(asked), assumed, say)
        exact = bool(asked["exact"])
        sections = flow.everyone_sections(found, exact=exact)
        source = _provenance(found, [asked[key] for key in ("table", "drawn")])
        written = write_page("How long for everyone", sections, source, html=html, figures=figures, kicker="Corridors")
    for spot, metres in zip(found.spots, found.away, strict=True):
        if metres > _FAR:
            note(f"{spot.name} lies {metres:,.0f} m from the nearest road; the way begins or ends there")
    if in_json:
        print_json(flow.everyone_json(found, exact=exact) | written)
    elif html != "-":
        from goodoffices.cli.terminal import show_sections

        show_sections(*sections)


def _spots(asked: dict[str, Any]) -> list[Spot]:
    from goodoffices.corridors import flow

    spots = list(flow.read_people(asked["table"])) if asked["table"] else []
    spots += [flow.spot(text, is_exit=False) for text in asked["places"]]
    spots += [flow.spot(text, is_exit=True) for text in asked["exits"]]
    if not spots:
        raise click.UsageError("Nobody has to leave. Name places and exits: --people CSV, or --place and --exit.")
    return spots


def _provenance(found: Everyone, files: list[str | None]) -> Provenance:
    origin = found.roads.origin
    inputs = [(origin.file, f"sha256:{origin.sha256}")]
    inputs += [(Path(file).name, f"sha256:{sha256(Path(file).read_bytes()).hexdigest()}") for file in files if file]
    assumed = found.assumed
    settings = [("per vehicle", f"{assumed.per_vehicle}"), ("share", f"{assumed.share:g}")]
    settings += [("around", f"{assumed.around:g}")] if assumed.around else []
    return Provenance(
        method=found.found.provenance.method,
        inputs=tuple(inputs),
        version=__version__,
        parameters=tuple(settings),
        as_of=found.danger.as_of.isoformat(),
        caution="The least time on these roads; what happens takes longer.",
    )
