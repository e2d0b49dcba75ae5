"""Made-up cases of any size: the same text, and so the same dossier, for the same seed."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from goodoffices.dossier import Dossier, parse_dossier

OPTIONS = 10
"""Options of every issue: a case with n issues has 10**n packages."""

FALLBACK = 40
"""Worth of no agreement, in points, for every party."""


@dataclass(frozen=True)
class Size:
    """What a case is made from. Each of `exclusions` forbids that two issues are both settled by the option that is
    worth most to all parties together."""

    issues: int
    parties: int
    exclusions: int = 0
    fallback: int = FALLBACK

    @property
    def packages(self) -> int:
        """All packages, allowed or not."""
        return int(OPTIONS**self.issues)


def case(size: Size, seed: int = 1) -> Dossier:
    """A dossier with random whole weights 1..10 and, for every party and issue, random whole values 0..100 of which
    the worst is 0 and the best 100."""
    rng = np.random.default_rng([seed, size.issues, size.parties])
    weights = rng.integers(1, 11, (size.issues, size.parties))
    values = rng.integers(0, 101, (size.issues, size.parties, OPTIONS))
    ends = rng.permuted(np.broadcast_to(np.arange(OPTIONS), values.shape), axis=2)[:, :, :2]
    np.put_along_axis(values, ends, np.array([0, 100]), axis=2)
    lines = ["dossier: made-up", "title: Made up for the benchmark", "parties:"]
    lines += [f"  p{p}: {{name: Party {p}, role: principal, fallback: {size.fallback}}}" for p in range(size.parties)]
    lines.append("issues:")
    for issue in range(size.issues):
        lines += [f"  i{issue}:", f"    ask: Question {issue}?"]
        lines.append(f"    options: {{{', '.join(f'o{o}: answer {o}' for o in range(OPTIONS))}}}")
        for party in range(size.parties):
            rated = " ".join(f"o{o}:{value}" for o, value in enumerate(values[issue, party]))
            lines.append(f"    p{party}: {weights[issue, party]} {rated}")
    if size.exclusions:
        best = (weights[:, :, None] / weights.sum(axis=0)[:, None] * values).sum(axis=1).argmax(axis=1)
        pairs = rng.permutation(list(itertools.combinations(range(size.issues), 2)))[: size.exclusions]
        lines.append("linkages:")
        lines += [f"  - i{a}=o{best[a]} excludes i{b}=o{best[b]}" for a, b in pairs]
    return parse_dossier("\n".join(lines) + "\n")
