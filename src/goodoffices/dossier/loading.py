"""From a file to its text, and what to say of a file that holds no text."""

from __future__ import annotations

import codecs
import os
from itertools import islice
from pathlib import Path

from goodoffices.dossier.nodes import BOM, LARGEST
from goodoffices.dossier.problems import nearest_name
from goodoffices.errors import DossierError, Where
from goodoffices.values import read_bytes, utf8

__all__ = ["load_text"]

_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or other packed file"),
    (b"\xd0\xcf\x11\xe0", "a Word or Excel file"),
    (b"{\\rtf", "a formatted text (RTF)"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<", "XML"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
"""How files begin that are given by mistake, in lower case."""
_NEW = "`goodoffices dossier new FILE` writes a new one."
_START = "A dossier is a plain text; `goodoffices dossier new FILE` writes one to start from."
_SCENARIO = "A Genius scenario is read by `goodoffices settle --genius` and `goodoffices dossier import`."
_ENDINGS = (".yaml", ".yml")
_MOST_LISTED = 5
_ALIKE = 0.7
_MOST_SEEN = 1000


def load_text(path: str | os.PathLike[str], new: str = _NEW) -> str:
    """The text of a file, its line ends as they are; `new` says how such a file is begun, where it is no dossier.

    Raises FileError, or DossierError when it is not UTF-8.
    """
    name = os.fspath(path)
    data = read_bytes(
        path,
        LARGEST,
        missing=lambda: _instead_of_missing(name, new),
        folder=lambda: _instead_of_folder(name),
        large="A dossier is a short text." if new == _NEW else "Such a file is a short text.",
    )
    return _decoded(data, name, "" if new == _NEW else new)


def _decoded(data: bytes, name: str, new: str) -> str:
    head = data[:20].lstrip().lower()
    for start, kind in _OTHERS:
        if head.startswith(start.lower()):
            if new:
                raise DossierError.of(f"this is {kind}, not a plain text", Where(name), new)
            raise DossierError.of(f"this is {kind}, not a dossier", Where(name), _SCENARIO if kind == "XML" else _START)
    mark = BOM if data.startswith(codecs.BOM_UTF8) else ""  # a file is written again as it was
    return mark + utf8(data, name, DossierError)


def _instead_of_missing(name: str, new: str) -> str:
    path = Path(name)
    if not path.parent.is_dir():
        return f"There is no folder {path.parent} either."
    # The ending is the same for all, so it says nothing of what was meant.
    there = {Path(one).stem: one for one in _dossiers_in(path.parent)}
    near = nearest_name(path.stem if path.suffix in _ENDINGS else path.name, there, _ALIKE)
    return f"Did you mean `{path.with_name(there[near])}`?" if near else new


def _instead_of_folder(name: str) -> str:
    found = [str(Path(name) / one) for one in _dossiers_in(Path(name))]
    return f"Name the file in it: {', '.join(found)}." if 0 < len(found) <= _MOST_LISTED else "Name the file in it."


def _dossiers_in(folder: Path) -> list[str]:
    try:
        names = [path.name for path in islice(folder.iterdir(), _MOST_SEEN)]
    except OSError:
        return []
    return sorted(name for name in names if name.endswith(_ENDINGS) and name[0] != ".")
