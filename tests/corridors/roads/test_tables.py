"""Roads from tables of edges: what is read, what is joined and left out, and how mistakes are told."""

from __future__ import annotations

import json
import sqlite3
import struct

import numpy as np
import pyarrow as pa
import pyproj
import pytest
import shapely
from pyarrow import parquet
from tests.corridors.made import GROUND, needs_ground

from goodoffices.corridors.roads import import_roads, metres_between, pack, read_classes, read_roads, read_shapes
from goodoffices.errors import CorridorError, FileError

SQUARE = """u,v,highway,name,oneway,bridge,maxspeed,geometry
1,2,primary,Long Road,no,,,"LINESTRING (20.00 10.00, 20.01 10.00)"
2,3,secondary,,yes,yes,30,"LINESTRING (20.01 10.00, 20.01 10.01)"
4,3,residential,,-1,,,"LINESTRING (20.00 10.01, 20.01 10.01)"
4,1,residential,,no,,20 mph,"LINESTRING (20.00 10.01, 20.00 10.00)"
"""


def table(tmp_path, text, name="roads.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def read(tmp_path, text, **how):
    return import_roads(table(tmp_path, text), **how)


def test_a_table_becomes_a_network_with_times_and_capacities_by_class(tmp_path):
    roads, _ = read(tmp_path, SQUARE)
    assert (roads.nodes, roads.edges) == (4, 4)
    assert roads.one_way.tolist() == [False, True, True, False]
    assert roads.bridge.tolist() == [False, True, False, False]
    assert [
        (int(roads.node_ids[a]), int(roads.node_ids[b])) for a, b in zip(roads.tails, roads.heads, strict=True)
    ] == [
        (1, 2),
        (2, 3),
        (3, 4),
        (4, 1),
    ]
    assert [roads.classes[code] for code in roads.road_class] == ["primary", "secondary", "residential", "residential"]
    assert roads.street_of(0) == "Long Road"
    assert roads.street_of(1) == ""
    assert roads.length == pytest.approx([1095.0, 1111.95, 1095.0, 1111.95], abs=0.2)
    speeds = 3.6 * roads.length / roads.seconds
    assert speeds == pytest.approx([60, 30, 25, 25])  # 20 mph is faster than a residential road is taken to be
    assert roads.capacity.tolist() == [1500, 1000, 400, 400]


def test_a_table_of_ones_own_changes_speeds_and_nothing_else(tmp_path):
    (tmp_path / "mine.toml").write_text("primary = { speed = 20, capacity = 7 }\n")
    roads, _ = read(tmp_path, SQUARE, classes=read_classes(tmp_path / "mine.toml"))
    assert 3.6 * roads.length[0] / roads.seconds[0] == pytest.approx(20)
    assert roads.capacity.tolist() == [7, 1000, 400, 400]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("primary = 3", ["primary"]),
        ("primary = { speed = 0, capacity = 7 }", ["primary.speed"]),
        ("primary = { speed = 30, capacity = true, lanes = 2 }", ["primary.lanes", "primary.capacity"]),
    ],
)
def test_mistakes_in_a_table_of_classes_are_told_at_their_keys(tmp_path, text, told):
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(CorridorError) as caught:
        read_classes(tmp_path / "mine.toml")
    assert [problem.where.key for problem in caught.value.problems] == told


def test_what_cannot_be_reached_both_ways_is_left_out_and_counted(tmp_path):
    away = SQUARE + '4,5,primary,,yes,,,"LINESTRING (20.00 10.01, 19.99 10.01)"\n'
    island = away + '8,9,primary,,no,,,"LINESTRING (20.1 10.1, 20.2 10.1)"\n'
    roads, _ = read(tmp_path, island)
    assert (roads.nodes, roads.edges) == (4, 4)
    assert (roads.origin.nodes_left_out, roads.origin.edges_left_out) == (3, 2)


def test_directions_of_which_none_leads_back_are_refused(tmp_path):
    with pytest.raises(CorridorError, match="no two nodes"):
        read(tmp_path, 'u,v,oneway,geometry\n1,2,yes,"LINESTRING (20 10, 20.1 10)"\n')


def test_a_road_given_once_in_each_direction_is_one_road_and_parallel_ones_stay_two(tmp_path):
    text = (
        "u,v,oneway,geometry\n"
        '1,2,no,"LINESTRING (20 10, 20.1 10)"\n'
        '2,1,no,"LINESTRING (20.1 10, 20 10)"\n'
        '1,2,no,"LINESTRING (20 10, 20.05 10.05, 20.1 10)"\n'
        '2,2,no,"LINESTRING (20.1 10, 20.2 10, 20.1 10)"\n'
    )
    roads, _ = read(tmp_path, text)
    assert roads.edges == 2
    assert {
        "Rows merged with another that tells of the same edge, or of its other direction: 1.",
        "Edges left out because they lead back to their own beginning: 1.",
    } <= set(roads.origin.notes)


def test_shapes_drawn_from_the_other_end_are_turned_to_begin_at_u(tmp_path):
    turned = SQUARE.replace("20.00 10.00, 20.01 10.00", "20.01 10.00, 20.00 10.00")
    roads, shapes = read(tmp_path, turned)
    begin, end = shapes.first[:-1], shapes.first[1:] - 1
    for points, nodes in ((begin, roads.tails), (end, roads.heads)):
        assert shapes.latitude[points] == pytest.approx(roads.latitude[nodes])
        assert shapes.longitude[points] == pytest.approx(roads.longitude[nodes])


def test_a_shape_that_leads_elsewhere_is_told_with_its_row(tmp_path):
    with pytest.raises(CorridorError, match="does not lead from u to v") as caught:
        read(tmp_path, SQUARE + '1,3,primary,,no,,,"LINESTRING (20.00 10.00, 20.05 10.05)"\n')
    assert [problem.where.key for problem in caught.value.problems] == ["row 5, geometry"]


def test_every_mistake_of_a_table_is_told_with_line_and_column(tmp_path):
    text = (
        SQUARE.replace("highway", "length")
        .replace("primary", "-4")
        .replace("secondary", "12")
        .replace("residential", "8")
    )
    text = text.replace(",-1,", ",maybe,").replace("\n2,3", "\nb,3")
    with pytest.raises(CorridorError) as caught:
        read(tmp_path, text)
    assert [(p.where.line, p.where.column, p.where.key) for p in caught.value.problems] == [
        (3, 1, "u"),
        (2, 3, "length"),
        (4, 5, "oneway"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "columns are a, b"),
        ("u,v\n1,2\n", "not said where the roads lie"),
        ('u,v,geometry\n1,2,"POINT (20 10)"\n', "no line"),
        ('u,v,geometry\n1,2,"LINESTRING (2000 10, 20 10)"\n', "no place on earth"),
        ("u,v,u_lat,u_lon,v_lat,v_lon\n1,2,x,20,10,20\n", "not all numbers"),
        ("u,v\n1\n", "the table cannot be read"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(tmp_path, text, message):
    with pytest.raises(CorridorError, match=message):
        read(tmp_path, text)


def test_coordinates_of_both_ends_do_where_there_is_no_geometry(tmp_path):
    roads, shapes = read(tmp_path, "from,to,u_lat,u_lon,v_lat,v_lon\n1,2,10,20,10,20.01\n")
    assert roads.length == pytest.approx([1095.0], abs=0.1)
    assert shapes.first.tolist() == [0, 2]
    assert "no column 'oneway'" in roads.origin.notes[0]


def test_geoparquet_in_metres_is_read_in_degrees(tmp_path):
    metres = pyproj.Transformer.from_crs(4326, 32637, always_xy=True)
    line = shapely.transform(
        shapely.linestrings([[37.1, 36.2], [37.2, 36.2]]), lambda at: np.stack(metres.transform(*at.T), 1)
    )
    columns = {"u": [1], "v": [2], "highway": [["trunk", "primary"]], "oneway": [False], "geometry": [line.wkb]}
    crs = pyproj.CRS(32637).to_json_dict()
    told = {"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", "crs": crs}}}
    made = pa.table(columns).replace_schema_metadata({b"geo": json.dumps(told).encode()})
    parquet.write_table(made, tmp_path / "roads.parquet")
    roads, _ = import_roads(tmp_path / "roads.parquet")
    assert roads.longitude == pytest.approx([37.1, 37.2], abs=1e-6)
    assert roads.latitude == pytest.approx([36.2, 36.2], abs=1e-6)
    assert roads.classes == ("trunk",)


def geopackage(path, layers=("edges",)):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id)")
    connection.execute("CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id)")
    connection.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326)")
    for layer in layers:
        connection.execute(f'CREATE TABLE "{layer}" (fid INTEGER PRIMARY KEY, u, v, highway, geom)')
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 4326)", [layer])
        line = shapely.linestrings([[20, 10], [20.1, 10]])
        blob = b"GP\x00\x03" + struct.pack("<i4d", 4326, 20, 20.1, 10, 10) + line.wkb
        connection.execute(f'INSERT INTO "{layer}" VALUES (1, 1, 2, ?, ?)', ["['trunk', 'road']", blob])  # noqa: S608
    connection.commit()
    connection.close()
    return path


def test_a_geopackage_is_read_and_its_layer_may_be_named(tmp_path):
    roads, _ = import_roads(geopackage(tmp_path / "one.gpkg"))
    assert (roads.nodes, roads.classes) == (2, ("trunk",))
    two = geopackage(tmp_path / "two.gpkg", ("north", "south"))
    with pytest.raises(CorridorError, match="not said which layer") as caught:
        import_roads(two)
    assert "north, south" in caught.value.problems[0].remedy
    assert import_roads(two, layer="south")[0].edges == 1


@pytest.mark.parametrize("name", ["x.gpkg", "x.parquet", "x.osm.pbf", "x.csv", "x.gr"])
def test_a_file_that_is_not_what_its_name_says_is_refused_in_words(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x00\x01nothing of the kind")
    with pytest.raises((CorridorError, FileError)):
        import_roads(tmp_path / name)


def test_a_name_that_tells_no_format_and_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CorridorError, match="does not say what it is"):
        import_roads(tmp_path / "roads.shp")
    with pytest.raises(FileError, match="no such file"):
        import_roads(tmp_path / "roads.csv")


def test_roads_come_back_from_their_file_as_they_were_and_the_bytes_are_the_same_each_time(tmp_path):
    roads, shapes = read(tmp_path, SQUARE)
    data = pack(roads, shapes)
    assert data == pack(*read(tmp_path, SQUARE))
    (tmp_path / "roads.npz").write_bytes(data)
    again, course = read_roads(tmp_path / "roads.npz"), read_shapes(tmp_path / "roads.npz")
    for one, other in ((roads, again), (shapes, course)):
        for name, value in vars(one).items():
            assert np.array_equal(value, getattr(other, name)), name
    assert again.origin == roads.origin


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", None])
def test_a_file_that_holds_no_roads_is_refused(tmp_path, data):
    if data is not None:
        (tmp_path / "roads.npz").write_bytes(data)
    else:
        np.savez(tmp_path / "roads.npz", x=np.arange(3))
    with pytest.raises(FileError, match="no file of roads"):
        read_roads(tmp_path / "roads.npz")


def test_a_file_of_another_version_is_refused(tmp_path, monkeypatch):
    from goodoffices.corridors.roads import store

    monkeypatch.setattr(store, "VERSION", 99)
    (tmp_path / "roads.npz").write_bytes(pack(*read(tmp_path, SQUARE)))
    monkeypatch.undo()
    with pytest.raises(CorridorError, match="version 99"):
        read_roads(tmp_path / "roads.npz")


def test_distances_are_those_of_the_sphere():
    # A degree of a great circle; and an ellipsoid's answer within half a per cent.
    assert metres_between(0.0, 0.0, 0.0, 1.0) == pytest.approx(111_195, abs=1)
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(37.1, 36.2, 37.5, 35.9)
    assert metres_between(36.2, 37.1, 35.9, 37.5) == pytest.approx(metres, rel=0.005)


@pytest.mark.long
@needs_ground
def test_the_roads_of_aleppo_are_all_read(tmp_path):
    roads, shapes = import_roads(GROUND / "roads" / "aleppo_1133.parquet")
    assert roads.nodes + roads.origin.nodes_left_out == 64_445
    # Three rows give an edge a second time.
    assert roads.edges + roads.origin.edges_left_out + 3 == 78_908
    assert 36.0 < roads.latitude.min() < roads.latitude.max() < 36.4
    assert 36.8 < roads.longitude.min() < roads.longitude.max() < 37.4
    assert len(pack(roads, shapes)) < 5_000_000
