"""What a person and a program read: pages, half a page, JSON, a calendar; and events at the commitment they touch."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar

from goodoffices import commitments as room
from goodoffices.brief import Brief, render_html

EXAMPLE = Path(__file__).parents[2] / "examples" / "valley-commitments" / "valleys.commitments.yaml"
DAY = dt.date(2031, 4, 25)


@pytest.fixture(scope="module")
def agreement():
    return room.read_commitments(EXAMPLE)


@pytest.fixture(scope="module")
def found(agreement):
    return room.standings(agreement, DAY)


def page(agreement, found, sections):
    return render_html(Brief("x", "", tuple(sections), room.provenance(agreement, found)))


def test_the_example_shows_every_common_way_to_stand(agreement, found):
    assert {one.commitment.id: one.status for one in found} == {
        "no-attack": "standing",
        "upland-guns": "overdue",
        "lowland-guns": "verified done",
        "clear-bridge": "due",
        "open-bridge": "waiting",
        "lists": "disputed",
        "release": "waiting",
        "observers": "reported done",
    }


def test_the_page_says_that_it_finds_no_breach_and_puts_what_is_overdue_first(agreement, found):
    text = page(agreement, found, room.agreement_sections(agreement, found))
    assert room.CAUTION in text
    assert text.index("overdue by 10 days") < text.index("disputed by Northland") < text.index("verified done by")


def test_a_party_s_page_holds_its_own_what_it_verifies_and_what_it_waits_for(agreement, found):
    sections = room.party_sections(agreement, found, "uplanders")
    assert [section.anchor for section in sections] == ["own", "waits", "each"]
    told = {below.anchor for below in sections[-1].sections}
    assert told == {"of-no-attack", "of-upland-guns", "of-open-bridge", "of-lists", "of-release"}
    (verifies,) = [one for one in room.party_sections(agreement, found, "joint-team") if one.anchor == "verifies"]
    assert len(verifies.blocks[0].rows) == 5


@pytest.mark.parametrize(
    ("touch", "touched"),
    [
        (room.Touch("ceasefire", "two-valleys"), {"no-attack", "upland-guns"}),
        (room.Touch("ceasefire", "two-valleys", "acts"), {"no-attack"}),
        (room.Touch("ceasefire", "another"), set()),
        (room.Touch("corridor", "two-valleys"), set()),
    ],
)
def test_an_event_stands_at_the_commitment_that_names_the_same_clause_and_is_no_finding(
    agreement, found, touch, touched
):
    at = room.touching(agreement, [room.Happening(touch, DAY, "shelling", "monitors-a")])
    assert set(at) == touched
    text = page(agreement, found, room.agreement_sections(agreement, found, at))
    assert (room.EVENT_NOT_BREACH in text) == bool(touched)
    assert room.standings(agreement, DAY) == found


def test_a_calendar_has_a_whole_day_for_each_known_deadline_and_nobody_s_address(agreement):
    early = room.standings(agreement, dt.date(2031, 4, 2))
    events = Calendar.from_ical(room.to_calendar(agreement, early)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [one.deadline for one in early if one.deadline]
    assert not [event for event in events if {"ORGANIZER", "ATTENDEE", "LOCATION"} & set(event)]
    moved = replace(agreement, in_force=dt.date(2031, 4, 11))
    later = Calendar.from_ical(room.to_calendar(moved, room.standings(moved, dt.date(2031, 4, 12)))).walk("VEVENT")
    assert {str(event["uid"]) for event in events} == {str(event["uid"]) for event in later}


def test_json_carries_every_line_with_who_said_it_when_and_on_what_it_rests(agreement, found):
    told = json.loads(json.dumps(room.standings_json(agreement, found)))
    line = told["commitments"]["upland-guns"]["status"][1]
    assert (line["said"], line["by"], line["source"], line["grade"]) == (
        *("partly confirmed", "joint-team", "visit-2", "B2"),
    )
    assert told["counts"]["overdue"] == 1


def test_half_a_page_has_what_needs_somebody_and_the_caution(agreement, found):
    section = room.excerpt_section(agreement, found)
    text = page(agreement, found, [section])
    assert "upland-guns" in text
    assert "lowland-guns" not in text
