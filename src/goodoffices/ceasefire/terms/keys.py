"""The keys that the terms of a ceasefire may hold. `shape` describes each of them; a test keeps the two the same."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ACT",
    "AREA",
    "EXCEPTIONS",
    "FILE",
    "GROUP",
    "PARTY",
    "RELEASE",
    "SAYS",
    "STEP",
    "TERMS",
    "UNKNOWN",
    "VERDICTS",
]

UNKNOWN: Final = "unknown"
"""Written where something is not known."""
FILE: Final = ("ceasefires", "sources")
"""Keys of a file that holds ceasefires and no dossier."""
_ATTRIBUTION = ("source", "by", "note")
TERMS: Final = (
    *("title", "start", "end", "ended", "area", "parties", "dyads", "prohibited", "exceptions", "monitors"),
    *(
        "verified_by",
        "attributed_by",
        "guarantors",
        "ladder",
        "verdicts",
        "release",
        "says",
        "unverified",
        *_ATTRIBUTION,
    ),
)
AREA: Final = ("country", "admin1", "admin2", "admin3", "file", "codes", "level", "words")
PARTY: Final = ("name", "actors")
ACT: Final = ("act", "means", "kinds", "subkinds")
EXCEPTIONS: Final = ("groups", "area", "self_defence")
GROUP: Final = ("name", "actors", "reason")
STEP: Final = ("step", "by", "within")
VERDICTS: Final = ("before", "holding", "strained", "eroding", "agreed")
RELEASE: Final = ("first", "together", "embargo_hours")
SAYS: Final = ("time", "area", "parties", "acts", "exceptions", "monitoring", "verification", "ladder", "release")
