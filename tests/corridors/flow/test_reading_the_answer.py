"""What is said of how long it takes, and the real roads of Aleppo."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from ortools.graph.python import max_flow

from goodoffices.corridors.flow import Exit, Place, faults, flow_json, flow_sections, network, quickest, quickest_pooled
from goodoffices.values import Cell, Note, Paragraph, Picture, Table

ALEPPO = Path(__file__).parents[3].parent / "shared" / "data" / "ground" / "roads" / "aleppo_1133.parquet"
HOUR = 3600


def bridge_town():
    return network(4, [0, 1, 1, 3], [1, 2, 3, 2], [60, 600, 1800, 1800], [1200, 60, 30, 600])


def pooled():
    return quickest_pooled(bridge_town(), [Place("Town", (0,))], [Exit("South", (2,))], 100)


def own():
    roads = network(3, [0, 1], [2, 2], [100, 100], [3600, 36])
    return quickest(roads, [Place("Near", (0,), 500), Place("Far", (1,), 10)], [Exit("Camp", (2,))])


def blocks(sections, kind):
    return [block for section in sections for block in section.blocks if isinstance(block, kind)]


def cells(table: Table):
    return [[cell.text for cell in row if isinstance(cell, Cell)] for row in table.rows]


def test_the_answer_comes_first_with_what_it_leaves_out():
    finding, caution = blocks(flow_sections(pooled())[:1], Note)
    # 509,400 / 90 = 5,660 seconds
    assert finding.text == "All 100 vehicles can be out after 1 h 35 min at the earliest."
    assert "No plan can be faster" in caution.text


def test_the_bridge_is_named_with_the_part_of_the_time_it_holds():
    names = ("Ring road", "Old bridge", "Hill road", "Valley road")
    sections = flow_sections(pooled(), names.__getitem__)
    assert blocks(sections[1:2], Note)[0].text == "Old bridge holds 88 % of the time."
    holds, routes = blocks(sections, Table)
    assert cells(holds)[0] == ["Old bridge", "1 h 24 min", "88 %", "83", "about 1 h 33 min"]
    assert cells(routes) == [["Town", "South", "83", "60", "11 min"], ["Town", "South", "17", "30", "1 h 1 min"]]


def test_the_place_that_takes_so_long_by_itself_is_named():
    told = [paragraph.text for paragraph in blocks(flow_sections(own()), Paragraph)]
    assert told[0] == "Those of Far alone take so long; those of Near can be out in the same time."


def test_the_picture_says_in_words_when_half_and_all_can_be_out():
    (picture,) = blocks(flow_sections(pooled()), Picture)
    assert picture.alt == "Half of the 100 vehicles can be out after 1 h 1 min, all after 1 h 35 min."


def test_who_leaves_when_is_told_for_each_place_and_adds_up_to_its_number():
    sections = flow_sections(own())
    _, leave = blocks(sections, Table)
    # 500 at 3,600 an hour leave at once; 10 at 36 an hour need all the time but the way of 100 seconds
    assert cells(leave) == [
        ["Near", "Camp", "500", "0 min to 9 min", "1", "2 min"],
        ["Far", "Camp", "10", "0 min to 17 min", "1", "2 min"],
    ]
    picture = blocks(sections, Picture)[1]
    assert picture.alt == (
        "Near: the first leave after 0 min, the last after 9 min; "
        "Far: the first leave after 0 min, the last after 17 min."
    )


@pytest.mark.parametrize("found", [pooled(), own()], ids=["pooled", "own"])
def test_programs_get_every_number_and_the_exact_time(found):
    given = json.loads(json.dumps(flow_json(found)))
    assert given["exact_seconds"] == str(found.seconds)
    assert len(given["holds"]) == len(found.holds)
    assert sum(each["vehicles"] for each in given["routes"]) == pytest.approx(100 if found.pooled else 0)
    assert sum(each["vehicles"] for each in given["departures"]) == pytest.approx(0 if found.pooled else 510)
    assert given["arrivals"][-1]["vehicles"] == found.vehicles


def test_the_same_roads_have_the_same_hash_and_their_arrays_are_closed():
    roads = bridge_town()
    assert roads.hash == bridge_town().hash != network(4, [0], [1], [60], [5]).hash
    with pytest.raises(ValueError, match="read-only"):
        roads.seconds[0] = 1


def grid(side: int):
    """A made-up town: streets in a grid both ways, seeded times of 1 to 3 seconds and widths of 1 to 4 a second."""
    rng = np.random.default_rng(7)
    nodes = np.arange(side * side).reshape(side, side)
    one = np.concatenate([nodes[:, :-1].ravel(), nodes[:-1].ravel()])
    other = np.concatenate([nodes[:, 1:].ravel(), nodes[1:].ravel()])
    tail, head = np.concatenate([one, other]), np.concatenate([other, one])
    seconds, width = rng.integers(1, 4, len(tail)), rng.integers(1, 5, len(tail))
    return network(side * side, tail, head, seconds, width * HOUR), width


def test_a_town_of_streets_is_out_when_or_tools_says_on_every_second_apart():
    side = 12
    roads, width = grid(side)
    places = [Place("centre", (side * side // 2,)), Place("east", (side * 5 + side - 2,))]
    exits = [Exit("corner", (0,)), Exit("gate", (side * side - 1,))]
    found = quickest_pooled(roads, places, exits, 400)
    second = -int(-found.seconds // 1)

    def most(layers: int) -> int:
        flow = max_flow.SimpleMaxFlow()
        size = roads.nodes
        for start in range(layers):
            later = start + roads.seconds
            arcs = np.flatnonzero(later < layers)
            tails, heads = start * size + roads.tail[arcs], later[arcs] * size + roads.head[arcs]
            flow.add_arcs_with_capacity(tails, heads, width[arcs])
            for place in places:
                flow.add_arcs_with_capacity([layers * size], [start * size + place.nodes[0]], [10**6])
            for each in exits:
                flow.add_arcs_with_capacity([start * size + each.nodes[0]], [layers * size + 1], [10**6])
        assert flow.solve(layers * size, layers * size + 1) == flow.OPTIMAL
        return int(flow.optimal_flow())

    assert most(second) >= 400 > most(second - 1)


@pytest.mark.long
@pytest.mark.skipif(not ALEPPO.is_file(), reason="Aleppo's roads (shared/data/ground/roads) are not here")
def test_three_quarters_of_aleppo_to_two_exits_are_proved_by_the_roads_that_hold():
    import pyarrow.parquet as pq
    import shapely

    table = pq.read_table(ALEPPO)
    ends = np.concatenate([table["u"].to_numpy(), table["v"].to_numpy()])
    ids, at = np.unique(ends, return_inverse=True)
    one, other = at[: len(table)], at[len(table) :]
    lines = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    seconds = np.maximum(1, np.ceil(shapely.length(lines) / 8)).astype(int)
    main = np.isin(table["highway"].to_numpy(zero_copy_only=False), ["motorway", "trunk", "primary", "secondary"])
    per_hour = np.where(main, 1800, 300)
    roads = network(
        len(ids),
        np.concatenate([one, other]),
        np.concatenate([other, one]),
        np.tile(seconds, 2),
        np.tile(per_hour, 2),
    )
    x, y = np.zeros(len(ids)), np.zeros(len(ids))
    x[one], y[one] = shapely.get_x(shapely.get_point(lines, 0)), shapely.get_y(shapely.get_point(lines, 0))
    x[other], y[other] = shapely.get_x(shapely.get_point(lines, -1)), shapely.get_y(shapely.get_point(lines, -1))

    def near(east: float, north: float, many: int) -> tuple[int, ...]:
        away = (x - np.median(x) - east) ** 2 + (y - np.median(y) - north) ** 2
        return tuple(np.argsort(away, kind="stable")[:many].tolist())

    quarters = [
        Place("a", near(0, 0, 40), 8000),
        Place("b", near(2e3, -2e3, 40), 7000),
        Place("c", near(-2e3, 3e3, 40), 5000),
    ]
    exits = [Exit("west", near(-9e3, 0, 1)), Exit("south", near(0, -9e3, 1))]
    assert (roads.nodes, len(table)) == (64_445, 78_908)
    found = quickest_pooled(roads, quarters, exits, 20_000)
    assert sum(hold.vehicles for hold in found.holds) == sum(route.vehicles for route in found.routes) == 20_000
    own = quickest(roads, quarters, exits)
    assert own.seconds >= found.seconds
    assert faults(roads, quarters, own.departures, own.seconds) == []
    again = quickest_pooled(roads, quarters[::-1], exits[::-1], 20_000)
    assert again.seconds == found.seconds
    assert_array_equal([hold.seconds for hold in again.holds], [hold.seconds for hold in found.holds])
