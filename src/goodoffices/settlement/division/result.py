"""What a fair division of a dossier's issues gives, as frozen values. Points are exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.settlement.result import Breach
from goodoffices.values import Provenance

__all__ = ["Agreed", "Award", "Division", "WholePackage"]


@dataclass(frozen=True)
class Agreed:
    """An issue on which both parties like the same option best: both get it, and there is nothing to divide."""

    issue: str
    option: str


@dataclass(frozen=True)
class Award:
    """A contested issue. `wants`: the option each party likes best; `points`: what getting it rather than the other's
    is worth to each, of its 100; `won`: who takes the issue at first; `share`: the part of it that each ends with,
    0..1; `moved`: whether it was handed over, whole or in part, to even out the points."""

    issue: str
    wants: Mapping[str, str]
    points: Mapping[str, Fraction]
    won: str
    share: Mapping[str, Fraction]
    moved: bool

    @property
    def is_split(self) -> bool:
        """Whether both parties end with a part of it."""
        return min(self.share.values()) > 0


@dataclass(frozen=True)
class WholePackage:
    """An allowed package, nothing in it split. `utility`: its worth to each of the two, 0..100, its interactions
    counted; `more`: by how much that is more than what the division gives it."""

    package: Mapping[str, str]
    utility: Mapping[str, float]
    more: Mapping[str, float]


@dataclass(frozen=True)
class Division:
    """The issues of a dossier divided between its two deciding parties by Adjusted Winner.

    `awards` are the contested issues in the order of the file, `agreed` the others. `before` and `points`: what each
    party has after the first step and in the end, of its own 100 points on the contested issues. `equitable`,
    `envy_free` and `efficient` were checked on the result; efficient means that no other division between these two
    options of each issue is better for one and as good for the other. `utility` and `gain`: the same division on the
    dossier's own scale, 0..100, where a split issue counts in proportion. `better`: an allowed whole package that gives
    both at least as much on that scale, and one of them more; None where there is none, or where `compared` is False:
    the search for one met its limit. `red_lines` of the two are crossed and `linkages` broken, a split issue being
    settled either way. `warnings`: these, and what else the dossier says that this method does not look at, one
    sentence each.
    """

    parties: tuple[str, str]
    awards: tuple[Award, ...]
    agreed: tuple[Agreed, ...]
    before: Mapping[str, Fraction]
    points: Mapping[str, Fraction]
    equitable: bool
    envy_free: bool
    efficient: bool
    utility: Mapping[str, float]
    gain: Mapping[str, float]
    better: WholePackage | None
    compared: bool
    red_lines: tuple[Breach, ...]
    linkages: tuple[str, ...]
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def split(self) -> Award | None:
        """The issue that is divided, if any; never more than one."""
        return next((award for award in self.awards if award.is_split), None)
