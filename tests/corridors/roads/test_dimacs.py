"""Networks of the 9th DIMACS Challenge: arcs paired to roads, coordinates held against lengths."""

from __future__ import annotations

import gzip

import pytest
from tests.corridors.made import GROUND, needs_ground

from goodoffices.corridors.roads import arcs_of, import_roads
from goodoffices.errors import CorridorError, FileError

ARCS = "c made up\np sp 3 5\na 1 2 10950\na 2 1 10950\na 2 3 11120\na 3 1 15600\na 3 2 11130\n"
PLACES = "p aux sp co 3\nv 1 20000000 10000000\nv 2 20010000 10000000\nv 3 20010000 10010000\n"


def network(tmp_path, arcs=ARCS, places=PLACES):
    (tmp_path / "x.gr").write_text(arcs)
    (tmp_path / "x.co").write_text(places)
    return tmp_path / "x.gr"


def test_opposite_arcs_of_one_length_are_one_road_and_others_are_one_way(tmp_path):
    roads, _ = import_roads(network(tmp_path))
    assert roads.nodes == 3
    told = sorted(zip(roads.tails.tolist(), roads.heads.tolist(), roads.one_way.tolist(), roads.length, strict=True))
    assert told == [(0, 1, False, 1095.0), (1, 2, True, 1112.0), (2, 0, True, 1560.0), (2, 1, True, 1113.0)]


def test_it_may_be_gzipped_and_its_coordinates_elsewhere(tmp_path):
    (tmp_path / "y.gr.gz").write_bytes(gzip.compress(ARCS.encode()))
    with pytest.raises(FileError, match="no coordinates stand beside"):
        import_roads(tmp_path / "y.gr.gz")
    network(tmp_path)
    assert import_roads(tmp_path / "y.gr.gz", coordinates=tmp_path / "x.co")[0].nodes == 3


@pytest.mark.parametrize(
    ("arcs", "places", "message", "line"),
    [
        (ARCS.replace("a 2 3 11120", "a 2 3 far"), PLACES, "'a 2 3 far' is no line", 5),
        (ARCS.replace("a 2 3 11120", "a 2 7 11120"), PLACES, "no such arc", 0),
        (ARCS.replace("p sp", "q sp"), PLACES, "has no line 'p", 0),
        (ARCS, PLACES.replace("v 3", "v 2"), "not those of this network", 0),
        (ARCS, PLACES.replace("10010000", "990000000"), "no place on earth", 0),
        (ARCS.replace("0\n", "0000\n").replace("p sp 3 50000", "p sp 3 5"), PLACES, "times the straight line", 0),
    ],
)
def test_mistakes_are_told_where_they_stand(tmp_path, arcs, places, message, line):
    with pytest.raises(CorridorError, match=message) as caught:
        import_roads(network(tmp_path, arcs, places))
    assert caught.value.problems[0].where.line == line


@pytest.mark.long
@needs_ground
def test_new_york_is_read_whole():
    roads, _ = import_roads(GROUND / "dimacs-ny" / "USA-road-d.NY.gr.gz")
    assert roads.nodes == 264_346
    assert len(arcs_of(roads).heads) == 730_100  # 733,846 in the file, of which 3,746 are told twice
