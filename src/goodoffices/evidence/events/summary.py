"""What a store holds, by source and release: how much, from when to when, how much of it is flagged."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from goodoffices.evidence.events import schema
from goodoffices.evidence.events.wording import NO_FIGURE
from goodoffices.values import MONTHS, Cell, Column, Note, Paragraph, Section, Table, count

if TYPE_CHECKING:
    import duckdb

__all__ = ["Holding", "Summary", "summarise", "summary_json", "summary_section"]

# Names of tables and columns are our own.
# ruff: noqa: S608


@dataclass(frozen=True)
class Holding:
    """What is held of one release of one source."""

    source: str
    release: str
    rows: int
    first: dt.date
    last: dt.date
    undated: int
    """Events that may lie anywhere in more than `schema.LONGEST_DATED` days."""
    without_place: int
    """Events known by no more than their country."""
    deaths_low: int | None
    """As `deaths_high`, None where a row has none."""
    deaths_best: int | None
    deaths_high: int | None
    flags: tuple[tuple[str, int], ...]
    notes: int
    """Texts kept with the events."""


@dataclass(frozen=True)
class Summary:
    """What a store holds: events, counts per period (which are no events), and what was imported into it."""

    events: tuple[Holding, ...]
    counts: tuple[Holding, ...]
    files: tuple[tuple[str, str, str, str], ...]
    """Source, release, name and SHA-256 of every file that was imported."""


_ASKED = tuple(one.name for one in fields(Holding) if one.name != "flags")


def summarise(connection: duckdb.DuckDBPyConnection) -> Summary:
    """Ask the store."""
    files = connection.execute(f"SELECT source, release, file, sha256 FROM {schema.IMPORTS} ORDER BY rowid").fetchall()
    vague = "place_precision IN ('country', 'unknown')"
    return Summary(
        _holdings(connection, schema.EVENTS, vague, "deaths_low", "deaths_high"),
        _holdings(connection, schema.COUNTS, "place = ''", "NULL::BIGINT", "NULL::BIGINT"),
        tuple((source, release, file, digest) for source, release, file, digest in files),
    )


def _whole(column: str) -> str:
    """The sum of a figure that every row has: of some of them it would be no lower and no upper figure."""
    return f"CASE WHEN count({column}) = count(*) THEN sum({column})::BIGINT END"


def _holdings(
    connection: duckdb.DuckDBPyConnection, table: str, vague: str, low: str, high: str
) -> tuple[Holding, ...]:
    rows = connection.execute(
        f"""
        SELECT source, release, count(*), min(date_start), max(date_end),
          count(*) FILTER (list_contains(flags, 'span')), count(*) FILTER ({vague}),
          {_whole(low)}, sum(deaths_best)::BIGINT, {_whole(high)},
          (SELECT count(*) FROM {schema.NOTES} AS n WHERE n.source = t.source AND n.release = t.release
             AND '{table}' = '{schema.EVENTS}')
        FROM {table} AS t GROUP BY source, release ORDER BY source, release
        """
    ).fetchall()
    flags = connection.execute(
        f"""SELECT source, release, flag, count(*) FROM (SELECT source, release, unnest(flags) AS flag FROM {table})
            GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    return tuple(
        Holding(
            **dict(zip(_ASKED, row, strict=True)),
            flags=tuple((flag, number) for *key, flag, number in flags if tuple(key) == row[:2]),
        )
        for row in rows
    )


def summary_json(summary: Summary) -> dict[str, Any]:
    """For programs: dates as 2016-12-30, flags as an object."""

    def plain(holding: Holding) -> dict[str, Any]:
        told = asdict(holding)
        return told | {"first": str(holding.first), "last": str(holding.last), "flags": dict(holding.flags)}

    return {
        "events": [plain(holding) for holding in summary.events],
        "counts": [plain(holding) for holding in summary.counts],
        "files": [dict(zip(("source", "release", "file", "sha256"), file, strict=True)) for file in summary.files],
    }


def summary_section(summary: Summary) -> Section:
    """For a page."""
    if not (summary.events or summary.counts):
        return Section("events", "Events", (Paragraph("The store is empty."),))
    blocks: list[Table | Note] = []
    if summary.events:
        blocks.append(_table("Events, by source and release", summary.events))
        flags = sorted({flag for holding in summary.events for flag, _ in holding.flags})
        if flags:
            meaning = "; ".join(f"{flag}: {schema.FLAGS[flag]}" for flag in flags)
            blocks.append(Note(f"Flagged rows are kept as they are. {meaning}.", "caution"))
        if len(summary.events) > 1:
            blocks.append(Note("Releases and sources tell of the same events: nothing adds them up.", "caution"))
    if summary.counts:
        blocks.append(_table("Counts per period and place, which are no events", summary.counts))
    return Section("events", "What the store holds", tuple(blocks))


def _table(caption: str, holdings: tuple[Holding, ...]) -> Table:
    headings = ("Rows", "Undated", "No place", "Deaths, low", "best", "high", "Flagged")
    columns = (Column("Source"), Column("Release"), Column("From"), Column("To"), *(Column(h, True) for h in headings))  # noqa: FBT003
    return Table(caption, columns, tuple(_row(holding) for holding in holdings))


def _row(holding: Holding) -> tuple[Cell, ...]:
    flags = ", ".join(f"{flag} {count(number)}" for flag, number in holding.flags) or "none"
    deaths = (holding.deaths_low, holding.deaths_best, holding.deaths_high)
    numbers = (holding.rows, holding.undated, holding.without_place, *deaths)
    words = (holding.source, holding.release, _spoken(holding.first), _spoken(holding.last))
    return (
        *(Cell(word) for word in words),
        *(Cell(NO_FIGURE if number is None else count(number)) for number in numbers),
        Cell(flags),
    )


def _spoken(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
