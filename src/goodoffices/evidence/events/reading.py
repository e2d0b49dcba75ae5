"""Before a file is read: what it is, which columns it has; and afterwards, in which line a record stands."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final

from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.evidence.events.in_memory import File
from goodoffices.evidence.events.layout import Layout
from goodoffices.values import opened, read_bytes, utf8

__all__ = ["LONGEST_RECORD", "Sheet", "broken_line", "fits", "lines_of", "look"]

LONGEST_RECORD: Final = 4_000_000
"""Bytes that one record may have: a longer one is a quotation mark that nobody closed."""
_HEAD = 1_000_000
_SAVE_AS = "Save it as CSV (UTF-8), with commas between the columns."
_MAGIC: Final = {
    b"\xd0\xcf\x11\xe0": "this is an old Excel file, not CSV",
    b"PAR1": "this is a Parquet file, not CSV",
    b"SQLite": "this is a database, not CSV",
    b"%PDF": "this is a PDF, not CSV",
}


@dataclass(frozen=True)
class Sheet:
    """A file that has the columns of its layout."""

    path: File
    columns: tuple[str, ...]
    """The layout's name of every column, in the order of the file; "" for one that is passed over."""
    skip: int
    """Lines before the first record."""
    separator: str
    passed_over: tuple[str, ...]
    """Columns, as the file names them, that nothing is read from."""


@dataclass(frozen=True)
class _Header:
    """The first records of a file: each column as it stands there, and by the tag below it where there is one."""

    line: str
    """The first line."""
    columns: tuple[tuple[str, str], ...]
    skip: int
    separator: str


def look(path: File, layout: Layout, leave_out: Sequence[str] = ()) -> Sheet:
    """What the file is, by its beginning. `leave_out` names columns to pass over, whatever they hold.

    Raises FileError when it is not there, EvidenceError when it is no CSV in UTF-8 or has not the layout's columns.
    """
    header = _header(path, layout)
    if header.skip == 0:
        return _bare(path, layout, len(header.columns), header.separator)
    columns, passed_over = _named(header.columns, layout, leave_out, header.line, str(path))
    return Sheet(path, columns, header.skip, header.separator, passed_over)


def fits(path: File, layout: Layout) -> bool:
    """Whether the file has every column that the layout needs, whatever else it has. Raises FileError
    when it is not there."""
    try:
        header = _header(path, layout)
    except EvidenceError:
        return False
    if header.skip == 0:
        return len(header.columns) == len(layout.columns)
    return {layout.naming(meant) for _, meant in header.columns} >= set(layout.columns) - layout.optional


def _header(path: File, layout: Layout) -> _Header:
    name = str(path)
    head = _decoded(_head(path), name)
    separator = _separator(head, layout, name)
    csv.field_size_limit(LONGEST_RECORD)
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    line = head.splitlines()[0]
    first = next(reader, [])
    if layout.bare and first and first[0].strip().isdigit():
        return _Header(line, tuple((field, field) for field in first), 0, separator)
    skip = reader.line_num
    names: Sequence[str] = first
    if _is_hxl(first):
        names = _tagged(first, first, layout)
    elif _is_hxl(tags := next(reader, [])):
        skip = reader.line_num
        names = _tagged(first, tags, layout)
    return _Header(line, tuple(zip(first, names, strict=True)), skip, separator)


def _head(path: File) -> bytes:
    name = str(path)
    head = read_bytes(path, _HEAD, begins=_HEAD)
    if head.startswith(b"PK\x03\x04"):
        is_excel = b"[Content_Types].xml" in head or b"xl/" in head
        what = "this is an Excel file, not CSV" if is_excel else "this is a ZIP archive, not CSV"
        raise EvidenceError.of(what, Where(name), _SAVE_AS if is_excel else "Unpack it and name the CSV in it.")
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise EvidenceError.of(what, Where(name), _SAVE_AS)
    return head


def _decoded(head: bytes, name: str) -> str:
    if b"\0" in head[:1000] and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise EvidenceError.of("there is a sign here that stands in no text (U+0000)", Where(name, 1, 1), _SAVE_AS)
    text = utf8(head, name, remedy=_SAVE_AS, whole=len(head) < _HEAD)
    if not text.strip():
        raise EvidenceError.of("the file is empty", Where(name))
    if text.lstrip()[0] in "<{[":
        what = "a web page or XML" if text.lstrip()[0] == "<" else "JSON"
        raise EvidenceError.of(f"this is {what}, not CSV", Where(name, 1, 1), "Download the CSV itself.")
    return text


def _separator(head: str, layout: Layout, name: str) -> str:
    line = head.splitlines()[0]
    best = max(",;\t|", key=line.count)
    if line.count(best) and (best == "," or (best == ";" and layout.semicolons)):
        return best
    if not line.count(best):
        what = "this is no CSV: its first line holds no comma"
    else:
        word = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}[best]
        what = f"the columns are separated by {word}, not by commas"
    raise EvidenceError.of(what, Where(name, 1, line.find(best) + 1 or 1), _SAVE_AS)


def _is_hxl(record: Sequence[str]) -> bool:
    return any(record) and all(field.startswith("#") for field in record if field)


def _tagged(header: Sequence[str], tags: Sequence[str], layout: Layout) -> list[str]:
    """The name of each column by its tag, where the layout knows that; its heading where not."""
    known = {_parts(tag): column for tag, column in layout.tags.items()}
    padded = [*tags, *[""] * len(header)]
    return [known.get(_parts(tag), heading) for heading, tag in zip(header, padded, strict=False)]


def _parts(tag: str) -> frozenset[str]:
    """A tag and its attributes, whose order means nothing."""
    return frozenset(part.strip().lower() for part in tag.split("+"))


def _bare(path: File, layout: Layout, width: int, separator: str) -> Sheet:
    if width != len(layout.columns):
        raise EvidenceError.of(
            f"the file has no header and {width} columns; {layout.title} has {len(layout.columns)}",
            Where(str(path), 1, 1),
            f"Name the columns in the first line: {', '.join(layout.columns[:4])} …",
        )
    return Sheet(path, layout.columns, 0, separator, ())


def _named(
    header: Sequence[tuple[str, str]], layout: Layout, leave_out: Sequence[str], line: str, name: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    problems: list[Problem] = []
    columns: list[str] = []
    passed_over: list[str] = []
    at = 0
    for heading, meant in header:
        column = layout.naming(meant)
        at = max(line.find(heading, at), at)
        where = Where(name, 1, at + 1)
        at += len(heading)
        if heading in leave_out or column in leave_out:
            columns.append("")
            passed_over.append(heading)
        elif column in columns:
            problems.append(Problem(f"the column {heading!r} stands twice", where, "Rename one, or --leave-out it."))
        elif column in layout.columns:
            columns.append(column)
        elif layout.headings(meant):
            columns.append("")
            passed_over.append(heading)
        else:
            near = difflib.get_close_matches(column, layout.columns, 1)
            hint = f"Did you mean {near[0]}? " if near else ""
            remedy = f"{hint}Give --leave-out {heading!r} to pass it over."
            problems.append(Problem(f"{layout.title} has no column {heading!r}", where, remedy))
            columns.append("")
    missing = [column for column in layout.columns if column not in columns and column not in layout.optional]
    if missing:
        what = f"{layout.title} needs the column{'s' if missing[1:] else ''} {', '.join(missing)}"
        problems.append(Problem(what, Where(name, 1, 1), "Is this the kind of file that --source says?"))
    if problems:
        raise EvidenceError(*problems)
    return tuple(columns), tuple(passed_over)


def lines_of(sheet: Sheet, records: Sequence[int], broken: Sequence[int]) -> dict[int, int]:
    """The line in which each record begins. `records` count from 1 and leave out the `broken` ones, which are named by
    the byte (from 1) in which they begin and returned by it, negative. Reads the file only to the last of them.
    """
    wanted, found, waiting = set(records), dict[int, int](), sorted(broken, reverse=True)
    with opened(sheet.path) as stream:
        lines = _Lines(stream)
        for _ in range(sheet.skip):
            next(lines, "")
        reader = csv.reader(lines, delimiter=sheet.separator)
        number = 0
        while len(found) < len(wanted) + len(broken):
            line = lines.read + 1
            try:
                record = next(reader, None)
            except csv.Error:  # a line break within a line: what follows cannot be counted
                break
            if record is None:
                break
            if not record:
                continue
            # After \r\n DuckDB names the byte before the record.
            if waiting and waiting[-1] <= lines.end:
                found[-waiting.pop()] = line
                continue
            number += 1
            if number in wanted:
                found[number] = line
    return found


def broken_line(sheet: Sheet) -> int:
    """The first line that breaks the rules of CSV by a quotation mark or a line break within it; 0 if none does."""
    with opened(sheet.path) as stream:
        reader = csv.reader(_Lines(stream), delimiter=sheet.separator, strict=True)
        try:
            for _ in reader:
                pass
        except csv.Error:
            return reader.line_num
    return 0


class _Lines:
    """The lines of a stream; `read` of them were read, and the last ended, without what parts lines, before `end`."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._bytes = stream, 0
        self.read, self.end = 0, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST_RECORD)
        if not line:
            raise StopIteration
        self.read += 1
        self.end = self._bytes + len(line.rstrip(b"\r\n"))
        self._bytes += len(line)
        return line.decode("utf-8", "replace")
