"""The terms of a ceasefire: read from a dossier or a file of their own, written, begun, imported, shown.

(terms,) = read_terms("terms.yaml")
terms.unknowns                     # what has to be known before every event can be set against it
"""

from __future__ import annotations

import importlib
from typing import Any

from goodoffices.ceasefire.terms.acts import KINDS, VOCABULARY, act_shown
from goodoffices.ceasefire.terms.cf import import_cf
from goodoffices.ceasefire.terms.loading import choose, parse_terms, read_terms
from goodoffices.ceasefire.terms.model import (
    CLAUSES,
    Act,
    Area,
    Bound,
    Exceptions,
    Group,
    Moment,
    Release,
    Step,
    Terms,
    Thresholds,
)
from goodoffices.ceasefire.terms.moments import parse_moment
from goodoffices.ceasefire.terms.pax import import_pax
from goodoffices.ceasefire.terms.read import read_ceasefires
from goodoffices.ceasefire.terms.sections import terms_section
from goodoffices.ceasefire.terms.tables import Imported
from goodoffices.ceasefire.terms.template import new_terms, ready_clauses
from goodoffices.ceasefire.terms.write import plain_terms, write_terms

__all__ = [
    "CLAUSES",
    "KINDS",
    "VOCABULARY",
    "Act",
    "Area",
    "Bound",
    "Exceptions",
    "Group",
    "Imported",
    "Moment",
    "Release",
    "Step",
    "Terms",
    "Thresholds",
    "act_shown",
    "choose",
    "import_cf",
    "import_pax",
    "new_terms",
    "parse_moment",
    "parse_terms",
    "plain_terms",
    "read_ceasefires",
    "read_terms",
    "ready_clauses",
    "terms_schema",
    "terms_section",
    "write_terms",
]


def terms_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the key `ceasefires` of a dossier, with which editors complete and check."""
    # Only this needs pydantic, which takes longer to load than terms to read.
    found: dict[str, Any] = importlib.import_module("goodoffices.ceasefire.terms.shape").terms_schema()
    return found
