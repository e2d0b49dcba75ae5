"""Reads mappings of a plan key by key: what is missing, unknown or mistyped is told with its line and a remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import yaml
from yaml.nodes import Node

from goodoffices.corridors.marks.nodes import Problems, nearest

__all__ = ["Fields", "Reader"]

Fields = Mapping[str, tuple[Node, Node]]
T = TypeVar("T")


class Reader:
    """Reads the parts of a plan. `where` remembers the node of every path for what only the whole shows; `examples`
    says how a value is written."""

    def __init__(self, problems: Problems, root: Node, examples: Mapping[Callable[[str], object], str]) -> None:
        self.problems = problems
        self.examples = examples
        self.where: dict[str, Node] = {"": root}

    def fields(self, node: Node | None, path: str, known: tuple[str, ...]) -> Fields:
        """The keys of a mapping that are known here, each with its own node and its value's."""
        found = {}
        for name, key, value in self.problems.entries(node, path):
            below = f"{path}.{name}" if path else name
            if name in known:
                found[name] = (key, value)
                self.where[below] = value
            else:
                self.problems.add(key, below, f"the key `{name}` is not known here", nearest(name, known, "Keys"))
        return found

    def taken(
        self, fields: Fields, name: str, path: str, read: Callable[[str], T], *, needed: bool = False
    ) -> T | None:
        """One value, read by `read`, which raises ValueError(what, remedy) for what it cannot be."""
        below = f"{path}.{name}" if path else name
        if name not in fields:
            if needed:
                node = self.where[path]
                self.problems.add(node, below, f"`{name}` is missing", f"Write `{name}: {self.examples[read]}`.")
            return None
        node = fields[name][1]
        if not isinstance(node, yaml.nodes.ScalarNode):
            self.problems.add(node, below, "here stands one value", f"Write `{name}: {self.examples[read]}`.")
            return None
        try:
            return read(node.value.strip())
        except ValueError as error:
            shown = node.value.strip()[:40]
            self.problems.add(node, below, f"`{shown}` {error}", f"Write it as `{name}: {self.examples[read]}`.")
            return None

    def each(
        self,
        head: Fields,
        part: str,
        known: tuple[str, ...],
        read: Callable[[str, Fields, str], T],
        *,
        needed: bool = True,
    ) -> tuple[T, ...]:
        """The entries of a part, each under its name."""
        if part not in head:
            if needed:
                self.problems.add(self.where[""], part, f"`{part}` is missing", f"Write `{part}:` and its names below.")
            return ()
        found = []
        for name, key, value in self.problems.entries(head[part][1], part):
            path = f"{part}.{name}"
            self.where[path] = key
            found.append(read(name, self.fields(value, path, known), path))
        if not found and needed:
            self.problems.add(head[part][0], part, f"there is nothing under `{part}`", "Write a name and its keys.")
        return tuple(found)

    def several(self, fields: Fields, name: str, path: str, read: Callable[[str], T]) -> tuple[T, ...]:
        """One value or a list of them; empty where the key is absent."""
        if name not in fields:
            return ()
        key, node = fields[name]
        items = node.value if isinstance(node, yaml.nodes.SequenceNode) else [node]
        return tuple(
            found for item in items if (found := self.taken({name: (key, item)}, name, path, read)) is not None
        )
