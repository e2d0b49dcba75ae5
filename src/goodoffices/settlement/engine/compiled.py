"""What is compiled of this engine: the kernels beside it, and whether anybody has to wait for them."""

from __future__ import annotations

from pathlib import Path

from goodoffices.compiled import compiled, kept_in

__all__ = ["compiled", "is_compiled", "waiting"]

KERNELS = Path(__file__).parent / "kernels"


def is_compiled() -> bool:
    """Whether the search of `kernels/branch.py` was compiled before on this machine, as far as can be seen."""
    return any(kept_in(KERNELS).rglob("branch.search*.nbi"))


def waiting() -> str:
    """What to add to a word of progress before the search is used: empty where nobody has to wait."""
    return "" if is_compiled() else " (compiling the search first: up to a minute, once on this machine)"
