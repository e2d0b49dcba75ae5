"""YAML as nodes with their places, and all that is wrong with a plan at once.

Anchors, aliases, tags, several documents and deep nesting are refused on the stream of events, before a tree is built.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection, Iterator
from typing import Any, cast

import yaml

from goodoffices.errors import CorridorError, Problem, Where

__all__ = ["Node", "Problems", "compose", "nearest"]

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 6
_MOST_NODES = 20_000
_MOST_PROBLEMS = 200
_JOINERS = {"\u061c", "\u200c", "\u200d", "\u200e", "\u200f", "\u00ad"}
_FEW = 12
_LONGEST = 80

Node = yaml.nodes.Node


class Problems:
    """Gathers problems; `raise_any` raises them all, in the order in which they stand in the file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []
        self.path = ""

    def within(self, path: str) -> Problems:
        """The same list, for a reader of what stands under `path`: its keys are told with that path before them."""
        below = Problems(self.file)
        below.found, below.path = self.found, f"{self.path}{path}."
        return below

    def at(self, node: Node, key: str = "") -> Where:
        """Where a node stands."""
        mark = cast("yaml.Mark", node.start_mark)
        return Where(self.file, mark.line + 1, mark.column + 1, f"{self.path}{key}".rstrip("."))

    def add(self, node: Node, key: str, what: str, remedy: str = "") -> None:
        """One more."""
        if len(self.found) < _MOST_PROBLEMS:
            self.found.append(Problem(what, self.at(node, key), remedy))

    def raise_any(self) -> None:
        """Raise CorridorError when anything was found."""
        if self.found:
            raise CorridorError(*sorted(self.found, key=lambda each: (each.where.line, each.where.column)))

    def entries(self, node: Node | None, path: str) -> Iterator[tuple[str, Node, Node]]:
        """The keys of a mapping with their values, each name once; what is no mapping is a problem."""
        if node is None:
            return
        if not isinstance(node, yaml.nodes.MappingNode):
            if node.value:
                self.add(node, path, "here stand `key: value` lines", "Indent them by two spaces, without `- `.")
            return
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = unicodedata.normalize("NFC", key.value.strip()) if isinstance(key, yaml.nodes.ScalarNode) else ""
            below = f"{path}.{name}" if path else name
            if not name:
                self.add(key, path, "a key must be a word")
            elif name in seen:
                told = f"the key `{name}` stands twice; the first is on line {seen[name]}"
                self.add(key, below, told, "Keep one of the two.")
            else:
                seen[name] = self.at(key).line
                yield name, key, value


def compose(text: str, problems: Problems, starts: str) -> Node:
    """The tree of a text, which begins as `starts`.

    Raises CorridorError for what is no YAML, or uses a part of it that is not read.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for index, sign in enumerate(text):
        if not sign.isprintable() and sign not in "\n\t\u00a0" and sign not in _JOINERS:
            before = text[:index]
            line, column = before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1
            raise _refused(f"the sign U+{ord(sign):04X} is not read", line, column, problems.file, "Delete it.")
    try:
        _refuse_extras(text, problems.file)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        remedy = "Put a text that holds `: ` or begins with a sign in quotes; indent with spaces, two for each step."
        raise _refused(f"this is not YAML: {error.problem}", line, column, problems.file, remedy) from error
    except yaml.YAMLError as error:
        raise _refused(f"this is not YAML: {error}", 0, 0, problems.file) from error
    if not isinstance(root, yaml.nodes.MappingNode):
        what = "a plan is made of `key: value` lines, and this is not" if root else "the file is empty"
        raise _refused(what, 1, 1, problems.file, f"It starts as `{starts}`.")
    return root


def nearest(word: str, names: Collection[str], of_what: str) -> str:
    """A remedy for a name that is not known: the nearest known one, and the known ones when they are few."""
    close = difflib.get_close_matches(word.casefold()[:_LONGEST], names, n=1)
    told = f"Did you mean `{close[0]}`? " if close else ""
    return (told + (f"{of_what} are {', '.join(names)}." if 0 < len(names) <= _FEW else "")).strip()


def _refuse_extras(text: str, file: str) -> None:
    depth = count = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        mark = cast("yaml.Mark", event.start_mark)
        place = (mark.line + 1, mark.column + 1, file)
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        count += isinstance(event, yaml.NodeEvent)
        if documents > 1:
            raise _refused("a plan is one document, and here a second one starts (`---`)", *place)
        if depth > _DEEPEST:
            raise _refused(f"lists and mappings are nested more than {_DEEPEST} deep", *place)
        if count > _MOST_NODES:
            raise _refused(f"the file holds more than {_MOST_NODES:,} values", *place)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise _refused("anchors and aliases (`&x`, `*x`) are not read", *place, "Write the value out, in quotes.")
        if getattr(event, "tag", None) is not None:
            raise _refused("tags (a `!` at the start of a value) are not read", *place, "Put the value in quotes.")


def _refused(what: str, line: int, column: int, file: str, remedy: str = "") -> CorridorError:
    return CorridorError.of(what, Where(file, line, column), remedy)
