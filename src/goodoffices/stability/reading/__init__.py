"""From files to models: the key `stability` of a dossier, a file of its own, `.gmcr` JSON."""

from __future__ import annotations

import importlib
from typing import Any

from goodoffices.stability.reading.grammar import FaultError, parse_condition, parse_rule
from goodoffices.stability.reading.loading import START, More, parse_model, read_model
from goodoffices.stability.reading.read import read_stability
from goodoffices.stability.reading.template import new_model

__all__ = [
    "START",
    "FaultError",
    "More",
    "new_model",
    "parse_condition",
    "parse_model",
    "parse_rule",
    "read_model",
    "read_stability",
    "stability_schema",
]


def stability_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the key `stability` of a dossier, with which editors complete and check."""
    # Only this needs pydantic, which takes longer to load than a model to read.
    found: dict[str, Any] = importlib.import_module("goodoffices.stability.reading.shape").stability_schema()
    return found
