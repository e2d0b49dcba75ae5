"""Compiled loops, kept on disk: compiled once on a machine, and anew when any kernel beside it has changed.

numba keeps what it compiled beside the source file of each function and looks no further than that file; a kernel that
calls one of another file would go on running the old one. So all kernels of a folder are kept in one folder, named
after the contents of all: beside the source, where it can be written; else in the user's own cache; else in a folder of
this process alone. What was compiled beside the source, by whoever installed it, is copied there and not compiled
again.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["compiled", "compiled_freely", "kept_in"]

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """Compile a function on its first call, or load what an earlier call left on disk; division by zero gives what
    numpy gives."""
    return _made(kernel)


def compiled_freely(kernel: Kernel) -> Kernel:
    """The same, for a kernel that several threads may run at once: each works on arrays of its own."""
    return _made(kernel, nogil=True)


def _made(kernel: Kernel, **options: bool) -> Kernel:
    numba: Any = importlib.import_module("numba")  # only here: it takes a while to load
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(kept_in(Path(kernel.__code__.co_filename).parent))
    try:
        made: Kernel = numba.njit(cache=True, error_model="numpy", **options)(kernel)
        return made
    finally:
        numba.config.CACHE_DIR = before


def kept_in(kernels: Path) -> Path:
    """Where the compiled kernels of this folder are kept, in the folder that NUMBA_CACHE_DIR names first of all."""
    return _folder(kernels, os.environ.get("NUMBA_CACHE_DIR", ""))


@cache
def _folder(kernels: Path, wanted: str) -> Path:
    """Where compiled kernels of these contents are kept. `wanted` is a folder that the user names, or empty."""
    contents = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(kernels.glob("*.py"))))
    name = f"kernels-{contents.hexdigest()[:16]}"
    installed = kernels / "__pycache__" / name
    asked = [Path(wanted)] if wanted else []
    users = [Path(os.environ.get("XDG_CACHE_HOME", "")), Path(os.path.expanduser("~/.cache"))]  # noqa: PTH111 - never raises
    # A folder that is not named in full would be one of the place where the user happens to stand.
    users = [folder / "goodoffices" for folder in users if folder.is_absolute()][:1]
    for folder in (*(place / name for place in asked), installed, *(place / name for place in users)):
        if _can_be_written(folder):
            _fill(folder, installed)
            return folder
    folder = Path(_of_process(name).name)
    _fill(folder, installed)
    return folder


@cache
def _of_process(name: str) -> tempfile.TemporaryDirectory[str]:
    """A folder that nobody else can write, and that goes with the process: compiled code is run unseen."""
    return tempfile.TemporaryDirectory(prefix=f"goodoffices-{name}-")


def _can_be_written(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _fill(folder: Path, installed: Path) -> None:
    """Copy what was compiled beside the source, file by file whole, unless it is there."""
    if folder == installed or any(folder.rglob("*.nbi")):
        return
    with suppress(OSError):  # then it is compiled again
        for file in sorted(installed.rglob("*.nb[ci]")):  # the code before the index that names it
            place = folder / file.relative_to(installed)
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=place.parent)
            os.close(handle)
            shutil.copyfile(file, draft)
            Path(draft).replace(place)
