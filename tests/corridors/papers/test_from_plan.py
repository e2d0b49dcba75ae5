"""A sheet says of a plan what its consent record says, and names each checkpoint once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.corridors import consent, danger
from goodoffices.corridors.papers import cut, drivers_card, monitors_sections, sheet_of, to_calendar
from goodoffices.corridors.plan import course_of, inputs_of, read_corridor
from goodoffices.values import Paragraph

EXAMPLE = Path(__file__).parents[3] / "examples" / "river-corridor" / "plan.yaml"


@pytest.fixture(scope="module")
def ground():
    plan = read_corridor(EXAMPLE)
    inputs = inputs_of(plan, plan.as_of)
    course = course_of(plan, inputs.roads, inputs.danger)
    return plan, (inputs.roads, inputs.shapes), course, danger.read_drawn(plan.danger.drawn)


def whole(ground, as_of=None, **changes):
    plan, network, course, drawn = ground
    plan = replace(plan, record=replace(plan.record, **changes))
    return sheet_of(plan, network, course, as_of or plan.as_of, drawn=drawn)


def test_the_mark_is_that_of_the_consent_record(ground):
    found = whole(ground)
    told = consent.mark(ground[0].record, ground[0].as_of)
    assert (found.agreed, found.mark.lower()) == (told.agreed, told.words) == (False, "not agreed, as of 2017-05-31")
    assert {one.name: one.consent for one in found.stretches} == {
        "north-bank": "agreed",
        "bridge": "not agreed",
        "south-bank": "agreed",
    }


def test_a_stretch_of_which_nothing_is_known_is_unknown_and_never_agreed(ground):
    silent = tuple(replace(one, consents=()) for one in ground[0].record.stretches)
    nobody = tuple(replace(one, control=()) for one in silent)
    for stretches in (silent, nobody):
        assert {one.consent for one in whole(ground, stretches=stretches).stretches} == {"unknown"}


def test_a_withdrawal_cancels_the_windows_that_it_reaches(ground):
    first, *others = ground[0].record.stretches
    gone = consent.Moment(dt.datetime(2017, 6, 3, 20))  # noqa: DTZ001 - local, as agreed
    answers = tuple(replace(one, withdrawn=gone) for one in first.consents)
    found = whole(ground, stretches=(replace(first, consents=answers), *others))
    assert [one.withdrawn for one in found.windows] == [False, True]
    assert to_calendar(cut(found, "desk")).count(b"STATUS:CANCELLED") == 1


def test_a_checkpoint_that_was_drawn_and_named_is_one_stop_for_the_driver(ground):
    found = whole(ground)
    assert [(one.name, one.kind, one.minutes) for one in found.points] == [
        ("north-town", "start", 0),
        ("long-bridge", "checkpoint", 10),
        ("mill", "gate", 0),
        ("south-town", "end", 0),
    ]
    assert [step.kind for step in found.steps].count("checkpoint") == 1
    other = replace(ground[0], points=tuple(replace(one, name=f"{one.name} x") for one in ground[0].points))
    record = replace(other.record, route=tuple(f"{name} x" for name in other.route), stretches=())
    _, network, course, drawn = ground
    renamed = sheet_of(replace(other, record=record), network, course, other.as_of, drawn=drawn)
    assert [one.name for one in renamed.points if one.kind == "checkpoint"] == ["Long Bridge"]


def test_stretches_lie_end_to_end_on_the_route(ground):
    found = whole(ground)
    joined = [place for n, one in enumerate(found.stretches) for place in one.course[bool(n) :]]
    assert tuple(joined) == found.course
    assert [step.at for step in found.steps] == sorted(step.at for step in found.steps)


def test_what_was_notified_after_the_day_is_not_on_record_yet(ground):
    assert len(whole(ground).notices) == 6
    assert whole(ground, dt.date(2017, 5, 28)).notices == ()


def test_a_card_without_a_rule_or_an_office_says_so_in_capitals(ground):
    plan = replace(ground[0], papers=replace(ground[0].papers, contacts=()))
    found = whole((plan, *ground[1:]), abort=consent.Abort(), windows=())
    boxes = dict(drivers_card(cut(found, "driver"), ["en"]).faces[0].boxes)
    assert boxes["Stop and turn back"].startswith("NO RULE IS STATED")
    assert boxes["Call"].startswith("NO OFFICE TO CALL")
    said = [
        block.text
        for section in monitors_sections(cut(found, "monitor"))
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    assert "No window is stated." in said
    assert "The plan has no timetable: no passing time is expected." in said
