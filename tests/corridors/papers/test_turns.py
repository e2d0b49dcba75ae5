"""Turn by turn: left is left from every side, and a word is spent where a driver could go wrong."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.corridors.papers import bearing, steps_of, turn_word
from goodoffices.corridors.roads import Origin, Roads, Shapes

CENTRE = (33.0, 44.0)


def place(heading, metres, start=CENTRE):
    """Where one comes to from a place, in a plane that is flat enough."""
    north, east = metres * math.cos(math.radians(heading)), metres * math.sin(math.radians(heading))
    return (start[0] + north / 111_195, start[1] + east / (111_195 * math.cos(math.radians(start[0]))))


def network(places, edges, names=(), bridges=()):
    """Roads with straight shapes: edges as (tail, head), a name for each."""
    lat, lon = np.array(places).T
    tails, heads = np.array(edges).T
    names = names or [""] * len(edges)
    streets = tuple(dict.fromkeys(name for name in names if name))
    count = len(edges)
    roads = Roads(
        latitude=lat,
        longitude=lon,
        node_ids=np.arange(len(places)),
        tails=tails.astype(np.int32),
        heads=heads.astype(np.int32),
        one_way=np.zeros(count, bool),
        length=np.full(count, 500.0),
        seconds=np.full(count, 50.0),
        capacity=np.full(count, 100.0),
        road_class=np.zeros(count, np.int16),
        classes=("primary",),
        bridge=np.isin(np.arange(count), list(bridges)),
        street=np.array([streets.index(name) if name else -1 for name in names], dtype=np.int32),
        streets=streets,
        origin=Origin("made up", "", "made up"),
    )
    ends = [places[node] for edge in edges for node in edge]
    shapes = Shapes(np.arange(count + 1) * 2, np.array([p[0] for p in ends]), np.array([p[1] for p in ends]))
    return roads, shapes


def kinds(roads, shapes, edges, nodes):
    found = steps_of(roads, shapes, np.array(edges, np.int32), np.array(nodes, np.int32))
    return [step.kind for step in found]


def at_a_cross(heading, turn, *, reverse=False):
    """The word at a junction of four roads, where one comes in a heading and turns by some degrees."""
    others = [a for a in (90, 180, 270) if abs((a - turn + 180) % 360 - 180) > 1]
    ways = [180, turn, *[one for one in others if one != 180]]
    places = [CENTRE, *[place(heading + way, 500) for way in ways]]
    edges = [(0, n) if reverse and n == 2 else (n, 0) for n in range(1, len(places))]
    roads, shapes = network(places, edges, [f"road {n}" for n in range(len(edges))])
    return kinds(roads, shapes, [0, 1], [1, 0, 2])


@pytest.mark.parametrize("heading", range(0, 360, 15))
@pytest.mark.parametrize(("turn", "word"), [(-90, "left"), (90, "right"), (-135, "sharp-left"), (140, "sharp-right")])
def test_left_is_left_and_right_is_right_from_every_side(heading, turn, word):
    assert at_a_cross(heading, turn) == ["depart", word, "arrive"]
    assert at_a_cross(heading, turn, reverse=True) == ["depart", word, "arrive"]


@given(st.floats(-180, 180), st.floats(0, 360))
def test_the_mirror_of_a_turn_is_said_with_the_other_hand(angle, heading):
    mirrored = {"left": "right", "right": "left"}
    said, other = turn_word(angle), turn_word(-angle)
    hand = next((side for side in mirrored if said.endswith(side)), "")
    assert other == (said.removesuffix(hand) + mirrored[hand] if hand else said)
    assert turn_word(angle + 360) == said


@given(st.floats(0, 359.9))
def test_a_bearing_is_the_heading_in_which_one_left(heading):
    found = bearing(CENTRE, place(heading, 400))
    assert abs((found - heading + 180) % 360 - 180) < 0.2


def test_one_goes_east_across_the_antimeridian_and_north_to_the_pole():
    assert bearing((0.0, 179.9), (0.0, -179.9)) == pytest.approx(90)
    assert math.cos(math.radians(bearing((89.0, 10.0), (90.0, 0.0)))) == pytest.approx(1)


def test_no_word_is_spent_where_the_road_only_bends_or_passes_a_lane():
    bend = [place(0, 500), CENTRE, place(60, 500)]
    roads, shapes = network(bend, [(0, 1), (1, 2)], ["Long Road", "Long Road"])
    assert kinds(roads, shapes, [0, 1], [0, 1, 2]) == ["depart", "arrive"]
    straight = [place(180, 500), CENTRE, place(0, 500), place(90, 500)]
    roads, shapes = network(straight, [(0, 1), (1, 2), (1, 3)], ["Long Road", "Long Road", "Lane"])
    assert kinds(roads, shapes, [0, 1], [0, 1, 2]) == ["depart", "arrive"]


def test_a_road_that_changes_its_name_is_followed_in_words():
    places = [place(180, 500), CENTRE, place(0, 500)]
    roads, shapes = network(places, [(0, 1), (1, 2)], ["Long Road", "Mill Street"])
    found = steps_of(roads, shapes, np.array([0, 1], np.int32), np.array([0, 1, 2], np.int32))
    assert [(step.kind, step.road) for step in found][1] == ("straight", "Mill Street")


@pytest.mark.parametrize(
    ("own", "other", "word"), [(-15, 20, "keep-left"), (15, -20, "keep-right"), (0, 25, "keep-left")]
)
def test_at_a_fork_one_keeps_to_a_side_even_on_the_same_road(own, other, word):
    places = [place(180, 500), CENTRE, place(own, 500), place(other, 500)]
    roads, shapes = network(places, [(0, 1), (1, 2), (1, 3)], ["Long Road"] * 3)
    assert kinds(roads, shapes, [0, 1], [0, 1, 2])[1] == word


def test_turning_back_on_the_same_road_is_said():
    roads, shapes = network([place(180, 500), CENTRE], [(0, 1)], ["Long Road"])
    assert kinds(roads, shapes, [0, 0], [0, 1, 0]) == ["depart", "u-turn", "arrive"]


def test_edges_on_one_bridge_are_one_bridge_and_lengths_add_up():
    places = [place(0, 500 * n) for n in range(5)]
    roads, shapes = network(places, [(n, n + 1) for n in range(4)], ["Long Road"] * 4, bridges=(1, 2))
    found = steps_of(roads, shapes, np.arange(4, dtype=np.int32), np.arange(5, dtype=np.int32))
    assert [step.kind for step in found] == ["depart", "bridge", "arrive"]
    assert [round(step.at, -1) for step in found] == [0, 500, 2000]
