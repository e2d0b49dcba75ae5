"""The SQL of an import: rows of text become judged rows, and what is new is added. `importing` says in what order."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from goodoffices.evidence.events import schema
from goodoffices.evidence.events.far import far_places
from goodoffices.evidence.events.in_memory import addressed
from goodoffices.evidence.events.layout import Field, Layout, quoted
from goodoffices.evidence.events.reading import LONGEST_RECORD, Sheet, is_packed

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "ROWS",
    "WORK",
    "add_new",
    "add_notes",
    "broken_records",
    "flag_far",
    "flags_of_new",
    "known_rows",
    "reject_doubles",
    "rejected_rows",
    "stage",
    "staged_counts",
]

# Names of tables and columns are our own, never a user's: what a user gives goes in as a parameter or quoted.
# ruff: noqa: S608

WORK: Final = "work"
ROWS: Final = f"{WORK}.rows"
_TEXTS: Final = f"{WORK}.texts"
_SET_BY_US: Final = ("source", "release", "flags")


def stage(connection: duckdb.DuckDBPyConnection, sheet: Sheet, layout: Layout, *, keep_notes: bool) -> None:
    """Read the file into `ROWS`: record (from 1), reason (NULL for a row that can be taken), the table's columns."""
    _country_codes(connection)
    names = [name for name in schema.TABLES[layout.table] if name not in _SET_BY_US]
    fields = {name: layout.fields.get(name, Field("NULL")) for name in names}
    kinds = {name: schema.TABLES[layout.table][name].removesuffix(" NOT NULL") for name in names}
    values = ", ".join(f"CAST({field.value} AS {kinds[name]}) AS {name}" for name, field in fields.items())
    total = f"{layout.total} AS total" if layout.total else "NULL::BIGINT AS total"
    notes = [name for name in layout.notes if keep_notes and name in sheet.columns]
    kept = "".join(f", {quoted(name)} AS {quoted('note ' + name)}" for name in notes)
    with addressed(connection, sheet.path) as address:
        connection.execute(
            f"""
            CREATE TABLE {ROWS} AS
            WITH raw AS (SELECT row_number() OVER () AS record, * FROM {_reader(address, sheet, layout)}),
            read AS (SELECT record, {values}, {total}, {_reason(fields)} AS misread{kept} FROM raw)
            SELECT * EXCLUDE (total, misread), coalesce(misread, {_contradiction(layout)}) AS reason,
                   {_flags(layout)} AS flags
            FROM read
            """
        )
    if layout.table == schema.EVENTS:
        _set_texts_apart(connection, notes)


def _reader(address: str, sheet: Sheet, layout: Layout) -> str:
    """The file as a table of text with every column that the layout knows, NULL where the file has it not."""
    given = [column or f"passed over {number}" for number, column in enumerate(sheet.columns)]
    columns = ", ".join(f"{_text(column)}: 'VARCHAR'" for column in given)
    absent = "".join(f", NULL::VARCHAR AS {quoted(name)}" for name in layout.columns if name not in sheet.columns)
    packing = "gzip" if is_packed(sheet.path) else "none"
    return f"""(SELECT *{absent} FROM read_csv({_text(address)}, columns = {{{columns}}}, auto_detect = false,
        compression = '{packing}', header = false, skip = {sheet.skip},
        delim = {_text(sheet.separator)}, quote = '"', escape = '"', nullstr = '',
        max_line_size = {LONGEST_RECORD}, store_rejects = true))"""


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _reason(fields: dict[str, Field]) -> str:
    """The first field that cannot be read, in words."""
    cases = []
    for field in fields.values():
        if not field.column:
            continue
        given = quoted(field.column)
        if field.right:
            spared = f" AND {given} <> {_text(field.absent)}" if field.absent else ""
            said = f"{_text(field.column)} || ' ' || left({given}, 40) || {_text(f' is not {field.right}')}"
            cases.append(f"WHEN ({field.value}) IS NULL AND {given} IS NOT NULL{spared} THEN {said}")
        if field.needed:
            cases.append(f"WHEN ({field.value}) IS NULL THEN {_text(f'{field.column} is empty')}")
    return f"CASE {' '.join(cases)} END"


def _contradiction(layout: Layout) -> str:
    if "latitude" not in schema.TABLES[layout.table]:
        return "NULL"
    half = "(latitude IS NULL) <> (longitude IS NULL)"
    return f"CASE WHEN {half} THEN 'one of latitude and longitude is missing' END"


def _flags(layout: Layout) -> str:
    """The flags of a row (`schema.FLAGS`), but "far", which `flag_far` finds."""
    days = "date_end - date_start + 1"
    cases = {"dates": "date_end < date_start", "span": f"{days} > {schema.LONGEST_DATED}"}
    if "deaths_low" in schema.TABLES[layout.table]:
        cases["order"] = "deaths_low > deaths_best OR deaths_best > deaths_high OR deaths_low > deaths_high"
    else:
        del cases["span"]  # a count is of a whole period
    if layout.total:
        cases["sum"] = "total <> deaths_best"
    any_of = " OR ".join(f"({case})" for case in cases.values())
    listed = ", ".join(f"CASE WHEN {case} THEN '{flag}' END" for flag, case in cases.items())
    return f"CASE WHEN {any_of} THEN list_filter([{listed}], lambda flag: flag IS NOT NULL) ELSE []::VARCHAR[] END"


@cache
def _codes() -> list[tuple[str, int, str]]:
    lines = resources.files(__package__).joinpath("countries.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",", 3) for line in lines[1:]]
    gw = {("gw", int(row[0]), row[2]) for row in rows if row[0]}
    return sorted(gw | {("m49", int(row[1]), row[2]) for row in rows})


def _country_codes(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE country_codes (scheme VARCHAR, code INTEGER, iso3 VARCHAR)")
    connection.executemany("INSERT INTO country_codes VALUES (?, ?, ?)", _codes())


def _set_texts_apart(connection: duckdb.DuckDBPyConnection, notes: list[str]) -> None:
    """Free text into a table of its own, so that no analysis of events meets it."""
    connection.execute(f"CREATE TABLE {_TEXTS} (event_id VARCHAR, record BIGINT, field VARCHAR, text VARCHAR)")
    for name in notes:
        column = quoted("note " + name)
        connection.execute(
            f"INSERT INTO {_TEXTS} SELECT event_id, record, ?, {column} FROM {ROWS} WHERE {column} IS NOT NULL", [name]
        )
        connection.execute(f"ALTER TABLE {ROWS} DROP COLUMN {column}")


def broken_records(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str, str]]:
    """Records that have not the columns of the file: byte in which each begins (from 1), DuckDB's kind, the reason."""
    rows = connection.execute(
        "SELECT line_byte_position, min(error_type::VARCHAR), min(error_message) FROM reject_errors "
        "GROUP BY line_byte_position ORDER BY line_byte_position"
    ).fetchall()
    connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
    return [(byte, kind, message.splitlines()[0]) for byte, kind, message in rows]


def reject_doubles(connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """Of rows with one identifier, reject all but the first."""
    key = ", ".join(name for name in layout.key if name not in _SET_BY_US)
    connection.execute(
        f"""
        UPDATE {ROWS} SET reason = 'this identifier stands in an earlier row of the file' WHERE record IN (
          SELECT unnest(list_sort(list(record))[2:]) FROM {ROWS} JOIN
            (SELECT {key} FROM {ROWS} WHERE reason IS NULL GROUP BY ALL HAVING count(*) > 1) USING ({key})
          WHERE reason IS NULL GROUP BY {key})
        """
    )


def flag_far(connection: duckdb.DuckDBPyConnection) -> None:
    """Flag rows whose place lies outside the country that they name. Places are asked for to a hundredth degree."""
    place = "round(latitude, 2) AS latitude, round(longitude, 2) AS longitude"
    rows = connection.execute(
        f"""SELECT DISTINCT country, {place} FROM {ROWS} WHERE reason IS NULL AND country IS NOT NULL
            AND latitude IS NOT NULL AND place_precision <> 'water'"""
    ).fetchall()
    far = far_places(rows)
    if far:
        connection.execute("CREATE OR REPLACE TEMP TABLE far (country VARCHAR, latitude DOUBLE, longitude DOUBLE)")
        connection.execute(
            "INSERT INTO far SELECT unnest(?), unnest(?), unnest(?)",
            [list(column) for column in zip(*far, strict=True)],
        )
        connection.execute(
            f"""UPDATE {ROWS} SET flags = list_append(flags, 'far') FROM far WHERE {ROWS}.country = far.country
                AND round({ROWS}.latitude, 2) = far.latitude AND round({ROWS}.longitude, 2) = far.longitude
                AND place_precision <> 'water'"""
        )


def rejected_rows(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str, str]]:
    """Record, identifier (may be empty) and reason of every rejected row."""
    columns = {row[0] for row in connection.execute(f"DESCRIBE {ROWS}").fetchall()}
    event = "coalesce(event_id, '')" if "event_id" in columns else "''"
    return connection.execute(f"SELECT record, {event}, reason FROM {ROWS} WHERE reason IS NOT NULL").fetchall()


def _is_known(layout: Layout) -> str:
    same = " AND ".join(f"known.{name} = new.{name}" for name in layout.key if name not in _SET_BY_US)
    return f"known.source = $source AND known.release = $release AND {same}"


def known_rows(connection: duckdb.DuckDBPyConnection, layout: Layout, source: str, release: str) -> tuple[int, int]:
    """How many rows the store has already, and how many of them now say something else."""
    names = [name for name in schema.TABLES[layout.table] if name not in {"source", "release"}]
    differs = " OR ".join(f"new.{name} IS DISTINCT FROM known.{name}" for name in names)
    row = connection.execute(
        f"""SELECT count(*), count(*) FILTER ({differs}) FROM {ROWS} AS new JOIN {layout.table} AS known
            ON {_is_known(layout)} WHERE new.reason IS NULL""",
        {"source": source, "release": release},
    ).fetchone()
    return row or (0, 0)


def _new(layout: Layout) -> str:
    return f"""{ROWS} AS new ANTI JOIN (SELECT * FROM {layout.table}) AS known ON {_is_known(layout)}
        WHERE new.reason IS NULL"""


def staged_counts(
    connection: duckdb.DuckDBPyConnection, layout: Layout, source: str, release: str
) -> tuple[int, int, int]:
    """Rows staged, rejected among them, and flagged among the new."""
    row = connection.execute(f"SELECT count(*), count(reason) FROM {ROWS}").fetchone() or (0, 0)
    flagged = connection.execute(
        f"SELECT count(*) FROM {_new(layout)} AND len(new.flags) > 0", {"source": source, "release": release}
    ).fetchone() or (0,)
    return row[0], row[1], flagged[0]


def flags_of_new(
    connection: duckdb.DuckDBPyConnection, layout: Layout, source: str, release: str
) -> tuple[tuple[str, int], ...]:
    """How many of the new rows have each flag."""
    rows = connection.execute(
        f"""SELECT flag, count(*) FROM (SELECT unnest(new.flags) AS flag FROM {_new(layout)} AND len(new.flags) > 0)
            GROUP BY flag ORDER BY flag""",
        {"source": source, "release": release},
    ).fetchall()
    return tuple((flag, count) for flag, count in rows)


def add_new(connection: duckdb.DuckDBPyConnection, layout: Layout, source: str, release: str) -> int:
    """Add the rows that the store has not; returns how many."""
    names = [name for name in schema.TABLES[layout.table] if name not in {"source", "release"}]
    row = connection.execute(
        f"""INSERT INTO {layout.table} (source, release, {", ".join(names)})
            SELECT $source, $release, {", ".join(f"new.{name}" for name in names)} FROM {_new(layout)}""",
        {"source": source, "release": release},
    ).fetchone()
    return row[0] if row else 0


def add_notes(connection: duckdb.DuckDBPyConnection, source: str, release: str) -> int:
    """Keep the texts of rows that are new or known, those the store has not; before `add_new`, or after."""
    found = connection.execute("SELECT 1 FROM duckdb_tables() WHERE database_name = ? AND table_name = 'texts'", [WORK])
    if found.fetchone() is None:
        return 0
    row = connection.execute(
        f"""INSERT INTO {schema.NOTES} SELECT $source, $release, text.event_id, text.field, text.text
            FROM {_TEXTS} AS text JOIN {ROWS} AS new USING (record)
            ANTI JOIN (SELECT * FROM {schema.NOTES}) AS known ON known.source = $source AND known.release = $release
              AND known.event_id = text.event_id AND known.field = text.field
            WHERE new.reason IS NULL""",
        {"source": source, "release": release},
    ).fetchone()
    return row[0] if row else 0
