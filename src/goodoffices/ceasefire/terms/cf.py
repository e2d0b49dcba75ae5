"""The ETH/PRIO Civil Conflict Ceasefire dataset (Clayton et al. 2022, J. Conflict Resolution) as terms to complete.

Its rows are one for each actor of a ceasefire; `-1` is not known. It has no places, no acts and no words of a text.
What its codes mean stands in its codebook: they are carried as numbers in `note`, and nothing is made of them.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections import defaultdict
from typing import Final

from goodoffices.ceasefire.terms.model import Bound, Moment, Terms
from goodoffices.ceasefire.terms.tables import Imported, chosen_rows, rows_of
from goodoffices.dossier import Judgement
from goodoffices.values import plural, series

__all__ = ["import_cf"]

_NAME: Final = "ETH/PRIO Civil Conflict Ceasefire dataset"
_CODES: Final = (
    "side",
    "partial",
    "written",
    "fixed",
    "fixed_time",
    "ceasefire_class",
    "implement",
    "enforcement",
    "ended",
)
_NEEDED: Final = (
    *("uniq_id", "location", "cc", "ucdp_actor_id", "actor_name", "ucdp_dyad", "pax_id", *_CODES),
    *(f"{what}_{part}" for what in ("cf_dec", "cf_effect", "end") for part in ("yr", "month", "day")),
)
_SHORT: Final = 40
_NOTHING: Final = ("", "-1", "0", "NA")


def import_cf(path: str | os.PathLike[str], country: str) -> Imported:
    """The ceasefires of a country, by name (`location`) or Gleditsch–Ward number (`cc`), in the order of the file.

    Raises FileError, and EvidenceError where it is another file or has nothing of the country.
    """
    rows = chosen_rows(rows_of(path, _NEEDED, _NAME), country, ("location", "cc"), path)
    by_ceasefire: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_ceasefire[row["uniq_id"]].append(row)
    found = tuple(_terms(name, group) for name, group in by_ceasefire.items())
    without = sum(not any(_year(row, "end") for row in group) for group in by_ceasefire.values())
    return Imported(found, rows[0]["location"], without, len(rows))


def _terms(name: str, rows: list[dict[str, str]]) -> Terms:
    starts = [moment for row in rows if (moment := _day(row, "cf_effect"))]
    ends = [moment for row in rows if (moment := _day(row, "end"))]
    parties = _parties(rows)
    when = f" of {min(starts, key=_by_day).text}" if starts else ""
    return Terms(
        id=f"cf-{name}",
        title=f"Ceasefire{when} between {series(party.name for party in parties) or 'parties not named'}",
        start=min(starts, key=_by_day) if len({moment.day for moment in starts}) == 1 else None,
        ended=max(ends, key=_by_day) if len({moment.day for moment in ends}) == 1 else None,
        parties=parties,
        dyads=tuple(dict.fromkeys(row["ucdp_dyad"] for row in rows if row["ucdp_dyad"] not in _NOTHING)),
        unverified="Read from a data set. The text was not seen.",
        judgement=Judgement(by=f"{_NAME}, {name}", note=_note(rows)),
    )


def _parties(rows: list[dict[str, str]]) -> tuple[Bound, ...]:
    names = dict.fromkeys(row["actor_name"] for row in rows if row["actor_name"] not in _NOTHING)
    found: dict[str, Bound] = {}
    for name in names:
        word = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:_SHORT].strip("-") or "party"
        word = word if any(sign.isalpha() for sign in word) else f"party-{word}"
        while word in found:
            word += "-x"
        found[word] = Bound(word, name, (name,))
    return tuple(found.values())


def _note(rows: list[dict[str, str]]) -> str:
    """What the file has and terms cannot hold, as it has it."""
    told = []
    for what, label in (("cf_dec", "declared"), ("cf_effect", "in effect"), ("end", "ended")):
        days = tuple(dict.fromkeys(_spoken(row, what) for row in rows))
        told.append(f"{label} {series(days, 'or')}")
    for code in _CODES:
        values = tuple(dict.fromkeys(row[code] for row in rows if row[code]))
        told.append(f"{code} {series(values, 'or') or 'empty'}")
    agreements = tuple(dict.fromkeys(row["pax_id"] for row in rows if row["pax_id"] not in _NOTHING))
    told += [f"PA-X {series(agreements)}"] if agreements else []
    return f"{plural(len(rows), 'row')}: {'; '.join(told)}. Codes as in its codebook; -1 is not known."


def _year(row: dict[str, str], what: str) -> bool:
    return row[f"{what}_yr"] not in _NOTHING


def _spoken(row: dict[str, str], what: str) -> str:
    """As precise as the row has it."""
    parts = []
    for part in ("yr", "month", "day"):
        value = row[f"{what}_{part}"]
        if value in _NOTHING:
            break
        parts.append(value.zfill(2))
    return "-".join(parts) or "not known"


def _day(row: dict[str, str], what: str) -> Moment | None:
    try:
        day = dt.date.fromisoformat(_spoken(row, what))
    except ValueError:
        return None
    return Moment(day, None, "", day.isoformat())


def _by_day(moment: Moment) -> dt.date:
    return moment.day
