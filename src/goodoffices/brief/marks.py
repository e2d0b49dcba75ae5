"""A marked text cut at the ends of its marks, so that marks may overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from goodoffices.values import Mark, MarkedText

__all__ = ["marked"]

_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")


def marked(block: MarkedText, anchors: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    """Paragraphs of pieces. A piece is plain or marked; it begins after the wide marks that are `opened`, and at its
    end the names of the short marks that end there stand, then as many wide ones are `closed`. `anchors` gives the id
    of the cell that a name leads to."""
    breaks = [match.span() for match in _EMPTY_LINE.finditer(block.text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(block.text)]
    cut = [list(_pieces(block, start, end, anchors)) for start, end in zip(starts, ends, strict=True)]
    return [pieces for pieces in cut if any(piece["text"].strip() for piece in pieces)]


def _pieces(block: MarkedText, start: int, end: int, anchors: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """A mark over several paragraphs is opened in each of them."""
    here = [
        Mark(max(mark.start, start), min(mark.end, end), mark.name, mark.wide)
        for mark in block.marks
        if mark.start < end and start < mark.end
    ]
    edges = sorted({start, end, *(edge for mark in here for edge in (mark.start, mark.end))})
    for first, last in pairwise(edges):
        wide = sorted((mark for mark in here if mark.wide), key=lambda mark: (mark.start, -mark.end))
        short = [mark for mark in here if not mark.wide]
        yield {
            "text": block.text[first:last],
            "marked": any(mark.start <= first and last <= mark.end for mark in short),
            "opened": [_name(mark, anchors) for mark in wide if mark.start == first],
            "ended": [_name(mark, anchors) for mark in short if mark.end == last],
            "closed": sum(mark.end == last for mark in wide),
        }


def _name(mark: Mark, anchors: Mapping[str, str]) -> dict[str, str]:
    return {"text": mark.name, "url": f"#{anchors[mark.name]}" if mark.name in anchors else ""}
