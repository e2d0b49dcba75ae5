"""What a person reads of a plan's roads: its route, what a loss would cost, other routes, how long for everyone."""

from __future__ import annotations

from typing import Final

from goodoffices.corridors import flow
from goodoffices.corridors.plan.everyone import steps_of
from goodoffices.corridors.plan.study import OnRoads
from goodoffices.corridors.roads import Roads
from goodoffices.corridors.routes import Loss, routes_sections, spoken_exposure, spoken_stretch, spoken_time
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, series

__all__ = ["road_sections"]

_FAR: Final = 200
"""Metres between a point and its node that are worth a word."""
_LOSSES: Final = 8


def road_sections(on: OnRoads, *, desk: bool) -> tuple[Section, ...]:
    """The route, then how long for everyone on it, then other routes between its ends. Without `desk` places are
    rounded to about 5 km and no street is named."""
    roads = on.inputs.roads
    sections = [_course(on, desk=desk)]
    arcs = [_road(roads, edge, desk=desk) for _, _, edge in steps_of(on.course)]
    for each in on.everyone[:1]:
        sections += flow.flow_sections(each, lambda arc: arcs[arc])
    return (*sections, *routes_sections(roads, on.found, exact=desk))


def _road(roads: Roads, edge: int, *, desk: bool) -> str:
    kind = roads.classes[roads.road_class[edge]].replace("_", " ")
    return (roads.street_of(edge) if desk else "") or f"a {kind} road"


def _course(on: OnRoads, *, desk: bool) -> Section:
    heads = (Column("Part"), *(Column(name, numeric=True) for name in ("Km", "Time", "Exposure")))
    legs = [(f"{leg.start} to {leg.end}", leg.metres, leg.seconds, leg.exposure) for leg in on.course.legs]
    legs.append(("the whole route", on.course.metres, on.course.seconds, on.course.exposure))
    rows = tuple(
        (Cell(name), Cell(f"{metres / 1000:.1f}"), Cell(spoken_time(seconds)), Cell(spoken_exposure(exposure)))
        for name, metres, seconds, exposure in legs
    )
    told = (
        "From each point to the next by the quickest open road, alone on the road, with the delays that were drawn. "
        "Exposure compares roads; it is no probability of harm."
    )
    blocks: list[Block] = [Paragraph(told), Table("", heads, rows)]
    far = [f"{name} by {end.metres:,.0f} m" for name, end in on.course.ends if end.metres > _FAR]
    if far and desk:
        blocks.append(Note(f"Points that lie apart from where roads meet: {series(far)}. The route goes past them."))
    if on.losses:
        blocks.append(_losses(on, desk=desk))
    return Section("course", "The route of the plan", tuple(blocks))


def _losses(on: OnRoads, *, desk: bool) -> Table:
    columns = (Column("Stretch of road"), Column("Its loss costs", numeric=True))
    rows = tuple(
        (Cell(spoken_stretch(on.inputs.roads, loss.edges, exact=desk)), _cost(loss)) for loss in on.losses[:_LOSSES]
    )
    left = len(on.losses) - len(rows)
    more = f"; {left} more cost less" if left else ""
    return Table(f"What a loss on this route would cost, its points kept{more}", columns, rows)


def _cost(loss: Loss) -> Cell:
    if loss.seconds is None:
        return Cell("no way is left", tone="bad")
    return Cell(f"+{spoken_time(loss.seconds)}")
