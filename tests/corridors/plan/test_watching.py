"""A watch tells every new event as finely as its place is known, once; and every consent that no longer holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from tests.corridors.plans import AGREED

from goodoffices.corridors.consent import Moment
from goodoffices.corridors.plan import Memory, NewEvent, course_of, inputs_of, look, parse_corridor, read_corridor
from goodoffices.corridors.plan.distance import line_of, metres_from

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "river-corridor" / "plan.yaml"
PLAN = read_corridor(EXAMPLE)
INPUTS = inputs_of(PLAN, PLAN.as_of)
COURSE = course_of(PLAN, INPUTS.roads, INPUTS.danger)
ROUTE = (INPUTS, COURSE)
DAY = dt.date(2017, 6, 2)
NORTH = (35.1720, 37.3560)
"""A place on the route."""
METRES = 1 / 111_194.93
"""Degrees of latitude in a metre, on the sphere of the roads."""


def event(name: str, north_by: float = 0.0, precision: str = "point", **more: object) -> NewEvent:
    told = {"first": DAY, "last": DAY, "kind": "shelling", "deaths": 1} | more
    return NewEvent(id=name, precision=precision, latitude=35.30 + north_by * METRES, longitude=37.3035, **told)


def seen(*events: NewEvent, memory: Memory | None = None, within: float = 3000.0):
    return look(replace(PLAN, watch_within=within), memory or Memory(PLAN.as_of), DAY, route=ROUTE, events=events)


LINE = line_of(INPUTS.roads, INPUTS.shapes, COURSE.edges)


@settings(max_examples=40)
@given(st.floats(34.9, 35.4), st.floats(37.1, 37.6))
def test_the_distance_to_the_route_is_that_of_a_projection_around_the_place(latitude, longitude):
    across = Transformer.from_crs(4326, f"+proj=aeqd +lat_0={latitude} +lon_0={longitude} +R=6371008.8", always_xy=True)
    ends = [across.transform(LINE[:, column + 1], LINE[:, column]) for column in (0, 2)]
    pieces = shapely.linestrings(np.stack([np.stack(end, axis=1) for end in ends], axis=1))
    exact = shapely.distance(pieces, shapely.Point(0, 0)).min()
    assert metres_from(LINE, latitude, longitude) == pytest.approx(exact, rel=0.005, abs=1)


def test_an_event_known_to_the_place_touches_within_the_distance_of_the_plan_and_not_beyond():
    away = metres_from(LINE, event("x").latitude, event("x").longitude)
    assert away > 5000
    found = seen(event("x"), within=away + 1)
    assert [(touch.event.id, touch.sure) for touch in found.touches] == [("x", True)]
    assert found.anything
    assert not seen(event("x"), within=away - 1).anything


def test_an_event_known_to_about_25_km_may_touch_from_so_much_farther_and_is_never_sure():
    away = metres_from(LINE, event("x").latitude, event("x").longitude)
    (touch,) = seen(event("x", precision="near"), within=1).touches
    assert not touch.sure
    beyond = event("x", 25_000 + 2 * away, precision="near")
    assert not seen(beyond, within=1).anything


@pytest.mark.parametrize("precision", ["admin2", "admin1", "line", "country", "water", "unknown"])
def test_an_event_known_less_finely_touches_nothing_for_sure_and_is_counted(precision):
    found = seen(event("x", precision=precision), replace(event("y", precision=precision), latitude=None))
    assert (found.touches, found.coarse, found.anything) == ((), 2, True)


def test_what_was_told_is_not_told_again_unless_its_record_has_changed():
    first = seen(event("x"), within=50_000)
    assert seen(event("x"), memory=first.memory, within=50_000).touches == ()
    later = seen(event("x", deaths=9), event("y"), memory=first.memory, within=50_000)
    assert sorted(touch.event.id for touch in later.touches) == ["x", "y"]
    assert later.since == DAY


def test_an_event_that_is_recorded_late_is_told_however_old_it_is():
    memory = seen(event("x")).memory
    old = event("late", first=dt.date(2017, 5, 31), last=dt.date(2017, 5, 31))
    assert [touch.event.id for touch in seen(old, memory=memory, within=50_000).touches] == ["late"]
    assert memory.since == PLAN.as_of


AGREED_PLAN = parse_corridor(AGREED)


def lapses(plan, day: dt.date, memory: Memory | None = None):
    found = look(plan, memory or Memory(plan.as_of), day)
    return [(one.stretch, one.body, one.reason) for one in found.lapses], found.memory


def test_a_consent_that_runs_out_is_told_once_on_the_day_after():
    told, memory = lapses(AGREED_PLAN, dt.date(2031, 3, 15))
    assert told == []
    told, memory = lapses(AGREED_PLAN, dt.date(2031, 3, 16), memory)
    assert told == [("riverside", "south", "south consented until 2031-03-15, which is over")]
    assert lapses(AGREED_PLAN, dt.date(2031, 3, 17), memory)[0] == []


def test_a_consent_that_is_withdrawn_is_told_and_the_mark_with_it():
    first, second = AGREED_PLAN.record.stretches
    gone = replace(second.consents[1], withdrawn=Moment(dt.datetime(2031, 3, 12), exact=False))  # noqa: DTZ001 - local
    second = replace(second, consents=(second.consents[0], gone))
    plan = replace(AGREED_PLAN, record=replace(AGREED_PLAN.record, stretches=(first, second)))
    _, memory = lapses(AGREED_PLAN, dt.date(2031, 3, 12))
    found = look(plan, memory, dt.date(2031, 3, 12))
    assert [one.reason for one in found.lapses] == ["south withdrew its consent, as of 2031-03-12"]
    assert not found.mark.agreed
