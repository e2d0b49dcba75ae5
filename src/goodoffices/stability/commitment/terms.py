"""What a commitment is reckoned from: frozen values, each an interval with whose judgement it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.dossier import Judgement
from goodoffices.values import Estimate

__all__ = ["Bargaining", "CeasefireTerms", "CommitmentFile", "Disarmament", "Phase", "Value"]


@dataclass(frozen=True)
class Value:
    """A number somebody judged, and who; `length` alone may be without end (`endless`)."""

    estimate: Estimate
    judgement: Judgement = field(default_factory=Judgement)
    endless: bool = False

    @property
    def low(self) -> float:
        """The lowest it may be; infinite when without end."""
        return float("inf") if self.endless else float(self.estimate.low)

    @property
    def best(self) -> float:
        """The middle; infinite when without end."""
        return float("inf") if self.endless else float(self.estimate.best)

    @property
    def high(self) -> float:
        """The highest it may be; infinite when without end."""
        return float("inf") if self.endless else float(self.estimate.high)


@dataclass(frozen=True)
class Bargaining:
    """Two parties fight over a stake of 1. `chances` are what each believes of the first party's chance to win it all
    by war, in the order of `parties`; `costs` what war costs each, as a share of the stake; `offer` the first party's
    share under a proposal."""

    parties: tuple[str, str]
    chances: tuple[Value, Value]
    costs: tuple[Value, Value]
    offer: Value | None = None


@dataclass(frozen=True)
class CeasefireTerms:
    """What a ceasefire brings one party in each period, on that party's own scale.

    `values` holds comply (both keep it), cheat (it alone breaks it: all it brings in that period, whatever a
    guarantor still pays in it), war (both fight), discount (what the next period counts against this one), detection
    (the chance that a violation brings the sanction), false_alarm (the chance of one without a violation), sanction
    (its periods), reward and penalty (what a guarantor adds to a period kept, and takes from a period of the sanction).
    """

    party: str
    values: Mapping[str, Value] = field(hash=False)


@dataclass(frozen=True)
class Phase:
    """A phase of disarmament: what fighting on from here is worth, the chance of being attacked in it, what is lost
    then without cover, and the share of that loss which the guarantee covers today."""

    name: str
    war: Value
    risk: Value
    loss: Value
    cover: Value


@dataclass(frozen=True)
class Disarmament:
    """One party gives up its arms in phases; `settlement` is what the peace is worth to it in the end."""

    party: str
    settlement: Value
    phases: tuple[Phase, ...]


@dataclass(frozen=True)
class CommitmentFile:
    """Everything a file of commitments states. `by` stands for every number that names nobody else."""

    id: str
    title: str
    by: str
    as_of: str
    caution: str
    period: str
    bargaining: Bargaining | None
    ceasefire: tuple[CeasefireTerms, ...]
    disarmament: tuple[Disarmament, ...]
    hash: str
