"""The work of a run that asks whether an agreement would hold: a model's text in, everything that is shown out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodoffices.values import Provenance, Section

__all__ = ["DRAWS", "FILE", "hold"]

FILE = "stability.yaml"
DRAWS = 500
"""Draws of what a model leaves open: as in a brief."""


def hold(text: str, say: Callable[[str], None]) -> tuple[dict[str, Any], tuple[Section, ...], Provenance]:
    """Would the agreement of a model hold, who could break it, what would stop them, which guarantees would do, which
    shocks it survives; then the equilibria by each concept and the pictures. The first value is what the command line
    prints as JSON, by command. Raises UserError where the model cannot be solved.
    """
    from goodoffices.stability.pages import study, study_json, study_sections  # noqa: PLC0415 (a second of loading)
    from goodoffices.stability.peace import Ask, parse_peace, peace_json, peace_sections, study_peace  # noqa: PLC0415 (the same)

    model, beside = parse_peace(text, FILE)
    ask = Ask(inverse=True, chance=True, shocks=bool(beside.shocks), draws=DRAWS)
    peace = study_peace(model, beside, ask, say)
    solved = study(model, progress=lambda what, done, many: say(f"Solving: {what} ({done + 1} of {many})"))
    told = {"title": model.title or model.id, "peace": peace_json(peace), "solve": study_json(solved)}
    return told, (*peace_sections(peace), *study_sections(solved)), peace.provenance
