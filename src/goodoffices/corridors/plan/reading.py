"""A plan of a corridor written in YAML: all that is wrong with it at once, each with line, column and remedy."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from goodoffices.corridors import consent, convoys
from goodoffices.corridors.marks import Problems, compose
from goodoffices.corridors.plan.model import CorridorPlan
from goodoffices.corridors.plan.parts import KEYS, PlanReader
from goodoffices.errors import CorridorError
from goodoffices.values import read_utf8

__all__ = ["parse_corridor", "read_corridor"]

_LARGEST = 1_000_000


def read_corridor(path: str | Path) -> CorridorPlan:
    """The plan in a YAML file, with the convoy plan that it points to.

    Raises FileError when a file cannot be read and CorridorError, with all problems in the order of the file, when it
    is no valid plan.
    """
    remedy = "Name a plan of a corridor in YAML."
    text = read_utf8(str(path), _LARGEST, CorridorError, missing=remedy, large="A plan is a short text.")
    return replace(parse_corridor(text, str(path), Path(path).parent), file=Path(path))


def parse_corridor(text: str, file: str = "", folder: Path | None = None) -> CorridorPlan:
    """The plan that a text states; `file` is named in its problems. Files that it points to lie in `folder`; a plan
    that lies in none holds its convoy as a block. Raises CorridorError with all problems, and FileError."""
    problems = Problems(file)
    root = compose(text, problems, "corridor: my-corridor")
    names = {name for name, _, _ in Problems(file).entries(root, "")}
    if "corridor" not in names and {"convoy", "legs"} <= names:
        what = "this is a plan of convoys, not of a corridor"
        raise CorridorError.of(
            what, problems.at(root), "Ask `goodoffices corridors convoy`, or start with `corridor:`."
        )
    reader = PlanReader(problems, root, folder)
    head = reader.fields(root, "", (*KEYS, *consent.KEYS))
    plan = reader.plan(head)
    problems.raise_any()
    if other := reader.convoy_file(head):
        plan = replace(plan, convoy=convoys.read(other), convoy_file=other)
    reader.check_convoy(plan, head)
    problems.raise_any()
    return replace(plan, hash=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}")
