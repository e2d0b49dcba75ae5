"""A stability model in words: who can do what, whether it can be undone, what each wants; and the text made of that.

All other keys of the text (worths, levers, shocks) stay as they are; its comments are lost, and the version before has
them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from goodoffices.dossier import write_tree

__all__ = ["KINDS", "Does", "MakerInWords", "ModelInWords", "in_words", "with_words"]

KINDS = ("greatly", "perhaps")
_LISTS = ("rules",)
_NAMED = ("status_quo", "agreement")


@dataclass(frozen=True)
class Does:
    """Something that a maker can do. `moves`: both, forward, back or none."""

    id: str
    what: str
    moves: str


@dataclass(frozen=True)
class MakerInWords:
    """Somebody who can act. `prefers`: statements one to a line, the most important first; None where the text has an
    order of states or worths instead, which are changed as text."""

    id: str
    name: str
    role: str
    does: tuple[Does, ...]
    prefers: str | None


@dataclass(frozen=True)
class ModelInWords:
    """The model; `status_quo` and `agreement` as options with commas between, or `none`; whether it lists
    guarantees (`levers`) and shocks, which are changed as text."""

    title: str
    by: str
    caution: str
    makers: tuple[MakerInWords, ...]
    rules: str
    status_quo: str
    agreement: str
    has_levers: bool = False
    has_shocks: bool = False


def in_words(text: str) -> ModelInWords:
    """The model of a text that was found to be valid."""
    tree = _tree(text)["stability"]
    return ModelInWords(
        title=_plain(tree.get("title")),
        by=_plain(tree.get("by")),
        caution=_plain(tree.get("caution")),
        makers=tuple(_maker(name, entry) for name, entry in tree.get("makers", {}).items()),
        rules="\n".join(_plain(row) for row in _rows(tree.get("rules"))),
        status_quo=_named(tree.get("status_quo")),
        agreement=_named(tree.get("agreement")),
        has_levers="levers" in tree,
        has_shocks="shocks" in tree,
    )


def with_words(text: str, words: ModelInWords) -> str:
    """The text in which the words stand in the place of those there. An option without words is taken out."""
    tree = _tree(text)
    model = tree["stability"]
    for key in ("title", "by", "caution"):
        _put(model, key, getattr(words, key))
    makers = model.get("makers", {})
    for maker in words.makers:
        entry = makers[maker.id]
        _put(entry, "name", maker.name)
        entry["options"] = {one.id: _option(one) for one in maker.does if one.what}
        if not entry["options"]:
            del entry["options"]
        if maker.prefers is not None:
            _put(entry, "prefers", [_statement(line) for line in _lines(maker.prefers)])
    _put(model, "rules", _lines(words.rules))
    for key in _NAMED:
        told = getattr(words, key).strip()
        names = [part.strip() for part in told.split(",") if part.strip()]
        _put(model, key, told if told == "none" or re.fullmatch(r"[YN-]+|\d+", told) else names)
    return write_tree(tree)


def _maker(name: str, entry: Mapping[str, Any]) -> MakerInWords:
    options = entry.get("options") or {}
    does = tuple(
        Does(key, _plain(each["what"]), each.get("moves", "both"))
        if isinstance(each, dict) and "what" in each
        else Does(
            key,
            "" if isinstance(each, dict) else _plain(each),
            each.get("moves", "both") if isinstance(each, dict) else "both",
        )
        for key, each in options.items()
    )
    by_words = "order" not in entry
    told = "\n".join(_line(row) for row in _rows(entry.get("prefers")))
    return MakerInWords(name, _plain(entry.get("name")), _plain(entry.get("role")), does, told if by_words else None)


def _line(row: Any) -> str:
    if isinstance(row, dict):
        kind, inside = next(iter(row.items()))
        return f"{kind}: {_plain(inside)}"
    return _plain(row)


def _statement(line: str) -> Any:
    kind, colon, rest = (part.strip() for part in line.partition(":"))
    return {kind: rest} if colon and kind in KINDS else line


def _option(one: Does) -> Any:
    return one.what if one.moves == "both" else {"what": one.what, "moves": one.moves}


def _put(tree: dict[str, Any], key: str, value: Any) -> None:
    if value:
        tree[key] = value
    else:
        tree.pop(key, None)


def _named(found: Any) -> str:
    return ", ".join(_plain(row) for row in found) if isinstance(found, list) else _plain(found)


def _rows(found: Any) -> list[Any]:
    if found is None or found == "":
        return []
    return found if isinstance(found, list) else [found]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _plain(found: Any) -> str:
    return " ".join(str(found).split()) if found else ""


def _tree(text: str) -> dict[str, Any]:
    """The text as plain values, every one of them a text, as the guarded reader takes them."""
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (makes nothing but texts)
    return found
