"""A rank, only where the user gives weights, and how much it hangs on them.

Stochastic acceptability (Lahdelma, Hokkanen & Salminen 1998, European Journal of Operational Research 106(1)): weights
are drawn from their stated intervals, or evenly from all there are (a Dirichlet distribution with parameters 1),
together with the draws of the ideal points and of the parties' ratings. What comes out is the share of draws in which
a candidate is first or among the first three, and the interval of its rank; never a sum of points.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from goodoffices.dossier import Reading, branch_parts, load_text, nearest, open_tree, quoted
from goodoffices.errors import EvidenceError
from goodoffices.values import Estimate

__all__ = ["CRITERIA", "Criterion", "Ranked", "Weights", "parse_weights", "ranked", "read_weights"]

CRITERIA: Final = {
    "largest_distance": ("the largest distance", False),
    "balance": ("the balance", False),
    "disputes": ("militarised disputes with the states of the parties", False),
    "hosted": ("rounds and mediations on record", True),
    "rating": ("the parties' ratings, their mean", True),
}
"""What may be weighed: its words, and whether more of it is better."""
_ANY: Final = "any"
_FIRST_THREE: Final = 3
_EXAMPLE: Final = "`weights:` and below it `largest_distance: 2..4` and others"
_START: Final = f"Write {_EXAMPLE}."
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """An interval for each criterion; None for all where every weighting counts."""

    of: Mapping[str, Estimate | None] = field(hash=False)
    file: str = ""

    @property
    def is_any(self) -> bool:
        """Whether every weighting counts."""
        return all(weight is None for weight in self.of.values())


@dataclass(frozen=True)
class Criterion:
    """A criterion's values, by candidate: those that are told, and those of each draw."""

    name: str
    told: Mapping[str, float] = field(hash=False)
    drawn: Mapping[str, Floats] = field(hash=False, compare=False, repr=False)


@dataclass(frozen=True)
class Ranked:
    """A candidate's shares of the draws, and its rank in 5 %, 50 % and 95 % of them. Who is tied for the first place
    shares it."""

    candidate: str
    first: float
    top_three: float
    rank: tuple[int, int, int]


def read_weights(path: str | os.PathLike[str]) -> Weights:
    """The weights of a file: `weights:` and below it each criterion with a number, an interval, or `any` for all.

    Raises FileError, and DossierError with all problems in the order of the file.
    """
    return parse_weights(load_text(path, _START), os.fspath(path))


def parse_weights(text: str, name: str = "") -> Weights:
    """The same from a text."""
    top, problems = open_tree(text, name, _START)
    parts, reading = branch_parts(top), Reading(problems)
    reading.known(parts, ("weights",))
    found: dict[str, Estimate | None] = {}
    lines = reading.branch(parts.get("weights"), _EXAMPLE)
    for key, part in lines.items():
        if key not in CRITERIA:
            remedy = nearest(key, CRITERIA, "The criteria")
            problems.add(part, f"{quoted(key)} is no criterion", remedy, at_key=True)
        elif part.text.casefold() == _ANY:
            found[key] = None
        else:
            found[key] = reading.estimate(part, 0, 10)
    if not lines:
        problems.add(parts.get("weights", top), "there are no weights here", _START, at_key=True)
    words = [part for part in lines.values() if part.text.casefold() == _ANY]
    if words and len(words) < len(lines):
        remedy = "Write `any` for all of them, or a number or an interval for each, as 0..10."
        problems.add(words[0], "`any` stands beside other weights", remedy)
    if not words and lines and all(weight and not weight.high for weight in found.values()):
        problems.add(parts["weights"], "all weights are 0", "Give at least one more than 0.", at_key=True)
    problems.raise_any()
    return Weights(found, os.path.basename(name))  # noqa: PTH119


def ranked(
    criteria: Sequence[Criterion], weights: Weights, candidates: Sequence[str], draws: int, seed: int
) -> tuple[Ranked, ...]:
    """How often each candidate is first and among the first three; by the share of first places.

    A criterion runs from 0 for the worst candidate to 1 for the best, as they are told; draws may go beyond. Raises
    EvidenceError where a candidate has no value of a criterion that is weighed.
    """
    for each in criteria:
        if absent := [candidate for candidate in candidates if candidate not in each.told]:
            told = f"{', '.join(absent)} cannot be weighed by {each.name}: nothing is known of it"
            raise EvidenceError.of(told, remedy="Leave the criterion out of the weights, or the candidate.")
    shares = _weightings(weights, [each.name for each in criteria], draws, seed)
    total = np.zeros((len(candidates), draws))
    for column, each in enumerate(criteria):
        total += shares[:, column] * _scored(each, candidates, draws)
    # Rounded, so that a tie is not decided by the last digit of a sum.
    total = np.round(total, 9)
    best = total == total.max(axis=0)
    rank = 1 + np.array([(total > row).sum(axis=0) for row in total])
    found = [
        Ranked(
            candidate,
            float((best[row] / best.sum(axis=0)).mean()),
            float((rank[row] <= _FIRST_THREE).mean()),
            _ranks(rank[row]),
        )
        for row, candidate in enumerate(candidates)
    ]
    return tuple(sorted(found, key=lambda each: (-each.first, -each.top_three, each.candidate)))


def _ranks(rank: npt.NDArray[np.int64]) -> tuple[int, int, int]:
    low, middle, high = np.quantile(rank, [0.05, 0.5, 0.95], method="inverted_cdf")
    return int(low), int(middle), int(high)


def _weightings(weights: Weights, names: Sequence[str], draws: int, seed: int) -> Floats:
    """One weighting a draw, each adding up to 1."""
    chance = np.random.default_rng([seed, *b"weights"])
    if weights.is_any:
        found: Floats = chance.dirichlet(np.ones(len(names)), draws)
        return found
    spans = [weights.of[name] for name in names]
    low = np.array([float(span.low) if span else 0.0 for span in spans])
    high = np.array([float(span.high) if span else 0.0 for span in spans])
    drawn: Floats = chance.uniform(low, high, (draws, len(names)))
    total = drawn.sum(axis=1, keepdims=True)
    made: Floats = np.divide(drawn, total, out=np.full_like(drawn, 1 / len(names)), where=total > 0)
    return made


def _scored(criterion: Criterion, candidates: Sequence[str], draws: int) -> Floats:
    told = np.array([criterion.told[candidate] for candidate in candidates])
    span = np.ptp(told)
    values = np.stack([criterion.drawn.get(name, np.full(draws, criterion.told[name])) for name in candidates])
    if not span:
        return np.full_like(values, 0.5)
    made: Floats = (values - told.min()) / span if CRITERIA[criterion.name][1] else (told.max() - values) / span
    return made
