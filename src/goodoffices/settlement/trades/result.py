"""What the room answers, as frozen values. Points are each party's own scale, 0..100, as everywhere in settlement.

Better for all: every deciding party has at least as much, one has more, and the package is allowed. All of it holds at
the middle of every interval; `no_loss` says how often nobody who decides loses wherever in the intervals the truth lies
(None: nothing was drawn, or the package is one that somebody may lose by), and `all_accept` of the nearest acceptable
packages how often all who decide accept them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from goodoffices.settlement.result import Breach, Counts, Outcome, Settlement, Solutions
from goodoffices.values import Chance

__all__ = ["Change", "Completions", "Nearest", "Package", "Start", "Trades", "TwoIssueTrade", "TwoIssueTrades"]


@dataclass(frozen=True)
class Start:
    """The text that the trades start from.

    `kind` says what it is: a text on record, the package of a rule, or a package given in words. `settled` are its own
    clauses. `outcome` is the whole package with its worth: the text itself, or for a partial text its Nash completion
    (None when no completion is acceptable, or none was found). `red_lines` (of deciding parties) and `linkages` are
    those its clauses cross. `allowed` and `acceptable` speak of `outcome`, and are False when there is none.
    """

    name: str
    title: str
    kind: Literal["text", "rule", "package"]
    settled: Mapping[str, str]
    open_issues: tuple[str, ...]
    outcome: Outcome | None
    red_lines: tuple[Breach, ...]
    linkages: tuple[str, ...]
    allowed: bool
    acceptable: bool


@dataclass(frozen=True)
class Change:
    """One clause changed: on `issue`, `after` takes the place of `before`. `points` is what this change alone would
    add to each party's worth, observers included; no entry for those it does not move."""

    issue: str
    before: str
    after: str
    points: Mapping[str, float]


@dataclass(frozen=True)
class Package:
    """A package reached from the start: the clauses changed, what it is worth, and by how much each party's worth
    differs from the start (empty where the start is partial and has no completion).

    `on_frontier`: it is acceptable and no allowed package betters it; None when the search for one that does was given
    up.
    """

    changes: tuple[Change, ...]
    outcome: Outcome
    difference: Mapping[str, float]
    acceptable: bool
    on_frontier: bool | None
    no_loss: Chance | None = None
    all_accept: Chance | None = None


@dataclass(frozen=True)
class Nearest:
    """Packages with some property, those with the fewest changed clauses first; with equally many, the most parties
    better off first, then the larger product of what they win, then the order of the file.

    `searched`: every package with at most so many changed clauses was looked at, and `total` of them have the property.
    `packages` holds the first of these up to the stated limit. `complete`: there is none beyond `searched` either, so
    `total` counts them all. `note` says in words what a limit of the search left undone; empty when nothing.
    """

    packages: tuple[Package, ...]
    total: int
    searched: int
    complete: bool
    note: str = ""


@dataclass(frozen=True)
class TwoIssueTrade:
    """Two changes on two issues, each of which alone would cost some deciding party points, and which together leave
    every deciding party with at least as much and one with more (log-rolling, Froman & Cohen 1970).

    `interplay`: what interactions add to the sum of the two changes, in points; no entry where nothing.
    """

    first: Change
    second: Change
    outcome: Outcome
    difference: Mapping[str, float]
    interplay: Mapping[str, float]
    acceptable: bool
    on_frontier: bool | None
    no_loss: Chance | None = None


@dataclass(frozen=True)
class TwoIssueTrades:
    """The best two-issue trades, up to the stated limit, of `total`: the most parties better off first, then the
    larger product of what they win, then the order of the file."""

    trades: tuple[TwoIssueTrade, ...]
    total: int


@dataclass(frozen=True)
class Completions:
    """How a partial text can be completed. `counts` are of the packages that keep its clauses. `solutions` are the
    four rules among the acceptable ones (None: there are none, or they were not found: `how` says so). `effect` is what
    the settled clauses do to each party: the Nash package with them less the Nash package without, in points (a party
    may win by them); empty when one of the two is not known. `frontier` counts the acceptable completions that no
    other allowed completion betters; None when they are too many."""

    counts: Counts
    frontier: int | None
    solutions: Solutions | None
    how: str
    free: Outcome | None
    effect: Mapping[str, float]


@dataclass(frozen=True)
class Trades:
    """What could be traded from a text.

    `better` are the packages better for all, `frontier` those of them on the frontier (None when it is too large to
    list), `single` all single changes that nobody loses by and somebody gains by, `pairs` the two-issue trades;
    `repairs` are the nearest acceptable packages when the start is not acceptable, else None. The first four are
    None when a partial text has no acceptable completion to start from. `completions` is None for a whole text.

    `is_open`: the file leaves open some of what packages are worth to those who decide. `draws` says over how many
    draws of that the packages were tried, from which `seed`; 0 and None where they were not.
    """

    start: Start
    limit: int
    better: Nearest | None
    frontier: Nearest | None
    single: tuple[Package, ...] | None
    pairs: TwoIssueTrades | None
    repairs: Nearest | None
    completions: Completions | None
    settlement: Settlement
    is_open: bool
    draws: int = 0
    seed: int | None = None
