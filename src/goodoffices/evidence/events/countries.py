"""The bundled list of countries: their numbers in Gleditsch and Ward and in M49, and their codes in ISO 3166-1."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Country", "countries"]


@dataclass(frozen=True)
class Country:
    """A country: `gw` is None where Gleditsch and Ward have none; `m49` has three digits, as the map has it."""

    gw: int | None
    m49: str
    iso3: str


@cache
def countries() -> tuple[Country, ...]:
    """All of them, in the order of the file."""
    lines = resources.files(__package__).joinpath("countries.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines)
    return tuple(Country(int(row["gwno"]) if row["gwno"] else None, row["m49"], row["iso3"]) for row in rows)
