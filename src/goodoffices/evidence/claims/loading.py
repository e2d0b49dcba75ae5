"""From a file to a ledger, by its ending: YAML or CSV."""

from __future__ import annotations

import os
from pathlib import Path

from goodoffices.errors import EvidenceError, FileError, Where
from goodoffices.evidence.claims.model import Ledger
from goodoffices.evidence.claims.read_csv import parse_table
from goodoffices.evidence.claims.read_yaml import parse_ledger

__all__ = ["read"]

_LARGEST = 20_000_000


def read(path: str | os.PathLike[str]) -> Ledger:
    """The ledger in a file: CSV with HXL tags where its name ends in `.csv`, else YAML.

    Raises FileError when the file cannot be read and EvidenceError, with all problems in the order of the file, when
    it is no valid ledger.
    """
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise FileError.of("there is no such file", Where(name), "Name a ledger in YAML or CSV.") from error
    except IsADirectoryError as error:
        raise FileError.of("this is a folder, not a file", Where(name), "Name the ledger in it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError.of(f"the file cannot be read: {reason}", Where(name)) from error
    if len(data) > _LARGEST:
        raise FileError.of(f"the file is larger than {_LARGEST // 1_000_000} MB", Where(name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = "Save it as UTF-8: most editors, and spreadsheets, ask for the encoding under `Save as`."
        raise EvidenceError.of("a letter here is not in UTF-8", Where(name, line, 1), remedy) from error
    return parse_table(text, name) if name.lower().endswith(".csv") else parse_ledger(text, name)
