"""docs/benchmarks.md from page.md.in and what a run found: no figure on it is typed by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from benchmarks import (
    ceasefire_report,
    change_points,
    corridor_routes,
    estimates_page,
    events_aggregate,
    machine,
    quickest_flow,
    space_time_scan,
    stability_solve,
    talks_page,
)
from benchmarks.ceasefire_report import ReportRow
from benchmarks.change_points import ChangesRow
from benchmarks.clock import LIMIT, LONG, RUNS, Timed
from benchmarks.corridor_routes import RouteRow
from benchmarks.dominance_filter import QUADRATIC, ROUND, SCATTERED, FilterRow
from benchmarks.estimates_fit import FitRow, SamplerRow, WholeRow
from benchmarks.events_aggregate import AggregateRow
from benchmarks.events_import import ImportRow, as_steps, as_table
from benchmarks.names import Names
from benchmarks.picture import alternative
from benchmarks.quickest_flow import FlowRow
from benchmarks.scenarios import FALLBACK, OPTIONS
from benchmarks.settlement_frontier import LISTED, Row
from benchmarks.single_points import PointRow
from benchmarks.space_time_scan import ScanRow
from benchmarks.stability_solve import StabilityRow
from benchmarks.talks_load import Load
from benchmarks.wording import digits, packages, seconds, table, time_of
from goodoffices.values import series

TEMPLATE = Path(__file__).with_name("page.md.in")
RULE = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}


@dataclass(frozen=True)
class Measured:
    """Everything that a run has found."""

    beside: Sequence[Row]
    two: Sequence[Row]
    alone: Sequence[Row]
    points: Sequence[PointRow]
    filters: Sequence[FilterRow]
    names: Names
    reading: Sequence[dict[str, Any]]
    importing: list[ImportRow]
    counting: list[AggregateRow]
    fits: Sequence[FitRow]
    samplers: Sequence[SamplerRow]
    whole: Sequence[WholeRow]
    scanning: list[ScanRow]
    changing: list[ChangesRow]
    reporting: list[ReportRow]
    routes: RouteRow
    flows: list[FlowRow]
    stability: list[StabilityRow]
    talks: Load


def page(found: Measured) -> str:
    """The whole page, in Markdown."""
    today = machine.today()
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        day=f"{today.day} {today:%B %Y}",
        machine=machine.machine(),
        versions=machine.versions(),
        runs=RUNS,
        long=f"{LONG:g}",
        limit=LIMIT,
        options=OPTIONS,
        fallback=FALLBACK,
        alternative=alternative(found.beside),
        verdict=_verdict(found.beside),
        beside=_beside(found.beside),
        listed=f"{LISTED:,}",
        two=_two(found.two),
        alone=_alone(found.alone),
        points=_points(found.points),
        scattered=SCATTERED,
        round=ROUND,
        quadratic=f"{QUADRATIC:,}",
        filters=_filters(found.filters),
        reading=_reading(found.reading),
        imported=f"{found.importing[0].rows:,}",
        importing=as_table(found.importing),
        importing_steps=as_steps(found.importing),
        counted=f"{found.counting[0].rows:,}",
        counting=events_aggregate.as_table(found.counting),
        places=space_time_scan.PLACES,
        days=space_time_scan.DAYS,
        replicates=space_time_scan.REPLICATES,
        nearest=space_time_scan.NEAREST,
        by_numpy=space_time_scan.LISTED,
        scanning=space_time_scan.as_table(found.scanning),
        changed=change_points.SERIES,
        changing=change_points.as_table(found.changing),
        most_seconds=f"{ceasefire_report.MOST:g}",
        reporting=ceasefire_report.as_table(found.reporting),
        crossings=f"{found.routes.crossings:,}",
        routes=corridor_routes.as_table(found.routes),
        both_costs=corridor_routes.in_words(found.routes),
        flows=quickest_flow.as_table(found.flows),
        stability=stability_solve.as_table(found.stability),
        cases=found.names.cases,
        spread=found.names.spread,
        lost=digits(100 * found.names.lost),
        total=found.names.total,
        fewer=digits(found.names.points),
        estimates=estimates_page.section(found.fits, found.samplers, found.whole).rstrip(),
        talks=talks_page.section(found.talks).rstrip(),
    )


def _verdict(rows: Sequence[Row]) -> str:
    """How ours compares where the lists are longest, and where listing is faster."""
    largest = [row for row in rows if row.packages == LISTED]
    against = []
    for key, name in (("numpy", "numpy + paretoset"), ("negmas", "negmas")):
        ratios = [ratio for row in largest if math.isfinite(ratio := _ratio(getattr(row, key), row.ours))]
        if ratios:
            against.append(f"{digits(min(ratios))} to {digits(max(ratios))} times less than {name}")
    said = [f"At {LISTED:,} packages ours takes {series(against)}."] if against else []
    slower = [row for row in rows if _ratio(row.numpy, row.ours) < 1]
    if slower:
        most = packages(max(row.packages for row in slower))
        said.append(
            f"In {len(slower)} of the smaller cases, up to {most} packages, listing with numpy is faster: "
            "ours spends its first milliseconds on the whole-number model."
        )
    return " ".join(said)


def _ratio(theirs: Timed | None, ours: Timed) -> float:
    """How many times longer a peer took; infinite when it has no time."""
    if theirs is None or theirs.seconds is None or ours.seconds is None:
        return math.inf
    return theirs.seconds / ours.seconds


def _beside(rows: Sequence[Row]) -> str:
    heads = ("Case", "Parties", "Packages", "Frontier", "Good Offices", "numpy + paretoset", "negmas")
    return table(
        heads,
        [
            (
                row.name,
                str(row.parties),
                packages(row.packages),
                f"{row.points:,}",
                *map(time_of, (row.ours, row.numpy, row.negmas)),
            )
            for row in rows
        ],
        left=1,
    )


def _two(rows: Sequence[Row]) -> str:
    return table(
        ("Packages", "Frontier", "Good Offices", "negmas MOBANOS"),
        [(packages(row.packages), f"{row.points:,}", time_of(row.ours), time_of(row.negmas)) for row in rows],
    )


def _alone(rows: Sequence[Row]) -> str:
    return table(
        ("Packages", "Parties", "Frontier", "Good Offices"),
        [(packages(row.packages), str(row.parties), f"{row.points:,}", time_of(row.ours)) for row in rows],
    )


def _points(rows: Sequence[PointRow]) -> str:
    return table(
        ("Rule", "Packages", "Parties", "Fallback", "Exclusions", "Proved best", "Good Offices"),
        [
            (
                RULE[row.rule],
                packages(row.size.packages),
                str(row.size.parties),
                str(row.size.fallback),
                f"{row.size.exclusions} ({row.broken} binding)" if row.size.exclusions else "none",
                "yes" if row.proved else "no",
                time_of(row.took),
            )
            for row in rows
        ],
        left=1,
    )


def _filters(rows: Sequence[FilterRow]) -> str:
    return table(
        ("Rows", "Columns", "How many", "Kept", "Good Offices", "moocore", "paretoset", "negmas"),
        [
            (
                row.kind,
                str(row.parties),
                f"{row.rows:,}",
                f"{row.kept:,}",
                *map(time_of, (row.ours, row.moocore, row.paretoset, row.negmas)),
            )
            for row in rows
        ],
        left=1,
    )


def _reading(rows: Sequence[dict[str, Any]]) -> str:
    lines = [(row["name"], row["note"], seconds(row["ours_seconds"])) for row in rows]
    return table(("What", "Size", "Good Offices"), lines, left=2)
