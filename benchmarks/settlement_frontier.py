"""The acceptable packages and their frontier, beside listing every package with numpy and filtering with paretoset."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
from paretoset import paretoset

from benchmarks.dossier_read import large_dossier
from goodoffices.dossier import Dossier, parse_dossier, read
from goodoffices.settlement import Settlement, solve

ASTANA = Path(__file__).parents[1] / "examples" / "astana-2017" / "dossier.yaml"


def run() -> list[dict[str, Any]]:
    """One row a case. Where a peer cannot list the packages, ours stands alone and says so."""
    paretoset(np.eye(3), sense=["max"] * 3)  # compiles, outside the clock
    return [
        _beside("Astana 2017", read(ASTANA)),
        _beside("6 issues × 10 options, 4 parties", _case(6, 4)),
        _alone("12 issues × 10 options, 3 parties: frontier and counts", _case(12, 3)),
    ]


def _case(issues: int, parties: int) -> Dossier:
    text = large_dossier(issues, parties, 10).partition("linkages:")[0]
    return parse_dossier(text.replace("fallback: 20..30", "fallback: 40"))


def _beside(name: str, dossier: Dossier) -> dict[str, Any]:
    ours, found = _timed(lambda: solve(dossier))
    theirs, (allowed, acceptable, size) = _timed(lambda: listed(dossier))
    counts = found.packages
    assert (counts.allowed, counts.acceptable, found.frontier.size) == (allowed, acceptable, size)
    return _row(name, found, ours) | {"peer": "numpy + paretoset", "peer_seconds": theirs, "same": "yes"}


def _alone(name: str, dossier: Dossier) -> dict[str, Any]:
    ours, found = _timed(lambda: solve(dossier))
    return _row(name, found, ours) | {"peer": "cannot list them", "peer_seconds": None, "same": "–"}


def _row(name: str, found: Settlement, seconds: float) -> dict[str, Any]:
    question = f"counts, frontier ({found.frontier.size:,} packages), four fair packages"
    return {
        "name": name,
        "packages": found.packages.all,
        "parties": len(found.deciding),
        "question": question,
        "ours_seconds": seconds,
    }


def _timed(work: Any) -> tuple[float, Any]:
    """The best of three, and the answer."""
    best, answer = float("inf"), None
    for _ in range(3):
        start = time.perf_counter()
        answer = work()
        best = min(best, time.perf_counter() - start)
    return best, answer


def listed(dossier: Dossier) -> tuple[int, int, int]:
    """Allowed, acceptable and frontier packages as one would write it in numpy: every package in one array.

    Utilities are rounded to nine decimals before they are compared; unrounded, ties in floats add packages that
    another one betters (1,190 for Astana instead of 1,155).
    """
    parties = [party for party in dossier.parties if party.role.decides]
    sizes = [len(issue.options) for issue in dossier.issues]
    grid = np.indices(sizes, dtype=np.uint8).reshape(len(sizes), -1)
    keep = np.ones(grid.shape[1], dtype=bool)
    names = [{option.id: at for at, option in enumerate(issue.options)} for issue in dossier.issues]
    at = {issue.id: place for place, issue in enumerate(dossier.issues)}
    for issue, row in zip(dossier.issues, grid, strict=True):
        red = {option for line in issue.preferences for option in line.red_lines}
        keep &= ~np.isin(row, [names[at[issue.id]][option] for option in red])
    for linkage in dossier.linkages:
        when, then = (
            np.logical_and.reduce(
                [np.isin(grid[at[c.issue]], [names[at[c.issue]][o] for o in c.options]) != c.negated for c in part]
            )
            for part in (linkage.when, linkage.then)
        )
        keep &= ~when | then
    grid = grid[:, keep]
    utility = np.zeros((grid.shape[1], len(parties)))
    for p, party in enumerate(parties):
        lines = [next(q for q in issue.preferences if q.party == party.id) for issue in dossier.issues]
        total = sum(float(line.weight.best) for line in lines)
        for row, line, issue in zip(grid, lines, dossier.issues, strict=True):
            level = {rating.option: rating.level or 0 for rating in line.ratings}
            worth = np.array([level[option.id] for option in issue.options]) / max(1, *level.values())
            utility[:, p] += 100 * float(line.weight.best) / total * worth[row]
    utility = utility.round(9)
    good = utility[np.all(utility >= [float(party.fallback.best) for party in parties], axis=1)]
    return grid.shape[1], len(good), int(paretoset(good, sense=["max"] * len(parties), distinct=False).sum())
