"""Month by province, and month by dyad, over 2.5 million made-up events: our ibis expressions beside DuckDB's SQL.

Alone: `python -m benchmarks.events_aggregate [ROWS]`.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.clock import Timed, tell, timed
from benchmarks.wording import table, time_of
from goodoffices.evidence.events import Choice, Named, events, open_store
from goodoffices.evidence.events.choice import chosen
from goodoffices.evidence.events.places import placed
from goodoffices.evidence.events.series_query import By, series_expression

ROWS = 2_500_000
MOST = 1.2
"""How many times longer than SQL written by hand ours may take."""
NAMES: dict[By, str] = {"place": "month and province", "dyad": "month and dyad"}

_MADE = """
INSERT INTO events (source, release, event_id, date_start, date_end, date_precision, kind, dyad, admin1, latitude,
  longitude, place_precision, deaths_low, deaths_best, deaths_high)
SELECT 'made', '1', n::VARCHAR, day, CASE WHEN h % 200 = 0 THEN last_day(day) WHEN h % 10 = 1 THEN day + 3 ELSE day END,
  'day', 'state-based', 'dyad ' || (h // 7 % 400), 'province ' || (h // 11 % 80), 30 + h % 1000 / 100.0,
  30 + h % 777 / 100.0, CASE h % 50 WHEN 0 THEN 'country' WHEN 1 THEN 'admin1' ELSE 'point' END, h // 13 % 6,
  h // 13 % 6 + 1, h // 13 % 6 + h % 4
FROM (SELECT n, hash(n) // 1024 AS h, DATE '2010-01-01' + (hash(n + 1) % 5000)::INTEGER AS day FROM range(?) AS t(n))
"""
_BY_HAND = """
SELECT
  CASE WHEN days BETWEEN 0 AND 6 THEN 'dated'
    WHEN date_trunc('month', date_end) = date_trunc('month', date_start) THEN 'month'
    WHEN year(date_end) = year(date_start) THEN 'year' ELSE 'longer' END AS within,
  CAST(CASE WHEN days BETWEEN 0 AND 6 OR date_trunc('month', date_end) = date_trunc('month', date_start)
    THEN date_trunc('month', date_start) ELSE date_trunc('year', date_start) END AS DATE) AS start,
  {name} AS name, count(*) AS events, count(deaths_best) AS told, count(deaths_low) AS with_low,
  count(deaths_high) AS with_high, sum(deaths_low) AS low, sum(deaths_best) AS best, sum(deaths_high) AS high,
  count(*) FILTER (deaths_low > deaths_best OR deaths_best > deaths_high) AS disordered
FROM (SELECT *, date_diff('day', date_start, date_end) AS days FROM events WHERE source = 'made' AND release = '1')
GROUP BY ALL
"""
_FINE = "place_precision IN ('point', 'near', 'admin2', 'admin1', 'line', 'water')"
_COLUMNS: dict[By, str] = {"place": f"CASE WHEN {_FINE} THEN admin1 END", "dyad": "dyad"}


@dataclass(frozen=True)
class AggregateRow:
    """One question, and what it took."""

    by: By
    rows: int
    groups: int
    ours: Timed
    sql: Timed

    @property
    def ratio(self) -> float:
        """How many times longer ours took."""
        return (self.ours.seconds or 0.0) / (self.sql.seconds or 1.0)


def run(rows: int = ROWS) -> list[AggregateRow]:
    """Both questions, in one process and one store; the answers must agree."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store", write=True) as store:
        store.execute(_MADE, [rows])
        found = [_beside(store, by, rows) for by in NAMES]
    for row in found:
        tell(f"events, {NAMES[row.by]}: {row.ratio:.2f} times the time of SQL")
    return found


def as_table(found: list[AggregateRow]) -> str:
    """The figures in Markdown."""
    heads = ("Events and deaths by", "Rows of the answer", "Good Offices, through ibis", "DuckDB, SQL by hand", "Ratio")
    lines = [
        (NAMES[row.by], f"{row.groups:,}", time_of(row.ours), time_of(row.sql), f"{row.ratio:.2f}") for row in found
    ]
    return table(heads, lines, 1)


def _beside(store: Any, by: By, rows: int) -> AggregateRow:
    choice = Choice("made", "1")

    def ours() -> Any:
        asked = series_expression(placed(chosen(events(store), choice), Named(1)), choice, "month", (by,))
        return asked.to_pyarrow()

    def sql() -> Any:
        return store.sql(_BY_HAND.format(name=_COLUMNS[by])).to_arrow_table()

    assert _answer(ours()) == _answer(sql())
    one, other = timed(ours), timed(sql)
    return AggregateRow(by, rows, other.answer.num_rows, one, other)


def _answer(found: Any) -> list[tuple[str, ...]]:
    """The rows of an answer in one order, whatever the names of its columns."""
    names = ("within", "start", None, "events", "told", "with_low", "with_high", "low", "best", "high", "disordered")
    group = next(name for name in found.column_names if name in ("place", "dyad", "name"))
    columns = [found.column(name or group).to_pylist() for name in names]
    return sorted(tuple(str(value) for value in row) for row in zip(*columns, strict=True))


if __name__ == "__main__":
    print(as_table(run(int(sys.argv[1]) if sys.argv[1:] else ROWS)))
