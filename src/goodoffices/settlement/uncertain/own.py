"""What a package is worth to one party, from that party's preferences alone, and what would raise it most.

For a party that looks at its own side only: nothing is searched, and no other party's line is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from goodoffices.dossier import Dossier
from goodoffices.settlement.engine.model import Model, central_model
from goodoffices.settlement.outcomes import outcome
from goodoffices.settlement.result import Outcome
from goodoffices.settlement.uncertain.acceptance import ENDS, Named, choices, gains, rated
from goodoffices.settlement.uncertain.draw import draw
from goodoffices.settlement.uncertain.over_draws import seed_of
from goodoffices.settlement.uncertain.result import Acceptance, Spread

__all__ = ["OwnWorth", "Raise", "own_worth"]

_SAME = 1e-9
"""Points: a difference this small is a rounding of floats."""


@dataclass(frozen=True)
class Raise:
    """Another option on one issue, all else equal, and how many points more it is worth in the central model."""

    issue: str
    option: str
    points: float


@dataclass(frozen=True)
class OwnWorth:
    """A whole package for one party. `utility` and `gain` (over its fallback) are the central numbers, in points;
    `spread` says how the worth varies over draws of what its preferences leave open, and `acceptance` how the gain does
    and whether the party would accept. `red_lines` are the issues on which the package crosses one. `raises` come
    largest first, one for each issue that has a better option without a red line."""

    party: str
    package: Mapping[str, str]
    utility: float
    gain: float
    spread: Spread
    acceptance: Acceptance
    red_lines: tuple[str, ...]
    raises: tuple[Raise, ...]


def own_worth(
    dossier: Dossier, party: str, package: Mapping[str, str], draws: int = 1000, seed: int | None = None
) -> OwnWorth:
    """The worth of a whole package to a deciding party of the dossier, which need hold no other party. `draws` and
    `seed` as in `explore`, whose numbers for the same dossier are the same."""
    model = central_model(dossier)
    place = model.parties.index(party)
    seat = model.deciding.index(place)
    central = outcome(model, [model.choice(package)[issue] for issue in range(len(model.issues))])
    some = draw(dossier, model, draws, seed_of(dossier, seed))
    gain = gains(model, some, choices(model, [package]))
    worth = gain[:, 0, seat] + some.fallback[:, seat]
    low, high = np.quantile(worth, ENDS)
    proposal = rated(dossier, model, [Named("", "", "text", package)], gain)[0]
    red = _red_lines(dossier, party)
    return OwnWorth(
        party=party,
        package=dict(package),
        utility=central.utility[party],
        gain=central.gain[party],
        spread=Spread(float(worth.mean()), float(low), float(high)),
        acceptance=proposal.parties[seat],
        red_lines=tuple(issue for issue, option in package.items() if (issue, option) in red),
        raises=_raises(model, party, central, red),
    )


def _red_lines(dossier: Dossier, party: str) -> set[tuple[str, str]]:
    return {
        (issue.id, option)
        for issue in dossier.issues
        for preference in issue.preferences
        if preference.party == party
        for option in preference.red_lines
    }


def _raises(model: Model, party: str, central: Outcome, red: set[tuple[str, str]]) -> tuple[Raise, ...]:
    found = []
    for issue, options in zip(model.issues, model.options, strict=True):
        best = Raise(issue, "", 0.0)
        for option in options:
            if (issue, option) in red:
                continue
            chosen = model.choice({**central.package, issue: option})
            other = outcome(model, [chosen[i] for i in range(len(model.issues))])
            if (more := other.utility[party] - central.utility[party]) > best.points + _SAME:
                best = Raise(issue, option, more)
        if best.option:
            found.append(best)
    return tuple(sorted(found, key=lambda one: -one.points))
