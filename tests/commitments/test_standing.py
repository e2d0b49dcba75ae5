"""How commitments stand on a day: reporting and verifying are apart, and what waits is never overdue."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.commitments import (
    FINDINGS,
    STATUSES,
    Agreement,
    Body,
    Commitment,
    Due,
    Line,
    by_when,
    counted,
    end_of,
    first_cycle,
    parse_due,
    standings,
    why,
    write_due,
)

DAY = dt.date(2031, 4, 1)
BODIES = (Body("a", "Upland Council", "party"), Body("b", "Lowland Council", "party"), Body("t", "Joint Team", "body"))
GUNS = Commitment("guns", ("a",), "withdraws its guns", due=parse_due("within 14 days of in force"), verified_by=("t",))


def on(day):
    return DAY + dt.timedelta(day)


def line(said, by, day, **more):
    return Line(said, by, on(day), **more)


def stands(*commitments, day=30, in_force=DAY, soon=14):
    found = standings(Agreement("x", "X", in_force, BODIES, commitments), on(day), soon=soon)
    return found[0] if len(commitments) == 1 else found


@pytest.mark.parametrize(
    ("day", "lines", "status"),
    [
        (-5, (), "not due"),
        (0, (), "due"),
        (14, (), "due"),
        (15, (), "overdue"),
        (15, (("reported done", "a", 12),), "reported done"),
        (15, (("reported done", "a", 12), ("confirmed", "t", 13)), "verified done"),
        (15, (("reported done", "a", 12), ("partly confirmed", "t", 13)), "overdue"),
        (15, (("reported done", "a", 12), ("cannot confirm", "t", 13)), "reported done"),
        (15, (("reported done", "a", 12), ("denied", "t", 13)), "disputed"),
        (15, (("reported done", "a", 12), ("denied", "t", 13), ("reported done", "a", 14)), "reported done"),
        (15, (("reported done", "a", 12), ("disputed", "b", 13)), "disputed"),
        (15, (("reported done", "a", 12), ("disputed", "b", 13), ("withdrawn", "b", 14)), "reported done"),
        (15, (("reported done", "a", 12), ("disputed", "b", 13), ("confirmed", "t", 14)), "verified done"),
        (15, (("reported done", "a", 12), ("withdrawn", "a", 13)), "overdue"),
        (15, (("suspended", "b", 2),), "suspended"),
        (15, (("suspended", "b", 2), ("resumed", "b", 3)), "overdue"),
        (15, (("confirmed", "t", 13),), "verified done"),
    ],
)
def test_what_was_said_until_a_day_decides_how_a_commitment_stands_on_it(day, lines, status):
    found = stands(replace(GUNS, lines=tuple(line(*one) for one in lines)), day=day)
    assert found.status == status
    assert found.deadline == on(14)


def test_what_is_said_later_is_not_heard():
    told = replace(GUNS, lines=(line("reported done", "a", 12), line("confirmed", "t", 20)))
    assert [stands(told, day=day).status for day in (11, 12, 19, 20)] == [
        *("due", "reported done", "reported done", "verified done"),
    ]


def test_a_commitment_that_waits_for_another_is_not_overdue_and_says_for_which():
    bridge = Commitment("bridge", ("b",), "opens the bridge", due=parse_due("2031-04-05"), depends_on=("guns",))
    _, found = stands(GUNS, bridge, day=60)
    assert (found.status, found.waiting_for) == ("waiting", ("guns",))
    done = replace(GUNS, lines=(line("confirmed", "t", 50),))
    assert stands(done, bridge, day=60)[1].status == "overdue"


def test_a_period_runs_from_the_day_on_which_another_commitment_was_done_once_that_is_verified():
    bridge = Commitment("bridge", ("b",), "opens the bridge", due=parse_due("within 10 days of guns"))
    reported = replace(GUNS, lines=(line("reported done", "a", 5),))
    assert stands(reported, bridge, day=9)[1].status == "waiting"
    verified = replace(reported, lines=(*reported.lines, line("confirmed", "t", 8, done=on(5))))
    assert stands(verified, bridge, day=9)[1].deadline == on(15)


def test_where_nobody_verifies_a_report_of_all_who_are_bound_counts_and_says_so():
    both = replace(GUNS, who=("a", "b"), verified_by=(), lines=(line("reported done", "a", 5),))
    one = stands(both)
    assert (one.status, one.missing, one.fulfilled) == ("overdue", ("b",), None)
    all_ = stands(replace(both, lines=(*both.lines, line("reported done", "b", 6))))
    assert (all_.status, all_.fulfilled) == ("reported done", on(6))
    assert why(all_, Agreement("x", "X", DAY, BODIES, ())) == "reported done; nobody verifies it"


def test_without_a_day_of_entry_into_force_nothing_that_runs_from_it_is_overdue():
    found = stands(GUNS, day=9999, in_force=None)
    assert (found.status, found.waiting_for, found.deadline) == ("waiting", ("in force",), None)


def test_a_standing_commitment_is_never_done_and_shows_when_it_was_last_confirmed():
    peace = replace(GUNS, due=Due(standing=True), lines=(line("confirmed", "t", 3),))
    found = stands(peace)
    assert found.status == "standing"
    assert why(found, Agreement("x", "X", DAY, BODIES, ())) == "standing; last confirmed on 4 April 2031"
    assert stands(peace, day=-3).status == "waiting"


def test_late_is_told_in_days_of_the_deadline():
    told = replace(GUNS, lines=(line("confirmed", "t", 20, done=on(17)),))
    assert stands(told).late == 3
    assert stands(GUNS, day=20).late == 6


@pytest.mark.parametrize(
    ("due", "start", "end"),
    [
        ("within 30 days of in force", "2031-04-01", "2031-05-01"),
        ("within 2 weeks of in force", "2031-04-01", "2031-04-15"),
        ("within 1 month of in force", "2031-01-31", "2031-02-28"),
        ("within 13 months of in force", "2031-01-31", "2032-02-29"),
        ("2031-05", "2031-04-01", "2031-05-31"),
    ],
)
def test_the_first_day_of_a_period_is_not_counted_and_a_month_ends_on_its_day_or_its_last(due, start, end):
    assert end_of(parse_due(due), dt.date.fromisoformat(start)) == dt.date.fromisoformat(end)


@pytest.mark.parametrize(
    "text", ["soon", "within 5 working days of in force", "2031-02-30", "within 0 days of in force"]
)
def test_what_is_no_deadline_is_refused_with_what_would_be(text):
    with pytest.raises(ValueError, match="2031"):
        parse_due(text)


@settings(max_examples=30)
@given(st.integers(1, 400), st.sampled_from(["day", "week", "month"]), st.sampled_from(["in force", "guns"]))
def test_a_period_that_is_written_is_read_as_itself(count, unit, after):
    due = Due(count=count, unit=unit, after=after)
    assert parse_due(write_due(due)) == due


graphs = st.integers(1, 5).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size - 1), max_size=3, unique=True), min_size=size, max_size=size)
)


@settings(max_examples=40)
@given(graphs)
def test_a_cycle_is_found_exactly_where_no_order_puts_each_after_all_that_it_needs(graph):
    needs = {str(name): [str(other) for other in before] for name, before in enumerate(graph)}
    some_order = any(
        all(order.index(other) < order.index(name) for name, before in needs.items() for other in before)
        for order in itertools.permutations(needs)
    )
    cycle = first_cycle(needs)
    assert bool(cycle) != some_order
    assert all(other in needs[name] for name, other in itertools.pairwise(cycle))


said = st.tuples(
    st.sampled_from(["reported done", "withdrawn"]).map(lambda word: (word, "a"))
    | st.sampled_from(FINDINGS).map(lambda word: (word, "t"))
    | st.sampled_from(["disputed", "suspended", "resumed", "withdrawn"]).map(lambda word: (word, "b")),
    st.integers(0, 40),
)


@settings(max_examples=40)
@given(st.lists(said, max_size=6), st.integers(0, 60))
def test_nothing_is_verified_without_a_verifier_s_word_and_nothing_waiting_is_overdue(lines, day):
    told = tuple(line(word, by, at) for (word, by), at in lines)
    bridge = Commitment("bridge", ("b",), "opens the bridge", due=parse_due("2031-04-02"), depends_on=("guns",))
    guns, after = stands(replace(GUNS, lines=told), bridge, day=day)
    assert guns.status in STATUSES
    heard = [one for one in told if one.on <= on(day)]
    if guns.fulfilled is not None:
        assert any(one.said == "confirmed" for one in heard)
    if guns.fulfilled is None:
        assert after.status == "waiting"
    assert sum(counted((guns, after)).values()) == 2


def test_a_deadline_is_told_as_agreed_and_as_the_day_it_comes_to():
    assert by_when(stands(GUNS)) == "15 April 2031 (within 14 days of the entry into force)"
