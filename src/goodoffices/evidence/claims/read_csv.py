"""A ledger written as a table: CSV with a row of HXL tags."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.claims.build import build
from goodoffices.evidence.claims.marks import forbidden, named, normal
from goodoffices.evidence.claims.model import Ledger
from goodoffices.evidence.claims.problems import Draft, Entry, Problems, Said, nearest
from goodoffices.evidence.claims.records import HEAD, LISTS
from goodoffices.evidence.claims.table import COLUMNS, FIGURE, parse_tag
from goodoffices.values import unescaped

__all__ = ["parse_table"]

_LARGEST_CELL = 1_000_000
_WORDS = {"harm": "harms", "population": "populations"}
_TAG_REMEDY = "Below the headings stands a row of tags, as `#meta+id,#indicator+value+num,…`; `goodoffices evidence "
_TAG_REMEDY += "claims FILE --export csv` writes one."

Row = Mapping[str, Said]


def parse_table(text: str, file: str = "") -> Ledger:
    """The ledger that a text in CSV states; `file` is named in its problems. Raises EvidenceError with all of them.

    Above the headings stand the rows of the head (`title,Claims about …`). A row without an id is a document in which
    no claim of the table stands.
    """
    problems = Problems()
    rows = _rows(text.removeprefix("\ufeff"), file)
    at = next((place for place, (_, cells) in enumerate(rows) if _is_tags(cells)), None)
    if at is None:
        raise EvidenceError.of("the table has no row of HXL tags", Where(file), _TAG_REMEDY)
    head, words = _head(rows[: max(at - 1, 0)], file, problems)
    columns = _columns(rows[at], file, problems)
    body = [_cells(row, columns, file, problems) for row in rows[at + 1 :] if any(cell.strip() for cell in row[1])]
    _refuse_twins([row for row in body if row["id"].text], problems)
    draft = Draft(
        head=Entry(Said("", Where(file, rows[at][0], 1)), head),
        documents=tuple(_documents(body, problems)),
        claims=tuple(_claim(row) for row in body if row["id"].text),
        harms=tuple(words["harm"]),
        populations=tuple(words["population"]),
    )
    return build(draft, problems)


def _rows(text: str, file: str) -> list[tuple[int, list[str]]]:
    """The rows, each with the line on which it begins."""
    csv.field_size_limit(_LARGEST_CELL)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, strict=True)
    found = []
    line = 1
    try:
        for cells in reader:
            found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "Save it as CSV with commas, in UTF-8; a cell that holds a comma or a quote stands in double quotes."
        raise EvidenceError.of(f"this is not CSV: {error}", Where(file, line, 1), remedy) from error
    return found


def _is_tags(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and all(parse_tag(cell) for cell in filled)


def _said(text: str, where: Where, problems: Problems) -> Said:
    if bad := forbidden(text.replace("\r\n", "\n")):
        problems.add(f"the sign {named(bad)} is not read", where, "Delete it.")
    return Said(unescaped(text.replace("\r\n", "\n")).strip(), where)


def _head(
    rows: Sequence[tuple[int, list[str]]], file: str, problems: Problems
) -> tuple[dict[str, tuple[Said, ...]], dict[str, list[tuple[Said, Said]]]]:
    """What is said of the ledger above its table, and the words that it defines."""
    found: dict[str, tuple[Said, ...]] = {}
    words: dict[str, list[tuple[Said, Said]]] = {kind: [] for kind in _WORDS}
    for line, cells in rows:
        key, *rest = (cell.strip() for cell in cells)
        said = [_said(cell, Where(file, line, place, key), problems) for place, cell in enumerate(rest, 2)]
        texts = [each for each in said if each.text]
        if key in words:
            empty = Said("", Where(file, line, 1, key))
            words[key].append((texts[0] if texts else empty, texts[1] if len(texts) > 1 else empty))
        elif key in HEAD:
            if key in found:
                problems.add(f"`{key}` stands twice above the table", Where(file, line, 1, key), "Keep one.")
            found[key] = tuple(texts[:1])
        elif key or texts:
            remedy = nearest(key, (*HEAD, *_WORDS), "Rows above the headings")
            problems.add(f"the row `{key}` above the table is not known", Where(file, line, 1), remedy)
    return found, words


def _columns(row: tuple[int, list[str]], file: str, problems: Problems) -> dict[str, int]:
    """The place of each column that a ledger knows; others are left unread, for a table may hold more."""
    known = {parse_tag(column.tag): column.key for column in COLUMNS}
    found: dict[str, int] = {}
    for place, cell in enumerate(row[1]):
        key = known.get(parse_tag(cell))
        if key in found:
            problems.add(f"the tag {cell.strip()} stands twice", Where(file, row[0], place + 1), "Keep one column.")
        if key is not None:
            found.setdefault(key, place)
    for column in COLUMNS:
        if column.key in {"id", "document"} and column.key not in found:
            remedy = f"Its tag is {column.tag}."
            raise EvidenceError.of(f"the table has no column for `{column.key}`", Where(file, row[0]), remedy)
    return found


def _cells(row: tuple[int, list[str]], columns: Mapping[str, int], file: str, problems: Problems) -> Row:
    """A row by the keys of its columns; a cell that is not there is empty."""
    line, cells = row
    found = {}
    for column in COLUMNS:
        place = columns.get(column.key)
        text = cells[place] if place is not None and place < len(cells) else ""
        where = Where(file, line, (place or 0) + 1, column.heading)
        found[column.key] = _said(text, where, problems)
    return found


def _documents(body: Sequence[Row], problems: Problems) -> Iterator[Entry]:
    """The documents, each told at least once, with what all rows say of it; they must not say two things."""
    found: dict[str, dict[str, Said]] = {}
    first: dict[str, Said] = {}
    for row in body:
        said = row["document"]
        name = normal(said.text)
        if not name:
            if not row["id"].text:
                problems.add("this row has neither the id of a claim nor of a document", said.where, "Fill one in.")
            continue
        first.setdefault(name, said)
        known = found.setdefault(name, {})
        for column in COLUMNS:
            key = column.key.removeprefix("document.")
            if key == column.key or not row[column.key].text:
                continue
            if key in known and known[key].text != row[column.key].text:
                told = f"the document `{said.text}` has another {column.heading} on line {known[key].where.line}"
                problems.add(told, row[column.key].where, "Write the same, or leave this cell empty.")
            known.setdefault(key, row[column.key])
    for name, texts in found.items():
        yield Entry(first[name], {key: _listed(key, said) for key, said in texts.items()})


def _claim(row: Row) -> Entry:
    said = {
        column.key: _listed(column.key, row[column.key])
        for column in COLUMNS
        if row[column.key].text and "." not in column.key
    }
    for key in ("id", *FIGURE, "start", "end"):
        said.pop(key, None)
    if figure := _figure(row):
        said["figure"] = (Said(figure, next(row[key].where for key in ("value", "low") if row[key].text)),)
    start, end = row["start"], row["end"]
    if start.text or end.text:
        told = start.text if start.text == end.text or not end.text else f"{start.text or end.text}..{end.text}"
        said.setdefault("period", (Said(told, start.where),))
    return Entry(row["id"], said)


def _figure(row: Row) -> str:
    """The figure as YAML has it, from its numbers; "" where there is none."""
    operator, value, low, high = (row[key].text for key in FIGURE)
    if not value:
        return f"{operator or 'between'} {low} and {high}" if low and high else ""
    return f"{operator} {value} ({low} to {high})" if low and high else f"{operator} {value}".strip()


def _listed(key: str, said: Said) -> tuple[Said, ...]:
    if key not in LISTS:
        return (said,)
    return tuple(Said(name, said.where) for name in said.text.replace(",", " ").replace(";", " ").split())


def _refuse_twins(rows: Sequence[Row], problems: Problems) -> None:
    first: dict[str, int] = {}
    for row in rows:
        said = row["id"]
        line = first.setdefault(normal(said.text), said.where.line)
        if line != said.where.line:
            problems.add(f"the claim `{said.text}` stands on line {line} too", said.where, "Rename one.")
