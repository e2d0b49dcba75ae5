"""YAML as texts with their places: the few parts of YAML that a ledger uses, nothing ever constructed from a file.

Anchors, aliases, tags, several documents and deep nesting are refused on the stream of events, before a tree is built.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, cast

import yaml

from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.claims.problems import Problems

__all__ = ["LOADER", "Node", "at", "compose", "forbidden", "named", "normal"]

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 8
_MOST_NODES = 500_000
_ALLOWED = {"\u061c", "\u200c", "\u200d", "\u200e", "\u200f", "\u00ad"}
"""Joiners and marks of direction that scripts need between letters, and the soft hyphen of copied text."""
_ODD = re.compile("[^\n\t\x20-\x7e\u00a0-\u00ac\u00ae-\u05ff]")
"""Signs outside the plain ranges, each of which is looked at."""

Node = yaml.nodes.Node


def compose(text: str, file: str, problems: Problems) -> yaml.nodes.MappingNode:
    """The tree of a text, keys that stand twice reported. Raises EvidenceError for what is no YAML, or no mapping."""
    text = text.replace("\r\n", "\n")
    if bad := forbidden(text):
        raise _refused(f"the sign {named(bad)} is not read", *_place(text, text.index(bad)), file, "Delete it.")
    try:
        _refuse_extras(text, file)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        remedy = "Put a text that holds `: ` or begins with a sign in quotes; indent with spaces, two for each step."
        raise _refused(f"this is not YAML: {error.problem}", line, column, file, remedy) from error
    except yaml.YAMLError as error:
        raise _refused(f"this is not YAML: {error}", 0, 0, file) from error
    if root is None:
        raise _refused("the file is empty", 1, 1, file, "It starts as `ledger: my-case`.")
    if not isinstance(root, yaml.nodes.MappingNode):
        raise _refused("a ledger is made of `key: value` lines, and this is not", 1, 1, file, "Start with `ledger: …`.")
    _report_doubles(root, file, problems)
    return root


def at(node: Node, file: str, key: str) -> Where:
    """Where a node stands."""
    mark = cast("yaml.Mark", node.start_mark)
    return Where(file, mark.line + 1, mark.column + 1, key)


def normal(text: str) -> str:
    """A name in the one form (Unicode NFC) in which names are compared."""
    return unicodedata.normalize("NFC", text.strip())


def forbidden(text: str) -> str:
    """The first sign of a text that could make it show other words than it holds, or that no file can hold; "" if
    there is none."""
    for match in _ODD.finditer(text):
        sign = match[0]
        if sign not in _ALLOWED and (
            unicodedata.category(sign) in {"Cc", "Cf", "Cs"} or sign in "\u2028\u2029\ufffe\uffff"
        ):
            return sign
    return ""


def named(sign: str) -> str:
    """A sign that cannot be seen, for the reader of an error."""
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}" + (f" ({name})" if name else "")


def _refuse_extras(text: str, file: str) -> None:
    depth = count = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        mark = cast("yaml.Mark", event.start_mark)
        place = (mark.line + 1, mark.column + 1, file)
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        count += isinstance(event, yaml.NodeEvent)
        if documents > 1:
            raise _refused("a ledger is one document, and here a second one starts (`---`)", *place)
        if depth > _DEEPEST:
            raise _refused(f"lists and mappings are nested more than {_DEEPEST} deep", *place)
        if count > _MOST_NODES:
            raise _refused(f"the file holds more than {_MOST_NODES:,} values", *place)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise _refused("anchors and aliases (`&x`, `*x`) are not read", *place, "Write the value out, in quotes.")
        if getattr(event, "tag", None) is not None:
            raise _refused("tags (a `!` at the start of a value) are not read", *place, "Put the value in quotes.")


def _report_doubles(node: Node, file: str, problems: Problems) -> None:
    if isinstance(node, yaml.nodes.SequenceNode):
        for item in node.value:
            _report_doubles(item, file, problems)
    elif isinstance(node, yaml.nodes.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = normal(key.value) if isinstance(key, yaml.nodes.ScalarNode) else ""
            line = at(key, file, "").line
            if not name:
                problems.add("a key must be a word", at(key, file, ""), "")
            elif name in seen:
                told = f"the key `{name}` stands twice; the first is on line {seen[name]}"
                problems.add(told, at(key, file, ""), "Keep one of the two.")
            seen.setdefault(name, line)
            _report_doubles(value, file, problems)


def _place(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def _refused(what: str, line: int, column: int, file: str, remedy: str = "") -> EvidenceError:
    return EvidenceError.of(what, Where(file, line, column), remedy)
