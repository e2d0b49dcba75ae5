"""The keys that a dossier may hold. `shape` describes each of them; a test keeps the two the same."""

from __future__ import annotations

__all__ = [
    "ATTRIBUTION",
    "DOSSIER",
    "EXCLUDED",
    "EXCLUSION",
    "FALLBACK",
    "INTERACTION",
    "ISSUE",
    "LINKAGE",
    "MEDIATOR",
    "PARTY",
    "PREFERENCE",
    "RESERVED",
    "ROUND",
    "SOURCE",
    "SOURCE_SPELLINGS",
    "TEXT",
]

ATTRIBUTION = ("source", "by", "note")
RESERVED = ("stability", "ceasefires", "corridors", "hosts")
"""Keys that other rooms read: the dossier keeps them as text."""
DOSSIER = (
    *("dossier", "title", "as_of", "by", "caution", "seed", "mediator", "parties", "issues", "linkages"),
    *("interactions", "texts", "rounds", "sources", *RESERVED),
)
MEDIATOR = ("id", "name")
PARTY = ("name", "role", "fallback")
EXCLUDED = ("name", "excluded")
EXCLUSION = ("reason", *ATTRIBUTION)
FALLBACK = ("worth", *ATTRIBUTION)
ISSUE = ("ask", "options")
PREFERENCE = ("prefer", *ATTRIBUTION)
LINKAGE = ("rule", *ATTRIBUTION)
INTERACTION = ("party", "when", "worth", *ATTRIBUTION)
TEXT = ("title", "date", "signed", "package", "unverified", *ATTRIBUTION)
ROUND = ("title", "date", "place", "host", "came", "agreed", "unverified", *ATTRIBUTION)
SOURCE = ("id", "what", "reference", "url", "date", "unverified")
SOURCE_SPELLINGS = {"about": "what", "ref": "reference"}
"""Older spellings of keys of a source, still read."""
