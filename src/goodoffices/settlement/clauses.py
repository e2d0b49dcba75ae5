"""Who gains and who gives on a single clause, in the central model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.dossier import Dossier, Issue, central_value, central_weight

__all__ = ["GAINS_FROM", "GIVES_BELOW", "Stake", "changes", "stakes"]

GAINS_FROM = 0.75
"""A party gains on a clause when it gets at least this part of what it could get on the issue."""

GIVES_BELOW = 0.5
"""A party gives on a clause when it gets less than this part of what it could get on the issue."""


@dataclass(frozen=True)
class Stake:
    """What one option of an issue means to one party.

    `share` is how much of the way from its worst to its best option of this issue it gets, 0..1; None when all
    options are the same to it. `weight` is the middle weight of the issue, 0..10; `points` what the option adds to
    its utility, 0..100.
    """

    party: str
    weight: float
    points: float
    share: float | None

    @property
    def gains(self) -> bool:
        """It gets at least three quarters of what it could get on the issue."""
        return self.share is not None and self.share >= GAINS_FROM

    @property
    def gives(self) -> bool:
        """It gets less than half of what it could get on the issue."""
        return self.share is not None and self.share < GIVES_BELOW


def stakes(dossier: Dossier, issue: Issue, option: str) -> tuple[Stake, ...]:
    """What `option` means to each party, in the order of the parties."""
    totals = _total_weights(dossier)
    by_party = {preference.party: preference for preference in issue.preferences}
    found = []
    for party in dossier.parties:
        if party.id not in by_party:
            continue
        preference = by_party[party.id]
        weight = central_weight(preference)
        values = [central_value(preference, other.id) for other in issue.options]
        value, worst, best = central_value(preference, option), min(values), max(values)
        share = float((value - worst) / (best - worst)) if best > worst and weight else None
        points = float(100 * weight * value / totals[party.id]) if totals[party.id] else 0.0
        found.append(Stake(party.id, float(weight), points, share))
    return tuple(found)


def changes(dossier: Dossier, issue: Issue, before: str, after: str) -> Mapping[str, float]:
    """The points each party wins or loses when `after` takes the place of `before`; no entry for those unmoved."""
    pairs = zip(stakes(dossier, issue, before), stakes(dossier, issue, after), strict=True)
    moved = {old.party: new.points - old.points for old, new in pairs}
    return {party: points for party, points in moved.items() if abs(points) > 1e-9}  # noqa: PLR2004 - rounding of floats


def _total_weights(dossier: Dossier) -> dict[str, float]:
    totals = {party.id: 0.0 for party in dossier.parties}
    for issue in dossier.issues:
        for preference in issue.preferences:
            totals[preference.party] = totals.get(preference.party, 0.0) + float(central_weight(preference))
    return totals
