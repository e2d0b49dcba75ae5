"""Counts per month, and the team's own incidents."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.evidence.events.made import ask, put

from goodoffices.errors import EvidenceError
from goodoffices.evidence import events

HAPI = """\
location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin2_code,admin2_name,\
event_type,events,fatalities,reference_period_start,reference_period_end
#country+code,#meta+has_hrp,#meta+in_gho,#adm1+name+provider,#adm2+name+provider,#adm1+code,#adm1+name,#adm2+code,\
#adm2+name,#event+type,#event+num,#affected+killed,#date+start,#date+end
SYR,True,True,Idleb,Harim,SY07,Idleb,SY0702,Harim,political_violence,12,30,2025-01-01,2025-01-31
SYR,True,True,Idleb,Harim,SY07,Idleb,SY0702,Harim,demonstration,3,0,2025-01-01T00:00:00,2025-01-31T23:59:59
SYR,True,True,Old name,,,,,,political_violence,1,,2025-01-01,2025-01-31
SYR,True,True,Idleb,Harim,SY07,Idleb,SY0702,Harim,political_violence,12,30,2025-01-01,2025-01-31
SYR,True,True,Idleb,Harim,SY07,Idleb,SY0702,Harim,political_violence,1.5,30,2025-02-01,2025-02-28
"""

KOBO = """\
start;end;incident/date_start;incident/kind;incident/country;incident/deaths_best;place;_place_latitude;_place_longitude;\
_place_altitude;_place_precision;notes;_id;_uuid;_submission_time;_submitted_by;_index
2017-05-06T10:00;2017-05-06T10:05;2017-05-06;shelling;syr;2;35.1 36.7 0 5;35.1;36.7;0;5;Mr A. Person, hurt;1;u-1;\
2017-05-06T10:05:00;field_seven;1
"""

IN_FRENCH = """\
numéro,jour,sorte,morts
#event+id,#date+start+occurred,#event+type,#affected+killed
7,2017-05-06,shelling,
"""


def test_counts_go_to_a_table_of_their_own_and_are_no_events(tmp_path):
    (tmp_path / "hapi.csv").write_text(HAPI, encoding="utf-8")
    told = put(tmp_path / "hapi.csv", tmp_path / "store", "hapi", "2025-02")
    assert (told.read, told.new, told.rejected) == (5, 3, 2)
    assert put(tmp_path / "hapi.csv", tmp_path / "store", "hapi", "2025-02").new == 0
    assert ask(tmp_path / "store", "SELECT count(*) FROM events") == [(0,)]
    with events.open_store(tmp_path / "store") as connection:
        table = events.counts(connection).order_by("kind", "place").to_pyarrow().to_pylist()
    assert [(row["kind"], row["place"], row["events"], row["deaths_best"]) for row in table] == [
        ("demonstration", "SY0702", 3, 0),
        ("political_violence", "Old name", 1, None),
        ("political_violence", "SY0702", 12, 30),
    ]
    assert {(row["date_start"], row["date_end"]) for row in table} == {(dt.date(2025, 1, 1), dt.date(2025, 1, 31))}
    rejected = (tmp_path / "hapi.rejected.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rejected[1:]] == ["6", "7"]


def test_a_kobotoolbox_export_is_read_without_who_filled_it_in(tmp_path):
    (tmp_path / "kobo.csv").write_text(KOBO, encoding="utf-8")
    told = put(tmp_path / "kobo.csv", tmp_path / "store", "own", "week 19")
    assert told.new == 1
    assert {"_submitted_by", "start", "place", "_place_altitude"} <= set(told.passed_over)
    content = (tmp_path / "store").read_bytes()
    assert b"field_seven" not in content
    assert b"A. Person" not in content
    found = ask(
        tmp_path / "store",
        "SELECT event_id, date_start, date_end, date_precision, country, latitude, place_precision, deaths_best "
        "FROM events",
    )
    day = dt.date(2017, 5, 6)
    assert found == [("u-1", day, day, "day", "SYR", 35.1, "unknown", 2)]


def test_a_table_with_hxl_tags_is_read_by_its_tags(tmp_path):
    (tmp_path / "hxl.csv").write_text(IN_FRENCH, encoding="utf-8")
    assert put(tmp_path / "hxl.csv", tmp_path / "store", "own").new == 1
    assert ask(tmp_path / "store", "SELECT event_id, kind, deaths_best FROM events") == [("7", "shelling", None)]


def test_a_date_alone_is_a_day_and_two_are_a_range(tmp_path):
    rows = "event_id,date_start,date_end,kind\n1,2017-05-06,,x\n2,2017-05-06,2017-05-06,x\n3,2017-05-06,2017-05-08,x\n"
    (tmp_path / "own.csv").write_text(rows, encoding="utf-8")
    put(tmp_path / "own.csv", tmp_path / "store", "own")
    found = ask(tmp_path / "store", "SELECT date_precision FROM events ORDER BY event_id")
    assert [row[0] for row in found] == ["day", "day", "range"]


@pytest.mark.parametrize("column", ["phone", "victim_name", "reporter"])
def test_a_column_of_persons_is_refused_and_not_read(column, tmp_path):
    (tmp_path / "own.csv").write_text(f"event_id,date_start,kind,{column}\n1,2017-05-06,x,y\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match=f"has no column '{column}'"):
        put(tmp_path / "own.csv", tmp_path / "store", "own")
