"""From a file to a plan."""

from __future__ import annotations

import os

from goodoffices.corridors.convoys.plan import Plan
from goodoffices.corridors.convoys.read_yaml import parse_plan
from goodoffices.errors import CorridorError
from goodoffices.values import read_utf8

__all__ = ["read"]

_LARGEST = 1_000_000


def read(path: str | os.PathLike[str]) -> Plan:
    """The plan in a YAML file.

    Raises FileError when the file cannot be read and CorridorError, with all problems in the order of the file, when
    it is no valid plan.
    """
    name = os.fspath(path)
    missing, large = "Name a convoy plan in YAML.", "A convoy plan is a short text."
    return parse_plan(read_utf8(name, _LARGEST, CorridorError, missing=missing, large=large), name)
