"""The model of a file: a dossier with the key `stability`, a file that holds nothing else, or a `.gmcr` file."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from goodoffices.dossier import Part, Reading, branch_parts, load_text, open_tree, parse_dossier, read_sources
from goodoffices.errors import StabilityError, Where
from goodoffices.stability.model import Model
from goodoffices.stability.reading import keys
from goodoffices.stability.reading.gmcr import parse_gmcr
from goodoffices.stability.reading.read import read_stability

__all__ = ["More", "parse_model", "read_model"]

More = Callable[[Reading, Part, Model], object]
"""Reads what other parts of the room keep under the key `stability`, and adds what is wrong to the same problems."""


START = "`goodoffices stability new DOSSIER` writes a model to start from."
"""What to do instead where there is no file, or nothing in it."""


def read_model(path: str | os.PathLike[str], more: More | None = None) -> Model:
    """The model of a file. Raises FileError, and DossierError or StabilityError with all problems of the file."""
    return parse_model(load_text(path, START), os.fspath(path), more)


def parse_model(text: str, file: str = "", more: More | None = None) -> Model:
    """The model that a text states. A text that starts with `{` is read as `.gmcr` JSON."""
    if text.lstrip("\ufeff \t\r\n").startswith("{") and Path(file).suffix not in {".yaml", ".yml"}:
        return parse_gmcr(text, file)
    top, problems = open_tree(text, file, START)
    parts = branch_parts(top)
    found: list[Model] = []

    def read_here(reading: Reading, part: Part) -> None:
        found.append(read_stability(reading, part))
        if more and not reading.problems.found:
            more(reading, part, found[-1])

    if "dossier" in parts or "issues" in parts:
        parse_dossier(text, file, {"stability": read_here})
    else:
        reading = Reading(problems)
        reading.known(parts, keys.FILE)
        reading.sources = frozenset(source.id for source in read_sources(reading, parts.get("sources")))
        if "stability" in parts:
            read_here(reading, parts["stability"])
        problems.raise_any()
    if not found:
        remedy = f"Write `stability:` and the model below it. {START}"
        raise StabilityError.of("the file holds no stability model", Where(file, 1, 1), remedy)
    return replace(found[0], id=parts["dossier"].text if "dossier" in parts else Path(file).stem or "stability")
