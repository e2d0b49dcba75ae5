"""What an import of UCDP GED takes, flags and refuses: the traps of the real file, on small made ones."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from pathlib import Path

import pytest
from tests.evidence.events.made import GED, ask, ged_rows, put, put_ged, write

from goodoffices.errors import EvidenceError
from goodoffices.evidence import events

REAL = Path(__file__).parents[3].parent / "shared" / "data" / "peace" / "ucdp_ged_syria_2016_2019.csv.gz"


def test_figures_are_taken_by_their_names_although_the_file_says_best_high_low(tmp_path):
    put_ged(tmp_path, {"best": "6", "high": "9", "low": "4"})
    found = ask(tmp_path / "store", "SELECT deaths_low, deaths_best, deaths_high, deaths_civilians, flags FROM events")
    assert found == [(4, 6, 9, 3, [])]


def test_figures_out_of_order_and_a_best_that_is_no_sum_are_flagged_and_not_mended(tmp_path):
    told = put_ged(tmp_path, {"low": "7"}, {"high": "5"}, {"best": "7"}, {})
    assert (told.new, told.flagged, told.flags) == (4, 3, (("order", 2), ("sum", 1)))
    found = ask(tmp_path / "store", "SELECT deaths_low, deaths_best, deaths_high, flags FROM events ORDER BY event_id")
    assert found == [(7, 6, 9, ["order"]), (4, 6, 5, ["order"]), (4, 7, 9, ["sum"]), (4, 6, 9, [])]


def test_an_event_that_may_lie_anywhere_in_more_than_a_week_is_flagged_as_such(tmp_path):
    spans = ["2017-01-07", "2017-01-08", "2017-12-31"]
    told = put_ged(
        tmp_path,
        *({"date_start": "2017-01-01", "date_end": end, "date_prec": "5"} for end in spans),
        {"date_prec": "2"},
    )
    assert told.flags == (("span", 2),)
    found = ask(tmp_path / "store", "SELECT date_end, date_precision, flags FROM events ORDER BY event_id")
    assert [(day.isoformat(), *rest) for day, *rest in found[:3]] == [
        ("2017-01-07", "year", []),
        ("2017-01-08", "year", ["span"]),
        ("2017-12-31", "year", ["span"]),
    ]
    assert found[3][1] == "week"


def test_an_end_before_the_beginning_is_flagged(tmp_path):
    assert put_ged(tmp_path, {"date_end": "2016-12-29"}).flags == (("dates", 1),)


def test_a_place_outside_the_country_is_flagged_and_not_moved(tmp_path):
    swapped = {"latitude": "37.5", "longitude": "-35.5"}
    told = put_ged(tmp_path, swapped, {}, {**swapped, "where_prec": "7"}, {**swapped, "country_id": "751"})
    assert told.flags == (("far", 1),)
    found = ask(tmp_path / "store", "SELECT latitude, longitude FROM events WHERE list_contains(flags, 'far')")
    assert found == [(37.5, -35.5)]


@pytest.mark.parametrize(
    ("code", "place"),
    [("652", (32.5, 36.3)), ("666", (31.4, 34.4)), ("345", (42.6, 21.0)), ("625", (4.85, 31.6)), ("520", (9.5, 44.0))],
    ids=["at the border", "Gaza", "Kosovo", "Juba", "Somaliland"],
)
def test_a_place_at_the_border_or_told_under_another_name_is_not_flagged(code, place, tmp_path):
    told = put_ged(tmp_path, {"country_id": code, "latitude": str(place[0]), "longitude": str(place[1])})
    assert told.flags == ()


def test_a_place_known_only_by_its_country_is_no_point(tmp_path):
    put_ged(tmp_path, *({"where_prec": str(code)} for code in range(1, 8)))
    found = ask(tmp_path / "store", "SELECT place_precision FROM events ORDER BY event_id")
    assert [row[0] for row in found] == ["point", "near", "admin2", "admin1", "line", "country", "water"]


def test_sources_joined_by_semicolons_are_told_apart_and_named_once(tmp_path):
    put_ged(
        tmp_path,
        {"source_office": "SOHR;SOHR; Airwars", "number_of_sources": "3"},
        {"source_office": "", "number_of_sources": "-1"},
    )
    found = ask(tmp_path / "store", "SELECT outlets, number_of_sources FROM events ORDER BY event_id")
    assert found == [(["SOHR", "Airwars"], 3), (None, None)]


def test_the_sides_of_a_dyad_say_nothing_of_who_began(tmp_path):
    put_ged(tmp_path, {})
    (columns,) = ask(tmp_path / "store", "SELECT list(column_name) FROM (DESCRIBE events)")
    assert not {"attacker", "perpetrator", "initiator", "victim", "target"} & set(columns[0])
    assert ask(tmp_path / "store", "SELECT actor_a, actor_b, dyad, dyad_id FROM events") == [
        ("Government of Elland", "Northern Front", "Government of Elland - Northern Front", "11973")
    ]


@pytest.mark.parametrize("code", ["679", "678"])
def test_a_country_is_told_by_its_iso_code_and_an_unknown_one_by_none(code, tmp_path):
    put_ged(tmp_path, {"country_id": code}, {"country_id": "751"})
    assert ask(tmp_path / "store", "SELECT country FROM events ORDER BY event_id") == [("YEM",), (None,)]


def test_a_file_without_header_is_read_in_the_order_of_the_49_columns(tmp_path):
    file = write(tmp_path / "candidate.csv", GED, ged_rows({}, {"where_prec": "6"}), header=False)
    told = put(file, tmp_path / "store", "ucdp-candidate", "26.0.8")
    assert (told.read, told.new) == (2, 2)
    assert ask(tmp_path / "store", "SELECT source, deaths_best FROM events") == [("ucdp-candidate", 6)] * 2


def test_a_file_without_header_and_with_another_number_of_columns_is_refused(tmp_path):
    file = write(tmp_path / "short.csv", GED[:-1], ged_rows({}), header=False)
    with pytest.raises(EvidenceError, match="no header and 48 columns; UCDP GED has 49"):
        put(file, tmp_path / "store")


def test_columns_in_another_order_and_a_time_beside_the_date_are_read(tmp_path):
    file = write(tmp_path / "ged.csv", reversed(GED), ged_rows({"date_start": "2016-12-30 00:00:00.000"}))
    put(file, tmp_path / "store")
    assert ask(tmp_path / "store", "SELECT date_start, deaths_low FROM events") == [(dt.date(2016, 12, 30), 4)]


@pytest.mark.long
def test_importing_again_adds_nothing_and_says_what_now_reads_otherwise(tmp_path):
    put_ged(tmp_path, {}, {})
    again = put_ged(tmp_path, {}, {"low": "5"}, {})
    assert (again.read, again.new, again.known, again.changed) == (3, 1, 2, 1)
    assert ask(tmp_path / "store", "SELECT deaths_low FROM events ORDER BY event_id") == [(4,), (4,), (4,)]
    other = put_ged(tmp_path, {}, {}, release="26.1")
    assert (other.new, other.known) == (2, 0)
    (row,) = ask(tmp_path / "store", "SELECT count(*), count(DISTINCT sha256) FROM imports")
    assert row == (3, 2)


def test_rejected_rows_are_told_with_line_and_reason_and_the_others_are_kept(tmp_path):
    told = put_ged(
        tmp_path,
        {"where_coordinates": "two\nlines"},
        {"best": "many"},
        {"best": "2.5"},
        {"latitude": "95"},
        {"longitude": ""},
        {"date_start": "30/12/2016"},
        {"type_of_violence": ""},
        {"id": "1", "low": "0"},
        {"low": "-1"},
    )
    assert (told.read, told.new, told.rejected) == (9, 1, 8)
    assert told.rejected_file == str(tmp_path / "ged.rejected.csv")
    with Path(told.rejected_file).open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [
            ["line", "event_id", "reason"],
            ["4", "2", "best many is not a whole number from 0 to 9,999,999,999"],
            ["5", "3", "best 2.5 is not a whole number from 0 to 9,999,999,999"],
            ["6", "4", "latitude 95 is not a latitude, from −90 to 90 degrees"],
            ["7", "5", "one of latitude and longitude is missing"],
            ["8", "6", "date_start 30/12/2016 is not a date, as 2016-12-30"],
            ["9", "7", "type_of_violence is empty"],
            ["10", "1", "this identifier stands in an earlier row of the file"],
            ["11", "9", "low -1 is not a whole number from 0 to 9,999,999,999"],
        ]


def test_no_article_headline_or_description_is_kept_unless_asked_for(tmp_path):
    put_ged(tmp_path, {})
    assert b"A. Person" not in (tmp_path / "store").read_bytes()
    again = put_ged(tmp_path, {}, keep_notes=True)
    assert (again.new, again.known, again.notes) == (0, 1, 4)
    found = ask(tmp_path / "store", "SELECT field, text FROM notes WHERE event_id = '1' ORDER BY field")
    assert found[3] == ("where_description", "house of Mr A. Person")
    assert put_ged(tmp_path, {}, keep_notes=True).notes == 0


@pytest.mark.skipif(not REAL.is_file(), reason="the file of UCDP GED (shared/data/peace) is not here")
def test_the_real_file_has_what_was_measured_in_it(tmp_path):
    told = put(REAL, tmp_path / "store", release="19.1")
    assert (told.read, told.new, told.rejected) == (16_566, 16_566, 0)
    assert dict(told.flags)["order"] == 101
    assert not {"sum", "far"} & {flag for flag, _ in told.flags}
    store = tmp_path / "store"
    long = "SELECT count(*), sum(deaths_best) FROM events WHERE date_end - date_start > 30"
    assert ask(store, long) == [(51, 21_184)]
    country = "SELECT count(*), sum(deaths_best) FROM events WHERE place_precision = 'country'"
    assert ask(store, country) == [(254, 23_637)]
    assert ask(store, "SELECT round(100 * avg((outlets = ['SOHR'])::INTEGER)) FROM events") == [(86,)]
    with events.open_store(store) as connection:
        assert events.events(connection).deaths_best.sum().to_pyarrow().as_py() == 112_337


def test_a_packed_file_is_read_as_it_is(tmp_path):
    plain = write(tmp_path / "ged.csv", GED, ged_rows({}, {"best": "x"}))
    packed = tmp_path / "packed.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    told = put(packed, tmp_path / "store")
    assert (told.new, told.rejected_file) == (1, str(tmp_path / "packed.rejected.csv"))
