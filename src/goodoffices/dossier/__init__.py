"""The case on paper: what is at the table, read from one file that a desk officer can write."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping, Sequence
from typing import Any

from goodoffices.dossier.central import central_value, central_values, central_weight
from goodoffices.dossier.edit import edit_dossier, is_value
from goodoffices.dossier.hashing import content_hash
from goodoffices.dossier.model import (
    Clause,
    Dossier,
    ExcludedParty,
    Interaction,
    Issue,
    Judgement,
    Linkage,
    Mediator,
    Option,
    Package,
    Party,
    Preference,
    Rating,
    Role,
    Round,
    Source,
    Text,
    Tree,
)
from goodoffices.dossier.numbers import write_estimate
from goodoffices.dossier.preference import parse_preference, write_order, write_preference
from goodoffices.dossier.problems import Fault, Part, Problems, nearest, quoted
from goodoffices.dossier.read_record import read_sources
from goodoffices.dossier.reader import load_text, parse_dossier, read
from goodoffices.dossier.reading import Parts, Reading, RoomReader, branch_parts, open_tree
from goodoffices.dossier.record_sections import source_section
from goodoffices.dossier.remarks import count_unattributed, remarks_on
from goodoffices.dossier.sections import linkage_in_words, table_sections
from goodoffices.dossier.signs import forbidden, named_sign
from goodoffices.dossier.template import new_dossier
from goodoffices.dossier.writer import PlainTree, plain_dossier, write_dossier, write_tree

__all__ = [
    "Clause",
    "Dossier",
    "ExcludedParty",
    "Fault",
    "Interaction",
    "Issue",
    "Judgement",
    "Linkage",
    "Mediator",
    "Option",
    "Package",
    "Part",
    "Parts",
    "Party",
    "PlainTree",
    "Preference",
    "Problems",
    "Rating",
    "Reading",
    "Role",
    "RoomReader",
    "Round",
    "Source",
    "Text",
    "Tree",
    "branch_parts",
    "central_value",
    "central_values",
    "central_weight",
    "content_hash",
    "count_unattributed",
    "dossier_schema",
    "edit_dossier",
    "forbidden",
    "is_value",
    "linkage_in_words",
    "load_text",
    "named_sign",
    "nearest",
    "new_dossier",
    "open_tree",
    "parse_dossier",
    "parse_preference",
    "plain_dossier",
    "quoted",
    "read",
    "read_scenario",
    "read_sources",
    "remarks_on",
    "scenario_text",
    "source_section",
    "table_sections",
    "write_dossier",
    "write_estimate",
    "write_order",
    "write_preference",
    "write_tree",
]


def dossier_schema(rooms: Mapping[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a dossier's file, with which editors complete and check.

    `rooms` has the schemas of the keys that other rooms read, as `ceasefires`.
    """
    # Only this needs pydantic, which takes longer to load than a dossier to read.
    found: dict[str, Any] = importlib.import_module("goodoffices.dossier.shape").schema(rooms)
    return found


def read_scenario(paths: Sequence[str | os.PathLike[str]]) -> Dossier:
    """A dossier from a scenario by others: a Genius domain and its profiles, or GeniusWeb or NegoLog profiles.

    Raises DossierError for whatever a dossier cannot state, and FileError for a file that cannot be read.
    """
    # Few dossiers begin as somebody else's scenario, and the readers of other formats take a while to load.
    found: Dossier = importlib.import_module("goodoffices.dossier.exchange").read_scenario(paths)
    return found


def scenario_text(dossier: Dossier) -> str:
    """The file of a dossier that was read from a scenario; its caution says how many numbers had to be rounded."""
    text: str = importlib.import_module("goodoffices.dossier.exchange").scenario_text(dossier)
    return text
