"""The section of docs/benchmarks.md on estimates: no figure in it is typed by hand. Alone: `python -m` this."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from string import Template

from benchmarks import estimates_fit, machine
from benchmarks.clock import Timed, tell
from benchmarks.estimates_fit import FitRow, SamplerRow, WholeRow
from benchmarks.talks_page import with_section
from benchmarks.wording import digits, table, time_of

DOCS = Path(__file__).parents[1] / "docs" / "benchmarks.md"
TEMPLATE = Path(__file__).with_name("estimates.md.in")
LIBRARIES = ("goodoffices", "statsmodels", "numpy", "numba")


def section(fits: Sequence[FitRow], samplers: Sequence[SamplerRow], whole: Sequence[WholeRow]) -> str:
    """The section, in Markdown, from its heading on."""
    today = machine.today()
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        day=f"{today.day} {today:%B %Y}",
        machine=machine.machine(),
        versions=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        people=f"{estimates_fit.PEOPLE:,}",
        fits=table(
            ("Lists", "Models", "Good Offices", "statsmodels", "Ratio"),
            [
                (str(row.lists), f"{row.models:,}", time_of(row.ours), time_of(row.statsmodels), _ratio(row))
                for row in fits
            ],
        ),
        samplers=table(
            ("Lists", "Rungs", "Sweeps", "Good Offices", "numpy", "Effective samples a second", "by numpy"),
            [_sampler(row) for row in samplers],
        ),
        few=f"{estimates_fit.FEW_PEOPLE:,}",
        whole=table(
            ("Lists", "Log-linear models", "Graphs", "Sweeps of four chains", "Good Offices"),
            [
                (str(row.lists), f"{row.models:,}", f"{row.graphs:,}", f"{row.sweeps:,}", time_of(row.took))
                for row in whole
            ],
        ),
    )


def _ratio(row: FitRow) -> str:
    """How many times longer the peer took."""
    return digits(_seconds(row.statsmodels) / _seconds(row.ours))


def _sampler(row: SamplerRow) -> tuple[str, ...]:
    speeds = (digits(row.per_second(took)) for took in (row.ours, row.numpy))
    return (str(row.lists), str(row.rungs), f"{row.sweeps:,}", time_of(row.ours), time_of(row.numpy), *speeds)


def _seconds(took: Timed) -> float:
    assert took.seconds is not None
    return took.seconds


def main() -> None:
    """Measure estimates and write their section of the page."""
    if not machine.one_thread():
        sys.exit(f"Set {' '.join(f'{name}=1' for name in machine.THREADS)}. Nothing was measured.")
    text = section(estimates_fit.run_fits(), estimates_fit.run_samplers(), estimates_fit.run_whole())
    DOCS.write_text(with_section(DOCS.read_text(encoding="utf-8"), text), encoding="utf-8")
    tell(text)


if __name__ == "__main__":
    main()
