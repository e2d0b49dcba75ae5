"""The analyses are one set of expressions for every engine: compiled for three that are not here, run on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import os
import warnings
from urllib.parse import unquote, urlsplit

import ibis
import pyarrow as pa
import pytest
from ibis.config import Config
from tests.evidence.events.made import put_ged

from goodoffices.evidence import events
from goodoffices.evidence.events import Cells, Choice, Named, change, choice, concentration, places, schema
from goodoffices.evidence.events.atlas_query import spots_expression
from goodoffices.evidence.events.series_query import UNITS, beyond_expression, series_expression, straddling_expression

ALL = Choice("ucdp-ged", "25.1", dt.date(2016, 1, 1), dt.date(2017, 12, 31), "SYR", ("11973",), ("state-based",))
TYPES = {
    "VARCHAR": ("string", "text"),
    "DATE": ("date", "date"),
    "DOUBLE": ("float64", "double precision"),
    "BIGINT": ("int64", "bigint"),
    "INTEGER": ("int32", "integer"),
    "VARCHAR[]": ("array<string>", "text[]"),
}
COLUMNS = {name: TYPES[kind.removesuffix(" NOT NULL")] for name, kind in schema.COLUMNS.items()}
ROWS = (
    {},
    {"source_office": "Observer;Radio", "number_of_sources": "2", "where_prec": "4"},
    {"date_start": "2016-01-01", "date_end": "2016-12-31", "date_prec": "5", "where_prec": "6", "best": "100"},
    {"date_start": "2017-01-09", "date_end": "2017-01-15", "adm_1": "South", "latitude": "36.5", "low": "7"},
    {"source_office": "", "number_of_sources": "-1", "date_start": "2017-01-31", "date_end": "2017-02-02"},
)


def analyses(table: ibis.Table, spots: ibis.Table) -> dict[str, ibis.Table]:
    """Every question that an analysis asks."""
    rows = choice.chosen(table, ALL)
    named = places.placed(rows, Named(1))
    asked = {f"series by {every}": series_expression(named, ALL, every, ("place", "dyad", "kind")) for every in UNITS}
    within = choice.overlapping(rows, ALL.since, ALL.until)
    return asked | {
        "series by cell": series_expression(places.joined(rows, spots, Cells(4)), ALL, "month", ("place",)),
        "in two periods": straddling_expression(rows, ALL, "month"),
        "perhaps outside": beyond_expression(rows, ALL),
        "around": change.around_expression(named, ALL, dt.date(2016, 12, 31), 30, ("place",)),
        "undated around": change.undated_expression(rows, ALL, dt.date(2016, 12, 31), 30),
        "rests": concentration.rests_expression(within, "year"),
        "outlets": concentration.outlets_expression(within, "year"),
        "spots": spots_expression(within),
    }


class _SparkOptions(Config):
    """What the compiler for Spark asks its backend, which is not installed here; as it is by default."""

    treat_nan_as_null: bool = False


@pytest.mark.parametrize("dialect", ["postgres", "pyspark", "bigquery"])
def test_every_analysis_compiles_for_engines_that_hold_more_than_one_machine(dialect, monkeypatch):
    monkeypatch.setattr(ibis.options, "pyspark", _SparkOptions())
    table = ibis.table({name: kind for name, (kind, _) in COLUMNS.items()}, name=schema.EVENTS)
    spots = ibis.table({"at_latitude": "float64", "at_longitude": "float64", "place": "string"}, name="spots")
    for name, asked in analyses(table, spots).items():
        sql = str(ibis.to_sql(asked, dialect=dialect))
        assert sql.startswith("SELECT"), name
        assert "events" in sql, name


def test_postgresql_gives_the_same_answers_as_the_store(tmp_path):
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("no PostgreSQL: DATABASE_URL names none. scripts/with_postgres.sh COMMAND lends one.")
    put_ged(tmp_path, *ROWS)
    with events.open_store(tmp_path / "store") as connection, _postgresql(url) as (server, raw):
        _copy(connection, raw)
        stored, served = events.events(connection), server.table(schema.EVENTS)
        known = {"at_latitude": [35.5, 36.5], "at_longitude": [37.5, 37.5], "place": ["one", "two"]}
        raw.execute("CREATE TEMP TABLE spots (at_latitude float8, at_longitude float8, place text)")
        raw.executemany("INSERT INTO spots VALUES (%s, %s, %s)", list(zip(*known.values(), strict=True)))
        here, there = analyses(stored, ibis.memtable(pa.table(known))), analyses(served, server.table("spots"))
        for name in here:
            assert _answer(here[name]) == _answer(there[name]), name
            assert _answer(here[name]), name


def _postgresql(url):
    from contextlib import contextmanager

    @contextmanager
    def opened():
        parts = urlsplit(url)
        login, _, host = parts.netloc.rpartition("@")
        user, _, password = login.partition(":")
        host, _, port = host.partition(":")
        server = ibis.postgres.connect(
            host=unquote(host),
            port=int(port or 5432),
            user=unquote(user),
            password=unquote(password) or None,
            database=parts.path.lstrip("/"),
        )
        try:
            yield server, server.con.cursor()
        finally:
            server.con.rollback()
            server.disconnect()

    return opened()


def _copy(connection, raw):
    """The events of the store into a table that ends with the session."""
    columns = ", ".join(f"{name} {kind}" for name, (_, kind) in COLUMNS.items())
    raw.execute(f"CREATE TEMP TABLE {schema.EVENTS} ({columns})")
    rows = connection.execute(f"SELECT * FROM {schema.EVENTS}").fetchall()  # noqa: S608
    raw.executemany(f"INSERT INTO {schema.EVENTS} VALUES ({', '.join(['%s'] * len(COLUMNS))})", rows)  # noqa: S608


def _answer(asked):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # engines of others warn of their own ways
        rows = asked.to_pyarrow().to_pylist()
    plain = [
        {name: round(float(value), 9) if isinstance(value, float) else value for name, value in row.items()}
        for row in rows
    ]
    return sorted(tuple(str(value) for value in sorted(row.items())) for row in plain)
