"""What the room answers, as frozen values. Gains are in points over a party's fallback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from goodoffices.settlement.result import Breach
from goodoffices.settlement.uncertain.advice import Advice
from goodoffices.values import Chance, Provenance

__all__ = ["Acceptance", "Kind", "Proposal", "Spread", "Uncertainty", "Verdict"]

Verdict = Literal["yes", "no", "open"]
"""Whether something holds in every model that the file allows, in none, or in some."""

Kind = Literal["text", "candidate", "robust", "regret"]
"""Where a proposal comes from: a text on record, a candidate of the central answer, or the advice: the package accepted
in the most draws by its most doubtful party, and the package of least worst regret."""


@dataclass(frozen=True)
class Spread:
    """How a number varies over draws: its mean, and the 5% and 95% points between which nine draws of ten lie."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Acceptance:
    """Whether one party would accept a package.

    `chance`: the share of draws in which its gain is at least 0. `gain`: how the gain varies. `least` and `greatest`:
    the gain at its ends over all models the file allows, and `certain` what follows from them. Where the package
    crosses a red line of the party (`red_line`) it does not accept: chance 0, certainly not, whatever the gains.
    """

    party: str
    chance: Chance
    gain: Spread
    least: float
    greatest: float
    certain: Verdict
    red_line: bool = False


@dataclass(frozen=True)
class Proposal:
    """A whole package and who would accept it. `parties` are the deciding ones in the order of the file.

    `all_accept`: the share of draws in which all of them do at once; 0 without error where the package is not allowed:
    `red_lines` (of deciding parties) and `linkages` then say what it crosses and breaks. `certain`: whether all do in
    every model, in none, or in some.
    """

    id: str
    title: str
    kind: Kind
    package: Mapping[str, str]
    parties: tuple[Acceptance, ...]
    all_accept: Chance
    certain: Verdict
    red_lines: tuple[Breach, ...] = ()
    linkages: tuple[str, ...] = ()

    @property
    def is_allowed(self) -> bool:
        """Whether it crosses no red line of a deciding party and breaks no linkage."""
        return not self.red_lines and not self.linkages


@dataclass(frozen=True)
class Uncertainty:
    """The whole answer, from `draws` draws of the file's preferences.

    `something_acceptable`: the share of draws in which some package is acceptable to all. `unsettled` draws are those
    in which the search for the Nash package reached its limit: their packages do not count in `options`, which says of
    each issue and option how often it is in the Nash package, over the draws in which there is one. In `tied`
    draws Nash's rule cannot tell several packages apart; the one counts whose options come first in the file.
    `left_out` names the texts that are no whole packages. `advice`: packages for a proposal and questions to ask; None
    when no allowed package is known.
    """

    draws: int
    seed: int
    deciding: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    something_acceptable: Chance
    unsettled: int
    tied: int
    options: Mapping[str, Mapping[str, Chance]]
    left_out: tuple[str, ...]
    advice: Advice | None
    provenance: Provenance
