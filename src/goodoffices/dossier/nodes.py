"""YAML as text: the few parts of YAML that a dossier uses, every scalar a word, every node with its place.

Nothing is ever constructed from a file. Anchors, tags, merge keys, several documents and deep nesting are refused on
the stream of events, before a tree is built, so that a hostile file costs no more than its first bad line.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, cast

import yaml

from goodoffices.dossier.signs import forbidden, named_sign
from goodoffices.dossier.yaml_mistakes import explained
from goodoffices.errors import DossierError, Problem, Where

__all__ = ["BOM", "LARGEST", "Branch", "Node", "Row", "Scalar", "compose", "normal", "place_of"]

LARGEST = 10_000_000
"""Bytes (and characters) that a dossier may have."""
DEEPEST = 20
MOST_NODES = 200_000
BOM = "\ufeff"

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Scalar:
    """A word or text. `start` and `end` are its place in the text in characters (quotes included)."""

    text: str
    line: int
    column: int
    start: int = 0
    end: int = 0
    style: str = ""
    """Empty for a plain scalar, else its quote (`'` or `"`) or block sign (`|` or `>`)."""
    in_flow: bool = False


@dataclass(frozen=True)
class Row:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True)
class Branch:
    """A mapping, its keys in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Row | Branch


class _Open:
    """A list or mapping whose end has not been met yet."""

    def __init__(self, event: yaml.CollectionStartEvent) -> None:
        self.line, self.column = _line_and_column(event)
        self.is_branch = isinstance(event, yaml.MappingStartEvent)
        self.flow = bool(event.flow_style)
        self.nodes: list[Node] = []

    def closed(self, problems: list[Problem], file: str) -> Node:
        if not self.is_branch:
            return Row(tuple(self.nodes), self.line, self.column)
        seen: dict[str, Scalar] = {}
        entries = []
        for key, value in zip(self.nodes[::2], self.nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise _refused("a key must be a word, not a list or a mapping", key.line, key.column, file)
            if key.text == "<<" and not key.style:
                remedy = "Write the entries out where they belong."
                raise _refused("merge keys (`<<`) are not read", key.line, key.column, file, remedy)
            name = normal(key.text)
            if name in seen:
                what = f"the key `{name}` stands twice; the first is on line {seen[name].line}"
                problems.append(Problem(what, Where(file, key.line, key.column), "Keep one of the two."))
            else:
                seen[name] = key
                entries.append((key, value))
        return Branch(tuple(entries), self.line, self.column)


def compose(text: str, file: str = "", start: str = "") -> tuple[Branch, list[Problem]]:
    """The tree of a text (without its byte order mark), and the keys that stand twice in it; `start` says how such a
    file is begun, where it is no dossier.

    Raises DossierError for a text that is no YAML, that is not a mapping, or that uses a refused part of YAML.
    """
    if len(text) > LARGEST:
        raise _refused(f"the text is longer than {LARGEST:,} characters", 0, 0, file)
    if bad := forbidden(text):
        raise _unread(bad.group(), *place_of(text, bad.start()), file)
    problems: list[Problem] = []
    try:
        root = _tree(text, problems, file)
    except yaml.MarkedYAMLError as error:
        what, line, column, remedy = explained(error, text)
        raise _refused(what, line, column, file, remedy) from error
    except yaml.YAMLError as error:
        raise _refused(f"this is not YAML: {error}", 0, 0, file) from error
    if isinstance(root, Branch):
        return root, problems
    if root is None or (isinstance(root, Scalar) and not root.text and not root.style):
        remedy = start or "`goodoffices dossier new FILE` writes a dossier to start from."
        raise _refused("the file is empty", 1, 1, file, remedy)
    remedy = start or "It starts as `dossier: my-case`; `goodoffices dossier new FILE` writes one to start from."
    kind = "such a file" if start else "a dossier"
    raise _refused(f"{kind} is made of `key: value` lines, and this is not", root.line, root.column, file, remedy)


def normal(text: str) -> str:
    """A name in the one form (Unicode NFC) in which names are compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    breaks = [match.end() for match in _LINE_BREAK.finditer(text, 0, index)]
    return len(breaks) + 1, index - (breaks[-1] if breaks else 0) + 1


def _tree(text: str, problems: list[Problem], file: str) -> Node | None:
    stack: list[_Open] = []
    root: Node | None = None
    count = documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        node: Node | None = None
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _at(event, "a dossier is one document, and here a second one starts (`---`)", file)
        elif isinstance(event, yaml.NodeEvent):
            count += 1
            _refuse_extras(event, count, len(stack), file)
            if isinstance(event, yaml.CollectionStartEvent):
                stack.append(_Open(event))
            elif isinstance(event, yaml.ScalarEvent):
                node = _scalar(event, file, in_flow=bool(stack) and stack[-1].flow)
        elif isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop().closed(problems, file)
        if node is not None and stack:
            stack[-1].nodes.append(node)
        elif node is not None:
            root = node
    return root


def _scalar(event: yaml.ScalarEvent, file: str, *, in_flow: bool) -> Scalar:
    line, column = _line_and_column(event)
    if bad := forbidden(event.value):
        raise _unread(bad.group(), line, column, file)
    if "\r" in event.value:
        raise _unread("\r", line, column, file)
    # One reader gives ":" for the style of a plain scalar, the other nothing.
    style = "" if event.style in (None, ":") else str(event.style)
    start, end = cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
    return Scalar(event.value, line, column, start.index, end.index, style, in_flow)


def _refuse_extras(event: yaml.NodeEvent, count: int, depth: int, file: str) -> None:
    if count > MOST_NODES:
        raise _at(event, f"the file holds more than {MOST_NODES:,} values", file)
    if isinstance(event, yaml.CollectionStartEvent) and depth >= DEEPEST:
        raise _at(event, f"lists and mappings are nested more than {DEEPEST} deep", file)
    if isinstance(event, yaml.AliasEvent):
        raise _at(event, f"aliases (`*{event.anchor}`) are not read", file, "Write the value out.")
    if event.anchor is not None:
        raise _at(event, f"anchors (`&{event.anchor}`) are not read", file, "Leave it out.")
    if getattr(event, "tag", None) is not None:
        remedy = "Every value is read as text. Leave the tag out; a red line needs its weight first, as `7 a > !b`."
        raise _at(event, "tags (a `!` at the start of a value) are not read", file, remedy)


def _line_and_column(event: yaml.Event) -> tuple[int, int]:
    mark = cast("yaml.Mark", event.start_mark)
    return mark.line + 1, mark.column + 1


def _unread(sign: str, line: int, column: int, file: str) -> DossierError:
    remedy = "Delete it; where it cannot be seen, delete the word and type it anew."
    return _refused(f"the {named_sign(sign)} is not read", line, column, file, remedy)


def _at(event: yaml.Event, what: str, file: str, remedy: str = "") -> DossierError:
    return _refused(what, *_line_and_column(event), file, remedy)


def _refused(what: str, line: int, column: int, file: str, remedy: str = "") -> DossierError:
    return DossierError.of(what, Where(file, line, column), remedy)
