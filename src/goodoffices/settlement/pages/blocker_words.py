"""Red lines, linkages and fallbacks named in words, as what would have to give."""

from __future__ import annotations

from goodoffices.dossier import Dossier, linkage_in_words
from goodoffices.settlement.blockers import Blocker, Blockers
from goodoffices.values import number

__all__ = ["blocker_id", "blocker_words", "opening_words", "points_down"]

SHOWN = 0.05
"""Points below which one decimal would show nothing."""


def blocker_words(dossier: Dossier, found: Blockers, one: Blocker) -> str:
    """The blocker by name: `Coast's red line on “the hill” (Who runs the port?)`."""
    names = {party.id: party.name for party in dossier.parties}
    if one.kind == "linkage":
        words = linkage_in_words(dossier, dossier.linkages[one.linkage]).removesuffix(".")
        return f"the linkage: {words[0].lower()}{words[1:]}"
    whose = _whose(names[one.party])
    if one.kind == "fallback":
        return f"{whose} fallback ({number(found.fallback[one.party])} points)"
    issue = next(issue for issue in dossier.issues if issue.id == one.issue)
    label = next(option.label for option in issue.options if option.id == one.option)
    return f"{whose} red line on “{label}” ({issue.ask})"


def opening_words(dossier: Dossier, found: Blockers, at: int) -> tuple[str, ...]:
    """What would have to give for this opening, each with what it would take."""
    opening = found.openings[at]
    said = []
    for one in opening.gives:
        down = f": would have to come down by {points_down(opening.short[one.party])}" if one.kind == "fallback" else ""
        said.append(blocker_words(dossier, found, one) + down)
    return tuple(said)


def blocker_id(one: Blocker) -> str:
    """The blocker in the dossier's short names, for a terminal: `coast !port=hill`, `linkage 2`, `hill fallback`."""
    match one.kind:
        case "red line":
            return f"{one.party} !{one.issue}={one.option}"
        case "linkage":
            return f"linkage {one.linkage + 1}"
        case _:
            return f"{one.party} fallback"


def points_down(points: float) -> str:
    """How far down, to one decimal, never as nothing."""
    return number(points) if points >= SHOWN else "less than 0.1"


def _whose(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
