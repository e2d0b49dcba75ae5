"""Small made files of events, and one import of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from goodoffices.evidence import events
from goodoffices.evidence.events import SOURCES, Imported

GED = SOURCES["ucdp-ged"].columns
ACLED_NEW = SOURCES["acled"].columns[:31]
_OLD = """
    data_id iso event_id_cnty event_id_no_cnty event_date year time_precision event_type sub_event_type actor1
    assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction region country admin1 admin2 admin3 location latitude
    longitude geo_precision source source_scale notes fatalities timestamp iso3
"""
ACLED_OLD = tuple(_OLD.split())

_GED_ROW = {
    "id": "1",
    "type_of_violence": "1",
    "dyad_new_id": "11973",
    "dyad_name": "Government of Elland - Northern Front",
    "side_a": "Government of Elland",
    "side_b": "Northern Front",
    "number_of_sources": "1",
    "source_article": "Agency, 'Mr A. Person says …'",
    "source_office": "Agency",
    "source_headline": "Mr A. Person says …",
    "source_original": "Mr A. Person, a villager",
    "where_prec": "1",
    "where_description": "house of Mr A. Person",
    "adm_1": "North",
    "adm_2": "Hills",
    "latitude": "35.5",
    "longitude": "37.5",
    "country": "Syria",
    "country_id": "652",
    "date_prec": "1",
    "date_start": "2016-12-30",
    "date_end": "2016-12-30",
    "deaths_a": "1",
    "deaths_b": "2",
    "deaths_civilians": "3",
    "deaths_unknown": "0",
    "best": "6",
    "high": "9",
    "low": "4",
}
_ACLED_ROW = {
    "event_id_cnty": "SYR1",
    "event_date": "2017-05-06",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Northern Front",
    "actor2": "Army of Elland",
    "iso": "760",
    "iso3": "SYR",
    "country": "Syria",
    "admin1": "North",
    "latitude": "35.5",
    "longitude": "37.5",
    "geo_precision": "1",
    "source": "Agency; Radio",
    "notes": "Mr A. Person, 34, of the village, was hurt.",
    "fatalities": "3",
}


def ged_rows(*changes: Mapping[str, str]) -> list[dict[str, str]]:
    """Rows of UCDP GED, numbered, each with its changes."""
    return [{**_GED_ROW, "id": str(number), **change} for number, change in enumerate(changes, 1)]


def acled_rows(*changes: Mapping[str, str]) -> list[dict[str, str]]:
    """Rows of ACLED, numbered, each with its changes."""
    return [{**_ACLED_ROW, "event_id_cnty": f"SYR{number}", **change} for number, change in enumerate(changes, 1)]


def write(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, str]], *, header: bool = True) -> Path:
    """Write them as CSV."""
    names = tuple(columns)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        if header:
            writer.writerow(names)
        writer.writerows([row.get(name, "") for name in names] for row in rows)
    return path


def put(path: Path, store: Path, source: str = "ucdp-ged", release: str = "25.1", **choices: Any) -> Imported:
    """Import a file into a store."""
    with events.open_store(store, write=True) as connection:
        return events.import_file(connection, path, SOURCES[source], source=source, release=release, **choices)


def put_ged(folder: Path, *changes: Mapping[str, str], **choices: Any) -> Imported:
    """Import rows of UCDP GED with these changes into `folder`/store."""
    return put(write(folder / "ged.csv", GED, ged_rows(*changes)), folder / "store", **choices)


def ask(store: Path, sql: str) -> list[tuple[Any, ...]]:
    """What the store answers."""
    with events.open_store(store) as connection:
        return connection.execute(sql).fetchall()
