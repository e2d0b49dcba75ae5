"""Puts claims into the text of a ledger, and leaves what stands there, comments too, as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import yaml

from goodoffices.errors import EvidenceError, Where
from goodoffices.evidence.claims.marks import LOADER
from goodoffices.evidence.claims.read_yaml import parse_ledger
from goodoffices.evidence.claims.write_yaml import written

__all__ = ["Entries", "appended", "fresh"]

_PARTS = ("documents", "claims")
Block = Mapping[str, Mapping[str, str | tuple[str, ...]]]


@dataclass(frozen=True)
class Entries:
    """New documents and claims, as texts under their keys (several where a key holds a list)."""

    documents: Block
    claims: Block


def fresh(document: str, by: str, new: Entries) -> str:
    """A new ledger that holds nothing else."""
    head = {"ledger": document, "title": f"Claims read in {document}", "by": by}
    parts = [written(head), *(written({part: getattr(new, part)}) for part in _PARTS if getattr(new, part))]
    text = "\n".join(parts)
    parse_ledger(text)
    return text


def appended(text: str, file: str, new: Entries) -> str:
    """The text of a ledger with new entries at the end of its documents and of its claims.

    Raises EvidenceError where these are not written as blocks, or where the ledger with them would be none.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    before = parse_ledger(text, file)
    for part in _PARTS:
        if block := getattr(new, part):
            text = _with(text, file, part, block)
    after = parse_ledger(text, file)
    kept = after.claims[: len(before.claims)] == before.claims
    if not kept or len(after.claims) != len(before.claims) + len(new.claims):
        raise EvidenceError.of("the claims cannot be put into this ledger as it is written", Where(file), _REMEDY)
    return text.replace("\n", newline)


_REMEDY = "Write `documents:` and `claims:` as indented lines, or put the claims into a new file and copy them."


def _with(text: str, file: str, part: str, block: Block) -> str:
    root = cast("yaml.MappingNode", yaml.compose(text, Loader=LOADER))
    at = next((place for place, (key, _) in enumerate(root.value) if key.value == part), None)
    if at is None:
        return text.rstrip("\n") + "\n\n" + written({part: block})
    value = root.value[at][1]
    if isinstance(value, yaml.ScalarNode) and not value.value:
        return _below(text, root.value[at][0], {part: block})
    if not isinstance(value, yaml.MappingNode) or value.flow_style or not value.value:
        line = cast("yaml.Mark", value.start_mark).line + 1
        raise EvidenceError.of(f"`{part}` is not written in indented lines", Where(file, line, 1, part), _REMEDY)
    indent = cast("yaml.Mark", value.value[0][0].start_mark).column
    lines = text.split("\n")
    after = root.value[at + 1][0] if at + 1 < len(root.value) else None
    end = cast("yaml.Mark", after.start_mark).line if after is not None else len(lines)
    while end and re.fullmatch(r"\s*|#.*|\.\.\.\s*", lines[end - 1]):
        end -= 1
    new = [" " * indent + line if line else "" for line in written(block).rstrip("\n").split("\n")]
    gap = [""] if _is_spaced(value, lines) else []
    return "\n".join([*lines[:end], *gap, *new, *(lines[end:] or [""])])


def _is_spaced(value: yaml.MappingNode, lines: list[str]) -> bool:
    """Whether an empty line stands between the entries of a block."""
    starts = [cast("yaml.Mark", key.start_mark).line for key, _ in value.value[1:2]]
    return any(not lines[line - 1].strip() for line in starts)


def _below(text: str, key: yaml.Node, block: Mapping[str, Block]) -> str:
    """Entries below a key with nothing behind it."""
    start, end = cast("yaml.Mark", key.start_mark).line, cast("yaml.Mark", key.end_mark).line
    lines = text.split("\n")
    return "\n".join([*lines[:start], *written(block).rstrip("\n").split("\n"), *(lines[end + 1 :] or [""])])
