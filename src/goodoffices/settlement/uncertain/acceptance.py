"""Who would accept a package, over draws of the preferences (stochastic acceptability, in the manner of Lahdelma,
Hokkanen & Salminen 1998: the share of the preferences that the file leaves open for which something holds)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.dossier import Dossier
from goodoffices.settlement.candidates import candidates
from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.result import Breach, Settlement
from goodoffices.settlement.uncertain.advice import Advice
from goodoffices.settlement.uncertain.certain import reach
from goodoffices.settlement.uncertain.draw import NOISE, Draws
from goodoffices.settlement.uncertain.result import Acceptance, Kind, Proposal, Spread, Verdict
from goodoffices.values import chance, never

__all__ = ["Named", "choices", "further_packages", "gains", "named_packages", "rated"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ENDS = (0.05, 0.95)
"""Between these shares of the draws lies a spread."""


FURTHER: Mapping[Literal["robust", "regret"], str] = {"robust": "Robust proposal", "regret": "Smallest worst regret"}
"""What of the advice is rated beside candidates and texts."""


@dataclass(frozen=True)
class Named:
    """A whole package with the name it is spoken of by."""

    id: str
    title: str
    kind: Kind
    package: Mapping[str, str]


def named_packages(settlement: Settlement) -> tuple[Named, ...]:
    """The candidates of the central answer and the whole texts on record. A text that is no whole package is left out:
    who would accept it depends on how it is completed."""
    found = [Named(c.letter, c.name, "candidate", c.outcome.package) for c in candidates(settlement)]
    found += [Named(t.id, t.title, "text", t.package) for t in settlement.texts if not t.open_issues]
    return tuple(found)


def further_packages(advice: Advice | None, named: Sequence[Named]) -> tuple[Named, ...]:
    """The robust package and the package of least worst regret, where they are not among the named ones; one where they
    are the same."""
    found: list[Named] = []
    for kind, title in FURTHER.items():
        one = advice.by(kind) if advice else None
        if one is None or any(other.package == one.package for other in named):
            continue
        if found and found[0].package == one.package:
            found = [dataclasses.replace(found[0], title=f"{found[0].title} and {title.lower()}")]
        else:
            found.append(Named(kind, title, kind, one.package))
    return tuple(found)


def choices(model: Model, packages: Sequence[Mapping[str, str]]) -> Ints:
    """Option positions (packages, issues) of whole packages in words."""
    rows = [[model.choice(package)[issue] for issue in range(len(model.issues))] for package in packages]
    return np.array(rows, dtype=np.int64).reshape(-1, len(model.issues))


def gains(model: Model, draws: Draws, choice: Ints) -> Floats:
    """Gains in points (draws, packages, deciding parties) of packages given as option positions (packages, issues)."""
    starts = np.concatenate([[0], np.cumsum([len(options) for options in model.options])])[:-1]
    seat = {party: place for place, party in enumerate(model.deciding)}
    found = np.empty((len(draws), len(choice), len(model.deciding)))
    for place, options in enumerate(choice):
        found[:, place] = draws.units[:, starts + options].sum(axis=1) - draws.fallback
        taken = dict(enumerate(options.tolist()))
        for which, bonus in enumerate(model.bonuses):
            if bonus.party in seat and bonus.holds(taken):
                found[:, place, seat[bonus.party]] += draws.bonus[:, which]
    return found


def rated(dossier: Dossier, model: Model, named: Sequence[Named], gain: Floats) -> tuple[Proposal, ...]:
    """Who would accept each of some packages, whose `gain` (draws, packages, deciding parties) is known."""
    return tuple(_rated(dossier, model, one, gain[:, place]) for place, one in enumerate(named))


def _rated(dossier: Dossier, model: Model, named: Named, gain: Floats) -> Proposal:
    deciding = [model.parties[p] for p in model.deciding]
    lines = tuple(
        Breach(q.party, issue.id, named.package[issue.id])
        for issue in dossier.issues
        for q in issue.preferences
        if q.party in deciding and named.package[issue.id] in q.red_lines
    )
    linkages = tuple(linkage.text for linkage in dossier.linkages if linkage.broken_by(named.package))
    crossed = {line.party for line in lines}
    accepts = gain >= -NOISE
    parties = tuple(
        _acceptance(dossier, party, named.package, gain[:, seat], crosses=party in crossed)
        for seat, party in enumerate(deciding)
    )
    barred = bool(lines or linkages)
    return Proposal(
        id=named.id,
        title=named.title,
        kind=named.kind,
        package=dict(named.package),
        parties=parties,
        all_accept=never(len(gain)) if barred else chance(int(accepts.all(axis=1).sum()), len(gain)),
        certain="no" if barred else _together([party.certain for party in parties]),
        red_lines=lines,
        linkages=linkages,
    )


def _acceptance(dossier: Dossier, party: str, package: Mapping[str, str], gain: Floats, *, crosses: bool) -> Acceptance:
    ends = reach(dossier, party, package)
    low, high = np.quantile(gain, ENDS)
    return Acceptance(
        party=party,
        chance=never(len(gain)) if crosses else chance(int((gain >= -NOISE).sum()), len(gain)),
        gain=Spread(float(gain.mean()), float(low), float(high)),
        least=float(ends.least),
        greatest=float(ends.greatest),
        certain="no" if crosses else ends.verdict,
        red_line=crosses,
    )


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Of all parties at once: their preferences are open independently, so all may accept where each may."""
    if all(verdict == "yes" for verdict in verdicts):
        return "yes"
    return "no" if "no" in verdicts else "open"
