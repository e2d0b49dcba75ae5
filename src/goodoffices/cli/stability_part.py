"""Half a page for a dossier's brief on whether what was agreed would hold, and an annex with what that rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from goodoffices.values import Provenance, Section

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier

__all__ = ["stability_sections"]

_DRAWS = 500


def stability_sections(
    dossier: Dossier, file: str, model_file: str | None, say: Callable[[str], None]
) -> tuple[tuple[Section, ...], tuple[Provenance, ...]]:
    """The sections, from the file that is named or else from the dossier's own key `stability`, and where they come
    from; nothing where there is neither, or the dossier's own model names no agreement to ask about."""
    if not model_file and not dossier.reserved.get("stability"):
        return (), ()
    from goodoffices.stability.peace import Ask, brief_sections, read_peace, study_peace

    say("Would it hold")
    model, beside = read_peace(model_file or file)
    if not model.agreement and not model_file:
        return (), ()
    found = study_peace(model, beside, Ask(chance=True, shocks=bool(beside.shocks), draws=_DRAWS), say)
    return brief_sections(found), (found.provenance,)
