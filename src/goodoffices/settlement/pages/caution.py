"""Whose the judgements of a dossier are, and how far they may be trusted: what stands beside every answer."""

from __future__ import annotations

from goodoffices.dossier import Dossier, count_unattributed
from goodoffices.values import Note

__all__ = ["caution_note", "judged_by"]


def caution_note(dossier: Dossier) -> Note:
    """The dossier's own caution; where it has none, that it has none."""
    return Note(dossier.caution or "The dossier does not say how far its judgements may be trusted.", "caution")


def judged_by(dossier: Dossier) -> str:
    """Whose the judgements are, in one sentence."""
    if dossier.by:
        return f"Judgements: those of {dossier.by}, unless one says otherwise."
    bare, total = count_unattributed(dossier)
    return f"{total - bare} of {total} judgements name a source or an author."
