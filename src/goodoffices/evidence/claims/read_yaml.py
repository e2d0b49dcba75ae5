"""A ledger written in YAML."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from goodoffices.errors import Where
from goodoffices.evidence.claims.build import build
from goodoffices.evidence.claims.marks import Node, at, compose, forbidden, named, normal
from goodoffices.evidence.claims.model import Ledger
from goodoffices.evidence.claims.problems import Draft, Entry, Problems, Said, nearest
from goodoffices.evidence.claims.records import HEAD, LISTS

__all__ = ["parse_ledger"]

_PARTS = ("harms", "populations", "documents", "claims")


def parse_ledger(text: str, file: str = "") -> Ledger:
    """The ledger that a text in YAML states; `file` is named in its problems. Raises EvidenceError with all of them."""
    problems = Problems()
    root = compose(text.removeprefix("\ufeff"), file, problems)
    parts: dict[str, Node] = {}
    head: dict[str, tuple[Said, ...]] = {}
    for name, key, value in _entries(root):
        if name in HEAD:
            head.setdefault(name, _texts(value, file, name, problems, lists=False))
        elif name in _PARTS:
            parts.setdefault(name, value)
        else:
            remedy = nearest(name, (*HEAD, *_PARTS), "Keys")
            problems.add(f"the key `{name}` is not known here", at(key, file, name), remedy)
    draft = Draft(
        head=Entry(Said("", Where(file, 1, 1)), head),
        documents=tuple(_records(parts.get("documents"), file, "documents", problems)),
        claims=tuple(_records(parts.get("claims"), file, "claims", problems)),
        harms=tuple(_pairs(parts.get("harms"), file, "harms", problems)),
        populations=tuple(_pairs(parts.get("populations"), file, "populations", problems)),
    )
    return build(draft, problems)


def _entries(node: Node) -> Iterator[tuple[str, Node, Node]]:
    """The keys of a mapping with their values, each name once."""
    seen: set[str] = set()
    for key, value in node.value:
        name = normal(key.value) if isinstance(key, yaml.nodes.ScalarNode) else ""
        if name and name not in seen:
            seen.add(name)
            yield name, key, value


def _records(node: Node | None, file: str, part: str, problems: Problems) -> Iterator[Entry]:
    """Documents or claims: a mapping from ids to their fields."""
    for name, key, value in _below(node, file, part, problems):
        path = f"{part}.{name}"
        said = {
            inner: _texts(text, file, f"{path}.{inner}", problems, lists=inner in LISTS)
            for inner, _, text in _below(value, file, path, problems)
        }
        yield Entry(Said(name, at(key, file, path)), said)


def _pairs(node: Node | None, file: str, part: str, problems: Problems) -> Iterator[tuple[Said, Said]]:
    """Words and their meanings."""
    for name, key, value in _below(node, file, part, problems):
        path = f"{part}.{name}"
        meaning = _texts(value, file, path, problems, lists=False)
        yield Said(name, at(key, file, path)), meaning[0] if meaning else Said("", at(key, file, path))


def _below(node: Node | None, file: str, path: str, problems: Problems) -> Iterator[tuple[str, Node, Node]]:
    if isinstance(node, yaml.nodes.MappingNode):
        yield from _entries(node)
    elif node is not None and node.value:
        told = f"`{path}` holds `name: …` lines, and this is {'a list' if isinstance(node.value, list) else 'a text'}"
        problems.add(told, at(node, file, path), "Indent the names below it by two spaces, without `- `.")


def _texts(node: Node, file: str, path: str, problems: Problems, *, lists: bool) -> tuple[Said, ...]:
    """The text of a scalar as one, and of a list of scalars as several; "" is nothing."""
    is_list = isinstance(node, yaml.nodes.SequenceNode)
    items = node.value if is_list else [node]
    if is_list and not lists:
        problems.add("here stands one text, and this is a list", at(node, file, path), "Write one text.")
        return ()
    found = []
    for item in items:
        if not isinstance(item, yaml.nodes.ScalarNode):
            problems.add("here stands a text", at(item, file, path), "Write it on one line, or in quotes.")
        elif bad := forbidden(item.value):
            problems.add(f"the sign {named(bad)} is not read", at(item, file, path), "Delete it.")
        elif text := item.value.strip():
            found.append(Said(text, at(item, file, path)))
    return tuple(found)
