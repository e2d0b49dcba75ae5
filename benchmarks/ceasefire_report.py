"""A report on a made-up ceasefire: areas over years of daily data, on one core and on two; both must say the same.

Alone: `python -m benchmarks.ceasefire_report [AREAS DAYS]`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from dataclasses import dataclass
from unittest import mock

import ibis
import numpy as np
import pyarrow as pa

from benchmarks.clock import Timed, tell, timed
from benchmarks.wording import table, time_of
from goodoffices.ceasefire import report, terms
from goodoffices.evidence.events import Choice
from goodoffices.values import Provenance

AREAS, DAYS = 20, 1461
FIRST = dt.date(2030, 1, 1)
MOST = 20.0
"""Seconds that a report may take on two cores."""
_DYADS = (("Uplanders", "Lowlanders"), ("Uplanders", "Ridge"), ("Ridge", "Lowlanders"), ("Hill", "Ridge"))
_TERMS = terms.Terms(
    id="made-up",
    title="Made up for the benchmark",
    start=terms.parse_moment("2032-01-01 00:00 UTC"),
    open_ended=True,
    area=terms.Area(country="XXA"),
    parties=(terms.Bound("up", "", ("Uplanders",)), terms.Bound("low", "", ("Lowlanders",))),
    acts=(terms.Act("attack"),),
    exceptions=terms.Exceptions(self_defence="no"),
)


@dataclass(frozen=True)
class ReportRow:
    """One report, and what it took with one thread and with two."""

    areas: int
    days: int
    events: int
    one: Timed
    two: Timed


def run(areas: int = AREAS, days: int = DAYS) -> list[ReportRow]:
    """The same report twice; kernels are compiled, or loaded, before."""
    events = _made(areas, days)
    small = _made(2, 900)
    _report(small, 2)
    one, two = (timed(lambda t=threads: _report(events, t)) for threads in (1, 2))
    assert _told(one.answer) == _told(two.answer)
    tell(f"ceasefire report, {areas} areas over {days} days: {time_of(two)}")
    return [ReportRow(areas, days, events.count().to_pyarrow().as_py(), one, two)]


def as_table(found: list[ReportRow]) -> str:
    """The figures in Markdown."""
    heads = ("Areas", "Days", "Events", "One thread", "Two threads")
    lines = [(f"{r.areas}", f"{r.days:,}", f"{r.events:,}", time_of(r.one), time_of(r.two)) for r in found]
    return table(heads, lines, 0)


def _report(events: ibis.Table, threads: int) -> report.Report:
    with mock.patch.object(os, "cpu_count", return_value=threads):
        return report.study(events, _TERMS, Choice("made", "1"))


def _told(found: report.Report) -> str:
    return json.dumps(report.report_json(found, Provenance("x", (), "1")), sort_keys=True)


def _made(areas: int, days: int) -> ibis.Table:
    """Counts by day, area and dyad with four levels each, of a negative binomial."""
    rng = np.random.default_rng(areas)
    columns: dict[str, list[object]] = {"day": [], "area": [], "dyad": [], "latitude": [], "longitude": []}
    for area in range(areas):
        for dyad in range(len(_DYADS)):
            level = np.repeat(rng.uniform(0.1, 1.0, 4), -(-days // 4))[:days]
            counts = rng.negative_binomial(2, 2 / (2 + level))
            when = np.repeat(np.arange(days), counts)
            columns["day"] += [FIRST + dt.timedelta(int(day)) for day in when]
            columns["area"] += [f"Area {area:02}"] * len(when)
            columns["dyad"] += [dyad] * len(when)
            columns["latitude"] += list(33 + area % 5 + rng.uniform(0, 0.8, len(when)))
            columns["longitude"] += list(36 + area // 5 + rng.uniform(0, 0.8, len(when)))
    many = len(columns["day"])
    sides = [_DYADS[int(dyad)] for dyad in columns["dyad"]]  # type: ignore[call-overload]
    day = pa.array(columns["day"], pa.date32())
    held = {
        "source": ["made"] * many,
        "release": ["1"] * many,
        "event_id": [f"{number:07}" for number in range(many)],
        "date_start": day,
        "date_end": day,
        "kind": ["battle"] * many,
        "actor_a": [one for one, _ in sides],
        "actor_b": [other for _, other in sides],
        "dyad": [" - ".join(pair) for pair in sides],
        "country": ["XXA"] * many,
        "admin1": columns["area"],
        "latitude": columns["latitude"],
        "longitude": columns["longitude"],
        "place_precision": ["point"] * many,
        "deaths_best": [1] * many,
        "deaths_low": [1] * many,
        "deaths_high": [1] * many,
        "number_of_sources": [1] * many,
        "outlets": pa.array([["Agency"]] * many),
    }
    empty = {name: pa.nulls(many, pa.string()) for name in ("subkind", "dyad_id", "admin2", "admin3")}
    return ibis.memtable(pa.table(held | empty))


if __name__ == "__main__":
    print(as_table(run(*(int(word) for word in sys.argv[1:]))))
