"""The one mark of a plan: agreed or not agreed. Every page, file and paper of it carries these words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goodoffices.corridors.consent.gates import Gate, gates
from goodoffices.corridors.consent.model import Record
from goodoffices.values import plural

__all__ = ["Mark", "mark"]


@dataclass(frozen=True)
class Mark:
    """`words` name nobody and may stand on every paper; `reason` names bodies, and is for the mediator's desk."""

    agreed: bool
    words: str
    """`agreed`, or `not agreed`, with the day."""
    reason: str
    """What stops it, in one sentence; for an agreed plan what this rests on."""
    gates: tuple[Gate, ...]
    as_of: dt.date


def mark(record: Record, as_of: dt.date) -> Mark:
    """Agreed where every hard gate is met on that day, and not agreed otherwise: what is unknown is not agreed."""
    found = gates(record, as_of)
    stops = [gate for gate in found if not gate.met]
    if not stops:
        told = f"All {len(found)} hard gates are met, as is on record on {as_of}. This does not say that it is safe."
        return Mark(not stops, f"agreed, as of {as_of}", told, found, as_of)
    first = next((gate for gate in stops if gate.name == "consent"), stops[0])
    more = f" {plural(len(stops) - 1, 'more gate is', 'more gates are')} not met." if len(stops) > 1 else ""
    return Mark(not stops, f"not agreed, as of {as_of}", f"{first.reasons[0]}{more}", found, as_of)
