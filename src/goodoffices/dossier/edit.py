"""Changing single values of a dossier's file, so that everything else, comments and layout included, stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from goodoffices.dossier.nodes import BOM, Branch, Node, Row, Scalar, compose, normal
from goodoffices.dossier.problems import nearest, quoted
from goodoffices.dossier.reader import parse_dossier
from goodoffices.errors import DossierError, Problem, Where

__all__ = ["edit_dossier", "is_value"]


def edit_dossier(text: str, changes: Mapping[str, str], file: str = "") -> str:
    """The text with new values at paths of keys, as `{"issues.air.gov": "6..8 none > zones"}`.

    A key that itself holds dots is found too (the longest that fits is taken). An item of a list is named by its
    number, from 1, or by its `id`. Only the characters of the named values change. Raises DossierError when a path
    leads to no single value, or when the result would not be a valid dossier.
    """
    for path, value in changes.items():
        text = _with(text, path, value, file)
    parse_dossier(text, file)
    return text


def is_value(text: str, path: str, value: str, file: str = "") -> bool:
    """Whether the value at a path of keys reads so already. Raises DossierError when the path leads to none."""
    root, _ = compose(text.removeprefix(BOM), file)
    return _find(root, path, file).text.strip() == value.strip()


def _with(text: str, path: str, value: str, file: str) -> str:
    bom = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    root, doubles = compose(body, file)
    if doubles:
        raise DossierError(*doubles)
    scalar = _find(root, path, file)
    wanted = [value if leaf is scalar else leaf.text for leaf in _leaves(root)]
    end = scalar.start + len(body[scalar.start : scalar.end].rstrip())
    for written in _spellings(value, scalar):
        changed = body[: scalar.start] + written + body[end:]
        try:
            found, _ = compose(changed, file)
        except DossierError:
            continue
        # A spelling is right when every other value reads as before: the file's own grammar is the judge.
        if [leaf.text for leaf in _leaves(found)] == wanted:
            return bom + changed
    remedy = "Control characters cannot be written."
    raise DossierError.of(
        f"{quoted(value)} cannot be written at `{path}`", Where(file, scalar.line, scalar.column, path), remedy
    )


def _spellings(value: str, scalar: Scalar) -> list[str]:
    single = "'" + value.replace("'", "''") + "'"
    double = json.dumps(value, ensure_ascii=False)
    first = {"'": [single], '"': [double]}.get(scalar.style, [])
    tries = [*first, value, single, double]
    # After a key with nothing behind it, the value needs its space; after a block text, the line must end.
    return [lead + one + tail for one in tries for lead in ("", " ") for tail in ("", "\n")]


def _find(root: Branch, path: str, file: str) -> Scalar:
    node: Node = root
    words = path.split(".")
    at = 0
    while at < len(words):
        children = dict(_children(node))
        for end in range(len(words), at, -1):
            name = normal(".".join(words[at:end]))
            if name in children:
                node, at = children[name], end
                break
        else:
            place = Where(file, node.line, node.column, ".".join(words[:at]))
            remedy = nearest(words[at], list(children), "The keys there")
            remedy = f"{remedy} What is not there yet is written in an editor.".strip()
            raise DossierError(Problem(f"{quoted(words[at])} is not a key of the file at this place", place, remedy))
    if isinstance(node, Scalar):
        return node
    keys = ", ".join(name for name, _ in _children(node))
    remedy = f"Name one of its values: {keys}." if keys else ""
    place = Where(file, node.line, node.column, path)
    raise DossierError(Problem(f"{quoted(path)} holds several values", place, remedy))


def _children(node: Node) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Branch):
        yield from ((normal(key.text), value) for key, value in node.entries)
    elif isinstance(node, Row):
        for number, item in enumerate(node.items, 1):
            own = dict(_children(item)).get("id") if isinstance(item, Branch) else None
            if isinstance(own, Scalar):
                yield normal(own.text), item
            yield str(number), item


def _leaves(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Row):
        for item in node.items:
            yield from _leaves(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _leaves(value)
