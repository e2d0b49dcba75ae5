"""Is it being kept, on made-up wars whose answer is known."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ceasefire.report.made_war import (
    FIRST,
    START,
    WAR,
    days,
    event,
    kept_in_the_north,
    others,
    spread,
    study,
    study_of_the_north,
)

from goodoffices.ceasefire import report, terms
from goodoffices.errors import EvidenceError
from goodoffices.values import Provenance

SOURCE = Provenance("x", (("a.csv", "sha256:0"),), "1")


def told(found):
    return json.dumps(report.report_json(found, SOURCE), sort_keys=True)


@pytest.fixture(scope="module")
def found():
    return study_of_the_north()


def word(found, area):
    return next(one.verdict.word for one in found.areas if one.unit.area == area)


def test_what_falls_to_a_tenth_holds_and_what_rises_has_collapsed_and_the_whole_stands_last(found):
    assert word(found, "North") == "holding"
    assert word(found, "South") in {"eroding", "collapsed"}
    assert found.holdings[-1] is found.whole
    assert found.whole.unit.area == report.EVERYWHERE


def test_the_report_says_first_that_the_south_goes_against_the_whole(found):
    hidden = report.contrary(found.areas, found.whole)
    assert [one.unit.area for one in hidden.along] == ["North"]
    assert [one.unit.area for one in hidden.against] == ["South"]
    assert report.contrary_words(hidden)[0].startswith("North (")
    assert "falls while South" in report.contrary_words(hidden)[0]


@pytest.mark.long
def test_with_one_dyad_bound_none_is_told_apart_and_with_two_each_is(found):
    assert found.dyads == ()
    last = dt.date(2031, 4, 30)
    police = ("Police of Elland", "Eastern Front")
    two = study((*kept_in_the_north(), *spread(1, FIRST, last, "South", police)))
    named = {one.unit.name for one in two.dyads}
    assert "South: Police of Elland - Eastern Front" in named
    assert "everywhere: Police of Elland - Eastern Front" in named


@pytest.mark.long
def test_events_between_others_change_no_verdict_of_those_bound(found):
    fewer = study([row for row in kept_in_the_north() if row["dyad"] != "Reds - Blues"])
    assert [one.now for one in fewer.areas] == [one.now for one in found.areas]


@pytest.mark.parametrize("as_of", [dt.date(2031, 4, 23), dt.date(2031, 4, 27), dt.date(2031, 4, 29)])
def test_within_a_silence_of_thirteen_days_the_verdict_is_unobserved_and_not_held(as_of):
    silent = days(dt.date(2031, 4, 17), dt.date(2031, 4, 29))
    rows = [row for row in kept_in_the_north() if row["date_start"] not in silent]
    quiet = study(rows, as_of=as_of)
    assert [(one.since, one.until) for one in quiet.unseen.quiet if not one.area] == [(silent[0], as_of)]
    assert {one.verdict.word for one in quiet.areas} == {"unobserved"}
    assert "silent" in quiet.whole.verdict.why
    assert report.contrary(quiet.areas, quiet.whole) is None


def test_calm_among_those_bound_while_others_fight_on_is_not_taken_for_silence():
    rows = [*spread(3, FIRST, dt.date(2031, 3, 31), "North"), *others(dt.date(2031, 4, 30))]
    calm = study(rows)
    assert calm.unseen.quiet == ()
    assert word(calm, "North") == "holding"


@pytest.mark.long
def test_a_start_within_a_day_belongs_to_neither_side():
    within = terms.Terms(**{**vars(WAR), "start": terms.parse_moment("2031-04-01 06:00 +02:00")})
    many = [event(START, "North") for _ in range(50)]
    plain, busy = (study(rows, within) for rows in (kept_in_the_north(), (*kept_in_the_north(), *many)))
    assert plain.span.since == dt.date(2031, 4, 2)
    assert plain.span.before_to == dt.date(2031, 3, 31)
    assert [one.now for one in plain.areas] == [one.now for one in busy.areas]


def test_a_ceasefire_that_has_ended_is_judged_by_its_last_days():
    ended = terms.Terms(**{**vars(WAR), "open_ended": False, "end": terms.parse_moment("2031-04-20 00:00 +02:00")})
    after = spread(20, dt.date(2031, 4, 20), dt.date(2031, 4, 30), "North")
    over = study((*kept_in_the_north(), *after), ended)
    assert over.span.over
    assert over.span.last == dt.date(2031, 4, 19)
    assert word(over, "North") == "holding"


def test_an_area_that_the_terms_leave_out_is_no_area_of_the_report():
    north = terms.Terms(**{**vars(WAR), "area": terms.Area(admin1=("North",))})
    assert [one.unit.area for one in study(kept_in_the_north(), north).areas] == ["North"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"start": None}, "do not say when"),
        ({"start": terms.parse_moment("2032-04-01")}, "first whole day"),
        ({"start": terms.parse_moment("2030-04-01")}, "no day before it"),
    ],
)
def test_days_that_the_record_does_not_hold_are_refused(change, what):
    with pytest.raises(EvidenceError, match=what):
        study(kept_in_the_north(), terms.Terms(**{**vars(WAR), **change}))


LATER = st.lists(
    st.tuples(st.integers(-30, 60), st.integers(0, 60), st.sampled_from(["North", "South"])), min_size=1, max_size=30
)
AS_OF = dt.date(2031, 4, 20)


@pytest.fixture(scope="module")
def honest():
    return told(study(kept_in_the_north(), as_of=AS_OF))


@pytest.mark.long
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LATER)
def test_nothing_that_ends_later_changes_any_figure_as_of_a_day(honest, later):
    rows = [row for row in kept_in_the_north() if row["date_start"] <= AS_OF]
    for begins, lasts, area in later:
        first = AS_OF + dt.timedelta(begins)
        last = max(first + dt.timedelta(lasts), AS_OF + dt.timedelta(1))
        rows.append(event(first, area, date_end=last))
    assert told(study(rows, as_of=AS_OF)) == honest


@pytest.mark.long
def test_the_answer_does_not_depend_on_how_many_areas_are_looked_at_at_once(found, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert told(study(kept_in_the_north())) == told(found)
