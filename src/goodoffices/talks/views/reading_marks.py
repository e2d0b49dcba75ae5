"""A text in pieces, each with the suggestion that it belongs to: for showing where in the text each was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

__all__ = ["Piece", "pieces"]


@dataclass(frozen=True)
class Piece:
    """Some characters of a text. `id` and `kind` are those of the innermost suggestion over them, "" where there is
    none; `first` is whether it is the first piece of that suggestion; `is_said` whether a saying lies over them."""

    words: str
    id: str = ""
    kind: str = ""
    first: bool = False
    is_said: bool = False


def pieces(text: str, suggestions: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """The whole text, cut wherever a suggestion begins or ends. The innermost is the shortest one."""
    spans = sorted((one["span"]["start"], one["span"]["end"], one["id"], one["kind"]) for one in suggestions)
    cuts = sorted({0, len(text), *(end for span in spans for end in span[:2])})
    found: list[Piece] = []
    told: set[str] = set()
    open_now: list[tuple[int, int, str, str]] = []
    waiting = iter([*spans, (len(text) + 1, 0, "", "")])
    following = next(waiting)
    for start, end in pairwise(cuts):
        while following[0] <= start:
            open_now.append(following)
            following = next(waiting)
        open_now = [span for span in open_now if span[1] > start]
        inner = min(open_now, key=lambda span: span[1] - span[0], default=None)
        if inner is None:
            found.append(Piece(text[start:end]))
            continue
        is_said = any(span[3] == "said" for span in open_now)
        found.append(Piece(text[start:end], inner[2], inner[3], inner[2] not in told, is_said))
        told.add(inner[2])
    return found
