"""`goodoffices corridors flow`: what it prints for people and for programs, and what it gives away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.corridors.flow import Spot, read_people, spot
from goodoffices.errors import CorridorError

EXAMPLE = Path(__file__).parents[2] / "examples" / "river-corridor"
PEOPLE = ("--people", str(EXAMPLE / "people.csv"))
DRAWN = ("--drawn", str(EXAMPLE / "drawn.geojson"), "--as-of", "2017-05-31")
TOWN = ("--place", "West=35.207,37.302,400")
OUT = ("--exit", "South=35.125,37.436")


def flow(*words: str):
    return CliRunner().invoke(main, ["corridors", "flow", str(EXAMPLE / "roads.csv"), *words])


def test_a_person_reads_the_time_its_spread_what_holds_and_who_leaves_when():
    result = flow(*PEOPLE, *DRAWN)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    assert "All 1,375 vehicles can be out after 9 h 41 min at the earliest." in said
    assert "With the least numbers given it takes 8 h 11 min, with the most 11 h 1 min." in said
    assert "The bridge (primary, 704 m, a checkpoint on it) near 35.15,37.35 holds 97 % of the time." in said
    assert "Who leaves when" in said
    assert "district council" in said
    assert "2 stretches closed" in said


def test_without_exact_no_street_and_no_exact_place_is_given_away():
    for words in ((), ("--json",)):
        coarse, exact = (flow(*PEOPLE, *DRAWN, *words, *more).stdout for more in ((), ("--exact",)))
        for secret in ("Long Road", "35.207", "37.303", "35.172"):
            assert secret not in coarse
            assert secret in exact
    assert "for the mediator's desk only" in " ".join(flow(*PEOPLE, "--exact").stdout.split())
    assert "edges" not in flow(*PEOPLE, "--json").stdout


def test_programs_get_a_plan_that_adds_up():
    told = json.loads(flow(*PEOPLE, *DRAWN, "--json", "--exact").stdout)
    assert told["vehicles"] == 1375
    assert sum(each["vehicles"] for each in told["departures"]) == pytest.approx(1375)
    assert all(each["end"] + each["seconds"] <= told["seconds"] + 1e-6 for each in told["departures"])
    low, high = told["seconds_with_least_and_most"]
    assert low < told["seconds"] < high
    assert told["assumed"] == {
        "people_per_vehicle": 4,
        "share_of_capacity": 1.0,
        "metres_around": 0,
        "people_together": None,
    }


def test_one_number_for_all_is_answered_as_one_pool():
    told = json.loads(flow("--place", "West=35.207,37.302", *OUT, "--together", "900", "--json").stdout)
    assert told["pooled"]
    assert told["vehicles"] == 225
    assert told["departures"] == []
    assert sum(each["vehicles"] for each in told["routes"]) == pytest.approx(225)


def test_less_capacity_takes_longer_and_more_crossings_to_start_from_do_not():
    def seconds(*words: str) -> float:
        return json.loads(flow(*TOWN, *OUT, *words, "--json").stdout)["seconds"]

    whole = seconds()
    assert seconds("--share", "0.5") > whole
    assert seconds("--around", "800") <= whole
    assert seconds("--per-vehicle", "40") < whole


def test_the_page_and_its_pictures_are_written(tmp_path):
    result = flow(*PEOPLE, "--html", str(tmp_path / "flow.html"), "--figures", str(tmp_path))
    assert result.exit_code == 0
    page = (tmp_path / "flow.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert page.count("<svg") == 2
    assert {path.name for path in tmp_path.glob("*.svg")} == {"arrivals.svg", "departures.svg"}


def test_a_place_that_closures_cut_off_is_told_with_what_would_help(tmp_path):
    shut = {
        "type": "Feature",
        "properties": {"kind": "closure", "name": "all"},
        "geometry": {"type": "Polygon", "coordinates": [[[37.29, 35.2], [37.31, 35.2], [37.31, 35.22], [37.29, 35.2]]]},
    }  # fmt: skip
    drawing = tmp_path / "shut.geojson"
    drawing.write_text(json.dumps({"type": "FeatureCollection", "features": [shut]}), encoding="utf-8")
    result = flow(*TOWN, *OUT, "--drawn", str(drawing), "--as-of", "2017-05-31")
    assert result.exit_code == 2
    assert "no way that is open leads from `West` to any exit" in result.stderr
    assert "closed on 2017-05-31. Lift a closure" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Nobody has to leave"),
        (OUT, "no place has people"),
        (TOWN, "there is no exit"),
        (("--place", "West=35.207,37.302,0", *OUT), "no place has a vehicle"),
        (("--place", "West=here", *OUT), "is not a place with people"),
        ((*TOWN, "--exit", "South=35.125,37.436,7"), "is not an exit"),
        ((*TOWN, *OUT, "--share", "0"), "Use a larger part"),
        ((*TOWN, *OUT, "--share", "2"), "from 0 to 1"),
        ((*TOWN, *OUT, "--per-vehicle", "0"), "out of range"),
        ((*TOWN, "--exit", "West=35.125,37.436"), "stands twice"),
        ((*TOWN, "--exit", "Far=1,2"), "km away"),
    ],
)
def test_a_question_without_an_answer_is_refused_in_words(words, said):
    result = flow(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_all_that_is_wrong_with_a_table_is_told_at_once_with_its_lines(tmp_path):
    table = tmp_path / "people.csv"
    table.write_text(
        "name,role,latitude,longitude,people,low\nA,plac,99,x,-4,\n,exit,1,2,3,\nB,place,1,2,5,9\n", "utf-8"
    )
    with pytest.raises(CorridorError) as caught:
        read_people(table)
    told = [(problem.where.line, problem.what) for problem in caught.value.problems]
    assert [line for line, _ in told] == [2, 2, 2, 2, 3, 3, 4]
    assert told[-1][1] == "the numbers do not rise from low over people to high"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is missing"),
        ("name,role,latitude,longitude\n", "no rows"),
        ("name,role,lat,longitude\n", "`latitude` is missing"),
        ("name,role,latitude,longitude,colour\n", "no column `colour`"),
        ('name,role,latitude,longitude\n"A', "this is no table: unexpected end of data"),
        ("\xff\xfe", "saved in UTF-16, not in UTF-8"),
    ],
)
def test_what_is_no_table_of_people_is_refused_in_words(tmp_path, text, said):
    table = tmp_path / "people.csv"
    table.write_bytes(text.encode("latin-1"))
    with pytest.raises(CorridorError, match=said):
        read_people(table)


def test_a_table_with_semicolons_and_a_mark_at_its_start_is_read(tmp_path):
    table = tmp_path / "people.csv"
    table.write_text("\ufeffName;Role;Latitude;Longitude;People\nA;Place;1.5;-2;7\n", "utf-8")
    assert read_people(table) == (Spot("A", is_exit=False, latitude=1.5, longitude=-2.0, people=7, low=7, high=7),)
    assert spot("A = 1.5, -2 , 7", is_exit=False) == read_people(table)[0]
