"""What changed between two issues of a report: cell by cell, by table and row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Change", "report_changes"]


@dataclass(frozen=True)
class Change:
    """One cell of a table that differs; `before` or `after` is empty where its row was not there."""

    table: str
    row: str
    column: str
    before: str
    after: str


def report_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The cells that differ between the data of two issues, in the order of the later one, then what is gone."""
    old, new = _cells(before), _cells(after)
    places = [*new, *(place for place in old if place not in new)]
    return [
        Change(*place, old.get(place, ""), new.get(place, "")) for place in places if old.get(place) != new.get(place)
    ]


def _cells(data: Mapping[str, Any]) -> dict[tuple[str, str, str], str]:
    return {
        (table["caption"], row[0], column): cell
        for section in data.get("sections", ())
        for table in section["tables"]
        for row in table["rows"]
        for column, cell in zip(table["columns"][1:], row[1:], strict=True)
    }
