"""Fair packages one by one, without a frontier, where none can be listed: ours alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from benchmarks import ours
from benchmarks.clock import Timed, tell, timed
from benchmarks.scenarios import Size, case
from goodoffices.settlement.engine.points import RuleName

ASKED: tuple[tuple[Size, tuple[RuleName, ...]], ...] = (
    (Size(20, 6, exclusions=15), ("nash",)),
    (Size(12, 12, fallback=30), ours.RULES),
)


@dataclass(frozen=True)
class PointRow:
    """`broken` of the exclusions are broken by the package that would be best without them."""

    size: Size
    rule: RuleName
    took: Timed
    proved: bool
    nodes: int
    broken: int


def run() -> list[PointRow]:
    """One row a rule."""
    rows = []
    for size, rules in ASKED:
        dossier = case(size)
        free = case(Size(size.issues, size.parties, fallback=size.fallback))
        for rule in rules:
            took = timed(partial(ours.single, dossier, rule))
            point = took.answer.point
            assert point.choice is not None
            broken = ours.rules_broken(dossier, ours.single(free, rule)) if size.exclusions else 0
            rows.append(PointRow(size, rule, took, point.proved, point.nodes, broken))
            tell(f"{rule}, {size.packages:.0e} packages, {size.parties} parties: {took.seconds:.2g} s")
    return rows
