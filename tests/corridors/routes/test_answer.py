"""The answer for two places: which routes are named and how, alternatives, what is told coarsely and what exactly."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import altair as alt
import numpy as np
import pytest
from tests.corridors.made import danger_of, roads_of

from goodoffices.corridors.danger import danger
from goodoffices.corridors.roads import Shapes
from goodoffices.corridors.routes import (
    Question,
    graph_of,
    map_picture,
    routes_between,
    routes_json,
    routes_sections,
)
from goodoffices.errors import CorridorError
from goodoffices.values import Listing, Picture

DAY = dt.date(2026, 3, 1)
# From 0 to 3: straight on (10 min), by node 1 (15 min), by node 2 (25 min); ten metres a second.
EDGES = [(0, 3, False, 6000), (0, 1, False, 4000), (1, 3, False, 5000), (0, 2, False, 7000), (2, 3, False, 8000)]
EXPOSURE = [900, 100, 200, 10, 20]


@pytest.fixture
def town():
    roads, _ = roads_of(4, EDGES)
    ends = np.stack([roads.tails, roads.heads], axis=1).ravel()
    shapes = Shapes(np.arange(0, 2 * roads.edges + 1, 2), roads.latitude[ends], roads.longitude[ends])
    return replace(roads, street=np.arange(5, dtype=np.int32), streets=("Straight", "A", "B", "C", "D")), shapes


def test_routes_are_named_in_plain_words(town):
    roads, _ = town
    found = routes_between(roads, danger_of(roads, EXPOSURE, DAY), 0, 3, Question(within=(6, 30)))
    assert [(one.names, one.seconds, one.exposure) for one in found.chosen] == [
        (("fastest",), 600, 900),
        (("safest within +6 min",), 900, 300),
        (("safest within +30 min", "least exposed"), 1500, 30),
    ]
    assert [edge for one in found.chosen for edge in one.edges.tolist()] == [0, 1, 2, 3, 4]


def test_a_route_that_takes_a_second_too_long_is_not_within_the_minutes(town):
    roads, _ = town
    asked = Question(within=(5,))
    assert routes_between(roads, danger_of(roads, EXPOSURE, DAY), 0, 3, asked).chosen[1].seconds == 900
    slower = replace(roads, seconds=roads.seconds + np.array([0, 1, 0, 0, 0]))
    assert routes_between(slower, danger_of(slower, EXPOSURE, DAY), 0, 3, asked).chosen[0].names == (
        "fastest",
        "safest within +5 min",
    )


def test_delays_and_closures_change_the_fastest_route(town):
    roads, _ = town
    plain = danger_of(roads, EXPOSURE, DAY)
    slow = replace(plain, delay=np.array([400.0, 0, 0, 0, 0]))
    assert routes_between(roads, slow, 0, 3).chosen[0].seconds == 900
    assert routes_between(roads, danger_of(roads, EXPOSURE, DAY, closed=[0, 1]), 0, 3).chosen[0].seconds == 1500
    with pytest.raises(CorridorError, match="no way between these two places"):
        routes_between(roads, danger_of(roads, EXPOSURE, DAY, closed=[0, 1, 3]), 0, 3)


def test_alternatives_share_no_more_of_their_way_than_is_asked(town):
    roads, _ = town
    found = routes_between(roads, danger_of(roads, EXPOSURE, DAY), 0, 3, Question(others=5, shared=0.0, longer=2.0))
    assert [one.seconds for one in found.others] == [900]
    assert all(one.shared == 0 for one in found.others)
    none = routes_between(roads, danger_of(roads, EXPOSURE, DAY), 0, 3, Question(others=5, shared=0.0, longer=1.2))
    assert none.others == ()


def test_the_worst_loss_stands_first_and_the_plan_names_the_second_way(town):
    roads, _ = town
    found = routes_between(roads, danger_of(roads, EXPOSURE, DAY), 0, 3)
    assert [(loss.edges, loss.seconds) for loss in found.losses] == [((0,), 300)]
    assert found.backup.survives
    assert [found.backup.first.seconds, found.backup.second.seconds] == [600, 900]


def test_where_no_plan_survives_the_stretch_that_all_need_is_named(town):
    roads, _ = town
    roads = roads_of(6, [*EDGES, (3, 4, False, 1000), (4, 5, True, 500)])[0]
    found = routes_between(roads, danger_of(roads, [*EXPOSURE, 0, 0], DAY), 0, 5)
    assert found.backup.unavoidable == ((5, 6),)
    assert [(loss.edges, loss.seconds) for loss in found.losses] == [((5, 6), None), ((0,), 300)]
    text = str(routes_sections(roads, found, exact=True)[2])
    assert "No plan survives the loss of any one stretch: 1 stretch (1.5 km) is on every route" in text
    assert "1 stretch (2 km) is on every route" in str(routes_sections(roads, found)[2])


def test_one_place_twice_is_refused(town):
    roads, _ = town
    with pytest.raises(CorridorError, match="same node"):
        routes_between(roads, danger_of(roads, EXPOSURE, DAY), 2, 2)


def test_weights_beyond_all_reason_are_refused(town):
    roads, _ = town
    for exposure in (1e300, np.nan):
        with pytest.raises(CorridorError, match="out of range"):
            graph_of(roads, danger_of(roads, [exposure, 0, 0, 0, 0], DAY))


def test_costs_are_whole_tenths(town):
    roads, _ = town
    found = danger_of(roads, [0.04, 0.06, 0, 0, 0], DAY)
    graph = graph_of(roads, found)
    by_edge = dict(zip(graph.arcs.edges.tolist(), graph.costs.tolist(), strict=True))
    assert by_edge[0] == [6000, 0]
    assert by_edge[1] == [4000, 1]


def test_without_the_flag_no_street_and_no_exact_place_is_told(town):
    roads, _ = town
    found = routes_between(roads, danger_of(roads, EXPOSURE, DAY), 0, 3)
    told = json.dumps(routes_json(roads, found)) + str(routes_sections(roads, found))
    assert "Straight" not in told
    assert "edges" not in json.dumps(routes_json(roads, found))
    places = [place for one in routes_json(roads, found)["routes"] for place in one["course"]]
    assert all(abs(20 * degrees - round(20 * degrees)) < 1e-9 for place in places for degrees in place)
    exact = routes_json(roads, found, exact=True)
    assert exact["routes"][0]["streets"] == [{"name": "Straight", "metres": 6000}]
    assert exact["routes"][0]["course"] == [[10.0, 20.0], [10.1, 20.1]]
    listings = [block for block in routes_sections(roads, found, exact=True)[0].blocks if isinstance(block, Listing)]
    assert listings[0].items[0] == "Fastest: Straight 6.0 km."


def test_the_pictures_are_valid_and_the_map_is_marked_for_the_desk(town):
    roads, shapes = town
    weighed = danger(roads, shapes, DAY)
    found = routes_between(roads, danger_of(roads, EXPOSURE, DAY), 0, 3)
    drawn = map_picture(roads, shapes, replace(weighed, closed=np.arange(5) == 4), found)
    sections = routes_sections(roads, found, exact=True, drawn=drawn)
    pictures = [block for block in sections[0].blocks if isinstance(block, Picture)]
    assert [picture.name for picture in pictures] == ["routes-front", "routes-map"]
    for picture in pictures:
        alt.Chart.from_dict({**picture.spec, "$schema": alt.SCHEMA_URL}, validate=True)
    assert "mediator's desk only" in sections[0].blocks[0].text
    assert not any(
        picture.name == "routes-map"
        for picture in routes_sections(roads, found)[0].blocks
        if isinstance(picture, Picture)
    )


def test_one_route_that_is_best_in_both_leaves_nothing_to_trade(town):
    roads, _ = town
    found = routes_between(roads, danger_of(roads, [0, 1, 1, 1, 1], DAY), 0, 3)
    assert found.chosen[0].names == ("fastest", "safest within +10 min", "safest within +30 min", "least exposed")
    assert "nothing to trade" in str(routes_sections(roads, found)[0])
