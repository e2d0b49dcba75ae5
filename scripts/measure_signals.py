"""How often silence is called where there is none, how often a hole is found, and how forecasts score: on made-up dyads
and on UCDP Syria.

    python scripts/measure_signals.py [FOLDER WITH ucdp_ged_syria_2016_2019.csv.gz]

What it prints stands in docs/methods/ceasefire.md. Seeds are fixed; a few minutes.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goodoffices.ceasefire.signals import METHODS, ForecastPlan, find_silence, forecast, office_shifts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RUNS, YEARS = 100, 2
DAYS = 365 * YEARS
BUSY = np.array([8.6, 2.7, 2.5, 0.3, 0.2, 0.2, 0.15, 0.15, 0.1, 0.1, 0.1, 0.1])
"""Events a day of twelve dyads, about as many as in Syria in 2016."""
HOLE = slice(400, 407)
LOW = 0.05
SHARE = 0.87
DAY_PRECISION = 2
"""Of UCDP: events whose day is known, or known but for a few days."""
HELD_BACK = (12, 31)
FIRST = dt.date(2016, 1, 1)
LEVELS = (("as in Syria in 2016, 106 a week", BUSY), ("a third of it", BUSY / 3), ("a tenth", BUSY / 10))


def main() -> None:
    """Print both tables."""
    print("| Made-up dyads | Windows called silent, a year |\n|---|---:|")
    for name, levels in LEVELS:
        for kind, drift in (("steady levels", 0.0), ("levels that wander", 0.12)):
            print(f"| {name}, {kind} | {false_alarms(levels, drift):.3f} |")
    cases: tuple[tuple[str, Callable[[Floats], Floats]], ...] = (
        ("nothing is told of 7 days", lambda mean: _with(mean, HOLE, slice(None), 0.0)),
        ("a tenth is told", lambda mean: _with(mean, HOLE, slice(None), 0.1)),
        ("a quarter is told", lambda mean: _with(mean, HOLE, slice(None), 0.25)),
        ("the largest dyad stops for good", lambda mean: _with(mean, slice(400, None), slice(0, 1), 0.1)),
        ("the two largest stop for good", lambda mean: _with(mean, slice(400, None), slice(0, 2), 0.1)),
    )
    print("\n| | " + " | ".join(name for name, _ in LEVELS) + " |\n|---|---:|---:|---:|")
    for name, change in cases:
        shares = [called(levels, change) for _, levels in LEVELS]
        print(f"| {name} | " + " | ".join(f"{100 * share:.0f} %" for share in shares) + " |")
    bound = np.arange(len(BUSY)) < 2  # noqa: PLR2004 - two
    shares = [called(levels, cases[-1][1], bound) for _, levels in LEVELS]
    print("| the same two, said to be bound | " + " | ".join(f"{100 * share:.0f} %" for share in shares) + " |")
    print("\n| One office of 87 % | Shifts, a year | Holes, a year | Hole found when it tells nothing for 7 days |")
    print("|---|---:|---:|---:|")
    for name, levels in LEVELS:
        (shifts, holes), found = office_alarms(levels), office_holes(levels)
        print(f"| {name} | {shifts:.3f} | {holes:.3f} | {100 * found:.0f} % |")
    if sys.argv[1:]:
        syria(Path(sys.argv[1]) / "ucdp_ged_syria_2016_2019.csv.gz")


def dyads(rng: np.random.Generator, levels: Floats, drift: float, change: Callable[[Floats], Floats]) -> Ints:
    """Independent dyads: negative binomial days (alpha 0.3), levels that wander by `drift` a week in their logarithm
    and come back within half a year."""
    weeks = np.zeros((len(levels), DAYS // 7 + 1))
    for week in range(1, weeks.shape[1]):
        weeks[:, week] = (1 - 1 / 26) * weeks[:, week - 1] + drift * rng.standard_normal(len(levels))
    mean = levels[:, None] * np.exp(np.repeat(weeks, 7, axis=1)[:, :DAYS])
    return rng.poisson(change(mean) * rng.gamma(1 / 0.3, 0.3, mean.shape))


def false_alarms(levels: Floats, drift: float) -> float:
    """Windows called silent per year in which nothing is silent."""
    rng = np.random.default_rng(2016)
    found = [len(find_silence(dyads(rng, levels, drift, lambda mean: mean)).windows) for _ in range(RUNS)]
    return sum(found) / (RUNS * YEARS)


def called(levels: Floats, change: Callable[[Floats], Floats], bound: NDArray[np.bool_] | None = None) -> float:
    """The part of runs in which at least 4 of the 7 days from day 400 on are called silent; levels wander."""
    rng = np.random.default_rng(2017)
    found = [find_silence(dyads(rng, levels, 0.12, change), bound=bound).silent[HOLE].sum() for _ in range(RUNS)]
    return float(np.mean(np.array(found) >= 4))  # noqa: PLR2004 - more than half


def office_alarms(levels: Floats) -> tuple[float, float]:
    """Shifts per year, and holes among them, where the office's share only wanders from week to week (beta, 50)."""
    rng = np.random.default_rng(2018)
    made = (told(rng, levels) for _ in range(RUNS))
    found = [shift for offices in made for shift in office_shifts(offices, offices.sum(axis=0))]
    return len(found) / (RUNS * YEARS), sum(not shift.made_up for shift in found) / (RUNS * YEARS)


def office_holes(levels: Floats) -> float:
    """The part of runs in which a hole is found where the office tells nothing for seven days, and others as before."""
    rng, found = np.random.default_rng(2019), 0
    for _ in range(RUNS):
        offices = told(rng, levels)
        offices[0, HOLE] = 0
        shifts = office_shifts(offices, offices.sum(axis=0))
        found += any(not shift.made_up and shift.first < HOLE.stop and shift.last >= HOLE.start for shift in shifts)
    return found / RUNS


def told(rng: np.random.Generator, levels: Floats) -> Ints:
    """Events that the office tells and that others tell (2, days); its share wanders from week to week."""
    total = dyads(rng, levels, 0.12, lambda mean: mean).sum(axis=0)
    share = np.repeat(rng.beta(50 * SHARE, 50 * (1 - SHARE), DAYS // 7 + 1), 7)[:DAYS]
    named = rng.binomial(total, share)
    return np.array([named, total - named])


def syria(file: Path) -> None:
    """What is called silent, and where one office gives way to others, in the real file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if int(row["date_prec"]) <= DAY_PRECISION]
    counts, total = counted(rows, lambda row: {row["dyad_name"]}), counted(rows, lambda _: {"all"})[0]
    found = find_silence(counts)
    tested = np.isfinite(found.p_values)
    print(f"\nSyria: {tested.sum()} days tested, able on {found.able.sum()};", end=" ")
    print(f"p at most {LOW} on {100 * np.mean(found.p_values[tested] <= LOW):.2g} % of them")
    for window in found.windows:
        print(day(window.first), day(window.last), window)
    for shift in office_shifts(counted(rows, lambda row: set(row["source_office"].split(";"))), total):
        print(day(shift.first), day(shift.last), shift)
    forecasts([row for row in rows if row["adm_1"]])


def forecasts(rows: list[dict[str, str]]) -> None:
    """Scores by governorate over the windows held back, and what choosing by governorate costs."""
    names = [name for name, _ in Counter(row["adm_1"] for row in rows).most_common()]
    counts = counted(rows, lambda row: {row["adm_1"]})
    for held_back in HELD_BACK:
        found = forecast(counts, ForecastPlan(held_back=held_back))
        print(f"\n{held_back} windows from {day(found.starts[0])}, settings {found.settings}")
        print("| Governorate | " + " | ".join(METHODS) + " | Shown | Coming four weeks | Inside |")
        print("|---|---:|---:|---:|---|---|---:|")
        for name, unit in zip(names, found.units, strict=True):
            scores = " | ".join(f"{score:.2f}" for score in unit.scores)
            coming = f"{unit.middle:.0f} ({unit.low:.0f}–{unit.high:.0f})"
            print(f"| {name} | {scores} | {unit.shown} | {coming} | {unit.covered} of {len(found.starts)} |")
        print("| all | " + " | ".join(f"{score:.2f}" for score in found.pooled) + " | | | |")
    picked = []
    for at in range(HELD_BACK[0], len(found.starts)):
        means = found.scores[:, at - HELD_BACK[0] : at].mean(axis=1)
        shown = np.where(means[2] < means[:2].min(axis=0), 2, means[:2].argmin(axis=0))
        picked.append(found.scores[shown, at, np.arange(len(counts))].mean())
    alone = found.scores[:, HELD_BACK[0] :].mean(axis=(1, 2))
    print(f"Chosen by the twelve windows before: {np.mean(picked):.2f}; each method throughout: {np.round(alone, 2)}")


def counted(rows: list[dict[str, str]], names: Callable[[dict[str, str]], set[str]]) -> Ints:
    """Events by name and day, the most frequent name first."""
    days = [(dt.date.fromisoformat(row["date_start"][:10]) - FIRST).days for row in rows]
    order = [name for name, _ in Counter(name for row in rows for name in names(row)).most_common()]
    counts = np.zeros((len(order), max(days) + 1), dtype=np.int64)
    places = {name: place for place, name in enumerate(order)}
    for row, number in zip(rows, days, strict=True):
        for name in names(row):
            counts[places[name], number] += 1
    return counts


def day(number: int) -> dt.date:
    """The date of a day counted from the first."""
    return FIRST + dt.timedelta(number)


def _with(mean: Floats, days: slice, units: slice, factor: float) -> Floats:
    changed = mean.copy()
    changed[units, days] *= factor
    return changed


if __name__ == "__main__":
    main()
