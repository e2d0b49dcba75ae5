"""What could happen: named shocks, each a change of what can be done or of what is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.dossier import Judgement
from goodoffices.stability.model import Formula, Preference, Statement
from goodoffices.stability.price import WorthRule

__all__ = ["Shock"]


@dataclass(frozen=True)
class Shock:
    """One of them. `fixed`: options that are taken (True) or not (False) from now on, and cannot be changed.
    `infeasible`: what can no longer be. `first`: statements that now matter most to a maker, above all it wanted.
    `prefers`: what a maker wants instead. `worth`: what is added to a maker's worths, where the file states them."""

    id: str
    text: str = ""
    fixed: Mapping[str, bool] = field(default_factory=dict)
    infeasible: tuple[Formula, ...] = ()
    first: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    prefers: Mapping[str, Preference] = field(default_factory=dict)
    worth: Mapping[str, tuple[WorthRule, ...]] = field(default_factory=dict)
    judgement: Judgement = field(default_factory=Judgement)

    @property
    def called(self) -> str:
        """The text, or the id where there is no text."""
        return self.text or self.id
