"""Events without a store, and the terms that tests set them against."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ibis
import pyarrow as pa

from goodoffices.ceasefire.terms import (
    Act,
    Area,
    Bound,
    Exceptions,
    Group,
    Terms,
    parse_moment,
)

EVENT = {
    "source": "own",
    "release": "1",
    "date_start": dt.date(2031, 4, 10),
    "kind": "battle",
    "subkind": None,
    "actor_a": "Army of Elland",
    "actor_b": "Northern Front",
    "dyad": None,
    "dyad_id": None,
    "country": "XXA",
    "admin1": "North",
    "admin2": "Hills",
    "admin3": None,
    "latitude": 35.5,
    "longitude": 37.5,
    "place_precision": "point",
    "deaths_low": 1,
    "deaths_best": 1,
    "deaths_high": 1,
}
TYPES = {
    "date_start": pa.date32(),
    "date_end": pa.date32(),
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "outlets": pa.list_(pa.string()),
    "number_of_sources": pa.int64(),
}
TERMS = Terms(
    id="x",
    title="Ceasefire of Elland",
    start=parse_moment("2031-04-01 06:00 +02:00"),
    open_ended=True,
    area=Area(country="XXA"),
    parties=(
        Bound("gov", "Government", ("Army of Elland", "Police of Elland")),
        Bound("opp", "Opposition", ("Northern Front", "Eastern Front")),
    ),
    acts=(Act("attack"), Act("attack-on-civilians")),
    exceptions=Exceptions(groups=(Group("The Band", ("Band of Hills",)),), self_defence="no"),
)


def table(*changes: dict[str, Any]) -> ibis.Table:
    """Events, numbered from 1, each with its changes; without a last day an event is of one day."""
    rows = [EVENT | {"event_id": f"{number:05}"} | change for number, change in enumerate(changes, 1)]
    rows = [{"date_end": row["date_start"]} | row for row in rows]
    names = list(rows[0])
    kinds = {name: TYPES.get(name, pa.int64() if name.startswith("deaths") else pa.string()) for name in names}
    return ibis.memtable(pa.table({name: pa.array([row[name] for row in rows], kinds[name]) for name in names}))
