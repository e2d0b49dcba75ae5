"""ACLED's file, with the columns of before and since March 2023."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.evidence.events.made import ACLED_NEW, ACLED_OLD, acled_rows, ask, put, write


@pytest.fixture
def put_acled(tmp_path):
    def told(*changes, columns=ACLED_NEW, **choices):
        return put(write(tmp_path / "acled.csv", columns, acled_rows(*changes)), tmp_path / "store", "acled", **choices)

    return told


@pytest.mark.parametrize("columns", [ACLED_NEW, ACLED_OLD], ids=["new", "old"])
def test_both_sets_of_columns_give_the_same_event(columns, put_acled, tmp_path):
    assert put_acled({}, columns=columns).new == 1
    found = ask(
        tmp_path / "store",
        "SELECT kind, subkind, actor_a, actor_b, dyad, country, deaths_low, deaths_best, number_of_sources, outlets "
        "FROM events",
    )
    assert found == [
        (
            "battle",
            "Armed clash",
            "Northern Front",
            "Army of Elland",
            "Army of Elland – Northern Front",
            "SYR",
            None,
            3,
            None,
            ["Agency", "Radio"],
        )
    ]


def test_a_dyad_is_the_same_whichever_actor_the_file_names_first(put_acled, tmp_path):
    put_acled({}, {"actor1": "Army of Elland", "actor2": "Northern Front"}, {"actor2": ""})
    dyads = ask(tmp_path / "store", "SELECT dyad FROM events ORDER BY event_id")
    assert dyads == [("Army of Elland – Northern Front",)] * 2 + [(None,)]


def test_a_day_a_week_and_a_month_leave_open_what_the_code_says(put_acled, tmp_path):
    told = put_acled(*({"time_precision": code} for code in "123"))
    assert told.flags == (("span", 1),)
    found = ask(tmp_path / "store", "SELECT date_precision, date_start, date_end FROM events ORDER BY event_id")
    may = dt.date(2017, 5, 1)
    assert found == [
        ("day", may.replace(day=6), may.replace(day=6)),
        ("week", may.replace(day=3), may.replace(day=9)),
        ("month", may, may.replace(day=31)),
    ]


def test_the_chief_town_of_a_province_is_no_point(put_acled, tmp_path):
    put_acled(*({"geo_precision": code} for code in "123"))
    found = ask(tmp_path / "store", "SELECT place_precision FROM events ORDER BY event_id")
    assert [row[0] for row in found] == ["point", "near", "admin1"]


def test_dates_are_read_in_the_forms_that_exports_have_and_in_no_other(put_acled, tmp_path):
    told = put_acled(*({"event_date": text} for text in ("6 May 2017", "06-May-2017", "05/06/2017")))
    assert (told.new, told.rejected) == (2, 1)
    assert ask(tmp_path / "store", "SELECT DISTINCT date_start FROM events") == [(dt.date(2017, 5, 6),)]


def test_a_code_that_is_not_in_the_codebook_rejects_the_row(put_acled, tmp_path):
    told = put_acled({}, {"time_precision": "4"}, {"event_type": "Parade"})
    assert (told.new, told.rejected) == (1, 2)
    text = (tmp_path / "acled.rejected.csv").read_text(encoding="utf-8")
    assert "time_precision 4 is not one of 1, 2, 3" in text
    assert "event_type Parade is not one of battles" in text


def test_notes_are_kept_only_where_they_are_asked_for(put_acled, tmp_path):
    put_acled({})
    assert b"A. Person" not in (tmp_path / "store").read_bytes()
    assert put_acled({}, keep_notes=True).notes == 1
