"""From a file to a ledger, by its ending: YAML or CSV."""

from __future__ import annotations

import os

from goodoffices.evidence.claims.model import Ledger
from goodoffices.evidence.claims.read_csv import parse_table
from goodoffices.evidence.claims.read_yaml import parse_ledger
from goodoffices.values import read_utf8

__all__ = ["read"]

_LARGEST = 20_000_000


def read(path: str | os.PathLike[str]) -> Ledger:
    """The ledger in a file: CSV with HXL tags where its name ends in `.csv` (or `.csv.gz`), else YAML.

    Raises FileError when the file cannot be read and EvidenceError, with all problems in the order of the file, when
    it is no valid ledger.
    """
    name = os.fspath(path)
    text = read_utf8(path, _LARGEST, missing="Name a ledger in YAML or CSV.")
    is_table = name.lower().removesuffix(".gz").endswith(".csv")
    return parse_table(text, name) if is_table else parse_ledger(text, name)
