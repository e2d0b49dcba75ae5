"""What a person reads of how long it takes on real roads, and the same for programs; coarse unless it is exact."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, Final

from goodoffices.corridors.flow.as_json import flow_json
from goodoffices.corridors.flow.everyone import Everyone
from goodoffices.corridors.flow.people import Spot
from goodoffices.corridors.flow.sections import flow_sections
from goodoffices.corridors.roads import COARSE, coarse
from goodoffices.values import Block, Cell, Column, Listing, Note, Paragraph, Section, Table, count, duration, plural

__all__ = ["everyone_json", "everyone_sections"]

_DESK: Final = (
    "Exact streets and places are shown: for the mediator's desk only. Whoever reads this knows where people will pass."
)
_KM: Final = 1000


def everyone_sections(all_: Everyone, *, exact: bool = False) -> tuple[Section, ...]:
    """The answer for its reader; without `exact`, no street is named and places are rounded to about 5 km."""
    first, *others = flow_sections(all_.found, lambda arc: _road(all_, arc, exact=exact))
    spread: list[Block] = [Note(_DESK)] if exact else []
    if all_.low is not None and all_.high is not None:
        told = f"With the least numbers given it takes {_spoken(all_.low)}, with the most {_spoken(all_.high)}."
        spread.append(Paragraph(told))
    finding, *rest = first.blocks
    return (Section(first.anchor, first.heading, (finding, *spread, *rest)), *others, _asked(all_, exact=exact))


def _spoken(seconds: Fraction) -> str:
    return duration(math.ceil(seconds / 60))


def _road(all_: Everyone, arc: int, *, exact: bool) -> str:
    """A stretch of road in words: a bridge is called so; streets are named where they may be."""
    roads, edge = all_.roads, int(all_.edges[arc])
    kind = roads.classes[roads.road_class[edge]].replace("_", " ")
    street = roads.street_of(edge) if exact else ""
    metres = float(roads.length[edge])
    size = f"{metres / _KM:.1f} km" if metres >= _KM else f"{metres:.0f} m"
    place = float(roads.latitude[roads.tails[edge]]), float(roads.longitude[roads.tails[edge]])
    where = f"at {place[0]:.5f},{place[1]:.5f}" if exact else f"near {coarse(place[0]):.2f},{coarse(place[1]):.2f}"
    bridge = f"the bridge on {street}" if street else "the bridge"
    name = bridge if roads.bridge[edge] else street or "the road"
    gate = ", a checkpoint on it" if all_.danger.capacity[edge] < roads.capacity[edge] else ""
    return f"{name} ({kind}, {size}{gate}) {where}"


def _asked(all_: Everyone, *, exact: bool) -> Section:
    places = [spot for spot in all_.spots if not spot.is_exit]
    heads = [Column("Place"), Column("Lies"), *(Column(name, numeric=True) for name in ("People", "Vehicles"))]
    sourced = any(spot.source or spot.date for spot in places)
    rows = []
    for spot in places:
        cells = [spot.name, _place(spot, exact=exact), _people(spot), count(all_.vehicles(spot.people))]
        if all_.assumed.together is not None:
            cells[2:] = ["not known", "–"]
        rows.append([*cells, ", ".join(filter(None, (spot.source, spot.date))) or "none given"] if sourced else cells)
    columns = (*heads, *((Column("Source of the number"),) if sourced else ()))
    exits = [f"{spot.name}, {_place(spot, exact=exact)}" for spot in all_.spots if spot.is_exit]
    blocks: list[Block] = [
        Table("Who has to leave", columns, tuple(tuple(Cell(cell) for cell in row) for row in rows)),
        Paragraph(f"Exits: {'; '.join(exits)}."),
        Paragraph("Each of these is a judgement of whoever asked; another one gives another time:"),
        Listing(_judgements(all_)),
    ]
    if not sourced:
        blocks.append(Paragraph("No source was given for the numbers of people."))
    return Section("asked", "What was asked", tuple(blocks))


def _judgements(all_: Everyone) -> tuple[str, ...]:
    assumed, day = all_.assumed, all_.danger.as_of.isoformat()
    closed = int(all_.danger.closed.sum())
    told = [
        f"{plural(assumed.per_vehicle, 'person', 'people')} in each vehicle.",
        f"{100 * assumed.share:.0f} % of every road's capacity can be used by those who leave.",
        f"Vehicles start within {assumed.around:,.0f} m of a place." if assumed.around
        else "Vehicles start at the crossing nearest to their place.",
        f"Roads as drawn for {day}: {plural(closed, 'stretch', 'stretches')} closed.",
        "Speed and capacity of each road are those of its class; a checkpoint lets through what was drawn.",
    ]  # fmt: skip
    if assumed.together is not None:
        told.insert(0, f"{count(assumed.together)} people in all; how many are where is not known.")
    told += [f"No way that is open leads to the exit {name}; it is not used." for name in all_.idle]
    return (*told, *all_.danger.remarks)


def _people(spot: Spot) -> str:
    spread = f" ({count(spot.low)} to {count(spot.high)})" if spot.low != spot.high else ""
    return f"{count(spot.people)}{spread}"


def _place(spot: Spot, *, exact: bool) -> str:
    if exact:
        return f"{spot.latitude:.5f},{spot.longitude:.5f}"
    return f"near {coarse(spot.latitude):.2f},{coarse(spot.longitude):.2f}"


def everyone_json(all_: Everyone, *, exact: bool = False) -> dict[str, Any]:
    """Everything of the answer. Without `exact`, places are rounded, and streets, edges and arcs are not named."""
    told = flow_json(all_.found)
    for hold in told["holds"]:
        hold["road"] = _road(all_, hold["arc"], exact=exact)
    for each in (*told["holds"], *told["routes"], *told["departures"]):
        for key in ("arc", "arcs"):
            arcs = each.pop(key, None)
            if exact and arcs is not None:
                each["edges"] = [int(edge) for edge in all_.edges[[arcs] if key == "arc" else arcs]]
    spread = {} if all_.low is None or all_.high is None else {
        "seconds_with_least_and_most": [float(all_.low), float(all_.high)]
    }  # fmt: skip
    assumed = all_.assumed
    return told | spread | {
        "coordinates": "exact" if exact else f"rounded to {COARSE:g} degrees",
        "people": [_spot_json(all_, spot, exact=exact) for spot in all_.spots],
        "assumed": {
            "people_per_vehicle": assumed.per_vehicle,
            "share_of_capacity": assumed.share,
            "metres_around": assumed.around,
            "people_together": assumed.together,
        },
        "exits_out_of_reach": list(all_.idle),
    }  # fmt: skip


def _spot_json(all_: Everyone, spot: Spot, *, exact: bool) -> dict[str, Any]:
    place = (spot.latitude, spot.longitude) if exact else (coarse(spot.latitude), coarse(spot.longitude))
    told: dict[str, Any] = {"name": spot.name, "role": "exit" if spot.is_exit else "place", "place": list(place)}
    if not spot.is_exit and all_.assumed.together is None:
        told |= {"people": spot.people, "low": spot.low, "high": spot.high, "vehicles": all_.vehicles(spot.people)}
    return told | {key: value for key in ("source", "date") if (value := getattr(spot, key))}
