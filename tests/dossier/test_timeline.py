"""The record in a picture: what its axis, its dates and its legend can be relied on for."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.settlement.sample import coast

from goodoffices.dossier.calendar import calendar_of, stamp
from goodoffices.dossier.timeline import timeline
from goodoffices.values import Period, row_step


def test_the_legend_of_the_timeline_lists_the_marks_that_are_there_and_no_others():
    spec = timeline(coast()).spec
    drawn = {row["sign"] for rows in spec["datasets"].values() for row in rows if "sign" in row}
    legend = next(layer["encoding"]["shape"] for layer in spec["layer"] if "shape" in layer["encoding"])
    assert set(legend["scale"]["domain"]) == drawn


def test_no_date_stands_where_the_line_of_today_crosses_it_when_there_is_room_on_the_other_side():
    shown = calendar_of([Period.parse("2020-01-01"), Period.parse("2020-12-31")], Period.parse("2020-06-15"), 600)
    day = stamp(dt.date(2020, 6, 10))
    assert shown.before(day, day, "10 June 2020")
    day = stamp(dt.date(2020, 6, 20))
    assert not shown.before(day, day, "20 June 2020")
    assert shown.before(stamp(dt.date(2020, 12, 31)), stamp(dt.date(2020, 12, 31)), "31 December 2020")


@given(st.dates(), st.dates(), st.integers(100, 700))
def test_the_ticks_of_a_timeline_are_written_alike_have_room_and_lie_within_it(one, other, width):
    first, last = sorted((one, other))
    shown = calendar_of([Period.parse(first.isoformat()), Period.parse(last.isoformat())], None, width)
    assert shown.labels.count("utcFormat") == 1
    pixel = width / (shown.domain[1] - shown.domain[0])
    assert shown.ticks
    assert all((right - left) * pixel >= 44 for left, right in pairwise(shown.ticks))
    assert all(shown.domain[0] <= tick <= shown.domain[1] for tick in shown.ticks)
    assert shown.domain[0] < stamp(first) <= stamp(last) < shown.domain[1]


def test_rows_of_two_lines_keep_clear_of_their_neighbours():
    assert row_step([["one"], ["two", "lines"]]) >= 2 * 14
    assert row_step([["one"]]) < row_step([["two", "lines"]])
