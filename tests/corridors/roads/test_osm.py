"""Roads from OpenStreetMap extracts, made here by osmium's own writer."""

from __future__ import annotations

import osmium
import pytest
from osmium.osm import mutable

from goodoffices.corridors.roads import import_roads
from goodoffices.errors import CorridorError

NODES = {
    1: (20.00, 10.00),
    2: (20.01, 10.00),
    3: (20.02, 10.00),
    4: (20.01, 10.01),
    5: (20.03, 10.00),
    6: (20.01, 10.005),
}


def extract(path, ways, nodes=NODES):
    with osmium.SimpleWriter(str(path)) as writer:
        for number, place in nodes.items():
            writer.add_node(mutable.Node(id=number, location=place))
        for number, (refs, tags) in enumerate(ways, 1):
            writer.add_way(mutable.Way(id=number, nodes=refs, tags=tags))
    return path


@pytest.mark.parametrize("name", ["region.osm.pbf", "region.osm"])
def test_ways_are_cut_where_they_meet_and_bends_stay_shapes(tmp_path, name):
    ways = [
        ([1, 2, 3], {"highway": "primary", "name": "Long Road"}),
        ([2, 6, 4], {"highway": "residential", "bridge": "yes", "maxspeed": "20"}),
    ]
    roads, shapes = import_roads(extract(tmp_path / name, ways))
    assert roads.node_ids.tolist() == [1, 2, 3, 4]
    assert [
        (int(roads.node_ids[a]), int(roads.node_ids[b])) for a, b in zip(roads.tails, roads.heads, strict=True)
    ] == [
        (1, 2),
        (2, 3),
        (2, 4),
    ]
    assert shapes.first.tolist() == [0, 2, 4, 7]
    assert roads.bridge.tolist() == [False, False, True]
    assert [roads.street_of(edge) for edge in range(3)] == ["Long Road", "Long Road", ""]
    assert 3.6 * roads.length[2] / roads.seconds[2] == pytest.approx(20)


def test_directions_are_read_as_the_tags_say(tmp_path):
    ways = [
        ([1, 2], {"highway": "primary", "oneway": "yes"}),
        ([1, 2], {"highway": "secondary", "oneway": "-1"}),
        ([2, 4, 3, 2], {"highway": "tertiary", "junction": "roundabout"}),
        ([3, 5], {"highway": "motorway"}),
        ([3, 5], {"highway": "motorway", "oneway": "no"}),
    ]
    roads, _ = import_roads(extract(tmp_path / "x.osm.pbf", ways))
    told = {
        (int(roads.node_ids[a]), int(roads.node_ids[b]), bool(one))
        for a, b, one in zip(roads.tails, roads.heads, roads.one_way, strict=True)
    }
    assert told == {(1, 2, True), (2, 1, True), (2, 3, True), (3, 2, True), (3, 5, True), (3, 5, False)}


def test_paths_and_closed_ways_are_left_out_and_a_missing_node_ends_a_road(tmp_path):
    ways = [
        ([1, 2], {"highway": "primary"}),
        ([2, 4], {"highway": "footway"}),
        ([2, 4], {"highway": "service", "access": "private"}),
        ([2, 3, 99, 5], {"highway": "primary"}),
    ]
    roads, _ = import_roads(extract(tmp_path / "x.osm.pbf", ways))
    assert roads.node_ids.tolist() == [1, 2, 3]
    assert "Ways left out because they are closed to vehicles: 1." in roads.origin.notes
    assert "Points of roads that are not in the extract, where the roads end: 1." in roads.origin.notes


def test_a_way_whose_middle_is_missing_is_not_joined_across_the_gap(tmp_path):
    ways = [([1, 2, 99, 3, 5], {"highway": "primary"}), ([2, 4], {"highway": "primary"})]
    roads, _ = import_roads(extract(tmp_path / "x.osm.pbf", ways))
    assert roads.node_ids.tolist() == [1, 2, 4]
    assert roads.origin.nodes_left_out == 2


def test_an_extract_without_roads_is_refused(tmp_path):
    with pytest.raises(CorridorError, match="no roads of the classes"):
        import_roads(extract(tmp_path / "x.osm.pbf", [([1, 2], {"highway": "path"})]))
