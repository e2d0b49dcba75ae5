"""Who verifies and who attributes: the bodies that the terms of a ceasefire name, each by the seat that stands for it.

Terms name bodies, as "joint commission"; the mediator's team says which seats stand for each: the monitors, the team
itself, or a party. Where it has said so of a stage, these seats are entitled and nobody
else; where it has not, monitors verify and the team attributes.

What is kept (`Process.entitled`) holds no name: ceasefires and bodies go by tags.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.crypto import salted_hmac

from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import Viewer

__all__ = ["ATTRIBUTION", "BY_ROLE", "STAGES", "VERIFICATION", "granted", "holders", "is_entitled", "tag"]

VERIFICATION: Final = "verification"
ATTRIBUTION: Final = "attribution"
STAGES: Final = (VERIFICATION, ATTRIBUTION)
BY_ROLE: Final = {VERIFICATION: frozenset({Role.MONITOR.value}), ATTRIBUTION: frozenset({Role.MEDIATOR.value})}
"""Who is entitled where no body has a seat."""

_GRANTS: Final = {
    VERIFICATION: frozenset({"incidents.read", "incidents.verify"}),
    ATTRIBUTION: frozenset({"incidents.read", "incidents.attribute"}),
}

Entitled = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
"""By the tag of a ceasefire, then by stage: the seats of each body, by its tag. A seat is `monitor`, `mediator` or the
id of a party."""


def tag(process_id: str, name: str) -> str:
    """What stands for the name of a ceasefire or a body, so that nothing outside a sealed record holds it."""
    told = f"{process_id} {name.casefold()}"
    return salted_hmac("goodoffices/entitled/1", told, algorithm="sha256").hexdigest()[:32]


def holders(process: Any, ceasefire: str, stage: str) -> frozenset[str]:
    """The seats that stand for the bodies that the terms of a ceasefire name for a stage; empty where none does."""
    found: Entitled = process.entitled
    bodies = found.get(tag(process.pk, ceasefire), {}).get(stage, {}) if ceasefire else {}
    return frozenset(seat for seats in bodies.values() for seat in seats)


def is_entitled(viewer: Viewer, process: Any, ceasefire: str, stage: str) -> bool:
    """Whether somebody's seat may record a stage of an incident under a ceasefire ("": none was named)."""
    seats = holders(process, ceasefire, stage) or BY_ROLE[stage]
    return viewer.role in seats or bool(viewer.party_id and viewer.party_id in seats)


def granted(entitled: Entitled, role: str, party_id: str) -> frozenset[str]:
    """The rules that a seat has for standing for a body under any ceasefire. Of which incident is asked at the act."""
    rules: frozenset[str] = frozenset()
    for stages in entitled.values():
        for stage, bodies in stages.items():
            seats = {seat for each in bodies.values() for seat in each}
            if role in seats or (party_id and party_id in seats):
                rules |= _GRANTS.get(stage, frozenset())
    return rules
