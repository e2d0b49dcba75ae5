"""The frontier of the acceptable packages and the Nash package: ours beside the peers, then alone where none can go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks import ours, peers
from benchmarks.clock import LIMIT, Timed, tell, timed
from benchmarks.plain import distinct, plain
from benchmarks.scenarios import Size, case
from goodoffices.dossier import Dossier, read

ASTANA = Path(__file__).parents[1] / "examples" / "astana-2017" / "dossier.yaml"
GRID = tuple(Size(issues, parties) for parties in (2, 3, 4, 5, 6) for issues in (3, 4, 5, 6))
TWO = tuple(Size(issues, 2) for issues in (3, 6, 9, 12, 15))
LARGE = (Size(9, 4), Size(12, 3), Size(15, 3))

MADE_UP = "made up"
SAME = 1e-6
"""Relative distance within which two Nash products are the same."""

LISTED = 10**6
"""Most packages that negmas is asked to list: it holds each as a Python tuple."""


@dataclass(frozen=True)
class Row:
    """One case: its size, the number of distinct points of its frontier, and what each program took."""

    name: str
    parties: int
    packages: int
    points: int
    ours: Timed
    numpy: Timed | None = None
    negmas: Timed | None = None


def beside() -> list[Row]:
    """Every case of the grid and the worked example, all programs; the answers are compared before a time counts."""
    rows = [_beside(MADE_UP, case(size)) for size in GRID]
    return [*rows, _beside("Astana 2017", read(ASTANA))]


def two_parties() -> list[Row]:
    """Two parties beside the sampler of negmas that lists no packages."""
    rows: list[Row] = []
    for size in TWO:
        dossier = case(size)
        found, row = _ours(MADE_UP, dossier)
        issues, ufuns = peers.negmas_ufuns(plain(dossier))
        if rows and rows[-1].negmas and rows[-1].negmas.seconds is None:
            theirs = Timed(None, why="not run")
        else:
            theirs = timed(partial(peers.negmas_mobanos, issues, ufuns), LIMIT)
        _same(found, theirs)
        rows.append(Row(row.name, row.parties, row.packages, row.points, row.ours, negmas=theirs))
        tell(f"two parties, {size.packages:.0e} packages: done")
    return rows


def alone() -> list[Row]:
    """Cases whose packages nobody can list. Their Nash package is found a second time without the frontier, and must
    be worth the same."""
    rows = []
    for size in LARGE:
        dossier = case(size)
        (_, product), row = _ours(MADE_UP, dossier)
        single = ours.single(dossier, "nash")
        assert abs(ours.product(single) - product) <= SAME * product
        rows.append(row)
        tell(f"ours alone, {size.packages:.0e} packages, {size.parties} parties: {row.ours.seconds:.2g} s")
    return rows


def warm() -> None:
    """Everything once on a small case, so that nothing is compiled or imported on the clock."""
    for parties in (2, 3, 4, 5, 6):
        small = case(Size(5, parties, exclusions=1))  # large enough for the compiled search
        ours.frontier(small)
        for rule in ours.RULES:
            ours.single(small, rule)
        peers.numpy_paretoset(plain(small))
    peers.negmas_frontier(*peers.negmas_ufuns(plain(case(Size(2, 2)))))


def _beside(name: str, dossier: Dossier) -> Row:
    plainly = plain(dossier)
    found, row = _ours(name, dossier)
    numpy = timed(partial(peers.numpy_paretoset, plainly), LIMIT)
    if row.packages <= LISTED and plainly.additive:
        issues, ufuns = peers.negmas_ufuns(plainly)
        negmas = timed(partial(peers.negmas_frontier, issues, ufuns), LIMIT)
    else:
        negmas = Timed(None, why="not run")
    _same(found, numpy)
    _same(found, negmas)
    tell(f"{name}, {row.packages:.0e} packages, {row.parties} parties: {row.points:,} points, same answers")
    return Row(name, row.parties, row.packages, row.points, row.ours, numpy, negmas)


def _ours(name: str, dossier: Dossier) -> tuple[peers.Found, Row]:
    took = timed(partial(ours.frontier, dossier))
    points, product = ours.in_points(took.answer)
    front = distinct(points)
    assert len(front) == len(np.unique(points.round(9), axis=0)), "ours holds a package that another one betters"
    packages = int(np.prod([len(issue.options) for issue in dossier.issues], dtype=object))
    return (front, product), Row(name, points.shape[1], packages, len(front), took)


def _same(found: peers.Found, theirs: Timed) -> None:
    """Raises AssertionError unless a peer's answer, if it has one, is ours."""
    if theirs.answer is None:
        return
    points, product = theirs.answer
    assert np.array_equal(distinct(points), found[0])
    assert abs(product - found[1]) <= SAME * found[1]
