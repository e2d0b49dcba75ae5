"""What every answer in a terminal says of where it comes from: which dossier, by its hash; and how exact it is."""

from __future__ import annotations

from goodoffices.dossier import Dossier
from goodoffices.settlement.answer import EXACT
from goodoffices.settlement.result import Settlement
from goodoffices.values import Paragraph

__all__ = ["named_by_hash", "rounding_words"]

_DIGITS = 12
"""Hexadecimal digits of the hash that are shown: enough to tell versions of a file apart, not to prove one."""


def named_by_hash(dossier: Dossier) -> str:
    """The dossier by its id and the first digits of the hash of its content."""
    return f"Dossier {dossier.id} (hash {dossier.hash.removeprefix('sha256:')[:_DIGITS]})"


def rounding_words(*settlements: Settlement) -> tuple[Paragraph, ...]:
    """How numbers had to be rounded, where they had to be in one of the answers; nothing where all are exact."""
    told = dict.fromkeys(dict(settlement.provenance.parameters).get("arithmetic", EXACT) for settlement in settlements)
    return tuple(Paragraph(f"Arithmetic: {words}.") for words in told if words != EXACT)
