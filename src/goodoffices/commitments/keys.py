"""The keys that a file of commitments may hold."""

from __future__ import annotations

from typing import Final

__all__ = ["CLAUSE", "COMMITMENT", "FILE", "LINE", "TOUCH"]

FILE: Final = (
    *("agreement", "title", "in_force", "text", "by", "caution"),
    *("sources", "parties", "guarantors", "bodies", "commitments"),
)
COMMITMENT: Final = (
    *("who", "what", "where", "due", "verified_by", "depends_on", "clause", "touches", "status", "note"),
)
CLAUSE: Final = ("article", "text", "hash")
TOUCH: Final = ("ceasefire", "clause", "corridor")
LINE: Final = ("said", "by", "on", "done", "source", "grade", "note")
