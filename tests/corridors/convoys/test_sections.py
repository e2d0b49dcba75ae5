"""What is said of a timetable: whether it fits first, then what would have to change, then every departure."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
import vl_convert

from goodoffices.corridors.convoys import parse_plan, read, set_timetable, timetable_json, timetable_sections
from goodoffices.values import Listing, Note, Paragraph, Picture, Table

EXAMPLE = Path(__file__).parents[3] / "examples" / "harbour-convoy" / "plan.yaml"


@cache
def tight():
    """The worked example in a window that closes three and a half hours sooner."""
    return set_timetable(parse_plan(EXAMPLE.read_text(encoding="utf-8").replace(".. 16:00", ".. 12:30")), effort=2)


@cache
def roomy():
    return set_timetable(read(EXAMPLE))


def blocks(found, kind):
    return [block for section in timetable_sections(found) for block in section.blocks if isinstance(block, kind)]


@pytest.mark.long
def test_a_plan_that_fits_says_so_with_its_slack_and_what_it_bears():
    found = roomy()
    finding, caution = blocks(found, Note)
    assert finding.text == "It fits: all 344 people are out by 13:03, 2 h 57 min before the window closes."
    assert "says nothing of whether the roads are safe or agreed" in caution.text
    assert blocks(found, Paragraph)[0].text == "Proved: with these vehicles and rules no timetable ends sooner."
    (margins,) = blocks(found, Listing)
    assert margins.items[0] == "north-gate: 12 min more for each vehicle; more was not asked."


@pytest.mark.long
def test_a_plan_that_does_not_fit_says_how_late_and_what_would_make_it_fit():
    found = tight()
    finding = blocks(found, Note)[0].text
    out = sum(sum(trip.people) for trip in found.trips if trip.ends <= found.problem.plan.window)
    assert finding == (
        "It does not fit: the last of 344 people would be out by 13:03, 33 min late. "
        f"When the window closes, {out} are out."
    )
    (changes,) = blocks(found, Listing)
    assert changes.items[:2] == ("A window that closes 33 min later (a shorter one does not: proved).", "1 more bus.")
    assert "Not enough: up to 2 more lanes at north-gate (proved)." in changes.items


def test_where_the_search_did_not_settle_it_the_gap_is_told():
    found = set_timetable(read(EXAMPLE), effort=0.002)
    said = blocks(found, Paragraph)[0].text
    assert said.startswith("Not proved to be the quickest: no timetable ends before ")


def test_every_departure_is_in_the_table_in_order():
    found = roomy()
    departures = blocks(found, Table)[0]
    assert len(departures.rows) == len(found.trips)
    first = [cell.text for cell in departures.rows[0]]
    assert first[0] == min(row[0].text for row in departures.rows)
    assert [row[0].text for row in departures.rows] == sorted(row[0].text for row in departures.rows)


def test_the_picture_has_a_line_for_each_vehicle_and_is_said_in_words():
    (picture,) = blocks(roomy(), Picture)
    assert picture.alt.count("the last unloaded at") == 6
    assert picture.alt.endswith("The window closes at 16:00.")
    assert vl_convert.vegalite_to_svg(dict(picture.spec)).startswith("<svg")


@pytest.mark.long
def test_programs_get_every_trip_with_local_times():
    found = tight()
    given = json.loads(json.dumps(timetable_json(found)))
    assert (given["fits"], given["proved_impossible"], given["slack"]) == (False, True, -33)
    assert sum(sum(trip["aboard"].values()) for trip in given["trips"]) == given["people"] == 344
    assert given["trips"][0]["sets_out"] == "2031-03-14T07:00"
    assert given["changes"][1] == {
        "what": "vehicles",
        "name": "bus",
        "more": 1,
        "tried": 1,
        "less_proved_not_enough": True,
    }
