"""What the room answers, as frozen values. Utilities and gains are in points, as everywhere in the settlement room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from goodoffices.settlement.result import Outcome
from goodoffices.values import Provenance

__all__ = ["Blocker", "Blockers", "Distance", "Opening"]


@dataclass(frozen=True)
class Blocker:
    """Something that forbids packages and that somebody could give up.

    A `red line` has a party, an issue and an option; a `linkage` has `linkage`, its position among the dossier's
    linkages (from 0; -1 for the other kinds); a `fallback` has a party.
    """

    kind: Literal["red line", "linkage", "fallback"]
    party: str = ""
    issue: str = ""
    option: str = ""
    linkage: int = -1


@dataclass(frozen=True)
class Opening:
    """A minimal set of blockers that opens the zone when all of it is given up, and the best package it opens.

    `outcome` is that package: it crosses every red line, breaks every linkage and stays below every fallback of
    `gives`, and none else. `short` says by how many points each fallback of the set would have to come down. `ties`
    counts the packages that the rule cannot tell from it, itself included (None: not counted).

    `proved`: whole numbers confirm that no part of the set suffices; else it is the solver's word, to its tolerance.
    `exact`: whole numbers confirm that the rule prefers no other package; else likewise.
    """

    gives: tuple[Blocker, ...]
    outcome: Outcome
    short: Mapping[str, float]
    ties: int | None
    proved: bool
    exact: bool


@dataclass(frozen=True)
class Distance:
    """How far a party's fallback is from what the table can give it. `most` is the most that an allowed package gives
    the party while all other deciding parties reach their fallbacks, `gap` that less its own fallback, both in points
    (a negative gap: so much it would have to come down). Both None when even without this fallback nothing is
    acceptable. `exact` as for an opening."""

    party: str
    most: float | None
    gap: float | None
    exact: bool


@dataclass(frozen=True)
class Blockers:
    """The whole answer. When something is acceptable, `zone_open` is True and all the rest is empty.

    `openings` are the minimal sets, smallest first, then in the order of the file. `complete`: there are no others;
    `stopped` says what ended the search when not. `proved`: whole numbers confirm that the list is complete and
    each set minimal; else both hold to the solver's tolerance.

    `conflicts` are irreducible: what each holds leaves nothing, and without any one of it something is left;
    smallest first. `conflicts_complete`: there are no others. `distances` has a row for each deciding party. `equal`
    is by how many points all fallbacks would have to come down alike, and `equal_outcome` a package with which that
    suffices; both None when no package is allowed, or when the search did not finish; `equal_exact` as for an opening.
    """

    zone_open: bool
    provenance: Provenance
    fallback: Mapping[str, float]
    openings: tuple[Opening, ...] = ()
    complete: bool = True
    proved: bool = True
    stopped: str = ""
    conflicts: tuple[tuple[Blocker, ...], ...] = ()
    conflicts_complete: bool = True
    distances: tuple[Distance, ...] = ()
    equal: float | None = None
    equal_outcome: Outcome | None = None
    equal_exact: bool = True
