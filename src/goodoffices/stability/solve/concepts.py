"""The five solution concepts."""

from __future__ import annotations

from typing import Final, Literal

__all__ = ["CALLED", "CONCEPTS", "MEANS", "Concept"]

Concept = Literal["nash", "gmr", "smr", "seq", "sseq"]
CONCEPTS: Final[tuple[Concept, ...]] = ("nash", "gmr", "smr", "seq", "sseq")
CALLED: Final[dict[Concept, str]] = {
    "nash": "Nash",
    "gmr": "GMR (general metarational)",
    "smr": "SMR (symmetric metarational)",
    "seq": "SEQ (sequential)",
    "sseq": "SSEQ (symmetric sequential)",
}
MEANS: Final[dict[Concept, str]] = {
    "nash": "no move of its own would be better for it",
    "gmr": "every better move can be answered so that it ends no better off",
    "smr": "and no counter-move of its own gets it out of that",
    "seq": "every better move can be answered so by moves that are better for those who answer",
    "sseq": "and no counter-move of its own gets it out of that",
}
