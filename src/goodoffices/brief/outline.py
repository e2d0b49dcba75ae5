"""A brief laid out once for every medium: plain dictionaries with unique names, numbers and runs of text.

HTML and PDF are made from the same outline, so that "Table 3" is the same table in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from goodoffices.brief.isolate import isolated_below
from goodoffices.brief.marks import marked
from goodoffices.brief.page import Brief
from goodoffices.values import (
    MONTHS,
    Block,
    Definitions,
    Listing,
    MarkedText,
    Note,
    Paragraph,
    Period,
    Picture,
    Provenance,
    Section,
    Table,
    spoken_date,
)

__all__ = ["SIGNS", "TIED", "Outline", "lay_out", "runs", "slug"]

SIGNS = {"good": "▲", "bad": "▼"}
"""The sign that shows a tone where there is no colour."""

_SPOKEN = {"good": "in favour: ", "bad": "against: "}
_LABELS = {"caution": "Caution", "finding": "Finding", "method": "Method"}
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "ckb", "dv", "yi"}
_URL = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_OPENING = {")": "(", "]": "["}
TIED = "\N{NO-BREAK SPACE}"
_DATE = re.compile(rf"(?:\d{{1,2}}(?:–\d{{1,2}})? )?(?:{'|'.join(MONTHS)}) \d{{4}}")
_WITH_LAST = re.compile(r"(?<=\d) (?=[±%–])")
_LONGEST_DATE = 34
_DEEPEST = 6
_WHOLE = 9
"""Up to so many rows a table stays on one page."""
_STACKING = 3
"""From so many columns of words on, a table is read on a narrow screen row by row."""

Node = dict[str, Any]


@dataclass(frozen=True)
class Outline:
    """`document` is fit for JSON; `pictures` pairs each picture with its name, unique in the brief."""

    document: Node
    pictures: tuple[tuple[str, Picture], ...]


def lay_out(brief: Brief) -> Outline:
    """Number and name everything in a brief, in reading order."""
    work = _Work(brief)
    sections = [work.section(section, 2) for section in brief.body]
    annexes = [work.section(section, 2, _annex(place)) for place, section in enumerate(brief.annexes)]
    document = {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "kicker": brief.kicker,
        "mark": brief.mark,
        "compact": brief.compact,
        "language": brief.language,
        "direction": direction_of(brief.language),
        "composed": f"Composed on {_spoken(str(brief.composed))}." if brief.composed else "",
        "as_of": _spoken(brief.provenance.as_of),
        "caution": runs(brief.provenance.caution),
        "sections": sections,
        "annexes": annexes,
        "making": [{"term": term, "runs": runs(text)} for term, text in _making(brief.provenance)],
    }
    if document["direction"] == "ltr":
        document = isolated_below(document)
    return Outline(document, tuple(work.pictures))


def direction_of(language: str) -> str:
    """The way in which a language is written: `ltr` or `rtl`."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def slug(text: str) -> str:
    """A name for links and files: ASCII letters, digits, hyphens, underscores; may be empty."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", text).strip("-")


def runs(text: str) -> list[Node]:
    """Text cut at its web addresses: only `http` and `https` become links, and the address itself is what is shown."""
    pieces: list[Node] = []
    at = 0
    for match in _URL.finditer(text):
        address = _without_closing_marks(match[0])
        if match.start() > at:
            pieces.append({"text": text[at : match.start()], "url": ""})
        pieces.append({"text": address, "url": address})
        at = match.start() + len(address)
    if at < len(text):
        pieces.append({"text": text[at:], "url": ""})
    return pieces


def undivided(text: str) -> str:
    """The text with what belongs together on one line: the parts of a date, a number and its error or its unit."""
    return _WITH_LAST.sub(TIED, _DATE.sub(lambda date: date[0].replace(" ", TIED), text))


def _captioned(node: Node, section: Section) -> Node:
    """A table without a caption bears the heading of its section: its number alone names nothing."""
    return node | {"caption": node["caption"] or section.heading} if node["kind"] == "table" else node


def _holds_dates(table: Table, place: int) -> bool:
    """Whether a column tells little but dates: it then is wide enough for them."""
    texts = [row[place].text for row in table.rows]
    return any(map(_DATE.search, texts)) and max(map(len, texts)) <= _LONGEST_DATE


def _groups(rows: list[list[Node]]) -> list[list[list[Node]]]:
    """Rows that belong together: one that does not say its name goes on with the one before."""
    groups: list[list[list[Node]]] = []
    for row in rows:
        if groups and not row[0]["text"]:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _anchors_in(section: Section) -> Iterator[str]:
    """The anchors of all cells of a section and of those within it."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    yield from (cell.anchor for table in tables for row in table.rows for cell in row if cell.anchor)
    for below in section.sections:
        yield from _anchors_in(below)


def _annex(place: int) -> str:
    """How a text speaks of the annex at this place: Annex A, Annex B and so on; AA follows Z."""
    letters, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"Annex{TIED}{letters}"


def _spoken(as_of: str) -> str:
    try:
        return spoken_date(Period.parse(as_of))
    except ValueError:
        return as_of


def _without_closing_marks(address: str) -> str:
    """The address without the marks of the sentence around it: a closing bracket is its own only if it opened it."""
    while address:
        last = address[-1]
        if last not in ".,;:!?" and not (last in _OPENING and address.count(last) > address.count(_OPENING[last])):
            break
        address = address[:-1]
    return address


def _making(provenance: Provenance) -> Iterator[tuple[str, str]]:
    yield "Method", provenance.method
    for name, digest in provenance.inputs:
        yield f"Input: {name}", digest
    for name, value in provenance.parameters:
        yield f"Setting: {name}", value
    if provenance.seed is not None:
        yield "Seed", str(provenance.seed)
    if provenance.as_of:
        yield "As of", provenance.as_of
    yield "Version", f"Good Offices {provenance.version}"


class _Work:
    """The counters and the names given so far."""

    def __init__(self, brief: Brief) -> None:
        self._caution = brief.provenance.caution
        self.pictures: list[tuple[str, Picture]] = []
        self._tables = 0
        # Names that the page gives itself.
        self._taken = {"main", "making", "contents"}
        # Sections are named first: a paragraph may lead to one that comes later.
        self._places: dict[str, tuple[str, str]] = {}
        body = [self._named(section, f"“{section.heading}”") for section in brief.body]
        annexes = [self._named(section, _annex(place)) for place, section in enumerate(brief.annexes)]
        self._anchors = {
            anchor: self._name(slug(anchor) or "row") for section in brief.sections for anchor in _anchors_in(section)
        }
        self._ids = (name for names in (*body, *annexes) for name in names)

    def section(self, section: Section, level: int, label: str = "") -> Node:
        return {
            "id": next(self._ids),
            "label": label,
            "heading": section.heading,
            "level": min(level, _DEEPEST),
            "language": section.language,
            "direction": direction_of(section.language) if section.language else "",
            "blocks": [_captioned(self.block(block), section) for block in section.blocks if not self._said(block)],
            "sections": [self.section(below, level + 1) for below in section.sections],
        }

    def _named(self, section: Section, called: str) -> list[str]:
        """Names for a section and those within it, in reading order; `called` is how a text speaks of it."""
        name = self._name(slug(section.anchor) or slug(section.heading) or "section")
        self._places.setdefault(section.anchor, (name, called))
        return [name, *(below for part in section.sections for below in self._named(part, called))]

    def _said(self, block: Block) -> bool:
        """Whether a block only repeats the caution that stands at the head and at the foot of the whole."""
        return isinstance(block, Note) and block.kind == "caution" and block.text == self._caution

    def block(self, block: Block) -> Node:
        match block:
            case Paragraph(text, see):
                return {"kind": "paragraph", "runs": [*runs(text), *self._led_to(see)]}
            case Note(text, kind):
                return {"kind": "note", "note": kind, "label": _LABELS[kind], "runs": runs(text)}
            case Listing(items):
                return {"kind": "listing", "entries": [runs(item) for item in items]}
            case Definitions(items):
                entries = [{"term": term, "runs": runs(text)} for term, text in items]
                return {"kind": "definitions", "entries": entries}
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case MarkedText():
                return {"kind": "marked", "paragraphs": marked(block, self._anchors)}

    def _led_to(self, anchor: str) -> list[Node]:
        """`See Annex B.` as a link within the brief; nothing when the section is not in it."""
        if anchor not in self._places:
            return []
        name, called = self._places[anchor]
        return [{"text": " See ", "url": ""}, {"text": called, "url": f"#{name}"}, {"text": ".", "url": ""}]

    def _table(self, table: Table) -> Node:
        self._tables += 1
        rows = [
            [
                {
                    "text": undivided(cell.text),
                    "title": cell.title,
                    "tone": cell.tone,
                    "sign": SIGNS.get(cell.tone, ""),
                    "spoken": _SPOKEN.get(cell.tone, ""),
                    "id": self._anchors.get(cell.anchor, ""),
                }
                for cell in row
            ]
            for row in table.rows
        ]
        return {
            "kind": "table",
            "id": self._name(f"table-{self._tables}"),
            "label": f"Table {self._tables}",
            "caption": table.caption,
            "stacks": len(table.columns) >= _STACKING and not any(column.numeric for column in table.columns),
            "columns": [
                {"heading": column.heading, "numeric": column.numeric, "dates": _holds_dates(table, place)}
                for place, column in enumerate(table.columns)
            ],
            "groups": _groups(rows),
            "long": len(rows) > _WHOLE,
        }

    def _picture(self, picture: Picture) -> Node:
        name = self._name(f"figure-{slug(picture.name) or len(self.pictures) + 1}")
        self.pictures.append((name, picture))
        return {
            "kind": "picture",
            "id": name,
            "label": f"Figure {len(self.pictures)}",
            "caption": picture.caption,
            "alt": picture.alt,
        }

    def _name(self, wanted: str) -> str:
        name, number = wanted, 2
        while name.lower() in self._taken:
            name, number = f"{wanted}-{number}", number + 1
        self._taken.add(name.lower())
        return name
