"""The ceasefires of a file: a dossier with the key `ceasefires`, or a file that holds nothing else."""

from __future__ import annotations

import os
from pathlib import Path

from goodoffices.ceasefire.terms import keys
from goodoffices.ceasefire.terms.model import Terms
from goodoffices.ceasefire.terms.read import read_ceasefires
from goodoffices.dossier import Part, Reading, branch_parts, load_text, nearest, open_tree, parse_dossier, read_sources
from goodoffices.errors import DossierError, Where

__all__ = ["choose", "parse_terms", "read_terms"]

_START = "`goodoffices ceasefire new FILE` writes terms to start from."


def read_terms(path: str | os.PathLike[str]) -> tuple[Terms, ...]:
    """The ceasefires of a file. Raises FileError, and DossierError with all problems in the order of the file."""
    return parse_terms(load_text(path, _START), os.fspath(path))


def parse_terms(text: str, file: str = "") -> tuple[Terms, ...]:
    """The ceasefires that a text states; files of areas are named from the folder of `file`."""
    top, problems = open_tree(text, file, _START)
    parts = branch_parts(top)
    folder = str(Path(file).parent) if file else ""
    found: list[Terms] = []

    def read_here(reading: Reading, part: Part) -> None:
        found.extend(read_ceasefires(reading, part, folder))

    if "dossier" in parts or "issues" in parts:
        parse_dossier(text, file, {"ceasefires": read_here})
    else:
        reading = Reading(problems)
        reading.known(parts, keys.FILE)
        reading.sources = frozenset(source.id for source in read_sources(reading, parts.get("sources")))
        if "ceasefires" in parts:
            read_here(reading, parts["ceasefires"])
        problems.raise_any()
    if not found:
        remedy = "Write `ceasefires:` and each under its id; `goodoffices ceasefire new` writes one to start from."
        raise DossierError.of("the file holds no ceasefire", Where(file, 1, 1), remedy)
    return tuple(found)


def choose(found: tuple[Terms, ...], name: str = "") -> Terms:
    """The ceasefire of this id, or the only one. Raises DossierError where that leaves none or several."""
    ids = [terms.id for terms in found]
    if name and name not in ids:
        raise DossierError.of(f"there is no ceasefire `{name}`", remedy=nearest(name, ids, "They"))
    if not name and len(found) > 1:
        told = ", ".join(ids[:12]) + (" …" if len(ids) > 12 else "")  # noqa: PLR2004
        raise DossierError.of(f"the file holds {len(found)} ceasefires", remedy=f"Say which, of {told}.")
    return found[ids.index(name)] if name else found[0]
