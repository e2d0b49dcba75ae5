"""How states, moves and ways are told in words."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.stability.model import Conflict
from goodoffices.stability.solve import CONCEPTS, Concept, Solution, Step
from goodoffices.values import series

__all__ = ["SHORT", "YES", "move_words", "state_words", "strongest", "way_words"]

YES = "✓"
SHORT: dict[Concept, str] = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "sseq": "SSEQ"}


def state_words(conflict: Conflict, state: int) -> str:
    """The options taken in a state, and those that a merged state leaves open."""
    options = conflict.model.options
    signs = conflict.space.pattern(state)
    taken = [option.called for option, sign in zip(options, signs, strict=True) if sign == "Y"]
    text = "; ".join(taken) if taken else "none of the options is taken"
    return f"{text} (whatever else is taken)" if "-" in signs else text


def move_words(conflict: Conflict, before: int, after: int) -> str:
    """What changes between two states: options taken up and given up."""
    pairs = zip(conflict.space.pattern(before), conflict.space.pattern(after), conflict.model.options, strict=True)
    words = []
    for old, new, option in pairs:
        if old != new and "-" not in {old, new}:
            words.append(f"“{option.called}”" if new == "Y" else f"no longer “{option.called}”")
    return series(words) or "a change that the merged state does not tell"


def way_words(conflict: Conflict, steps: Sequence[Step]) -> str:
    """A way in one sentence."""
    told = [
        f"{conflict.model.makers[step.maker].called}: {move_words(conflict, step.before, step.after)}"
        f" (state {step.after + 1})"
        for step in steps
    ]
    return "; then ".join(told) or "it is there already"


def strongest(solution: Solution, maker: int, state: int) -> str:
    """The most that can be said of a state for a maker: Nash, else SSEQ or SEQ, with SMR or GMR beside SEQ."""
    held = [concept for concept in CONCEPTS if solution.stable[concept][maker, state]]
    if "nash" in held:
        return "Nash"
    for concept in ("sseq", "seq", "smr", "gmr"):
        if concept in held:
            return SHORT[concept] + (", SMR" if concept == "seq" and "smr" in held else "")
    return "–"
