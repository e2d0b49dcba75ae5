"""`goodoffices corridors`: what it prints for people and for programs, what it writes, and how it ends."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "river-corridor"
ENDS = ("--from", "35.207,37.302", "--to", "35.125,37.436")
DAY = ("--as-of", "2017-05-31")


def corridors(*words: str):
    return CliRunner().invoke(main, ["corridors", *words])


def routes(*words: str):
    return corridors("routes", str(EXAMPLE / "roads.csv"), *ENDS, *DAY, *words)


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "events.duckdb"
    incidents = str(ROOT / "examples" / "incidents" / "incidents.csv")
    words = ["evidence", "events", "import", incidents, "--into", str(path), "--source", "own", "--release", "2017-05"]
    assert CliRunner().invoke(main, words).exit_code == 0
    return path


def test_roads_are_imported_once_and_opened_again(tmp_path):
    kept = tmp_path / "roads.npz"
    result = corridors("roads", "import", str(EXAMPLE / "roads.csv"), "-o", str(kept), "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["nodes"], told["edges"], told["bridges"]) == (37, 53, 3)
    assert told["left_out"] == {"nodes": 2, "edges": 1}
    shown = corridors("roads", "show", str(kept))
    assert "37 nodes, 53 edges" in shown.stdout
    one = json.loads(corridors("routes", str(kept), *ENDS, *DAY, "--json").stdout)
    other = json.loads(routes("--json").stdout)
    assert one["routes"] == other["routes"]


def test_the_roads_are_not_written_over_what_they_are_read_from(tmp_path):
    copy = tmp_path / "roads.csv"
    copy.write_bytes((EXAMPLE / "roads.csv").read_bytes())
    result = corridors("roads", "import", str(copy), "-o", str(copy))
    assert result.exit_code == 2
    assert copy.read_bytes() == (EXAMPLE / "roads.csv").read_bytes()


def test_a_person_reads_routes_losses_plan_and_danger(store):
    result = routes("--events", str(store), "--drawn", str(EXAMPLE / "drawn.geojson"))
    assert result.exit_code == 0
    flat = " ".join(result.stdout.split())
    headings = ("Routes =", "What a loss would cost =", "A plan that survives a loss =", "Danger as of 2017-05-31 =")
    places = [flat.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "fastest, safest within +10 min" in flat
    assert "From own 2017-05: 3 events known to the place, 2 events known to about 25 km" in flat
    assert "2 events are known less finely and weigh on no road" in flat
    assert "Checkpoint “Reed Bridge”: not in force on 2017-05-31." in flat
    assert "Closure “Saddle Road, works”: closes 1 stretch of road." in flat


def test_without_the_flag_neither_street_nor_exact_place_is_printed_or_written(tmp_path):
    page = tmp_path / "page.html"
    for result in (routes("--html", str(page)), routes("--json")):
        assert result.exit_code == 0
        assert "Long Road" not in result.stdout
    assert "Long Road" not in page.read_text(encoding="utf-8")
    assert "routes-map" not in page.read_text(encoding="utf-8")
    told = json.loads(routes("--json").stdout)
    assert told["places"] == "rounded to 0.05 degrees"
    assert all(
        len(f"{degrees:g}".partition(".")[2]) <= 2
        for one in told["routes"]
        for place in one["course"]
        for degrees in place
    )


@pytest.mark.long
def test_with_the_flag_streets_and_the_map_are_for_the_desk(tmp_path):
    result = routes("--exact", "--drawn", str(EXAMPLE / "drawn.geojson"), "--figures", str(tmp_path / "pictures"))
    assert result.exit_code == 0
    assert "for the mediator's desk only" in " ".join(result.stdout.split())
    assert "Long Road" in result.stdout
    assert {path.name for path in (tmp_path / "pictures").iterdir()} >= {"routes-map.svg", "routes-front.png"}


def test_a_page_names_every_file_that_it_rests_on(tmp_path, store):
    page = tmp_path / "page.html"
    result = routes("--events", str(store), "--drawn", str(EXAMPLE / "drawn.geojson"), "--html", str(page))
    assert result.exit_code == 0
    text = page.read_text(encoding="utf-8")
    for file in ("roads.csv", "drawn.geojson"):
        assert hashlib.sha256((EXAMPLE / file).read_bytes()).hexdigest() in text.replace("<wbr>", "")
    assert "own 2017-05" in text


def test_programs_get_every_efficient_pair(store):
    told = json.loads(routes("--events", str(store), "--drawn", str(EXAMPLE / "drawn.geojson"), "--json").stdout)
    seconds, exposure = told["efficient"]["seconds"], told["efficient"]["exposure"]
    assert seconds == sorted(set(seconds))
    assert exposure == sorted(set(exposure), reverse=True)
    assert told["routes"][0]["seconds"] == seconds[0]
    assert told["routes"][-1]["exposure"] == exposure[-1]
    assert told["danger"]["events"] == {
        "source": "own 2017-05", "placed": 3, "spread": 2, "coarse": 2, "later": 0, "old": 0
    }  # fmt: skip
    assert told["backup"]["survives_any_one_loss"] is True


def test_weights_and_minutes_may_be_chosen(tmp_path, store):
    (tmp_path / "w.toml").write_text("reach = 2000\nhalf_life = 10\n")
    told = json.loads(
        routes("--events", str(store), "--weights", str(tmp_path / "w.toml"), "--within", "25", "--json").stdout
    )
    assert told["danger"]["weights"]["reach"] == 2000
    assert "safest within +25 min" in [name for one in told["routes"] for name in one["names"]]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--from", "here", "--to", "35.125,37.436"), "is no place"),
        (("--from", "95,37.3", "--to", "35.125,37.436"), "no place on earth"),
        (("--from", "37.302,35.207", "--to", "35.125,37.436"), "latitude comes first"),
        (("--from", "35.207,37.302", "--to", "35.207,37.302"), "same node"),
    ],
)
def test_places_that_cannot_be_meant_are_refused(words, message):
    result = CliRunner().invoke(main, ["corridors", "routes", str(EXAMPLE / "roads.csv"), *words])
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_a_table_of_classes_belongs_to_the_import(tmp_path):
    kept = tmp_path / "roads.npz"
    corridors("roads", "import", str(EXAMPLE / "roads.csv"), "-o", str(kept))
    (tmp_path / "c.toml").write_text("primary = { speed = 20, capacity = 7 }\n")
    result = corridors("routes", str(kept), *ENDS, "--classes", str(tmp_path / "c.toml"))
    assert result.exit_code == 2
    assert "Give --classes when importing" in result.output
    slow = json.loads(routes("--classes", str(tmp_path / "c.toml"), "--json").stdout)
    assert slow["routes"][0]["seconds"] > json.loads(routes("--json").stdout)["routes"][0]["seconds"]
