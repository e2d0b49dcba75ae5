"""The columns of a ledger's table, each with its HXL tag, and what a cell may hold."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.evidence.claims.records import CLAIM, DOCUMENT

__all__ = ["COLUMNS", "DERIVED", "FIGURE", "Column", "Tag", "parse_tag"]

Tag = tuple[str, frozenset[str]]
"""A hashtag and its attributes, whose order says nothing."""


@dataclass(frozen=True)
class Column:
    """A column: the key of a claim (or, as `document.url`, of its document), its heading and its HXL tag."""

    key: str
    tag: str

    @property
    def heading(self) -> str:
        """What stands above the column, for people."""
        return self.key.replace(".", " ").replace("_", " ")


FIGURE = ("operator", "value", "low", "high")
"""The columns in which a table tells a figure: numbers apart, so that any program can count with them."""
DERIVED = ("start", "end")
"""Columns told for other programs, the days on which the period begins and ends; read only where no period is."""

_NUMBERS = (
    Column("operator", "#indicator+operator"),
    Column("value", "#indicator+value+num"),
    Column("low", "#indicator+value+min"),
    Column("high", "#indicator+value+max"),
)
_DAYS = (Column("start", "#date+start"), Column("end", "#date+end"))
_INSERTED = {"figure": _NUMBERS, "period": (Column("period", "#date+period"), *_DAYS)}
COLUMNS = (
    *(column for key in CLAIM for column in _INSERTED.get(key.name, (Column(key.name, key.tag),))),
    *(Column(f"document.{key.name}", key.tag) for key in DOCUMENT),
)


def parse_tag(text: str) -> Tag | None:
    """An HXL hashtag, as `#date + start`; None for any other text."""
    tag, *attributes = text.replace(" ", "").lower().split("+")
    return (tag, frozenset(attributes)) if tag.startswith("#") and len(tag) > 1 else None
