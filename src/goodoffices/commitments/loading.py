"""From a file to an Agreement, with the text of the agreement that lies beside it."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import Final

from goodoffices.commitments.model import Agreement
from goodoffices.commitments.read import START, parse_commitments
from goodoffices.dossier import branch_parts, load_text, open_tree
from goodoffices.errors import DossierError, Where
from goodoffices.values import read_utf8

__all__ = ["LARGEST_TEXT", "read_commitments"]

LARGEST_TEXT: Final = 2_000_000
"""Bytes that the text of an agreement may have."""


def read_commitments(path: str | os.PathLike[str]) -> Agreement:
    """The commitments in a file. Where it names the agreement's text (`text:`), the words of every clause are looked
    for in it.

    Raises FileError where one of the two cannot be read, and DossierError with all problems in the order of the file.
    """
    name = os.fspath(path)
    text = load_text(path, START)
    part = branch_parts(open_tree(text, name, START)[0]).get("text")
    if part is None or not part.text:
        return parse_commitments(text, name)
    if PurePath(part.text).is_absolute() or ".." in PurePath(part.text).parts:
        where = Where(name, part.node.line, part.node.column, "text")
        raise DossierError.of("the text lies beside this file", where, "Write its name, without a folder above it.")
    missing = f"It is named under `text:` in {name}; put it beside that file, or leave the key out."
    agreed = read_utf8(Path(path).parent / part.text, LARGEST_TEXT, DossierError, missing=missing)
    return parse_commitments(text, name, agreed)
