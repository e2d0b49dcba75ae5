"""`goodoffices ceasefire`: what it prints for people and for programs, and how it ends."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.ceasefire.terms.test_others import CF_ROW, PAX_ROW, write

from goodoffices.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
TERMS = "ceasefire-two-valleys/terms.yaml"
LEDGERS = ("ceasefire-two-valleys/monitors-a.csv", "ceasefire-two-valleys/monitors-b.csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("ceasefire")
    shutil.copytree(EXAMPLES / "ceasefire-two-valleys", place / "ceasefire-two-valleys")
    into = ("--into", str(place / "e.duckdb"), "--source", "own", "--release", "2031-05")
    found = CliRunner().invoke(
        main, ["evidence", "events", "import", str(place / "ceasefire-two-valleys" / "incidents.csv"), *into]
    )
    assert found.exit_code == 0, found.output
    return place


@pytest.fixture
def call(folder, monkeypatch):
    monkeypatch.chdir(folder)
    return lambda *words: CliRunner().invoke(main, ["ceasefire", *words])


def test_new_terms_are_written_and_checked_and_not_written_over(call):
    assert call("new", "north.yaml", "--title", "Ceasefire in the north").exit_code == 0
    told = json.loads(call("check", "north.yaml", "--json").stdout)
    assert told["ceasefires"]["north"]["title"] == "Ceasefire in the north"
    assert "start" in told["ceasefires"]["north"]["not_known"]
    again = call("new", "north.yaml")
    assert again.exit_code == 2
    assert "there already" in again.stderr


def test_a_check_shows_the_terms_in_words(call):
    told = call("check", TERMS).stdout
    assert "from 1 April 2031, 06:00 +02:00, to 1 May 2031, 06:00 +02:00" in told
    assert "self-defence is allowed" in told


def test_a_mistake_is_told_with_its_line_and_ends_with_2(call, folder):
    text = (folder / TERMS).read_text(encoding="utf-8").replace("prohibited:", "prohibitd:")
    (folder / "wrong.yaml").write_text(text, encoding="utf-8")
    met = call("check", "wrong.yaml")
    assert met.exit_code == 2
    assert "wrong.yaml:21:5: `prohibitd` is not a key that is read here" in met.stderr
    assert "Did you mean `prohibited`?" in met.stderr
    assert "Traceback" not in met.stderr


def test_a_dossier_is_checked_with_its_ceasefires_and_its_schema_knows_them(folder, monkeypatch):
    monkeypatch.chdir(folder)
    dossier = (EXAMPLES / "two-villages" / "dossier.yaml").read_text(encoding="utf-8")
    ceasefire = "\nceasefires:\n  spring: {title: Spring, start: unknown, end: open, area: {countri: XXA}}\n"
    Path("d.yaml").write_text(dossier + ceasefire, encoding="utf-8")
    met = CliRunner().invoke(main, ["dossier", "check", "d.yaml"])
    assert met.exit_code == 2
    assert "Did you mean `country`?" in met.stderr
    Path("d.yaml").write_text(dossier + ceasefire.replace("countri", "country"), encoding="utf-8")
    told = json.loads(CliRunner().invoke(main, ["dossier", "check", "d.yaml", "--json"]).stdout)
    assert told["counts"]["ceasefires"] == 1
    assert not any("ceasefires" in remark["what"] for remark in told["remarks"])
    assert "Spring" in CliRunner().invoke(main, ["dossier", "show", "d.yaml"]).stdout
    changed = CliRunner().invoke(main, ["dossier", "set", "d.yaml", "ceasefires.spring.end", "opne"])
    assert changed.exit_code == 2
    assert "opne" not in Path("d.yaml").read_text(encoding="utf-8")
    schema = json.loads(CliRunner().invoke(main, ["dossier", "schema"]).stdout)
    assert "CeasefireShape" in schema["$defs"]


def test_events_are_set_against_clauses_and_written_with_their_reasons(call, folder):
    result = call("incidents", TERMS, "--store", "e.duckdb", "-o", "out.csv", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["overall"] == {"inside": 4, "unclear": 6, "outside": 8}
    assert told["actors_not_in_terms"] == [{"actor": "Hill Brigade", "events": 1}]
    assert "never say who broke" in told["caution"]
    assert {entry["name"] for entry in told["inputs"]} == {"own 2031-05: incidents.csv", "terms.yaml"}
    lines = (folder / "out.csv").read_text(encoding="utf-8").splitlines()
    rows = {row["event_id"]: row for row in csv.DictReader(lines)}
    fits = {name: row["overall"] for name, row in rows.items()}
    # As README.md of the example says.
    assert [fits[f"V-{number:02}"] for number in (4, 7, 8, 9, 10, 12, 14, 15, 16, 17)] == [
        *("unclear", "outside", "unclear", "inside", "outside", "unclear", "unclear", "unclear", "unclear", "outside")
    ]
    assert rows["V-16"]["why"] == "area: known to 25 km, and the border of the area is nearer"


def test_events_against_clauses_are_told_in_words(call):
    told = call("incidents", TERMS, "--store", "e.duckdb").stdout
    assert "18 events against Ceasefire of the two valleys: 4 inside, 6 unclear, 8" in told
    assert "Dated events in the 28 days before 1 April 2031" in told
    assert "They never say who" in " ".join(told.split())


def test_what_cannot_be_is_refused_before_anything_is_read(call):
    both = call("incidents", TERMS, "--store", "e.duckdb", "-o", "-", "--json")
    assert (both.exit_code, "Give the table a name" in both.stderr) == (2, True)
    over = call("incidents", TERMS, "--store", "e.duckdb", "-o", TERMS)
    assert (over.exit_code, "would be written over" in over.stderr) == (2, True)
    absent = call("incidents", TERMS, "--store", "none.duckdb")
    assert (absent.exit_code, "no store of events" in absent.stderr) == (2, True)
    other = call("incidents", TERMS, "--store", "e.duckdb", "--ceasefire", "valleys")
    assert (other.exit_code, "Did you mean `two-valleys`?" in other.stderr) == (2, True)


def test_a_ledger_of_monitors_can_be_imported_as_events_too(folder, monkeypatch):
    monkeypatch.chdir(folder)
    words = ("import", LEDGERS[0], "--into", "m.duckdb", "--source", "own", "--release", "1", "--json")
    told = json.loads(CliRunner().invoke(main, ["evidence", "events", *words]).stdout)
    assert (told["new"], told["rejected"]) == (10, 0)


@pytest.mark.long
def test_ledgers_are_compared_in_words_and_as_json(call):
    told = " ".join(call("compare", *LEDGERS).stdout.split())
    assert "8 incidents in both ledgers, 2 only in monitors-a, 2 only in monitors-b" in told
    found = json.loads(call("compare", *LEDGERS, "--json").stdout)
    (pair,) = found["pairs_of_ledgers"]
    assert len(pair["matched"]) == 8
    assert pair["only"] == {"monitors-a": ["A-05", "A-09"], "monitors-b": ["B-17", "B-20"]}
    assert found["bodies"][0]["judges"] == ["northland", "southland"]
    assert call("compare", LEDGERS[0]).exit_code == 2


@pytest.mark.parametrize(("option", "row", "name"), [("--cf", CF_ROW, "cf-999001"), ("--pax", PAX_ROW, "pax-42")])
def test_terms_to_complete_are_imported_and_how_many_have_no_end_is_said(call, folder, option, row, name):
    write(folder / "others.csv", row)
    result = call("import", option, "others.csv", "--country", "Elland", "-o", "to-complete.yaml", "--force")
    assert result.exit_code == 0, result.output
    assert ("1 of 1 have no end on record (100%)" in result.stderr) == (option == "--cf")
    assert name in json.loads(call("check", "to-complete.yaml", "--json").stdout)["ceasefires"]
    assert call("import", "--country", "Elland").exit_code == 2
