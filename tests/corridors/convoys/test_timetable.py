"""A timetable keeps every rule of its plan, ends as soon as can be, and says truly what would have to change."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model
from tests.corridors.convoys.rules import broken_rules, least

from goodoffices.corridors.convoys import parse_plan, read, set_timetable
from goodoffices.corridors.convoys.first import first_timetable
from goodoffices.corridors.convoys.problem import problem_of
from goodoffices.corridors.convoys.reorder import reordered
from goodoffices.corridors.convoys.totals import Totals
from goodoffices.errors import CorridorError

EXAMPLE = Path(__file__).parents[3] / "examples" / "harbour-convoy" / "plan.yaml"

ONE_ROAD = """
convoy: one-road
window: 2031-03-14 08:00 .. 12:00
places:
  village: {people: 80, to: town}
vehicles:
  bus: {count: 1, seats: 40, loading: 10, unloading: 5, from: depot}
legs:
  depot > village: 10
  village > gate: 20
  gate > town: 10
checkpoints:
  gate: {minutes: 5}
"""


def one_road(*changes: tuple[str, str]):
    text = ONE_ROAD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse_plan(text)


def test_two_trips_of_one_bus_by_hand():
    found = set_timetable(one_road())
    # 10 there, 10 loading, 20 + 5 + 10 on the way, 5 unloading: 60; then 30 back instead of 10: 80
    assert [(trip.sets_out, trip.loads, trip.departs, trip.arrives, trip.ends) for trip in found.trips] == [
        (0, 10, 20, 55, 60),
        (60, 90, 100, 135, 140),
    ]
    assert (found.ends, found.bound, found.slack) == (140, 140, 100)
    assert found.quickest
    assert [trip.people for trip in found.trips] == [(40, 0, 0), (40, 0, 0)]


def test_two_buses_load_one_after_the_other_where_there_is_one_bay():
    found = set_timetable(one_road(("count: 1", "count: 2")))
    assert [trip.departs for trip in found.trips] == [20, 30]
    both = set_timetable(one_road(("count: 1", "count: 2"), ("to: town", "to: town, bays: 2")))
    assert [trip.departs for trip in both.trips] == [20, 20]
    assert sorted(stop.served - stop.comes for trip in both.trips for stop in trip.stops) == [0, 5]
    apart = one_road(("count: 1", "count: 2"), ("to: town", "to: town, bays: 2"), ("places:", "headway: 7\nplaces:"))
    assert [trip.departs for trip in set_timetable(apart).trips] == [20, 27]


def test_where_nobody_may_wait_at_the_gate_they_wait_before_they_set_out():
    plan = one_road(("count: 1", "count: 2"), ("to: town", "to: town, bays: 2"), ("minutes: 5", "minutes: 5, queue: 0"))
    found = set_timetable(plan)
    assert [stop.comes for trip in found.trips for stop in trip.stops] == [40, 45]
    assert broken_rules(found) == []


def test_a_driver_rests_before_he_would_be_too_long_at_the_wheel():
    found = set_timetable(one_road(("places:", "rest: 45 after 60\nplaces:")))
    # the first trip means 40 minutes at the wheel, the second 60 more
    assert [trip.rested for trip in found.trips] == [0, 45]
    assert found.ends == 140 + 45
    assert broken_rules(found) == []


def test_a_trip_that_would_reach_into_the_curfew_waits_for_its_end():
    found = set_timetable(
        one_road(("08:00 .. 12:00", "08:00 .. 2031-03-15 12:00"), ("places:", "curfew: 10:00 .. 06:00\nplaces:"))
    )
    assert found.trips[1].sets_out == 22 * 60
    assert found.fits
    assert broken_rules(found) == []


def test_a_window_that_opens_in_the_curfew_starts_at_its_end():
    found = set_timetable(
        one_road(("08:00 .. 12:00", "05:00 .. 12:00"), ("places:", "curfew: 19:00 .. 05:30\nplaces:"))
    )
    assert [trip.sets_out for trip in found.trips] == [30, 90]
    assert broken_rules(found) == []


def test_a_checkpoint_that_is_passed_twice_takes_its_time_twice():
    there_and_back = ("to: town", "to: town, via: [gate, hamlet, gate]")
    found = set_timetable(one_road(there_and_back, ("gate > town: 10", "gate > town: 10\n  gate > hamlet: 6")))
    assert [len(trip.stops) for trip in found.trips] == [2, 2]
    assert found.quickest
    assert found.ends == 140 + 2 * (12 + 5)


@pytest.mark.long
def test_the_worked_example_fits_keeps_every_rule_and_is_proved_the_quickest():
    found = set_timetable(read(EXAMPLE))
    assert broken_rules(found) == []
    assert (found.ends, found.bound, found.slack) == (363, 363, 177)
    assert found == set_timetable(read(EXAMPLE))


@st.composite
def small_plans(draw):
    """One gate, room to load for all, up to two places, buses and vans."""
    minute = st.integers(1, 30)
    names = ["a", "b"][: draw(st.integers(1, 2))]
    people = {name: draw(st.integers(1, 20)) for name in names}
    buses, vans = draw(st.integers(1, 2)), draw(st.integers(0, 1))
    lines = [
        "convoy: small",
        f"window: 2031-03-14 08:00 .. {draw(st.sampled_from(['08:50', '10:00', '18:00']))}",
        "places:",
    ]
    lines += [f"  {name}: {{people: {people[name]}, to: town, bays: 9}}" for name in names]
    lines += ["vehicles:", f"  bus: {{count: {buses}, seats: 10, loading: {draw(minute)}, unloading: 3, from: depot}}"]
    if vans:
        lines.append(f"  van: {{count: 1, seats: 12, loading: {draw(minute)}, from: town}}")
    lines += ["checkpoints:", f"  gate: {{minutes: {draw(minute)}}}", "legs:", f"  gate > town: {draw(minute)}"]
    for name in names:
        lines += [f"  depot > {name}: {draw(minute)}", f"  {name} > gate: {draw(minute)}"]
    return parse_plan("\n".join(lines))


def soonest_of_all_orders(plan) -> int:
    """Every order of trips, each as early as can be after those before: with one gate, the best is one of them."""
    kinds = [kind for kind in plan.kinds for _ in range(kind.count)]
    points = {kind.start for kind in kinds} | {"town"}
    empty = {(point, place.name): least(plan.legs, point, place.name) for point in points for place in plan.places}
    away = [least(plan.legs, place.name, "gate") for place in plan.places]
    best = [10**9]

    def go(left: tuple[int, ...], free: tuple[int, ...], at: tuple[str, ...], gate_opens: int, end: int) -> None:
        if end >= best[0]:
            return
        if not any(left):
            best[0] = end
        for v, kind in enumerate(kinds):
            for p, place in enumerate(plan.places):
                if left[p]:
                    comes = free[v] + empty[at[v], place.name] + kind.loading + away[p]
                    goes = max(comes, gate_opens) + plan.checkpoints[0].minutes
                    ends = goes + plan.legs["gate", "town"] + kind.unloading
                    after = (*left[:p], max(0, left[p] - kind.room[0]), *left[p + 1 :])
                    go(after, (*free[:v], ends, *free[v + 1 :]), (*at[:v], "town", *at[v + 1 :]), goes, max(end, ends))

    go(tuple(place.people for place in plan.places), (0,) * len(kinds), tuple(k.start for k in kinds), 0, 0)
    return best[0]


@pytest.mark.long
@settings(max_examples=40)
@given(small_plans())
def test_no_order_of_trips_ends_sooner_than_the_timetable(plan):
    found = set_timetable(plan)
    assert broken_rules(found) == []
    assert found.quickest
    assert found.ends == found.bound == soonest_of_all_orders(plan)


@pytest.mark.long
@settings(max_examples=25)
@given(small_plans())
def test_what_would_have_to_change_is_enough_and_less_is_not(plan):
    found = set_timetable(plan)
    for change in found.changes:
        assert change.proved
        if change.what == "minutes":
            assert soonest_of_all_orders(plan) - plan.window == change.amount
        elif change.what == "vehicles" and change.amount:
            assert soonest_of_all_orders(with_more(plan, change.name, change.amount)) <= plan.window
            if change.amount > 1:
                assert soonest_of_all_orders(with_more(plan, change.name, change.amount - 1)) > plan.window
    for margin in found.margins:
        assert soonest_of_all_orders(slower(plan, margin.minutes)) <= plan.window
        if margin.proved:
            assert soonest_of_all_orders(slower(plan, margin.minutes + 1)) > plan.window


def with_more(plan, name: str, more: int):
    kinds = tuple(replace(kind, count=kind.count + more) if kind.name == name else kind for kind in plan.kinds)
    return replace(plan, kinds=kinds)


def slower(plan, minutes: int):
    (gate,) = plan.checkpoints
    return replace(plan, checkpoints=(replace(gate, minutes=gate.minutes + minutes),))


@st.composite
def rich_plans(draw):
    """Needs of every kind, two gates, two exits, headway, rest, curfew: too much for brute force, not for the rules."""
    minute = st.integers(3, 25)
    count = st.integers(0, 3)
    lines = ["convoy: rich", "window: 2031-03-14 06:00 .. 2031-03-15 20:00", f"headway: {draw(st.integers(0, 6))}"]
    if draw(st.booleans()):
        lines.append("curfew: 19:00 .. 05:00")
    if draw(st.booleans()):
        lines.append("rest: 30 after 200")
    lines.append("places:")
    for name, to, gate in (("a", "town", "east"), ("b", "camp", "west"))[: draw(st.integers(1, 2))]:
        people = draw(st.integers(8, 70))
        needs = f"people: {people}, wheelchairs: {draw(count)}, stretchers: {draw(count)}"
        lines.append(f"  {name}: {{{needs}, to: {to}, via: {gate}, bays: {draw(st.integers(1, 2))}}}")
    lines += ["vehicles:"]
    lines.append(
        f"  bus: {{count: {draw(st.integers(1, 3))}, seats: 30, wheelchairs: 2, loading: {draw(minute)}, from: d}}"
    )
    lines.append(f"  ambulance: {{count: 1, stretchers: 2, loading: {draw(minute)}, unloading: 5, from: town}}")
    lines += ["checkpoints:"]
    lines.append(f"  east: {{minutes: {draw(minute)}, lanes: {draw(st.integers(1, 2))}, queue: {draw(count)}}}")
    lines.append(f"  west: {{minutes: {draw(minute)}}}")
    lines += ["legs:"]
    legs = ("d > a", "d > b", "a > east", "b > west", "east > town", "west > camp")
    lines += [f"  {leg}: {draw(minute)}" for leg in legs]
    lines.append(f"  town > camp: {draw(minute)}")
    return parse_plan("\n".join(lines))


@pytest.mark.long
@settings(max_examples=20)
@given(rich_plans())
def test_a_timetable_keeps_every_rule_of_its_plan(plan):
    found = set_timetable(plan, effort=0.3)
    assert broken_rules(found) == []
    assert 0 < found.bound <= found.ends == max(trip.ends for trip in found.trips)


def test_with_little_effort_a_timetable_comes_with_the_gap_that_is_left():
    found = set_timetable(read(EXAMPLE), effort=0.01)
    assert broken_rules(found) == []
    assert found.bound < found.ends
    assert not found.quickest
    assert found == set_timetable(read(EXAMPLE), effort=0.01)


def test_every_better_timetable_is_told_while_the_search_goes_on():
    told: list[str] = []
    set_timetable(read(EXAMPLE), effort=0.3, advance=told.append)
    assert any(line.startswith("A timetable of ") for line in told)


@pytest.fixture
def ctrl_c_heard():
    """A signal raises KeyboardInterrupt, also where the tests were started in the background and would not hear it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_heard")
def test_ctrl_c_ends_a_search_that_would_go_on_for_hours_with_the_best_so_far():
    text = EXAMPLE.read_text(encoding="utf-8").replace("people: 210", "people: 620").replace("count: 4", "count: 8")

    def interrupt(told: str) -> None:
        if told.startswith("A timetable of "):
            os.kill(os.getpid(), signal.SIGINT)

    found = set_timetable(parse_plan(text), effort=10_000, advance=interrupt)
    assert found.stopped
    assert broken_rules(found) == []
    assert 0 < found.bound < found.ends
    assert found.changes == found.margins == ()


def test_ctrl_c_while_asking_what_more_would_do_leaves_the_timetable():
    def interrupt(told: str) -> None:
        if told.startswith("Asking whether "):
            raise KeyboardInterrupt

    found = set_timetable(one_road(), advance=interrupt)
    assert found.stopped
    assert (found.ends, found.bound, found.margins) == (140, 140, ())


def large_plan() -> str:
    """Twelve places, 32 buses and 4 ambulances, three checkpoints, rests and a curfew."""
    gates = ("north", "south", "west")
    lines = ["convoy: large", "window: 2031-03-14 06:00 .. 20:00", "headway: 3", "rest: 45 after 270", "places:"]
    for n in range(12):
        people = f"people: {150 + 47 * n}, wheelchairs: {n % 5}, stretchers: {n % 3}"
        lines.append(f"  p{n}: {{{people}, to: {('camp', 'town')[n % 2]}, via: {gates[n % 3]}, bays: {1 + n % 3}}}")
    lines += [
        "vehicles:",
        "  bus: {count: 32, seats: 48, wheelchairs: 2, loading: 20, unloading: 10, from: depot}",
        "  ambulance: {count: 4, seats: 1, stretchers: 2, loading: 15, unloading: 10, from: camp}",
        "checkpoints:",
        "  north: {minutes: 4, lanes: 2, queue: 6}",
        "  south: {minutes: 5}",
        "  west: {minutes: 3, queue: 4}",
        "legs:",
        *(f"  depot > p{n}: {10 + 5 * n % 21}" for n in range(12)),
        *(f"  p{n} > {gates[n % 3]}: {8 + 7 * n % 23}" for n in range(12)),
        *(f"  {gate} > {to}: {25 + 3 * n}" for n, gate in enumerate(gates) for to in ("camp", "town")),
        "  camp > town: 15",
    ]
    return "\n".join(lines)


@pytest.mark.long
def test_a_large_plan_has_a_better_start_than_trip_after_trip_and_a_bound():
    problem = problem_of(parse_plan(large_plan()))
    first = first_timetable(problem)
    found = reordered(problem, first, 0, 4000)
    last = max(trip.ends for trip in found)
    assert last < max(trip.ends for trip in first)
    totals = Totals(problem, last)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(totals.program) == cp_model.OPTIMAL
    assert last / 2 < solver.objective_value <= last


@settings(max_examples=25)
@given(small_plans())
def test_the_floor_of_totals_is_never_above_the_soonest_end(plan):
    end = soonest_of_all_orders(plan)
    totals = Totals(problem_of(plan), end)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(totals.program) == cp_model.OPTIMAL
    assert solver.objective_value <= end


def test_a_driver_who_cannot_come_back_in_time_is_told():
    # 20 + 20 minutes to the town, and 30 back to the village and 30 more: over 50
    with pytest.raises(CorridorError, match="cannot come back for those who are left"):
        set_timetable(one_road(("places:", "rest: 45 after 50\nplaces:")))


def test_a_trip_longer_than_a_driver_may_drive_or_a_day_holds_is_refused():
    with pytest.raises(CorridorError, match="more than 30 minutes at the wheel"):
        set_timetable(one_road(("places:", "rest: 45 after 30\nplaces:")))
    with pytest.raises(CorridorError, match="longer than the 50 minutes between two curfews"):
        set_timetable(one_road(("places:", "curfew: 08:50 .. 08:00\nplaces:")))
    # an hour is enough for the first trip, and not for the way back and the second
    with pytest.raises(CorridorError, match="no timetable was found within thirty days"):
        set_timetable(one_road(("places:", "curfew: 09:00 .. 08:00\nplaces:")))
