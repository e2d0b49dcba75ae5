"""Compiled loops, kept on disk: compiled once on a machine, and anew when any kernel has changed.

numba keeps what it compiled beside the source file of each function and looks no further than that file; a kernel that
calls one of another file would go on running the old one. So all of them are kept in one folder, named after the
contents of all.
"""

from __future__ import annotations

import hashlib
import importlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["compiled", "is_compiled", "waiting"]

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

KERNELS = Path(__file__).parent / "kernels"


def compiled(kernel: Kernel) -> Kernel:
    """Compile a function on its first call, or load what an earlier call left on disk; division by zero gives what
    numpy gives. Where this folder cannot be written, numba keeps it in the user's own."""
    numba: Any = importlib.import_module("numba")  # only here: it takes a while to load
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = _folder(before) or before
    try:
        made: Kernel = numba.njit(cache=True, error_model="numpy")(kernel)
        return made
    finally:
        numba.config.CACHE_DIR = before


def is_compiled() -> bool:
    """Whether the search of `kernels/branch.py` was compiled before on this machine, as far as can be seen."""
    folder = _folder(os.environ.get("NUMBA_CACHE_DIR", ""))
    return bool(folder) and any(Path(folder).rglob("branch.search*.nbi"))


def waiting() -> str:
    """What to add to a word of progress before the search is used: empty where nobody has to wait."""
    return "" if is_compiled() else " (compiling the search first: half a minute, once on this machine)"


@cache
def _folder(wanted: str) -> str:
    """Where compiled kernels of these contents are kept; empty when there is no such place."""
    contents = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(KERNELS.glob("*.py"))))
    base = Path(wanted) if wanted else KERNELS / "__pycache__"
    folder = base / f"kernels-{contents.hexdigest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return ""
    return str(folder) if os.access(folder, os.W_OK) else ""
