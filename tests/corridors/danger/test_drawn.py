"""What a planner draws by hand: hazards, lines of control, checkpoints and closures, and the numbers of the model."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest
from tests.corridors.made import roads_of

from goodoffices.corridors.danger import Weights, danger, read_drawn, read_weights
from goodoffices.corridors.roads import Shapes
from goodoffices.errors import CorridorError, FileError

DAY = dt.date(2026, 3, 1)


def drawing(tmp_path, *features):
    made = [
        {"type": "Feature", "properties": told, "geometry": {"type": kind, "coordinates": at}}
        for kind, at, told in features
    ]
    (tmp_path / "drawn.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": made}))
    return tmp_path / "drawn.geojson"


@pytest.fixture
def roads():
    """Three roads eastwards, a kilometre and a tenth each, at latitudes 0, 0.01 and 0.02."""
    made, _ = roads_of(6, [(0, 1, False, 1112), (2, 3, False, 1112), (4, 5, False, 1112)])
    made.latitude[:] = [0, 0, 0.01, 0.01, 0.02, 0.02]
    made.longitude[:] = [20, 20.01] * 3
    return made, Shapes(np.arange(0, 7, 2), made.latitude.copy(), made.longitude.copy())


def weighed(roads, path, weights=None):
    return danger(*roads, DAY, weights, drawn=read_drawn(path))


def test_a_hazard_weighs_in_full_inside_and_fades_beside(roads, tmp_path):
    box = [[[20, -0.001], [20.01, -0.001], [20.01, 0.001], [20, 0.001], [20, -0.001]]]
    found = weighed(roads, drawing(tmp_path, ("Polygon", box, {"kind": "hazard", "weight": 3, "reach": 500})))
    metres = 0.009 * 111_194.93
    assert found.per_metre == pytest.approx([3, 3 * np.exp(-0.5 * (metres / 500) ** 2), 0], rel=1e-3)


def test_a_checkpoint_costs_its_delay_and_serves_no_more_than_its_rate_on_the_road_it_stands_on(roads, tmp_path):
    here = ("Point", [20.005, 0.0001], {"kind": "checkpoint", "name": "A", "delay": 20, "per_hour": 60})
    usual = ("Point", [20.005, 0.01], {"kind": "checkpoint", "name": "B"})
    away = ("Point", [20.005, 0.005], {"kind": "checkpoint", "name": "C"})
    found = weighed(roads, drawing(tmp_path, here, usual, away))
    assert found.delay.tolist() == [1200, 900, 0]
    assert found.capacity.tolist() == [60, 100, 100]
    assert found.remarks[2] == "Checkpoint “C”: touches no road, and changes nothing."


def test_a_closure_counts_on_its_days_only(roads, tmp_path):
    line = [[20.005, -0.005], [20.005, 0.015]]
    closure = {"kind": "closure", "name": "flood", "from": "2026-03-02", "until": "2026-03-09"}
    path = drawing(tmp_path, ("LineString", line, closure))
    assert not weighed(roads, path).closed.any()
    assert weighed(roads, path).remarks == ("Closure “flood”: not in force on 2026-03-01.",)
    later = danger(*roads, dt.date(2026, 3, 9), drawn=read_drawn(path))
    assert later.closed.tolist() == [True, True, False]
    assert later.remarks == ("Closure “flood”: closes 2 stretches of road.",)


def test_a_closed_line_of_control_is_open_at_its_checkpoints(roads, tmp_path):
    line = ("LineString", [[20.005, -0.005], [20.005, 0.025]], {"kind": "line-of-control", "name": "L", "closed": True})
    gate = ("Point", [20.005, 0.01], {"kind": "checkpoint", "name": "gate"})
    found = weighed(roads, drawing(tmp_path, line, gate))
    assert found.closed.tolist() == [True, False, True]
    assert (found.per_metre > 0).all()
    assert "Line of control “L”: closes 2 stretches of road." in found.remarks


def test_an_open_line_of_control_weighs_and_says_how_many_roads_cross_it(roads, tmp_path):
    line = ("LineString", [[20.005, -0.005], [20.005, 0.005]], {"kind": "line-of-control", "name": "L", "weight": 2})
    found = weighed(roads, drawing(tmp_path, line), Weights(line_reach=200))
    assert not found.closed.any()
    assert found.remarks == ("Line of control “L”: crossed by 1 stretch of road, which stay open.",)
    assert found.per_metre[0] == pytest.approx(2 * 200 * np.sqrt(2 * np.pi) / 1112, rel=0.02)


def test_every_mistake_of_a_drawing_is_told_with_its_feature(tmp_path):
    path = drawing(
        tmp_path,
        ("Point", [20, 0], {"kind": "mine"}),
        ("LineString", [[20, 0], [21, 0]], {"kind": "checkpoint", "delay": -3, "until": "soon"}),
        ("Point", [2000, 0], {"kind": "closure", "weight": 1}),
        ("Polygon", [[[0, 0], [1, 1]]], {"kind": "hazard"}),
        ("Point", [20, 0], {"kind": "closure", "from": "2026-03-02", "until": "2026-03-01"}),
    )
    with pytest.raises(CorridorError) as caught:
        read_drawn(path)
    assert [problem.where.key for problem in caught.value.problems] == [
        "feature 1.kind",
        "feature 2",
        "feature 2.delay",
        "feature 2.until",
        "feature 3",
        "feature 3.weight",
        "feature 4",
        "feature 5.until",
    ]


@pytest.mark.parametrize("text", ["{", "[]", '{"type": "Feature"}', "\xff", "[" * 100_000])
def test_what_is_no_geojson_is_refused(tmp_path, text):
    (tmp_path / "x.geojson").write_text(text, encoding="latin-1")
    with pytest.raises(CorridorError):
        read_drawn(tmp_path / "x.geojson")


@pytest.mark.parametrize("kind", [["hazard"], {"hazard": 1}, 3, None])
def test_a_kind_that_is_no_word_is_told_like_any_other_wrong_kind(kind):
    shape = {"type": "Point", "coordinates": [37.3, 35.2]}
    feature = {"type": "Feature", "geometry": shape, "properties": {"kind": kind}}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    with pytest.raises(CorridorError, match="Kinds are"):
        read_drawn("drawn.geojson", content=content)


def test_a_file_changes_the_weights_it_names(tmp_path):
    (tmp_path / "w.toml").write_text("reach = 800\nper_death = 0\n[kinds]\nmine = 4\n")
    assert read_weights(tmp_path / "w.toml") == Weights(reach=800, per_death=0, kinds=(("mine", 4.0),))
    assert read_weights() == Weights()


def test_mistakes_in_weights_are_told_at_their_keys(tmp_path):
    (tmp_path / "w.toml").write_text('reach = 0\nspeed = 3\nnear = "far"\n[kinds]\nmine = -1\n')
    with pytest.raises(CorridorError) as caught:
        read_weights(tmp_path / "w.toml")
    assert [problem.where.key for problem in caught.value.problems] == ["reach", "speed", "near", "kinds.mine"]
    with pytest.raises(FileError):
        read_weights(tmp_path / "none.toml")
