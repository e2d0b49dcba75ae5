"""`goodoffices corridors papers`: a folder for one audience, with a manifest; what it refuses, and how it says so."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "river-corridor"


def papers(*words: object):
    return CliRunner().invoke(main, ["corridors", "papers", *map(str, words)])


@pytest.fixture
def plan(tmp_path):
    """The example without its convoy: a timetable takes seconds."""
    text = (EXAMPLE / "plan.yaml").read_text(encoding="utf-8")
    text = text.replace("roads: roads.csv", f"roads: {EXAMPLE / 'roads.csv'}")
    text = text.replace("{drawn: drawn.geojson}", f"{{drawn: {EXAMPLE / 'drawn.geojson'}}}")
    begins, ends = text.index("convoy:"), text.index("monitors:")
    path = tmp_path / "plan.yaml"
    path.write_text(text[:begins] + text[ends:], encoding="utf-8")
    return path


def changed(plan, before, after):
    text = plan.read_text(encoding="utf-8")
    assert before in text
    plan.write_text(text.replace(before, after), encoding="utf-8")
    return plan


def test_a_folder_has_every_paper_that_its_manifest_names_with_its_hash(plan, tmp_path):
    result = papers(plan, "--for", "driver", "-o", tmp_path / "out", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["audience"], told["agreed"], told["as_of"]) == ("driver", False, "2017-05-31")
    assert told["plan"] == f"sha256:{hashlib.sha256(plan.read_bytes()).hexdigest()}"
    for file in told["files"]:
        assert hashlib.sha256((tmp_path / "out" / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {file["name"] for file in told["files"]} | {"manifest.json"}
    assert "drivers-card.pdf" in names


def test_the_same_plan_gives_the_same_files(plan, tmp_path):
    first, second = (papers(plan, "--for", "party", "-o", tmp_path / name, "--json") for name in ("one", "two"))
    assert json.loads(first.stdout)["files"] == json.loads(second.stdout)["files"]


def test_two_audiences_never_share_a_folder(plan, tmp_path):
    assert papers(plan, "--for", "party", "-o", tmp_path / "out").exit_code == 0
    result = papers(plan, "--for", "driver", "-o", tmp_path / "not-there" / ".." / "out")
    assert result.exit_code == 2
    assert "papers for another audience (party)" in result.output
    assert not (tmp_path / "out" / "drivers-card.pdf").exists()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (", driver]", "]", "does not say that drivers may see the route"),
        ("roads: ", "# roads: ", "names no file of roads"),
        ("north-town: 35.207", "north-town: 45.207", "point `north-town`"),
        ("time_zone: Asia/Damascus", "time_zone: Mars/Olympus", "Mars/Olympus"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_left_behind(plan, tmp_path, before, after, words):
    result = papers(changed(plan, before, after), "--for", "driver", "-o", tmp_path / "out")
    assert (result.exit_code, type(result.exception)) == (2, SystemExit)
    assert words in result.output
    assert not (tmp_path / "out").exists()


def test_a_plan_without_a_time_zone_has_papers_but_no_calendar(plan, tmp_path):
    result = papers(changed(plan, "time_zone: Asia/Damascus", ""), "--for", "party", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "names no time zone" in result.output
    assert not (tmp_path / "out" / "windows.ics").exists()


@pytest.mark.parametrize(("where", "words"), [("-", "Name a folder"), ("plan.yaml", "is a file")])
def test_papers_go_into_a_folder(plan, tmp_path, monkeypatch, where, words):
    monkeypatch.chdir(tmp_path)
    result = papers(plan, "-o", where)
    assert result.exit_code == 2
    assert words in result.output
