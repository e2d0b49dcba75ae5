"""Two names that other programs use for another rule than the literature's, and how often it matters.

negmas 0.16 `ks_points` takes the package with the least difference between the largest and the smallest share of the
ideal gains; Kalai and Smorodinsky (1975) take, where shares cannot be equal, the largest smallest share. NegoLog's
"Kalai point" is the package with the largest sum of utilities, fallbacks not looked at; Kalai's (1977) egalitarian
solution is the largest smallest gain. NegoLog is not run: its rule is one line, applied here to the same packages.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks import peers
from benchmarks.plain import plain
from benchmarks.scenarios import Size, case

CASES = 200
"""Random cases for each count: two parties, 1,000 packages."""

NEAR = 1e-9
"""Less than this is a rounding of floats."""


@dataclass(frozen=True)
class Names:
    """Of `cases`: in `spread` negmas' package leaves the worse-off party a smaller share of its ideal gain than it
    could have, by up to `lost` (0..1); in `total` the largest sum leaves it a smaller gain than the egalitarian
    package does, by up to `points`. Where a rule cannot tell packages apart, the best of them counts."""

    cases: int
    spread: int
    lost: float
    total: int
    points: float


def run(cases: int = CASES) -> Names:
    """Both counts."""
    from negmas.preferences.ops import ks_points

    share_lost, points_lost = [], []
    for seed in range(cases):
        one = plain(case(Size(3, 2), seed=seed))
        front, _ = peers.numpy_paretoset(one)
        _, ufuns = peers.negmas_ufuns(one)
        gains = front - one.fallback
        shares = (gains / gains.max(axis=0)).min(axis=1)
        ranges = list(zip(one.fallback.tolist(), front.max(axis=0).tolist(), strict=True))
        picked = [place for _, place in ks_points(ufuns, [tuple(row) for row in front.tolist()], ranges=ranges)]
        share_lost.append(float(shares.max() - shares[picked].max()))
        packages = peers.every_package(one).T
        sums = packages.sum(axis=1)
        largest = packages[sums >= sums.max() - NEAR] - one.fallback
        points_lost.append(float(gains.min(axis=1).max() - largest.min(axis=1).max()))
    return Names(
        cases,
        spread=sum(lost > NEAR for lost in share_lost),
        lost=max(share_lost),
        total=sum(lost > NEAR for lost in points_lost),
        points=max(points_lost),
    )
