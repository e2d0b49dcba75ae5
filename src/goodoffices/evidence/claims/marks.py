"""YAML as texts with their places: the few parts of YAML that a ledger uses, and the signs that it may hold."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, cast

import yaml

from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.claims.problems import Problems
from goodoffices.values import YamlGuard, yaml_tree

__all__ = ["LOADER", "Node", "at", "compose", "forbidden", "named", "normal", "unseen"]

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_GUARD = YamlGuard("a ledger", EvidenceError, deepest=8, most_nodes=500_000)
_ALLOWED = {"\u061c", "\u200c", "\u200d", "\u200e", "\u200f", "\u00ad"}
"""Joiners and marks of direction that scripts need between letters, and the soft hyphen of copied text."""
_UNSEEN = _ALLOWED - {"\u200c", "\u200d"}
"""Those of them without which a name reads the same: its letters have their direction of themselves."""
_ODD = re.compile("[^\n\t\x20-\x7e\u00a0-\u00ac\u00ae-\u05ff]")
"""Signs outside the plain ranges, each of which is looked at."""

Node = yaml.nodes.Node


def compose(text: str, file: str, problems: Problems) -> yaml.nodes.MappingNode:
    """The tree of a text, keys that stand twice reported. Raises EvidenceError for what is no YAML, or no mapping."""
    text = text.replace("\r\n", "\n")
    if bad := forbidden(text):
        raise _refused(f"the sign {named(bad)} is not read", *_place(text, text.index(bad)), file, "Delete it.")
    root = yaml_tree(text, file, _GUARD)
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
    """A name in the one form in which names are compared: Unicode NFC, and one blank wherever there is any."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def unseen(name: str) -> str:
    """The first sign of a name that nobody sees, and that would make two names of what looks like one; "" if none."""
    return next((sign for sign in name if sign in _UNSEEN), "")


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
