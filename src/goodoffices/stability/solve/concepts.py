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
    "gmr": "every better move can be answered, wanted or not, so that it ends no better off",
    "smr": "as GMR, and after that answer no counter-move of its own makes it better off",
    "seq": "every better move can be answered, by moves each better for who makes it, so that it ends no better off",
    "sseq": "as SEQ, and after that answer no counter-move of its own makes it better off",
}
"""What each concept says of a state and one maker."""
