"""Run every benchmark, write docs/benchmarks.md and its picture, and print the page."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks import (
    ceasefire_report,
    change_points,
    corridor_routes,
    dominance_filter,
    dossier_read,
    estimates_fit,
    events_aggregate,
    events_import,
    machine,
    names,
    page,
    picture,
    quickest_flow,
    settlement_frontier,
    single_points,
    space_time_scan,
    stability_solve,
    talks_load,
)
from benchmarks.clock import tell

DOCS = Path(__file__).parents[1] / "docs"


def main() -> None:
    """Measure, compare, write. An answer that differs from a peer's ends the run before anything is written."""
    if not machine.one_thread():
        sys.exit("The benchmark runs by `make bench`, which keeps every library to one thread. Nothing was measured.")
    start = time.monotonic()
    settlement_frontier.warm()
    found = page.Measured(
        talks=talks_load.run(),  # first: what has most parts fails before the others have taken their time
        points=single_points.run(),
        alone=settlement_frontier.alone(),
        two=settlement_frontier.two_parties(),
        names=names.run(),
        reading=dossier_read.run(),
        filters=dominance_filter.run(),
        beside=settlement_frontier.beside(),
        importing=events_import.run(),
        counting=events_aggregate.run(),
        fits=estimates_fit.run_fits(),
        samplers=estimates_fit.run_samplers(),
        whole=estimates_fit.run_whole(),
        scanning=space_time_scan.run(),
        changing=change_points.run(),
        reporting=ceasefire_report.run(),
        routes=corridor_routes.run(),
        flows=quickest_flow.run(),
        stability=stability_solve.run(),
    )
    text = page.page(found)
    (DOCS / "images" / "benchmarks.svg").write_text(picture.drawing(found.beside) + "\n", encoding="utf-8")
    (DOCS / "benchmarks.md").write_text(text, encoding="utf-8")
    print(text)
    tell(f"Written: docs/benchmarks.md and its picture, after {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
