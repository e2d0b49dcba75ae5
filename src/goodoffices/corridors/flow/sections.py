"""What a person reads of how long it takes: the time, what decides it, who goes where."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from goodoffices.corridors.flow.picture import arrivals_picture, departures_picture
from goodoffices.corridors.flow.result import Quickest
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, count, duration, plural, series

__all__ = ["flow_sections"]

_SHOWN = 12
CAUTION = (
    "This is a model: every road as fast and as wide as its table says, nobody waits for others, nothing breaks "
    "down, and each knows the way. No plan can be faster on these roads; what happens takes longer."
)


def flow_sections(found: Quickest, name: Callable[[int], str] = lambda arc: f"Arc {arc:,}") -> tuple[Section, ...]:
    """The sections in the order in which they are read. `name` says what an arc is called."""
    sections = (_answer(found), _holds(found, name), _routes(found), _departures(found))
    return tuple(section for section in sections if section is not None)


def _answer(found: Quickest) -> Section:
    span = duration(math.ceil(found.seconds / 60))
    told = f"{_vehicles(found.vehicles)} can be out after {span} at the earliest."
    blocks: list[Block] = [Note(f"All {told}" if found.vehicles > 1 else told, "finding"), Note(CAUTION)]
    if found.pooled:
        told = (
            f"Only the sum was given: a vehicle may start at {_any(found)}. Where each place has a number of its own, "
            "it takes as long or longer."
        )
        blocks.append(Paragraph(told))
    elif sum(1 for _, number in found.places if number) > 1:
        blocks.append(Paragraph(_deciding(found)))
    blocks.append(arrivals_picture(found))
    return Section("how-long", "How long for everyone", tuple(blocks))


def _any(found: Quickest) -> str:
    return series([name for name, _ in found.places], "or")


def _deciding(found: Quickest) -> str:
    some = [name for name, number in found.places if number]
    if len(found.deciding) == len(some):
        return "The vehicles of all places together take so long."
    others = series([name for name in some if name not in found.deciding])
    return f"Those of {series(found.deciding)} alone take so long; those of {others} can be out in the same time."


def _holds(found: Quickest, name: Callable[[int], str]) -> Section:
    columns = (Column("Road"), Column("Holds for", numeric=True), Column("Of the time", numeric=True))
    more = (Column("Vehicles meanwhile", numeric=True), Column("100 an hour more save", numeric=True))
    rows = tuple(
        (
            Cell(name(hold.arc)),
            Cell(duration(math.ceil(hold.seconds / 60))),
            Cell(_share(hold.seconds / found.seconds)),
            Cell(count(round(hold.vehicles))),
            Cell(f"about {duration(max(1, round(100 * hold.saved / 60)))}"),
        )
        for hold in found.holds[:_SHOWN]
    )
    left = len(found.holds) - len(rows)
    told = (
        "A road holds the others up while it is full and vehicles wait behind it that no other road could bring out "
        "in time. The vehicles in the table add up to all whose number decides: this proves the time. What more "
        "capacity saves is true for a little more; then another road may hold."
    )
    first = found.holds[0]
    said = name(first.arc)
    holds = f"{said[:1].upper()}{said[1:]} holds {_share(first.seconds / found.seconds)} of the time."
    blocks: list[Block] = [
        Note(holds, "finding"),
        Paragraph(told),
        Table("What holds people up", (*columns, *more), rows),
    ]
    if left:
        blocks.append(Paragraph(f"{plural(left, 'road')} more hold fewer vehicles."))
    return Section("holds", "What holds people up", tuple(blocks))


def _share(share: Fraction) -> str:
    percent = round(100 * share)
    return f"{percent} %" if percent else "under 1 %"


def _routes(found: Quickest) -> Section | None:
    if not found.routes:
        return None
    columns = (Column("From"), Column("To"), Column("Vehicles", numeric=True), Column("An hour", numeric=True))
    rows = tuple(
        (
            Cell(route.place),
            Cell(route.exit),
            Cell(count(round(route.vehicles))),
            Cell(count(route.per_hour)),
            Cell(duration(math.ceil(route.seconds / 60))),
        )
        for route in found.routes[:_SHOWN]
    )
    told = "This plan reaches the time: each route is used evenly from the start, and its last vehicle is just in time."
    blocks: list[Block] = [Paragraph(told), Table("Routes", (*columns, Column("On the way", numeric=True)), rows)]
    if left := len(found.routes) - len(rows):
        blocks.append(Paragraph(f"{plural(left, 'route')} more take fewer vehicles."))
    return Section("flow-routes", "Who goes where", tuple(blocks))


def _departures(found: Quickest) -> Section | None:
    if not found.departures:
        return None
    columns = (Column("From"), Column("To"), Column("Vehicles", numeric=True), Column("Leave", numeric=True))
    rows = []
    for place, number in found.places:
        own = [each for each in found.departures if each.place == place]
        exits = list(dict.fromkeys(each.exit for each in own))
        shares = [sum((each.vehicles for each in own if each.exit == exit_), Fraction()) for exit_ in exits]
        for exit_, vehicles in zip(exits, _whole(shares, number), strict=True):
            some = [each for each in own if each.exit == exit_]
            ends = min(each.start for each in some), max(each.end for each in some)
            times = {math.ceil(each.seconds / 60) for each in some}
            leave = f"{duration(math.floor(ends[0] / 60))} to {duration(math.ceil(ends[1] / 60))}"
            way = f"{duration(min(times))} to {duration(max(times))}" if len(times) > 1 else duration(*times)
            routes = len({each.arcs for each in some})
            rows.append(tuple(Cell(text) for text in (place, exit_, count(vehicles), leave, count(routes), way)))
    more = (Column("Routes", numeric=True), Column("On the way", numeric=True))
    told = (
        "This plan gets everybody out in the time, each place its own number: it keeps to every road's capacity, and "
        "nobody waits on the way. Times are counted from the start. It is a plan in even streams; single vehicles are "
        "rounded. Other plans are as quick."
    )
    table = Table("Departures", (*columns, *more), tuple(rows))
    return Section("departures", "Who leaves when", (Paragraph(told), table, departures_picture(found)))


def _whole(shares: Sequence[Fraction], total: int) -> list[int]:
    """Whole numbers near the shares that add up to the total (largest remainders)."""
    found = [math.floor(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda n: (found[n] - shares[n], n))
    for n in order[: total - sum(found)]:
        found[n] += 1
    return found


def _vehicles(number: int) -> str:
    return plural(number, "vehicle")
