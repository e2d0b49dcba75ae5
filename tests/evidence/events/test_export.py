"""What goes out of a store, and what does not."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import hxl
import pytest
from tests.evidence.events.made import ask, put, put_ged, write

from goodoffices.errors import EvidenceError, FileError
from goodoffices.evidence import events
from goodoffices.values import escaped

EXACT = ("35.5", "37.5")


@pytest.fixture
def store(tmp_path):
    put_ged(
        tmp_path,
        {},
        {"where_prec": "6", "latitude": "35", "longitude": "38"},
        {"where_prec": "4"},
        {"adm_1": ""},
        keep_notes=True,
    )
    return tmp_path / "store"


def export(store: Path, name: str, words: str = "", rows: int = 4) -> Path:
    file = store.with_name(name)
    with events.open_store(store) as connection:
        coarse = events.coarsening(words) if words else events.Coarsening()
        assert events.export(connection, file, events.FORMATS[file.suffix], coarse) == rows
    return file


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))[1:]


def test_csv_carries_hxl_tags_that_libhxl_reads(store):
    file = export(store, "out.csv")
    with hxl.data(str(file), hxl.InputOptions(allow_local=True)) as dataset:
        assert [row.get("#affected+killed-min-max") for row in dataset] == ["6"] * 4
        assert [column.header for column in dataset.columns][:3] == ["source", "release", "event_id"]


def test_an_event_known_by_its_country_only_has_no_point_in_any_format(store):
    assert [bool(row["latitude"]) for row in rows_of(export(store, "out.csv"))] == [True, False, True, True]
    features = json.loads(export(store, "out.geojson").read_text(encoding="utf-8"))["features"]
    assert [feature["geometry"] is None for feature in features] == [False, True, False, False]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [37.5, 35.5]}
    export(store, "out.parquet")
    table = duckdb.read_parquet(str(store.with_name("out.parquet")))
    assert table.aggregate("count(latitude), sum(deaths_low)").fetchall() == [(3, 16)]


def test_free_text_never_goes_out(store):
    assert ask(store, "SELECT count(*) FROM notes")[0][0] > 0
    for name in ("out.csv", "out.geojson", "out.parquet"):
        assert b"A. Person" not in export(store, name).read_bytes()


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("admin1", [("North", "", "admin1"), ("North", "", "country"), ("North", "", "admin1"), ("", "", "country")]),
        (
            "admin2",
            [
                ("North", "Hills", "admin2"),
                ("North", "Hills", "country"),
                ("North", "Hills", "admin1"),
                ("", "Hills", "admin2"),
            ],
        ),
    ],
)
def test_places_coarsened_to_a_province_or_district_tell_no_more(words, places, store):
    rows = rows_of(export(store, "out.csv", words))
    assert [(row["admin1"], row["admin2"], row["place_precision"]) for row in rows] == places
    assert {row["latitude"] + row["longitude"] for row in rows} == {""}


def test_places_coarsened_to_cells_tell_the_middle_of_the_cell(store):
    first, country, province, _ = rows_of(export(store, "out.csv", "h3:5"))
    assert (first["cell"], first["place_precision"], first["admin2"]) == ("852d85a3fffffff", "near", "")
    assert (first["latitude"], first["longitude"]) != EXACT
    assert abs(float(first["latitude"]) - 35.5) < 0.1
    assert country["cell"] == province["cell"] == province["latitude"] == ""


@pytest.mark.parametrize(("size", "told"), [(4, "near"), (5, "admin1"), (9, "admin1")])
def test_a_place_known_to_25_km_is_put_into_no_smaller_cell(size, told, tmp_path):
    put_ged(tmp_path, {"where_prec": "2"})
    (row,) = rows_of(export(tmp_path / "store", "out.csv", f"h3:{size}", rows=1))
    assert row["place_precision"] == told
    assert bool(row["cell"]) == bool(row["latitude"]) == (told == "near")


@pytest.mark.parametrize("words", ["admin3", "h3", "h3:2", "h3:x", "town"])
def test_a_coarsening_that_is_not_known_is_refused(words):
    with pytest.raises(EvidenceError, match="Write admin1, admin2"):
        events.coarsening(words)


def test_what_is_exported_can_be_read_back_as_the_teams_own(store, tmp_path):
    told = put(export(store, "out.csv"), tmp_path / "second", "own", "from elsewhere")
    assert (told.new, told.passed_over) == (4, ("source", "release", "flags"))
    same = "SELECT * EXCLUDE (source, release, flags, latitude, longitude) FROM events ORDER BY event_id"
    assert ask(tmp_path / "second", same) == ask(store, same)


def test_an_export_that_cannot_be_written_leaves_nothing_behind(store):
    with pytest.raises(FileError, match="cannot be written"), events.open_store(store) as connection:
        events.export(connection, store.with_name("nowhere") / "out.csv", "csv")
    assert not store.with_name("nowhere").exists()


def test_a_summary_counts_by_source_and_release_and_names_the_undated(store, tmp_path):
    put_ged(tmp_path, {"date_end": "2017-12-31", "date_prec": "5"}, {"low": "7"}, release="26.1")
    with events.open_store(store) as connection:
        found = events.summarise(connection)
    old, new = found.events
    assert (old.release, old.rows, old.undated, old.without_place, old.deaths_best) == ("25.1", 4, 0, 1, 24)
    assert (new.release, new.rows, new.undated, new.flags) == ("26.1", 2, 1, (("order", 1), ("span", 1)))
    assert (old.notes > 0, new.notes) == (True, 0)
    told = events.summary_json(found)
    assert json.loads(json.dumps(told))["events"][1]["flags"] == {"order": 1, "span": 1}
    assert "nothing adds them up" in str(events.summary_section(found))


FORMULAS = {
    "actor_a": "=HYPERLINK(1)",
    "actor_b": "@SUM(A1)",
    "admin1": "-2+3",
    "admin2": "'=1",
    "outlets": "+x;-5;Radio",
}


def test_no_cell_of_a_table_is_a_formula_to_a_spreadsheet_and_all_come_back(tmp_path):
    row = FORMULAS | {"event_id": "=1", "date_start": "2017-01-01", "kind": "x", "longitude": "-3.5", "latitude": "1"}
    shielded = {key: escaped(value) for key, value in row.items()}  # as spreadsheets write them
    brought = write(tmp_path / "own.csv", shielded, [shielded])
    put(brought, tmp_path / "store", source="own")
    kept = "SELECT event_id, actor_a, actor_b, admin1, admin2, outlets, longitude FROM events"
    (found,) = ask(tmp_path / "store", kept)
    assert found == ("=1", "=HYPERLINK(1)", "@SUM(A1)", "-2+3", "'=1", ["+x", "-5", "Radio"], -3.5)
    file = export(tmp_path / "store", "out.csv", rows=1)
    with file.open(encoding="utf-8") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert [cell for cell in cells if cell[:1] in tuple("=+-@") and cell] == ["-3.5"]
    put(file, tmp_path / "again", source="own")
    assert ask(tmp_path / "again", kept) == [found]


def test_no_cell_of_the_rejected_rows_is_a_formula(tmp_path):
    put_ged(tmp_path, {}, {"id": "=HYPERLINK(1)", "best": "x"})
    (told,) = tmp_path.glob("*.rejected.csv")
    with told.open(encoding="utf-8") as stream:
        assert [row[1] for row in csv.reader(stream)] == ["event_id", "'=HYPERLINK(1)"]
