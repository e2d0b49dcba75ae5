"""Measures the signals of a ceasefire on made-up ones whose onset and breakdown are known, and writes the tables of
docs/methods/ceasefire.md: python scripts/measure_ceasefire.py. Seeds are fixed; it takes some minutes."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, gamma, norm

from goodoffices.ceasefire.report import RATE
from goodoffices.ceasefire.signals import (
    Change,
    Chart,
    DailyCounts,
    TooFew,
    average_run_length,
    changes,
    chart,
    daily_counts,
    interrupted,
    p_above,
    p_above_exact,
    watch,
)

ROOT = Path(__file__).resolve().parent.parent
GED = ROOT / ".." / "shared" / "data" / "peace" / "ucdp_ged_syria_2016_2019.csv.gz"
PAGE = ROOT / "docs" / "methods" / "ceasefire.md"
FIRST = dt.date(2020, 1, 1)
DISPERSION = 0.3
BEFORE, CALM, AFTER = 90, 120, 90
NEAR = 14

Floats = NDArray[np.float64]
Row = tuple[str, ...]


def drawn(rng: np.random.Generator, means: Floats, correlation: float) -> DailyCounts:
    """Negative-binomial counts around these means; what multiplies the mean of a day (a gamma around 1) follows a wave
    with this autocorrelation from one day to the next."""
    wave = rng.normal(size=len(means))
    for place in range(1, len(means)):
        wave[place] = correlation * wave[place - 1] + np.sqrt(1 - correlation**2) * wave[place]
    return DailyCounts(FIRST, rng.poisson(means * gamma.ppf(norm.cdf(wave), 1 / DISPERSION, scale=DISPERSION)))


def dates(many: int = 60) -> Iterable[Row]:
    """Onset and breakdown: told, with a window that holds the day, how wide; and changes told where there are none."""
    cases = [(8.0, 0.25), (8.0, 0.5), (8.0, 0.7), (2.0, 0.25), (2.0, 0.5), (8.0, 1.0), (2.0, 1.0)]
    for correlation in (0.0, 0.5):
        for level, ratio in cases:
            calm = np.repeat([level, ratio * level, level], [BEFORE, CALM, AFTER])
            told, held, widths, false = 0, 0, [], 0
            for seed in range(many):
                series = drawn(np.random.default_rng([1, seed]), calm, correlation)
                found = list(changes(series).changes)
                for day in (series.day(BEFORE), series.day(BEFORE + CALM)) if ratio < 1 else ():
                    if near := _nearest(found, day):
                        found.remove(near)
                        told += 1
                        held += near.since <= day <= near.until
                        widths.append(near.days)
                false += len(found)
            yield (
                f"{level:g}",
                f"{ratio:g}" if ratio < 1 else "no change",
                f"{correlation:g}",
                f"{100 * told / (2 * many):.0f} %" if ratio < 1 else "–",
                f"{100 * held / told:.0f} %" if told else "–",
                f"{np.median(widths):.0f}" if widths else "–",
                f"{false / many:.2f}",
            )


def _nearest(found: Sequence[Change], day: dt.date) -> Change | None:
    """The change whose window holds the day or lies within two weeks of it."""

    def distance(change: Change) -> int:
        return max((change.since - day).days, (day - change.until).days, 0)

    near = [change for change in found if distance(change) <= NEAR]
    return min(near, key=distance) if near else None


def ratios(many: int = 120) -> Iterable[Row]:
    """How often the 95% intervals of the regression hold the truth: the rate falls to a half."""
    for days in (28, 90):
        for correlation in (0.0, 0.4, 0.7):
            means = np.repeat([8.0, 4.0], days)
            held, widths = np.zeros(4), []
            for seed in range(many):
                series = drawn(np.random.default_rng([2, seed]), means, correlation)
                found = interrupted(series, series.day(days), before=days, after=days)
                if isinstance(found, TooFew) or found.line is None:
                    continue
                pairs = ((found.ratio, 0.5), (found.poisson, 0.5), (found.line.level, 0.5), (found.line.slope, 1.0))
                held += [one.low <= truth <= one.high for one, truth in pairs]
                widths.append(found.ratio.high / found.ratio.low)
            shares = [f"{share:.0f} %" for share in 100 * held / len(widths)]
            yield (f"{days} + {days}", f"{correlation:g}", *shares, f"{np.median(widths):.1f}")


def many_areas(many: int = 60) -> Iterable[Row]:
    """20 areas, most on the threshold of holding (0.5): how often any of these is named alone, and after the
    correction; the share of areas named that is false; and of those that collapsed, named."""
    for collapsed in (0, 5):
        ratios = np.repeat([0.5, 1.25], [20 - collapsed, collapsed])
        for correlation in (0.0, 0.5):
            alone, corrected, shares, found = 0, 0, [], []
            for seed in range(many):
                p = np.array(
                    [_p(np.random.default_rng([4, seed, n]), ratio, correlation) for n, ratio in enumerate(ratios)]
                )
                named, holding = false_discovery_control(p) <= RATE, ratios == 0.5  # noqa: PLR2004 - on the threshold
                alone += bool((p <= RATE)[holding].any())
                corrected += bool(named[holding].any())
                shares.append(named[holding].sum() / max(1, named.sum()))
                found.append(named[~holding].mean() if collapsed else 0.0)
            told = (100 * alone / many, 100 * corrected / many, 100 * np.mean(shares))
            power = f"{100 * np.mean(found):.0f} %" if collapsed else "–"
            yield (f"{collapsed} of 20", f"{correlation:g}", *(f"{one:.0f} %" for one in told), power)


def _p(rng: np.random.Generator, ratio: float, correlation: float) -> float:
    """Of one area with 28 days before and 28 in force, three events a day before."""
    series = drawn(rng, np.repeat([3.0, 3.0 * ratio], 28), correlation)
    found = interrupted(series, series.day(28), before=28, after=28)
    if isinstance(found, TooFew):
        return p_above_exact(*found.periods, 0.5)
    return p_above(found.ratio, 0.5)


def alarms(many: int = 50) -> Iterable[Row]:
    """False alarms and delay of charts that learned from 120 days; wished for nine of ten: a year between them."""
    for level in (0.5, 2.0, 8.0):
        for correlation in (0.0, 0.4):
            rare, between, delays = 0, [], []
            for seed in range(many):
                rng = np.random.default_rng([3, seed])
                made = chart(drawn(rng, np.full(120, level), correlation))
                if isinstance(made, TooFew):
                    continue
                if not correlation:
                    rare += average_run_length(level, DISPERSION, made.allowance, made.limit) >= made.wished
                between.append(_first(made, drawn(rng, np.full(3_000, level), correlation)))
                delays.append(_first(made, drawn(rng, np.full(3_000, 2 * level), correlation)))
            yield (
                f"{level:g}",
                f"{correlation:g}",
                f"{100 * rare / len(between):.0f} %" if not correlation else "–",
                f"{100 * np.mean(np.array(between) < 365):.0f} %",  # noqa: PLR2004 - a year
                f"{np.median(delays):.0f}",
                f"{np.quantile(delays, 0.9):.0f}",
            )


def _first(made: Chart, series: DailyCounts) -> int:
    """Days to the first alarm, or the length of the series."""
    start = made.baseline.until + dt.timedelta(1)
    found = watch(made, DailyCounts(start, series.counts)).alarms
    return (found[0] - start).days + 1 if found else series.days


def syria() -> Iterable[Row]:
    """The government and insurgents in UCDP GED Syria, dated events by day."""
    with gzip.open(GED, "rt", encoding="utf-8", newline="") as file:
        days = [
            dt.date.fromisoformat(row["date_start"])
            for row in csv.DictReader(file)
            if row["dyad_new_id"] == "11973" and int(row["date_prec"]) <= 2  # noqa: PLR2004 - a day or a week
        ]
    for one in changes(daily_counts(days, dt.date(2016, 1, 1), dt.date(2019, 11, 30))).changes:
        yield (
            f"{one.since} to {one.until}",
            str(one.days),
            str(one.day),
            f"{100 * one.chance:.0f} %",
            f"{one.before.level.value:.1f}",
            f"{one.after.level.value:.1f}",
            f"{one.ratio.value:.2g} ({one.ratio.low:.2g} to {one.ratio.high:.2g})",
        )


HEADS: dict[str, Row] = {
    "dates": (
        "Events a day",
        "Falls to",
        "Autocorrelation",
        "Told",
        "Window holds the day",
        "Its width, days (median)",
        "Told and not there, a series",
    ),
    "ratios": (
        "Days",
        "Autocorrelation",
        "Ratio",
        "As a Poisson",
        "Level of the line",
        "Slope of the line",
        "Upper by lower end of the ratio (median)",
    ),
    "many areas": (
        "Collapsed to 1.25",
        "Autocorrelation",
        "Any named falsely, alone",
        "Any, corrected",
        "Share of areas named that is false",
        "Collapsed ones named, corrected",
    ),
    "alarms": (
        "Events a day",
        "Autocorrelation",
        "Charts as rare as wished",
        "False alarm within a year",
        "Days to alarm after a doubling (median)",
        "Nine of ten within",
    ),
    "syria": ("A change lies in", "Days", "Most probable day", "Chance", "Events a day before", "After", "Ratio"),
}


def main() -> None:
    """Measure all, and write each table into its place."""
    measured = {"dates": dates, "ratios": ratios, "many areas": many_areas, "alarms": alarms}
    if GED.is_file():
        measured["syria"] = syria
    for name, work in measured.items():
        rows = list(work())
        rule = "|".join(["---", *["---:"] * (len(HEADS[name]) - 1)])
        table = "\n".join([f"| {' | '.join(row)} |" for row in (HEADS[name], *rows)])
        head, _, rest = table.partition("\n")
        _write(name, f"{head}\n|{rule}|\n{rest}\n")
        print(f"{name}\n{head}\n{rest}")


def _write(name: str, table: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- measured: {name} begin -->\n", f"<!-- measured: {name} end -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    PAGE.write_text(before + begin + table + end + after, encoding="utf-8")


if __name__ == "__main__":
    main()
