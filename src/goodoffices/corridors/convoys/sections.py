"""What a person reads of a timetable: whether it fits, what would have to change, every departure."""

from __future__ import annotations

from goodoffices.corridors.convoys.picture import timetable_picture
from goodoffices.corridors.convoys.plan import Checkpoint, VehicleKind
from goodoffices.corridors.convoys.timetable import Change, Margin, Stop, Timetable, Trip
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Definitions,
    Listing,
    Note,
    Paragraph,
    Section,
    Table,
    count,
    duration,
    plural,
)

__all__ = ["timetable_sections"]

CAUTION = (
    "This is a model of what the plan states: every drive takes its minutes, every vehicle comes, every checkpoint "
    "keeps its word. It says nothing of whether the roads are safe or agreed."
)


def timetable_sections(found: Timetable) -> tuple[Section, ...]:
    """The sections in the order in which they are read."""
    return (_answer(found), _departures(found), _places(found), _assumed(found))


def _answer(found: Timetable) -> Section:
    problem, told = found.problem, _finding(found)
    blocks: list[Block] = [Note(told, "finding"), Note(CAUTION), Paragraph(_proof(found))]
    if found.stopped:
        told = (
            "The search was interrupted: this is the best timetable up to then, and not all was asked. Another run "
            "with the same effort, left to its end, is the same every time; this one is not."
        )
        blocks.append(Note(told))
    if found.changes:
        blocks += [
            Paragraph("What would make it fit, each by itself, and what would not:"),
            Listing(tuple(map(_change, found.changes))),
        ]
    if found.margins:
        blocks += [
            Paragraph("How much longer a checkpoint may take, with a timetable set anew:"),
            Listing(tuple(map(_margin, found.margins))),
        ]
    used = {trip.vehicle for trip in found.trips}
    idle = [vehicle.name for n, vehicle in enumerate(problem.vehicles) if n not in used]
    if idle:
        blocks.append(Paragraph(f"Not needed for this: {', '.join(idle)}."))
    blocks.append(timetable_picture(found))
    return Section("timetable", "Does it fit?", tuple(blocks))


def _finding(found: Timetable) -> str:
    people = f"{count(sum(place.people for place in found.problem.plan.places))} people"
    ends, late = clock(found, found.ends), duration(abs(found.slack))
    if found.slack > 0:
        return f"It fits: all {people} are out by {ends}, {late} before the window closes."
    if found.fits:
        return f"It just fits: all {people} are out by {ends}, when the window closes."
    in_time = f"When the window closes, {count(found.out_in_time)} are out."
    if found.impossible:
        return f"It does not fit: the last of {people} would be out by {ends}, {late} late. {in_time}"
    unproved = "It was not proved that none fits."
    return f"No timetable was found that fits: the best ends at {ends}, {late} late. {in_time} {unproved}"


def _proof(found: Timetable) -> str:
    if found.quickest:
        return "Proved: with these vehicles and rules no timetable ends sooner."
    ends = clock(found, found.bound)
    gap = duration(found.ends - found.bound)
    return f"Not proved to be the quickest: no timetable ends before {ends}, and this one ends {gap} later."


def _change(change: Change) -> str:
    if change.what == "minutes":
        amount = duration(change.amount or 0)
        return f"A window that closes {amount} later{_least(change, 'a shorter one does not')}."
    more = f"more of the kind {change.name}" if change.what == "vehicles" else f"more lanes at {change.name}"
    if change.amount is None:
        words = "proved" if change.proved else "as far as was searched"
        return f"Not enough: up to {change.tried} {more} ({words})."
    if change.amount == 1:
        return f"1 more {change.name}." if change.what == "vehicles" else f"1 more lane at {change.name}."
    return f"{change.amount} {more}{_least(change, 'fewer do not')}."


def _least(change: Change, words: str) -> str:
    return f" ({words}: proved)" if change.proved else " (less may do: not proved)"


def _margin(margin: Margin) -> str:
    tails = {
        True: "a minute more does not fit (proved)",
        False: "whether more fits was not settled",
        None: "more was not asked",
    }
    return f"{margin.checkpoint}: {duration(margin.minutes)} more for each vehicle; {tails[margin.proved]}."


def clock(found: Timetable, minute: int) -> str:
    """A time of day, with the day where it is not the first."""
    when = found.problem.clock(minute)
    days = (when.date() - found.problem.plan.opens.date()).days
    return f"{when:%H:%M}" + (f" (+{plural(days, 'day')})" if days else "")


def _departures(found: Timetable) -> Section:
    several = any(any(trip.people[1:]) for trip in found.trips)
    heads = [Column("Departs"), Column("Vehicle"), Column("From"), Column("Aboard", numeric=not several)]
    heads += [Column("Loads from"), Column("Checkpoints"), Column("Arrives"), Column("Unloaded")]
    rows = tuple(
        (
            Cell(clock(found, trip.departs)),
            Cell(found.problem.vehicles[trip.vehicle].name),
            Cell(found.problem.plan.places[trip.place].name),
            Cell(_aboard(trip)),
            Cell(clock(found, trip.loads)),
            Cell("; ".join(_stop(found, stop) for stop in trip.stops) or "–"),
            Cell(f"{found.problem.runs[trip.place].to} {clock(found, trip.arrives)}"),
            Cell(clock(found, trip.ends)),
        )
        for trip in found.trips
    )
    told = "In the order of departure. Aboard: who sits, is in a wheelchair, or lies. Checkpoints: when each is passed."
    return Section("departures", "Departures", (Paragraph(told), Table("", tuple(heads), rows)))


def _aboard(trip: Trip) -> str:
    seats, wheelchairs, stretchers = trip.people
    parts = [str(seats) if seats or not any(trip.people) else ""]
    parts.append(plural(wheelchairs, "wheelchair") if wheelchairs else "")
    parts.append(f"{stretchers} lying" if stretchers else "")
    return ", ".join(part for part in parts if part)


def _stop(found: Timetable, stop: Stop) -> str:
    name = found.problem.plan.checkpoints[stop.gate].name
    waits = f" (waits {duration(stop.served - stop.comes)})" if stop.served > stop.comes else ""
    return f"{name} {clock(found, stop.goes)}{waits}"


def _places(found: Timetable) -> Section:
    columns = (Column("Place"), Column("People", numeric=True), Column("Trips", numeric=True))
    rows = []
    for n, place in enumerate(found.problem.plan.places):
        trips = [trip for trip in found.trips if trip.place == n]
        times = (Cell(clock(found, trips[0].departs)), Cell(clock(found, max(trip.ends for trip in trips))))
        rows.append((Cell(place.name), Cell(count(place.people)), Cell(str(len(trips))), *times))
    table = Table("", (*columns, Column("First departs"), Column("Last is out")), tuple(rows))
    busy = []
    for n, point in enumerate(found.problem.plan.checkpoints):
        stops = [stop for trip in found.trips for stop in trip.stops if stop.gate == n]
        if stops:
            first, last = min(stop.served for stop in stops), max(stop.goes for stop in stops)
            share = len(stops) * point.minutes / (point.lanes * max(1, last - first))
            longest = max(stop.served - stop.comes for stop in stops)
            span = f"{clock(found, first)} to {clock(found, last)}, busy {share:.0%} of it"
            told = f"{plural(len(stops), 'vehicle')}, {span}"
            busy.append((point.name, f"{told}; the longest wait is {duration(longest)}"))
    blocks: tuple[Block, ...] = (table, Definitions(tuple(busy))) if busy else (table,)
    return Section("places", "Places and checkpoints", blocks)


def _assumed(found: Timetable) -> Section:
    plan = found.problem.plan
    window = f"{plan.opens:%Y-%m-%d %H:%M} to {plan.closes:%Y-%m-%d %H:%M}"
    rules = [("window", f"{window}, local time as agreed; nothing moves outside")]
    rules += [(kind.name, _kind(kind)) for kind in plan.kinds]
    rules += [(point.name, _checkpoint(point)) for point in plan.checkpoints]
    if plan.headway:
        rules.append(("headway", f"{duration(plan.headway)} between two vehicles that leave one place"))
    if plan.rest:
        after = duration(plan.rest.after)
        rules.append(("rest", f"{duration(plan.rest.minutes)} before a driver drives more than {after}"))
    if plan.curfew:
        rules.append(("curfew", f"{plan.curfew[0]:%H:%M} to {plan.curfew[1]:%H:%M}: no trip is under way"))
    legs = tuple((Cell(f"{tail} to {head}"), Cell(str(spent))) for (tail, head), spent in sorted(plan.legs.items()))
    table = Table("Legs", (Column("Leg"), Column("Minutes", numeric=True)), legs)
    return Section("assumed", "What the plan states", (Definitions(tuple(rules)), table), annex=True)


def _kind(kind: VehicleKind) -> str:
    words = (("seat", "seats"), ("wheelchair place", "wheelchair places"), ("place to lie", "places to lie"))
    parts = [plural(many, *word) for many, word in zip(kind.room, words, strict=True) if many]
    times = f"{kind.loading} min to load, {kind.unloading} to unload"
    return f"{kind.count} with {', '.join(parts)}; {times}; from {kind.start}"


def _checkpoint(point: Checkpoint) -> str:
    queue = "" if point.queue is None else f", no more than {point.queue} waiting"
    return f"{duration(point.minutes)} a vehicle with people, {plural(point.lanes, 'lane')}{queue}"
