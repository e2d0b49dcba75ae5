"""From a file to a plan."""

from __future__ import annotations

import os
from pathlib import Path

from goodoffices.corridors.convoys.plan import Plan
from goodoffices.corridors.convoys.read_yaml import parse_plan
from goodoffices.errors import CorridorError, FileError, Where

__all__ = ["read"]

_LARGEST = 1_000_000


def read(path: str | os.PathLike[str]) -> Plan:
    """The plan in a YAML file.

    Raises FileError when the file cannot be read and CorridorError, with all problems in the order of the file, when
    it is no valid plan.
    """
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise FileError.of("there is no such file", Where(name), "Name a convoy plan in YAML.") from error
    except IsADirectoryError as error:
        raise FileError.of("this is a folder, not a file", Where(name), "Name the plan in it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError.of(f"the file cannot be read: {reason}", Where(name)) from error
    if len(data) > _LARGEST:
        raise FileError.of("the file is larger than 1 MB", Where(name), "A convoy plan is a short text.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = "Save it as UTF-8: most editors ask for the encoding under `Save as`."
        raise CorridorError.of("a letter here is not in UTF-8", Where(name, line, 1), remedy) from error
    return parse_plan(text, name)
