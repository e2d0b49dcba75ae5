"""Reading 2.5 million made-up rows with ACLED's columns into a file to ask: ours, a bare DuckDB load, polars, pandas.

Each runs in a process of its own, so that its memory can be told. Alone: `python -m benchmarks.events_import [ROWS]`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import acled_rows
from benchmarks.clock import tell
from benchmarks.wording import seconds, table

NAMES = {
    "ours": "Good Offices, validated",
    "duckdb": "DuckDB, bare load",
    "polars": "polars, to Parquet",
    "pandas": "pandas, to Parquet",
}


@dataclass(frozen=True)
class ImportRow:
    """What one program took; `rows` and `deaths` are the answer that must agree. `cpu` is over all threads.

    `steps` are the seconds of each step, where the program tells them.
    """

    name: str
    seconds: float
    cpu: float
    peak_mb: float
    rows: int
    deaths: int
    steps: dict[str, float]


def run(rows: int = acled_rows.ROWS) -> list[ImportRow]:
    """All four on one file; each must hold the same rows and the same sum of deaths."""
    with tempfile.TemporaryDirectory() as folder:
        file = acled_rows.write(Path(folder) / "acled.csv", rows)
        tell(f"events: {rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB")
        found = [_apart(name, file) for name in NAMES]
    assert len({(one.rows, one.deaths) for one in found}) == 1
    return found


def as_table(found: list[ImportRow]) -> str:
    """The figures in Markdown."""
    bare = next(one for one in found if one.name == "duckdb")
    heads = ("Program", "Time", "Beside the bare load", "Processor time", "Peak memory")
    return table(
        heads,
        [
            (
                NAMES[one.name],
                seconds(one.seconds),
                f"{one.seconds / bare.seconds:.2f}",
                seconds(one.cpu),
                f"{one.peak_mb:,.0f} MB",
            )
            for one in found
        ],
        1,
    )


def as_steps(found: list[ImportRow]) -> str:
    """What ours took for each step, in a sentence."""
    ours = next(one for one in found if one.name == "ours")
    bare = next(one for one in found if one.name == "duckdb")
    steps = ", ".join(f"{step} {seconds(took)}" for step, took in ours.steps.items())
    rest = (ours.seconds - ours.steps["validating"]) / bare.seconds
    return f"Steps of ours: {steps}. Without validating it takes {rest:.2f} times the bare load."


def _apart(name: str, file: Path) -> ImportRow:
    done = subprocess.run(  # our own module
        [sys.executable, "-m", "benchmarks.events_import", "--one", name, str(file)],
        check=True,
        capture_output=True,
        text=True,
    )
    found = ImportRow(**json.loads(done.stdout))
    tell(f"events, {NAMES[name]}: {found.seconds:.1f} s")
    return found


def _one(name: str, file: Path) -> ImportRow:
    work: Callable[[Path], tuple[Any, ...]] = {"ours": _ours, "duckdb": _duckdb, "polars": _polars, "pandas": _pandas}[
        name
    ]
    start = time.perf_counter()
    rows, deaths, *steps = work(file)
    took = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    return ImportRow(name, took, used.ru_utime + used.ru_stime, peak_mb(), rows, deaths, steps[0] if steps else {})


def peak_mb() -> float:
    """The most memory that this process held: its own count (VmHWM) knows nothing of the one that started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _ours(file: Path) -> tuple[int, int, dict[str, float]]:
    from goodoffices.cli.progress import Steps
    from goodoffices.evidence import events

    steps = Steps(lambda _: None)
    with events.open_store(file.with_name("ours.duckdb"), write=True) as store:
        events.import_file(store, file, events.SOURCES["acled"], source="acled", release="made-up", tell=steps)
        steps.end()
        return *store.execute("SELECT count(*), sum(deaths_best)::BIGINT FROM events").fetchone(), steps.seconds


def _duckdb(file: Path) -> tuple[int, int]:
    import duckdb

    with duckdb.connect(str(file.with_name("bare.duckdb")), config={"memory_limit": "600MB"}) as store:
        store.execute("CREATE TABLE events AS SELECT * FROM read_csv(?)", [str(file)])
        return store.execute("SELECT count(*), sum(fatalities)::BIGINT FROM events").fetchone()


def _polars(file: Path) -> tuple[int, int]:
    import polars as pl

    out = file.with_name("polars.parquet")
    pl.scan_csv(file, try_parse_dates=True).sink_parquet(out)
    answer = pl.scan_parquet(out).select(pl.len(), pl.col("fatalities").sum()).collect()
    return int(answer.item(0, 0)), int(answer.item(0, 1))


def _pandas(file: Path) -> tuple[int, int]:
    import pandas as pd

    out = file.with_name("pandas.parquet")
    pd.read_csv(file, parse_dates=["event_date"]).to_parquet(out)
    answer = pd.read_parquet(out, columns=["fatalities"])
    return len(answer), int(answer["fatalities"].sum())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(_one(sys.argv[2], Path(sys.argv[3])).__dict__))
    else:
        measured = run(int(sys.argv[1]) if sys.argv[1:] else acled_rows.ROWS)
        print(as_table(measured), as_steps(measured), sep="\n\n")
