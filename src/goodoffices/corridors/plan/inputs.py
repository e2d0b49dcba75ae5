"""The files that a plan points to, opened: roads, and the danger on them on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from goodoffices.corridors import danger, roads
from goodoffices.corridors.danger import Danger
from goodoffices.corridors.plan.model import CorridorPlan
from goodoffices.corridors.roads import Roads, Shapes

__all__ = ["Inputs", "inputs_of"]


@dataclass(frozen=True, eq=False)
class Inputs:
    """The network, and what is known of danger on it; `files` are their names with their hashes."""

    roads: Roads
    shapes: Shapes
    danger: Danger
    files: tuple[tuple[str, str], ...]


def inputs_of(plan: CorridorPlan, as_of: dt.date, advance: Callable[[str], None] = lambda _: None) -> Inputs | None:
    """What a plan is reckoned from; None where it names no roads. Raises UserError for a file that cannot be used."""
    if plan.roads is None:
        return None
    advance("Reading the roads")
    told = plan.danger
    name = str(plan.roads)
    if name.lower().endswith(tuple(roads.FORMATS)):
        table = roads.read_classes(None if told.classes is None else str(told.classes))
        network, shapes = roads.import_roads(name, table, advance=advance)
    else:
        network, shapes = roads.read_roads(name), roads.read_shapes(name)
    advance("Reckoning the danger")
    weights = danger.read_weights(told.weights)
    recent = None
    if told.events:
        from goodoffices.evidence import events  # noqa: PLC0415 - loads a data base

        with events.open_store(told.events) as connection:
            choice = events.Choice(source=told.source, release=told.release)
            recent = danger.recent_events(connection, network, as_of, weights.oldest, choice)
    drawn = danger.read_drawn(told.drawn) if told.drawn else ()
    weighed = danger.danger(network, shapes, as_of, weights, events=recent, drawn=drawn)
    files = [(network.origin.file, f"sha256:{network.origin.sha256}")]
    files += [
        (each.name, f"sha256:{sha256(each.read_bytes()).hexdigest()}") for each in (told.drawn, told.weights) if each
    ]
    if weighed.source:
        files.append(("events", weighed.source))
    return Inputs(network, shapes, weighed, tuple(files))
