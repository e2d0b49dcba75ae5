"""How far the judgements of a dossier may be trusted, as a remark that stands beside every answer."""

from __future__ import annotations

from goodoffices.dossier import Dossier
from goodoffices.values import Note

__all__ = ["caution_note"]


def caution_note(dossier: Dossier) -> Note:
    """The dossier's own caution; where it has none, that it has none."""
    return Note(dossier.caution or "The dossier does not say how far its judgements may be trusted.", "caution")
