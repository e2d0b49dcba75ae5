"""The keys that hosts may hold. `shape` describes each of them; a test keeps the two the same."""

from __future__ import annotations

from typing import Final

__all__ = [
    "CONFLICT",
    "FILE",
    "HOSTS",
    "PARTY",
    "POINTS",
    "PRACTICAL",
    "RATING",
    "RECORD",
    "ROLL_CALL",
    "SAID",
    "TOPICS",
    "UNITS",
    "VOTES",
    "WHATS",
]

_ATTRIBUTION = ("source", "by", "note")
FILE: Final = ("hosts", "sources")
"""Keys of a file that holds hosts and no dossier."""
HOSTS: Final = (
    *("by", "caution", "conflict", "parties", "candidates", "ideal_points", "roll_calls", "said", "record"),
    *("ratings", "practical"),
)
CONFLICT: Final = ("words", "without", "since", "until", "resolutions", "states", *_ATTRIBUTION)
PARTY: Final = ("state", "backers", *_ATTRIBUTION)
POINTS: Final = ("unit", "of", "states", *_ATTRIBUTION)
ROLL_CALL: Final = ("date", "resolution", "title", "votes", "source")
SAID: Final = ("candidate", "words", "date", "source")
RECORD: Final = ("candidate", "date", "what", "title", "with", "ended", "source")
PRACTICAL: Final = ("candidate", "topic", "about", "says", "date", "source")
RATING: Final = ("party", "candidate", "rating", "date", *_ATTRIBUTION)
UNITS: Final = ("session", "year")
VOTES: Final = ("Y", "N", "A")
TOPICS: Final = ("visa", "flights", "arrest warrant", "security", "other")
WHATS: Final = ("round", "mediation")
