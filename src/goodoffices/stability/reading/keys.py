"""The keys that a stability model may hold. `shape` describes each of them; a test keeps the two the same."""

from __future__ import annotations

from typing import Final

__all__ = ["ASIDE", "FILE", "MAKER", "MODEL", "MOVES", "OPTION", "STATEMENT"]

_ATTRIBUTION = ("source", "by", "note")
FILE: Final = ("stability", "sources")
"""Keys of a file that holds a model and no dossier."""
ASIDE: Final = ("worths", "guarantees", "payments", "sanctions", "levers", "shocks", "chance", "commitment")
"""Keys that other parts of the room read."""
MODEL: Final = (
    *("title", "makers", "rules", "states", "merged", "barred", "status_quo", "agreement", "caution"),
    *_ATTRIBUTION,
)
MAKER: Final = ("name", "role", "options", "prefers", "order", *_ATTRIBUTION)
OPTION: Final = ("what", "moves")
MOVES: Final = ("both", "forward", "back", "none")
STATEMENT: Final = ("greatly", "perhaps")
