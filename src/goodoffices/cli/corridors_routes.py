"""`goodoffices corridors routes`: from one place to another, trading time against exposure."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodoffices import __version__
from goodoffices.cli.clock import today
from goodoffices.cli.corridors_network import read_network
from goodoffices.cli.evidence_choice import Day, choice_of, event_options
from goodoffices.cli.evidence_page import check_page_options, page_options, write_page
from goodoffices.cli.numbers import Probability, Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json
from goodoffices.values import Provenance

if TYPE_CHECKING:
    from goodoffices.corridors.danger import Danger
    from goodoffices.corridors.roads import Roads, Shapes
    from goodoffices.corridors.routes import Question

__all__ = ["command"]

_FAR = 200
"""Metres between a place and its node that are worth a word."""


F = TypeVar("F", bound=Callable[..., Any])


class Place(click.ParamType[tuple[float, float]]):
    """Latitude and longitude in degrees."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        """Read `36.20,37.16`."""
        if isinstance(value, tuple):
            return value
        numbers = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", str(value))
        if not numbers:
            self.fail(f"{value!r} is no place. Write latitude,longitude in degrees: 36.20,37.16.", param, ctx)
        return float(numbers[1]), float(numbers[2])


def _danger_options(function: F) -> F:
    """What danger is reckoned from: events, a drawing, weights, the day, classes of roads."""
    for option in (
        click.option("--as-of", type=Day(), metavar="DATE", help="The day for which danger is reckoned (today)."),
        click.option("--classes", metavar="TOML", help="Speed and capacity by class, where ROADS is a file to import."),
        click.option("--weights", metavar="TOML", help="Numbers of the model of danger, in the place of ours."),
        click.option(
            "--drawn", metavar="GEOJSON", help="Hazards, lines of control, checkpoints, closures, drawn by hand."
        ),
        click.option("--events", "store", metavar="STORE", help="Recorded events that weigh on roads near them."),
    ):
        function = option(function)
    return function


def _question_options(function: F) -> F:
    """Which routes are named beside the efficient ones."""
    for option in (
        click.option("--shared", type=Probability(), default=0.5, metavar="X", help="Of its way one may share (0.5)."),
        click.option("--alternatives", type=Whole(0, 20), default=2, metavar="N", help="Alternatives to look for (2)."),
        click.option(
            "--within",
            type=Whole(1, 10_000),
            multiple=True,
            metavar="MIN",
            help="Minutes that a safer route may take longer than the fastest; may be repeated (10 and 30).",
        ),
    ):
        function = option(function)
    return function


@click.command("routes")
@click.argument("file", metavar="ROADS")
@click.option("--from", "start", type=Place(), required=True, metavar="LAT,LON", help="Where the way begins.")
@click.option("--to", "goal", type=Place(), required=True, metavar="LAT,LON", help="Where it ends.")
@_danger_options
@_question_options
@click.option(
    "--exact",
    is_flag=True,
    help="Name streets and exact places, and draw the map: for the mediator's desk only. Without it, about 5 km.",
)
@event_options
@page_options
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every efficient pair, every route.")
def command(file: str, *, html: str | None, figures: str | None, in_json: bool, **asked: Any) -> None:
    r"""Find all efficient routes between two places: of each, no other is both faster and less exposed.

    ROADS is a file that `corridors roads import` wrote, or one that it reads. Exposure is relative and compares roads;
    it is no probability of harm. Of the efficient routes a few are named; then come alternatives, the stretches whose
    loss costs most, and a plan that survives the loss of any one road, or the statement that there is none.

    \b
    Example:
      goodoffices corridors routes examples/river-corridor/roads.csv \
        --from 35.207,37.302 --to 35.125,37.436
    """
    inputs = [name for name in (file, *(asked[key] for key in ("store", "drawn", "weights", "classes"))) if name]
    check_page_options(html, figures, *inputs, in_json=in_json)
    with progress() as say:
        say("Reading the roads")
        from goodoffices.corridors import danger, roads, routes

        network, shapes = read_network(file, asked["classes"], say)
        say("Reckoning the danger")
        weighed = _danger(network, shapes, asked)
        ends = [roads.nearest_node(network, *asked[key]) for key in ("start", "goal")]
        found = routes.routes_between(network, weighed, ends[0].node, ends[1].node, _question(asked), advance=say)
        exact = bool(asked["exact"])
        drawn = routes.map_picture(network, shapes, weighed, found) if exact else None
        sections = (
            *routes.routes_sections(network, found, exact=exact, drawn=drawn),
            danger.danger_section(weighed),
        )
        source = _provenance(network, weighed, [asked[key] for key in ("drawn", "weights")])
        written = write_page("Routes", sections, source, html=html, figures=figures, kicker="Corridors")
    for name, end in zip(("--from", "--to"), ends, strict=True):
        if end.metres > _FAR:
            note(f"{name} lies {end.metres:,.0f} m from the nearest road; the way begins or ends there")
    if in_json:
        told = routes.routes_json(network, found, exact=exact)
        print_json(told | {"danger": danger.danger_json(weighed), "roads": roads.roads_json(network)} | written)
    elif html != "-":
        from goodoffices.cli.terminal import show_sections

        show_sections(*sections)


def _question(asked: dict[str, Any]) -> Question:
    from goodoffices.corridors.routes import Question

    within = tuple(float(minutes) for minutes in asked["within"]) or Question.within
    return Question(within=within, others=asked["alternatives"], shared=asked["shared"])


def _danger(network: Roads, shapes: Shapes, asked: dict[str, Any]) -> Danger:
    """The danger from a store of events, a drawing, and weights; each may be absent."""
    from goodoffices.corridors import danger

    day = asked["as_of"] or today()
    chosen = danger.read_weights(asked["weights"])
    choice = choice_of(asked)
    recent = None
    if asked["store"]:
        from goodoffices.evidence import events

        with events.open_store(asked["store"]) as connection:
            recent = danger.recent_events(connection, network, day, chosen.oldest, choice)
    drawn = danger.read_drawn(asked["drawn"]) if asked["drawn"] else ()
    return danger.danger(network, shapes, day, chosen, events=recent, drawn=drawn)


def _provenance(network: Roads, found: Danger, files: list[str | None]) -> Provenance:
    inputs = [(network.origin.file, f"sha256:{network.origin.sha256}")]
    inputs += [(Path(file).name, f"sha256:{sha256(Path(file).read_bytes()).hexdigest()}") for file in files if file]
    if found.source:
        inputs.append(("events", found.source))
    return Provenance(
        method="Exact efficient routes of time and exposure (BOA*)",
        inputs=tuple(inputs),
        version=__version__,
        as_of=found.as_of.isoformat(),
        caution="Exposure compares roads; it is no probability of harm, and what is not known weighs nothing.",
    )
