"""What the settlement room answers, as frozen values. Utilities and gains are in points, 0..100 (interactions may
carry a utility beyond either end); a gain is the utility less the party's fallback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.values import Chance, Provenance

__all__ = ["Breach", "Certificate", "Counts", "Frontier", "Outcome", "RatedText", "Settlement", "Solution", "Solutions"]


@dataclass(frozen=True)
class Outcome:
    """A package and its worth to every party, observers included. `gain` has no entry for an observer without a
    fallback."""

    package: Mapping[str, str]
    utility: Mapping[str, float]
    gain: Mapping[str, float]


@dataclass(frozen=True)
class Counts:
    """How many packages there are. `allowed` obey every red line of a deciding party and every linkage;
    `acceptable` are allowed and give every deciding party at least its fallback.

    The counts are exact (where a file's numbers had to be rounded, as exact as the provenance says). When the work to
    count `acceptable` exactly passes the stated limit, it is None and the true number lies within `acceptable_bounds`
    (both ends included); else both ends equal it. `sampled` is then how many of some allowed packages, drawn at random
    with a fixed seed, are acceptable; else None."""

    all: int
    allowed: int
    acceptable: int | None
    acceptable_bounds: tuple[int, int]
    sampled: Chance | None = None


@dataclass(frozen=True)
class Frontier:
    """The acceptable packages that no other allowed package betters: none is as good for every deciding party and
    better for one.

    `size` counts the packages. `points` lists them all, packages of equal worth too, as long as neither they nor the
    rows of a step on the way are more than the stated cap; beyond it one point stands for all packages of equal worth,
    and `equal` says for each point how many they are (1 each when all are listed). `complete` is then True and
    `epsilon` 0.

    When even so there are more points than the cap, or the search passes its stated limits on work and memory,
    `complete` is False, `size` None, `equal` empty, and `points` covers the frontier instead: for every acceptable
    package in which each deciding party gains at least `epsilon` points there is one among `points` that gives each of
    them at least as much less `epsilon` points. All points are acceptable and none betters another, but they may be
    fewer than the frontier's and need not lie on it. `epsilon` None and no points: no cover close enough to be of use
    was found. Nothing is ever cut off silently.
    """

    size: int | None
    complete: bool
    points: Sequence[Outcome]
    equal: tuple[int, ...] = ()
    epsilon: float | None = None


@dataclass(frozen=True)
class Certificate:
    """How good a package is by its rule, and how good any could be. `value` is the rule's own measure: the geometric
    mean of the gains in points (Nash; of the parties that gain), the smallest share of an ideal gain
    (Kalai-Smorodinsky), the smallest gain in points (egalitarian), the sum of gains in points (utilitarian). No
    acceptable package measures more than `bound`. `gap` is what is left between them, as a part of the bound: 0 when
    the package is proved to be the best, to within a ten-millionth where `Solution.ties` is None."""

    value: float
    bound: float
    gap: float

    @property
    def proved(self) -> bool:
        """Whether no package is better."""
        return self.gap == 0


@dataclass(frozen=True)
class Solution:
    """A package singled out by a rule of the literature. `ties` counts the packages that the rule cannot tell from it,
    itself included (1: it is the only one); of those the one is given whose options come first in the order of the
    file. None: not counted, because they were too many or the search reached its limit. `certificate` says how near
    to the best it is known to be (None: made by hand, and nothing is known)."""

    rule: str
    outcome: Outcome
    ties: int | None
    certificate: Certificate | None = None


@dataclass(frozen=True)
class Solutions:
    """Four answers to "what would be fair", over the acceptable packages."""

    nash: Solution
    kalai_smorodinsky: Solution
    egalitarian: Solution
    utilitarian: Solution

    def __iter__(self) -> Iterator[Solution]:
        return iter((self.nash, self.kalai_smorodinsky, self.egalitarian, self.utilitarian))


@dataclass(frozen=True)
class Breach:
    """A red line that a package crosses: whose, on which issue, by which option."""

    party: str
    issue: str
    option: str


@dataclass(frozen=True)
class RatedText:
    """A text on record against the model.

    For a whole text `outcome` is its worth; for a partial one it is None, `open_issues` names what it leaves open
    and `utility_range` gives for each party the least and the most that an allowed completion is worth (empty when
    no completion is allowed). `red_lines` and `linkages` are those it crosses already (an observer's red lines are
    listed too, but block nothing). `better_for_all` counts the packages of the frontier that give every deciding
    party at least as much and one of them more (None for a partial text, for a frontier not listed, and where
    nothing is acceptable).
    """

    id: str
    title: str
    package: Mapping[str, str]
    outcome: Outcome | None
    open_issues: tuple[str, ...]
    utility_range: Mapping[str, tuple[float, float]]
    red_lines: tuple[Breach, ...]
    linkages: tuple[str, ...]
    better_for_all: int | None


@dataclass(frozen=True)
class Settlement:
    """The whole answer. `parties` are all at the table, `deciding` those whose consent is needed; `ideal` is for
    each deciding party the most that any acceptable package gives it, in points. `solutions` is None when nothing is
    acceptable, and when the search for them did not finish: the provenance then says so."""

    parties: tuple[str, ...]
    deciding: tuple[str, ...]
    fallback: Mapping[str, float]
    ideal: Mapping[str, float]
    packages: Counts
    frontier: Frontier
    solutions: Solutions | None
    texts: tuple[RatedText, ...]
    provenance: Provenance
