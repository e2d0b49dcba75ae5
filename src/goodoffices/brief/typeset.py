"""The one door to Typst: files in memory, an empty root, no packages, a fixed date."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from typing import Any

import typst

__all__ = ["typeset"]


def typeset(files: Mapping[str, bytes], *, timestamp: int = 0, **options: Any) -> bytes:
    """Typeset `main.typ`. Whatever it reads must be among `files`: beside them stands only an empty directory.

    `timestamp` (seconds since 1970) is the date of the paper, so that the same content gives the same bytes.
    Raises `typst.TypstError`.
    """
    # Typst's published types know no files in memory.
    compiler: Any = typst.compile
    with tempfile.TemporaryDirectory(prefix="goodoffices-") as root:
        places = {"root": root, "package_path": root, "package_cache_path": root}
        made: bytes = compiler(dict(files), timestamp=timestamp, **places, **options)
        return made
