"""The store is one file, of one version, written by one program at a time."""

from __future__ import annotations

import csv
import gzip
from importlib import resources
from pathlib import Path

import duckdb
import pytest
from tests.evidence.events.made import put, put_ged

from goodoffices.errors import EvidenceError, FileError
from goodoffices.evidence import events
from goodoffices.evidence.events import schema


def test_the_table_is_the_one_that_is_described(tmp_path):
    put_ged(tmp_path, {})
    with events.open_store(tmp_path / "store") as connection:
        assert tuple(events.events(connection).columns) == tuple(schema.COLUMNS)
        assert tuple(events.counts(connection).columns) == tuple(schema.COUNT_COLUMNS)


def test_a_store_opened_for_reading_cannot_be_changed(tmp_path):
    put_ged(tmp_path, {})
    with events.open_store(tmp_path / "store") as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("DELETE FROM events")


def test_a_store_of_another_version_is_refused(tmp_path):
    put_ged(tmp_path, {})
    with duckdb.connect(str(tmp_path / "store")) as connection:
        connection.execute("UPDATE store SET version = 99")
    with pytest.raises(EvidenceError, match="the store has version 99"), events.open_store(tmp_path / "store"):
        pass


@pytest.mark.parametrize("write", [True, False])
def test_another_duckdb_file_is_not_taken_for_a_store(write, tmp_path):
    with duckdb.connect(str(tmp_path / "other")) as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(FileError, match="no store of events"), events.open_store(tmp_path / "other", write=write):
        pass


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("name", ["list.csv", "list.json", "list.parquet", "list"])
def test_a_file_of_another_kind_is_not_taken_for_a_store_whatever_its_name(write, name, tmp_path):
    (tmp_path / name).write_text("event_id,date_start,kind\n", encoding="utf-8")
    with (
        pytest.raises(FileError, match="this file is no store of events"),
        events.open_store(tmp_path / name, write=write),
    ):
        pass
    assert (tmp_path / name).read_text(encoding="utf-8") == "event_id,date_start,kind\n"


def test_an_import_leaves_nothing_beside_the_store(tmp_path):
    put_ged(tmp_path, {})
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ged.csv", "store"]


CONFLICTS = Path(__file__).parents[3].parent / "shared" / "data" / "peace" / "ucdp_prio_acd_251.csv.gz"


@pytest.mark.skipif(not CONFLICTS.is_file(), reason="the file of UCDP's conflicts (shared/data/peace) is not here")
def test_the_numbers_of_countries_are_those_of_ucdp():
    text = resources.files(events).joinpath("countries.csv").read_text(encoding="utf-8")
    ours = {row["gwno"]: row["name"] for row in csv.DictReader(text.splitlines()) if row["gwno"]}
    with gzip.open(CONFLICTS, "rt", encoding="utf-8") as lines:
        rows = [(row["gwno_loc"], row["location"]) for row in csv.DictReader(lines) if "," not in row["location"]]
    theirs = {number: name.partition(" (")[0] for number, name in rows}
    former = {"680", "751", "817"}  # South Yemen, Hyderabad, South Vietnam
    shared = theirs.keys() - former
    assert len(shared) > 80
    assert {n: ours[n].partition(" (")[0] for n in shared} == {n: theirs[n] for n in shared}


def test_every_code_of_a_country_means_one_country():
    text = resources.files(events).joinpath("countries.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    gw = [row["gwno"] for row in rows if row["gwno"]]
    assert len(gw) == len(set(gw))
    by_number, by_letters = {row["m49"]: row["iso3"] for row in rows}, {row["iso3"]: row["m49"] for row in rows}
    assert len(by_number) == len(by_letters)
    assert all(by_letters[row["iso3"]] == row["m49"] and by_number[row["m49"]] == row["iso3"] for row in rows)
    world = resources.files(events).joinpath("boundaries/countries-50m.json").read_text(encoding="utf-8")
    missing = {row["iso3"] for row in rows if f'"id":"{row["m49"]}"' not in world}
    assert missing == {"TUV", "GUF", "GIB", "GLP", "MTQ", "MYT", "REU", "TKL"}


def test_a_release_of_which_some_rows_tell_no_low_or_high_figure_is_summed_to_none(tmp_path):
    example = Path(__file__).parents[3] / "examples" / "incidents" / "incidents.csv"
    put(example, tmp_path / "store", "own", "5", rejected=tmp_path / "rejected.csv")
    put_ged(tmp_path, {}, {})
    with events.open_store(tmp_path / "store") as connection:
        held = {
            one.source: (one.deaths_low, one.deaths_best, one.deaths_high)
            for one in events.summarise(connection).events
        }
    assert held == {"own": (None, 12, None), "ucdp-ged": (8, 12, 18)}
