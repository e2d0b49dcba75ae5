"""Change points: the right likelihood for counts beside least squares (ruptures' KernelCPD), on series whose changes
are known, and on two that people marked (Turing Change Point Dataset).

Alone: `python -m benchmarks.change_points`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.clock import tell, timed
from benchmarks.covering import cover, f1
from benchmarks.wording import digits, seconds, table
from goodoffices.ceasefire.signals import DailyCounts, Prior, changes, mean_changes

Floats = NDArray[np.float64]
TURING = Path(__file__).parents[1].parent / "shared" / "data" / "ground" / "cpd"

SERIES = 20
DAYS = 730
BREAKS = 5
SHORTEST = 30
DISPERSIONS = (0.01, 0.3, 1.0)
PEER = "ruptures KernelCPD"
FIRST = dt.date(2020, 1, 1)


@dataclass(frozen=True)
class ChangesRow:
    """One program on one set of series: means over the series. `seconds` is of one series, the best of a few runs."""

    what: str
    program: str
    found: float
    cover: float
    f1: float
    seconds: float


def run(series: int = SERIES, data: Path = TURING) -> list[ChangesRow]:
    """All rows; those of the marked series where the file is there."""
    rows = []
    for dispersion in DISPERSIONS:
        made = [made_series(seed, dispersion) for seed in range(series)]
        what = f"counts, {BREAKS} changes, dispersion {dispersion:g}"
        rows += _beside(what, made, lambda values: [(one.day - FIRST).days for one in changes(_daily(values)).changes])
    for name, words in (("well_log", "well log"), ("uk_coal_employ", "coal employment")):
        if data.is_dir():
            rows += _beside(words, [annotated(data, name)], _marked_by_ours)
    for row in rows:
        tell(f"change points, {row.what}, {row.program}: F1 {row.f1:.2f}")
    return rows


def made_series(seed: int, dispersion: float) -> tuple[Floats, list[list[int]]]:
    """Daily counts with known changes; each level is at least half as much again as its neighbour, or its inverse."""
    rng = np.random.default_rng([seed, round(1000 * dispersion)])
    while True:
        places = np.sort(rng.choice(np.arange(SHORTEST, DAYS - SHORTEST), BREAKS, replace=False))
        if np.diff(places).min() >= SHORTEST:
            break
    level, means = rng.uniform(2, 8), np.empty(DAYS)
    for start, end in zip([0, *places], [*places, DAYS], strict=True):
        means[start:end] = level
        factor = rng.uniform(1.5, 3.0)
        level = level / factor if (level > 6) or (level > 2 and rng.random() < 0.5) else level * factor
    size = 1 / dispersion
    return rng.negative_binomial(size, size / (size + means)).astype(np.float64), [places.tolist()]


def annotated(data: Path, name: str) -> tuple[Floats, list[list[int]]]:
    """A series of the Turing Change Point Dataset, and what each annotator marked."""
    raw = json.loads((data / f"tcpd_{name}.json").read_text(encoding="utf-8"))["series"][0]["raw"]
    marked = json.loads((data / "tcpd_annotations.json").read_text(encoding="utf-8"))[name]
    return np.array([np.nan if value is None else value for value in raw], dtype=np.float64), list(marked.values())


def least_squares(values: Floats, number: int | None = None) -> list[int]:
    """KernelCPD with its linear kernel, which is least squares, exact: with so many changes, or with Schwarz' penalty
    (2 sigma squared log n), sigma from the first differences, robustly. Missing values are taken out."""
    from ruptures import KernelCPD

    there = np.flatnonzero(np.isfinite(values))
    known = values[there]
    noise = 1.4826 / 2**0.5 * float(np.median(np.abs(np.diff(known)))) or float(known.std())
    asked: dict[str, Any] = {"n_bkps": number} if number else {"pen": 2 * noise**2 * np.log(len(known))}
    found = KernelCPD(kernel="linear").fit(known[:, None]).predict(**asked)
    return [int(there[place]) for place in found[:-1]]


def as_table(found: Iterable[ChangesRow]) -> str:
    """The figures in Markdown."""
    heads = ("Series", "Program", "Changes found", "Cover", "F1", "Time")
    rows = [
        (row.what, row.program, digits(row.found), f"{row.cover:.2f}", f"{row.f1:.2f}", seconds(row.seconds))
        for row in found
    ]
    return table(heads, rows, 2)


def _beside(
    what: str, made: Sequence[tuple[Floats, list[list[int]]]], ours: Callable[[Floats], list[int]]
) -> list[ChangesRow]:
    programs: list[tuple[str, Callable[[Floats], list[int]]]] = [("Good Offices", ours)]
    if _peer_there():
        programs.append((PEER, least_squares))
        if len(made[0][1]) == 1:  # the number of changes is known
            programs.append((f"{PEER}, told how many", partial(least_squares, number=BREAKS)))
    rows = []
    for name, program in programs:
        found = [program(values) for values, _ in made]
        pairs = list(zip(made, found, strict=True))
        rows.append(
            ChangesRow(
                what,
                name,
                float(np.mean([len(one) for one in found])),
                float(np.mean([cover(marked, one, len(values)) for (values, marked), one in pairs])),
                float(np.mean([f1(marked, one) for (values, marked), one in pairs])),
                timed(lambda program=program: program(made[0][0])).seconds or 0.0,
            )
        )
    return rows


def _peer_there() -> bool:
    from importlib.util import find_spec

    return find_spec("ruptures") is not None


def _marked_by_ours(values: Floats) -> list[int]:
    found: Any = mean_changes(values, prior=Prior(gap=100.0))
    return list(found.most_probable)


def _daily(values: Floats) -> DailyCounts:
    return DailyCounts(FIRST, values.astype(np.int64))


if __name__ == "__main__":
    print(as_table(run()))
