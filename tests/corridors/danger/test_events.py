"""What recorded events weigh on roads: by distance, age, kind and deaths, only as finely as their place is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corridors.made import roads_of

from goodoffices.corridors.danger import RecentEvents, Weights, danger, danger_json, danger_section, recent_events
from goodoffices.corridors.danger.fading import from_events
from goodoffices.corridors.danger.fading_reference import from_events_plainly
from goodoffices.corridors.danger.points import Points, points_along
from goodoffices.corridors.roads import Shapes
from goodoffices.evidence import events

DAY = dt.date(2026, 3, 1)


def recent(*rows):
    """Events from (latitude, longitude, days ago, precision), with a kind and deaths if told."""
    full = [row if len(row) > 4 else (*row, "shelling", np.nan) for row in rows]
    latitude, longitude, ago, precision, kind, deaths = zip(*full, strict=True)
    days = np.array([DAY.toordinal() - one for one in ago])
    return RecentEvents(
        np.array(latitude, float), np.array(longitude, float), days, kind, np.array(deaths, float), precision, "made"
    )


def at(*places):
    """Points at (latitude, longitude), each an edge of its own."""
    latitude, longitude = (np.array(column, dtype=float) for column in zip(*places, strict=True))
    return Points(np.arange(len(places)), latitude, longitude, np.ones(len(places)))


def weigh(found, points, weights=None):
    return from_events(found, points, DAY.toordinal(), weights or Weights())


NORTH = 1 / 111_194.93
"""Degrees of latitude in a metre."""


def test_an_event_of_today_weighs_one_where_it_was_and_61_per_cent_at_its_reach():
    points = at((10, 20), (10 + 500 * NORTH, 20), (10 + 1999 * NORTH, 20), (10 + 2001 * NORTH, 20))
    found, told = weigh(recent((10, 20, 0, "point")), points)
    assert found == pytest.approx([1, np.exp(-0.5), np.exp(-0.5 * 3.998**2), 0], abs=1e-6)
    assert told.placed == 1


def test_its_weight_halves_each_half_life_and_ends():
    events_ = recent((10, 20, 30, "point"), (11, 20, 60, "point"), (12, 20, 366, "point"), (13, 20, -1, "point"))
    found, told = weigh(events_, at((10, 20), (11, 20), (12, 20), (13, 20)))
    assert found == pytest.approx([0.5, 0.25, 0, 0])
    assert (told.placed, told.old, told.later) == (2, 1, 1)


def test_kind_and_deaths_weigh_as_the_weights_say():
    events_ = recent((10, 20, 0, "point", "mine", 0), (11, 20, 0, "point", "shelling", 9))
    found, _ = weigh(events_, at((10, 20), (11, 20)), Weights(kinds=(("mine", 4.0),), per_death=0.5))
    assert found == pytest.approx([4, 1 + 0.5 * np.log(10)])


@pytest.mark.parametrize("precision", ["admin2", "admin1", "country", "line", "water", "unknown"])
def test_an_event_known_only_to_a_district_or_less_paints_no_road(precision):
    found, told = weigh(recent((10, 20, 0, precision)), at((10, 20), (10.1, 20)))
    assert found.tolist() == [0, 0]
    assert (told.placed, told.spread, told.coarse) == (0, 0, 1)


def test_an_event_without_a_place_paints_no_road():
    found, told = weigh(recent((np.nan, np.nan, 0, "point")), at((10, 20)))
    assert found.tolist() == [0]
    assert told.coarse == 1


def test_an_event_known_to_25_km_is_spread_over_them_with_the_same_sum_over_the_ground():
    side = np.arange(-30_000, 30_001, 250.0)
    north, east = (grid.ravel() for grid in np.meshgrid(side, side))
    places = list(zip(NORTH * north, 20 + NORTH * east, strict=True))
    near, told = weigh(recent((0, 20, 0, "near")), at(*places))
    exact, _ = weigh(recent((0, 20, 0, "point")), at(*places))
    assert told.spread == 1
    assert near.sum() == pytest.approx(exact.sum(), rel=0.01)
    assert len(np.unique(near)) == 2
    assert near.max() < 0.001


event = st.tuples(
    st.floats(9.9, 10.1),
    st.floats(19.9, 20.1),
    st.integers(-20, 500),
    st.sampled_from(["point", "near", "admin1"]),
    st.sampled_from(["mine", "shelling"]),
    st.one_of(st.just(np.nan), st.integers(0, 50)),
)
place = st.tuples(st.floats(9.8, 10.2), st.floats(19.8, 20.2))
weights = st.builds(
    Weights,
    reach=st.floats(50, 5000),
    near=st.floats(5000, 30_000),
    half_life=st.floats(1, 100),
    kinds=st.just((("mine", 3.0),)),
)


@settings(max_examples=80)
@given(st.lists(event, min_size=1, max_size=12), st.lists(place, min_size=1, max_size=8), weights)
def test_the_vectorised_sum_is_that_of_one_event_and_one_point_at_a_time(rows, places, chosen):
    found, _ = weigh(recent(*rows), at(*places), chosen)
    expected = from_events_plainly(recent(*rows), at(*places), DAY.toordinal(), chosen)
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_a_long_road_is_looked_up_all_along_and_its_figure_is_the_mean():
    roads, bare = roads_of(2, [(0, 1, False, 15_000)])
    points = points_along(roads, bare, 100.0)
    assert len(points.edge) == int(np.ceil(points.metres.sum() / 100))
    assert points.metres.max() <= 100
    weighed = danger(roads, bare, DAY, events=recent((10.05, 20.05, 0, "point")))
    # A normal curve of 500 m, over the length of the road.
    assert weighed.per_metre[0] == pytest.approx(500 * np.sqrt(2 * np.pi) / points.metres.sum(), rel=0.002)
    assert weighed.exposure[0] == pytest.approx(weighed.per_metre[0] * 15_000)


def test_roads_with_and_without_shapes_stand_side_by_side():
    roads, _ = roads_of(3, [(0, 1, False, 8_000), (1, 2, False, 8_000)])
    half = Shapes(np.array([0, 0, 2]), roads.latitude[1:], roads.longitude[1:])
    whole = Shapes(np.array([0, 2, 4]), roads.latitude[[0, 1, 1, 2]], roads.longitude[[0, 1, 1, 2]])
    found = recent((10.02, 20.03, 0, "point"), (10.07, 20.07, 3, "near"))
    one, two = (danger(roads, shapes, DAY, events=found).per_metre for shapes in (half, whole))
    assert one == pytest.approx(two)
    assert (one > 0).all()


def test_events_come_from_one_release_of_a_store_and_only_from_around_the_roads(tmp_path):
    roads, shapes = roads_of(2, [(0, 1, False, 15_000)])
    text = "event_id,date_start,kind,country,latitude,longitude,place_precision,deaths_best\n"
    text += "1,2026-02-20,mine,XXA,10.05,20.05,point,2\n2,2026-02-20,mine,XXA,40,50,point,2\n"
    text += "3,2026-02-20,mine,XXA,,,admin1,2\n4,2020-02-20,mine,XXA,10.05,20.05,point,2\n"
    text += "5,2026-02-21,raid,XXA,10.05,20.05,near,\n"
    (tmp_path / "own.csv").write_text(text)
    with events.open_store(tmp_path / "s.duckdb", write=True) as store:
        events.import_file(store, tmp_path / "own.csv", events.SOURCES["own"], source="own", release="1")
    with events.open_store(tmp_path / "s.duckdb") as store:
        found = recent_events(store, roads, DAY, 365, events.Choice())
        none = recent_events(store, roads, DAY, 365, events.Choice(dyads=("A - B",)))
        mines = recent_events(store, roads, DAY, 365, events.Choice(kinds=("mine",)))
    assert sorted(found.precision) == ["admin1", "near", "point"]
    assert sorted(mines.precision) == ["admin1", "point"]
    assert none.precision == ()
    assert danger(roads, shapes, DAY, events=none).told.placed == 0
    weighed = danger(roads, shapes, DAY, events=found)
    assert weighed.source == "own 1"
    assert (weighed.told.placed, weighed.told.spread, weighed.told.coarse) == (1, 1, 1)
    text = str(danger_section(weighed))
    assert "1 event is known less finely and weighs on no road, though it may have been on one." in text
    assert "no probability of harm" in text


def test_every_weight_is_told_and_none_of_a_single_road(tmp_path):
    roads, shapes = roads_of(2, [(0, 1, False, 100)])
    weighed = danger(roads, shapes, DAY, replace(Weights(), kinds=(("mine", 2.0),)))
    told = danger_json(weighed)
    assert set(told["weights"]) == set(vars(Weights()))
    assert "latitude" not in str(told)
    names = [row[0].text for row in danger_section(weighed).blocks[-1].rows]
    assert names == [*(name for name in vars(Weights()) if name != "kinds"), "kinds.mine"]
    assert "rests on what was drawn alone" in str(danger_section(weighed))
