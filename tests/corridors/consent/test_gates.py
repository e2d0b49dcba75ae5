"""Nothing is agreed by default: every hard gate needs its own word on record, and one that is open stops the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corridors.plans import AGREED

from goodoffices.corridors.consent import (
    ASSURANCES,
    CHECK_LIST,
    GATES,
    MET,
    NOT_MET,
    SOURCES,
    UNKNOWN,
    Abort,
    Consent,
    Moment,
    Notification,
    Record,
    Stretch,
    gates,
    mark,
    standings,
)
from goodoffices.corridors.plan import parse_corridor

DAY = dt.date(2031, 3, 11)
RECORD = parse_corridor(AGREED).record


def states(record: Record, day: dt.date = DAY) -> dict[str, str]:
    return {gate.name: gate.state for gate in gates(record, day)}


def stopped(text: str, day: dt.date = DAY) -> dict[str, str]:
    """The gates that stop a plan, of a file that differs from the agreed one."""
    assert text != AGREED
    record = parse_corridor(text).record
    assert not mark(record, day).agreed
    return {name: state for name, state in states(record, day).items() if state != MET}


def test_a_plan_is_agreed_when_every_gate_is_met_and_says_that_this_is_no_safety():
    found = mark(RECORD, DAY)
    assert found.agreed
    assert found.words == "agreed, as of 2031-03-11"
    assert "does not say that it is safe" in found.reason
    assert states(RECORD) == dict.fromkeys(GATES, MET)


def test_an_empty_record_meets_no_gate():
    empty = Record("nothing", ("a", "b"), (), ())
    assert set(states(empty).values()) == {UNKNOWN}
    assert mark(empty, DAY).words == "not agreed, as of 2031-03-11"


@pytest.mark.parametrize("name", ASSURANCES)
@pytest.mark.parametrize(
    ("word", "state"), [("", UNKNOWN), ("{said: no, text: never}", NOT_MET), ("{said: yes}", UNKNOWN)]
)
def test_every_promise_has_to_be_made_by_somebody_in_a_document_on_a_day(name, word, state):
    line = next(line for line in AGREED.splitlines() if line.startswith(f"  {name}: "))
    gate = {"stay": "voluntary", "family": "medical", "return": "protection"}.get(name, name)
    assert stopped(AGREED.replace(f"{line}\n", f"  {name}: {word}\n" if word else "")) == {gate: state}


@pytest.mark.parametrize(
    ("old", "new", "stops"),
    [
        ("how: written, document: S/7", "how: oral, document: S/7", {"consent": NOT_MET}),
        ("how: written, document: S/7", "how: written", {"consent": UNKNOWN}),
        ("office: secretary, ", "", {"consent": UNKNOWN}),
        (",\n         until: 2031-03-15}", "}", {"consent": UNKNOWN}),
        ("until: 2031-03-15}", "until: 2031-03-14}", {"consent": NOT_MET}),
        ("until: 2031-03-15}", "until: 2031-03-15 15:59}", {"consent": NOT_MET}),
        ("from: 2031-03-10,", "from: 2031-03-14 07:01,", {"consent": NOT_MET}),
        ("until: 2031-03-15}", "until: 2031-03-15, withdrawn: 2031-03-11}", {"consent": NOT_MET}),
        ("document: S/7, date: 2031-03-02, from", "document: S/7, date: 2031-03-12, from", {"consent": UNKNOWN}),
        ("how: written, document: S/7, date: 2031-03-02, from: 2031-03-10,\n         until: 2031-03-15",
         "how: refused, date: 2031-03-02", {"consent": NOT_MET}),
        ("    control: [north, south]", "    control: [north, south, west]", {"consent": UNKNOWN, "notice": UNKNOWN}),
        ("    to: lower-town\n    control: [north, south]", "    to: lower-town\n    control: [south, north]\n", {}),
        ("  rule: firing within 2 km\n", "", {"abort": UNKNOWN}),
        ("  decides: the duty officer\n", "", {"abort": UNKNOWN}),
        ("  fallback: those north of the bridge turn back\n", "", {"abort": UNKNOWN}),
        ("seen_by: [desk, monitor]\n", "", {"audience": UNKNOWN}),
        ("seen_by: [desk, monitor]", "seen_by: []", {"audience": UNKNOWN}),
        ("monitors: [observers]", "monitors: [observers, verifiers]", {"notice": UNKNOWN}),
        ("north, at: 2031-03-11 10:00, by: liaison officer, window: 2031-03-14",
         "north, at: 2031-03-12 07:00, by: liaison officer, window: 2031-03-14", {"notice": UNKNOWN}),
    ],
)  # fmt: skip
def test_one_word_that_is_missing_or_against_it_stops_the_plan(old, new, stops):
    if stops:
        assert stopped(AGREED.replace(old, new)) == stops
    else:
        assert mark(parse_corridor(AGREED.replace(old, new)).record, DAY).agreed


def test_consent_given_later_does_not_count_before():
    assert states(RECORD, dt.date(2031, 3, 1))["consent"] == UNKNOWN
    (south,) = (one for one in standings(RECORD, dt.date(2031, 3, 1)) if one.body == "south")
    assert south.reason == "south answered on 2031-03-02, after this day"


def test_when_the_last_window_is_over_nothing_is_agreed():
    assert mark(RECORD, dt.date(2031, 3, 15)).agreed
    found = mark(RECORD, dt.date(2031, 3, 16))
    assert not found.agreed
    assert states(RECORD, dt.date(2031, 3, 16))["window"] == NOT_MET


def test_a_part_of_the_route_in_no_stretch_is_no_consent():
    record = replace(RECORD, stretches=RECORD.stretches[:1])
    assert record.uncovered() == (("the bridge", "lower-town"),)
    assert states(record)["consent"] == UNKNOWN
    assert "From the bridge to lower-town no stretch is on record." in gates(record, DAY)[1].reasons


def test_a_stretch_whose_control_is_not_known_is_no_consent():
    first, second = RECORD.stretches
    record = replace(RECORD, stretches=(first, replace(second, control=())))
    assert states(record)["consent"] == UNKNOWN


@pytest.mark.parametrize(("minutes", "state"), [(0, MET), (1, NOT_MET)])
def test_notice_is_48_hours_to_the_minute(minutes, state):
    opens = RECORD.windows[0][0]
    at = Moment(opens - dt.timedelta(hours=48) + dt.timedelta(minutes=minutes))
    notes = tuple(
        replace(note, at=at) if note.body == "observers" and note.opens.when.date() == opens.date() else note
        for note in RECORD.notifications
    )
    assert states(replace(RECORD, notifications=notes), dt.date(2031, 3, 13))["notice"] == state


def test_a_notice_of_one_window_says_nothing_of_another():
    notes = tuple(note for note in RECORD.notifications if note.opens.when.day == 14)
    (gate,) = (gate for gate in gates(replace(RECORD, notifications=notes), DAY) if gate.name == "notice")
    assert gate.state == UNKNOWN
    assert gate.reasons[0] == "That north was told of the window of 2031-03-15 07:00 is not on record."


def test_a_notice_of_one_stretch_is_none_of_the_other():
    opens = Moment(RECORD.windows[0][0])
    note = Notification("north", Moment(dt.datetime(2031, 3, 9)), "desk", opens, "hillside")  # noqa: DTZ001 - local
    others = tuple(one for one in RECORD.notifications if one.body != "north" or one.opens.when.day != 14)
    (gate,) = (gate for gate in gates(replace(RECORD, notifications=(*others, note)), DAY) if gate.name == "notice")
    assert gate.reasons == ("That north was told of the window of 2031-03-14 07:00 for riverside is not on record.",)


def consent(day: int, how: str, **more: object) -> Consent:
    until = Moment(dt.datetime(2031, 3, 20))  # noqa: DTZ001 - local
    told = {"office": "office", "document": "paper", "until": until} | more
    return Consent("south", how, dt.date(2031, 3, day), **(told if how != "refused" else {}))


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([consent(1, "refused"), consent(2, "written")], MET),
        ([consent(2, "written"), consent(3, "refused")], NOT_MET),
        ([consent(3, "refused"), consent(3, "written")], NOT_MET),
        ([consent(2, "written"), consent(3, "oral")], MET),
        ([consent(2, "oral"), consent(3, "oral")], NOT_MET),
        ([consent(2, "written", withdrawn=Moment(dt.datetime(2031, 3, 5))), consent(6, "written")], MET),  # noqa: DTZ001
        ([consent(2, "written", withdrawn=Moment(dt.datetime(2031, 3, 15, 16, 0)))], NOT_MET),  # noqa: DTZ001
        ([consent(2, "written", withdrawn=Moment(dt.datetime(2031, 3, 15, 16, 1)))], MET),  # noqa: DTZ001
    ],
)
def test_the_last_written_word_counts(answers, state):
    stretch = Stretch("all", "upper-town", "lower-town", ("south",), tuple(answers))
    (found,) = standings(replace(RECORD, stretches=(stretch,)), DAY)
    assert found.state == state


hours = st.integers(0, 24 * 12)
START = dt.datetime(2031, 3, 1)  # noqa: DTZ001 - local


def at(hour: int) -> Moment:
    return Moment(START + dt.timedelta(hours=hour))


@given(begins=hours, length=st.integers(0, 300), withdrawn=st.none() | hours, opens=hours, span=st.integers(1, 30))
def test_consent_is_met_exactly_when_it_holds_in_every_hour_of_the_window(begins, length, withdrawn, opens, span):
    window = (at(opens).when, at(opens + span).when)
    given_ = Consent(
        "south", "written", dt.date(2031, 2, 1), "office", "paper", at(begins), at(begins + length), (),
        None if withdrawn is None else at(withdrawn),
    )  # fmt: skip
    stretch = Stretch("all", "a", "b", ("south",), (given_,))
    record = Record("c", ("a", "b"), (window,), (stretch,))
    every = range(opens, opens + span + 1)
    holds = all(begins <= hour <= begins + length and (withdrawn is None or hour < withdrawn) for hour in every)
    (found,) = standings(record, dt.date(2031, 2, 2))
    assert (found.state == MET) == (holds and (withdrawn is None or withdrawn > opens + span))


PARTS = ("windows", "stretches", "monitors", "notifications", "assurances", "abort", "seen_by")


@given(st.sets(st.sampled_from(PARTS), min_size=1))
def test_whatever_is_taken_away_from_an_agreed_record_it_is_not_agreed_any_more(parts):
    gone = {part: Abort() if part == "abort" else None if part == "seen_by" else () for part in parts}
    found = mark(replace(RECORD, **gone), DAY)
    assert not found.agreed
    assert found.words.startswith("not agreed")


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=6))
def test_taking_away_promises_one_by_one_never_meets_a_gate(cuts):
    kept = list(RECORD.assurances)
    met = sum(gate.met for gate in gates(RECORD, DAY))
    for place, _ in cuts:
        kept = kept[:place] + kept[place + 1 :]
        now = sum(gate.met for gate in gates(replace(RECORD, assurances=tuple(kept)), DAY))
        assert now <= met
        met = now


def test_words_for_every_paper_name_no_body():
    for day in (DAY, dt.date(2031, 3, 1), dt.date(2031, 3, 16)):
        words = mark(RECORD, day).words
        assert not any(body in words for body in ("north", "south", "observers"))


def test_every_question_of_the_check_list_cites_a_text_that_is_listed_and_every_text_is_cited():
    cited = {source for check in CHECK_LIST for source in check.sources}
    assert cited == set(SOURCES)
    assert all(guide.url.startswith("http") and guide.publisher and guide.year > 1949 for guide in SOURCES.values())
