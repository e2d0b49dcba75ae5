"""What blocks, by the definitions: shares no code with the room."""

from __future__ import annotations

import dataclasses

from tests.settlement.enumeration import utility

from goodoffices.dossier import Dossier
from goodoffices.settlement.blockers import Blocker, Blockers
from goodoffices.values import Estimate

Names = frozenset[Blocker]


def line(party: str, issue: str, option: str) -> Blocker:
    return Blocker("red line", party, issue, option)


def fallback(party: str) -> Blocker:
    return Blocker("fallback", party)


def raised(dossier: Dossier, points: int) -> Dossier:
    """The same with every deciding fallback higher, so that little or nothing is acceptable."""
    parties = (
        dataclasses.replace(p, fallback=Estimate.exactly(p.fallback.best + points)) if p.role.decides else p
        for p in dossier.parties
    )
    return dataclasses.replace(dossier, parties=tuple(parties))


def crossed_by(dossier: Dossier, package: dict[str, str]) -> Names:
    """What a package does not keep, word for word."""
    deciding = {p.id: p.fallback.best for p in dossier.parties if p.role.decides}
    lines = {
        line(q.party, issue.id, package[issue.id])
        for issue in dossier.issues
        for q in issue.preferences
        if q.party in deciding and package[issue.id] in q.red_lines
    }
    broken = {Blocker("linkage", linkage=n) for n, rule in enumerate(dossier.linkages) if rule.broken_by(package)}
    short = {fallback(p) for p, need in deciding.items() if utility(dossier, p, package) < need}
    return frozenset(lines | broken | short)


def minimal(sets: set[Names]) -> set[Names]:
    return {one for one in sets if not any(other < one for other in sets)}


def sets_of(found: Blockers) -> set[Names]:
    return {frozenset(opening.gives) for opening in found.openings}
