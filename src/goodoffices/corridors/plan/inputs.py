"""The files that a plan points to, opened: roads, and the danger on them on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from goodoffices.corridors import consent, danger, roads
from goodoffices.corridors.danger import Danger
from goodoffices.corridors.plan.model import CorridorPlan
from goodoffices.corridors.roads import Roads, Shapes

__all__ = ["Inputs", "inputs_of", "windows_days"]


@dataclass(frozen=True, eq=False)
class Inputs:
    """The network, and what is known of danger on it; `files` are its files with their hashes, each as what it is: the
    name of a file often names the place."""

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
    source = str(plan.roads)
    if source.lower().endswith(tuple(roads.FORMATS)):
        table = roads.read_classes(None if told.classes is None else str(told.classes))
        network, shapes = roads.import_roads(source, table, advance=advance)
    else:
        network, shapes = roads.read_roads(source), roads.read_shapes(source)
    advance("Reckoning the danger")
    weights = danger.read_weights(told.weights)
    recent = None
    if told.events:
        from goodoffices.evidence import events  # noqa: PLC0415 - loads a data base

        with events.open_store(told.events) as connection:
            choice = events.Choice(source=told.source, release=told.release)
            recent = danger.recent_events(connection, network, as_of, weights.oldest, choice)
    drawn = danger.read_drawn(told.drawn) if told.drawn else ()
    days = windows_days(plan, as_of)
    weighed = danger.danger(network, shapes, as_of, weights, events=recent, drawn=drawn, days=days)
    files = [("roads", f"sha256:{network.origin.sha256}")]
    for name, path in (("drawn", told.drawn), ("weights", told.weights), ("classes", told.classes)):
        files += [(name, f"sha256:{sha256(path.read_bytes()).hexdigest()}")] if path else []
    if weighed.source:
        files.append(("events", weighed.source))
    return Inputs(network, shapes, weighed, tuple(files))


def windows_days(plan: CorridorPlan, as_of: dt.date) -> tuple[dt.date, ...]:
    """The days of the windows that are not over on a day: what is drawn for any of them counts. That day, where the
    plan has no window."""
    days = set[dt.date]()
    for opens, closes in consent.windows_ahead(plan.record, as_of):
        first = opens.date()
        days |= {first + dt.timedelta(days=more) for more in range((closes.date() - first).days + 1)}
    return tuple(sorted(days)) or (as_of,)
