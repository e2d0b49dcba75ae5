"""`goodoffices evidence events`: what it prints for people and for programs, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.evidence.events.made import GED, ged_rows, write

from goodoffices.cli import evidence_import, main
from goodoffices.evidence import events


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOODOFFICES_UCDP_TOKEN", raising=False)
    write(Path("ged.csv"), GED, ged_rows({"low": "7"}, {"best": "many"}, {}))

    def told(*words: str):
        return CliRunner().invoke(main, ["evidence", "events", *words])

    return told


IMPORT = ("import", "ged.csv", "--into", "e.duckdb", "--source", "ucdp-ged", "--release", "25.1")


def test_the_sources_are_those_of_the_library():
    assert tuple(events.SOURCES) == evidence_import.SOURCES


def test_an_import_says_what_is_new_known_rejected_and_flagged(call):
    first = call(*IMPORT)
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [
        "ged.csv: 3 rows read as ucdp-ged 25.1.",
        "  2 new",
        "  0 already there",
        "  1 rejected: see ged.rejected.csv",
        "  1 of the new flagged, and kept as they are",
        "    order 1: low, best and high are not in this order",
    ]
    again = json.loads(call(*IMPORT, "--json").stdout)
    assert (again["read"], again["new"], again["known"], again["rejected"]) == (3, 0, 2, 1)


def test_a_refusal_names_file_line_and_column_and_ends_with_2(call):
    Path("ged.csv").write_text(Path("ged.csv").read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    met = call(*IMPORT)
    assert met.exit_code == 2
    assert "ged.csv:1:3: the columns are separated by semicolons" in met.stderr
    assert "Traceback" not in met.stderr


def test_a_summary_can_be_printed_as_json_and_as_a_page(call):
    call(*IMPORT)
    assert "ucdp-ged" in call("summary", "e.duckdb").stdout
    told = json.loads(call("summary", "e.duckdb", "--json").stdout)
    assert told["events"][0]["deaths_best"] == 12
    assert call("summary", "e.duckdb", "--html", "page.html").exit_code == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "What the store holds" in page
    assert told["files"][0]["sha256"][:12] in page


def test_an_export_goes_by_the_name_of_the_file_and_writes_over_nothing(call):
    call(*IMPORT)
    assert (
        json.loads(call("export", "e.duckdb", "-o", "out.csv", "--coarsen", "admin1", "--json").stdout)["events"] == 2
    )
    assert call("export", "e.duckdb", "-o", "out.csv").exit_code == 2
    assert call("export", "e.duckdb", "-o", "out.csv", "--force").exit_code == 0
    assert "End its name with" in call("export", "e.duckdb", "-o", "out.xlsx").stderr
    assert call("export", "e.duckdb", "-o", "e.csv", "--coarsen", "town").exit_code == 2
    assert call("export", "none.duckdb", "-o", "e.csv").exit_code == 2


def test_a_fetch_without_a_token_says_which_variable_is_missing(call):
    met = call("fetch", "25.1", "-o", "ged.new.csv")
    assert met.exit_code == 2
    assert "GOODOFFICES_UCDP_TOKEN" in met.stderr


def test_the_help_of_keep_notes_says_what_it_means(call):
    words = " ".join(call("import", "--help").stdout.split())
    assert "It can name victims, witnesses and informants" in words


def test_an_import_that_is_refused_leaves_no_empty_store_and_one_that_was_there_stays(call):
    Path("cols.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    refused = ("import", "cols.csv", "--into", "e.duckdb", "--source", "own", "--release", "1")
    assert call(*refused).exit_code == 2
    assert not list(Path().glob("e.duckdb*"))
    call(*IMPORT)
    assert call(*refused).exit_code == 2
    assert "25.1" in call("summary", "e.duckdb").stdout


def test_events_of_which_nobody_tells_how_many_died_are_not_shown_as_no_deaths(call):
    Path("own.csv").write_text("event_id,date_start,kind\na,2017-05-06,shelling\n", encoding="utf-8")
    call("import", "own.csv", "--into", "o.duckdb", "--source", "own", "--release", "1")
    told = " ".join(call("series", "o.duckdb").stdout.split())
    assert "1 event without any figure of deaths. Undated, and so in no month: none." in told
    assert "May 2017 1 no figure no figure no figure" in told


def test_without_a_source_the_header_suggests_one_and_each_is_described(call):
    met = call("import", "ged.csv", "--into", "e.duckdb", "--release", "25.1")
    assert met.exit_code == 2
    words = " ".join(met.stderr.split())
    assert "ged.csv has the columns of ucdp-ged and of ucdp-candidate." in words
    assert all(f"{source}: {sign}" in words for source, sign in events.SIGNS.items())
    Path("other.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    assert "none of them" in call("import", "other.csv", "--into", "e.duckdb", "--release", "1").stderr


def test_an_import_tells_the_seconds_of_each_step(call):
    told = json.loads(call(*IMPORT, "--json").stdout)
    assert list(told["seconds"]) == ["reading", "validating", "finding rejected lines", "adding"]
    assert all(seconds >= 0 for seconds in told["seconds"].values())
    assert "validating" in call(*IMPORT).stderr
