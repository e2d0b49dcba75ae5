"""A flow over time taken apart into streams: along one route, at one rate, from one moment to another.

As Ford & Fulkerson (1962) take a static flow apart: follow what leaves a place from arc to arc as far as it keeps
together, take it out, and go on until nothing is left. Nobody waits on the way, so every step is found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from goodoffices.corridors.flow.priorities import Change, Layout

__all__ = ["Stream", "streams_of"]

Piece = tuple[int, int, int]
"""From, until, vehicles an hour."""


class Stream(NamedTuple):
    """`per_hour` vehicles leave a place (by number) from `start` until `end` (seconds times the scale) along `arcs`."""

    place: int
    arcs: tuple[int, ...]
    start: int
    end: int
    per_hour: int


def streams_of(laid: Layout, rates: dict[int, list[Change]]) -> list[Stream]:
    """The streams of a flow over time."""
    pieces = {arc: _pieces(changes) for arc, changes in rates.items()}
    leaving: dict[int, list[int]] = defaultdict(list)
    for arc in sorted(pieces):
        leaving[int(laid.tail[arc])].append(arc)
    found = []
    for place in range(laid.places):
        gate = laid.roads + place
        while pieces.get(gate):
            arcs, start, end, rate = _follow(laid, gate, leaving, pieces)
            clock = start
            for arc in arcs:
                _take(pieces[arc], clock, clock + end - start, rate)
                clock += int(laid.time[arc])
            found.append(Stream(place, tuple(arc for arc in arcs if arc < laid.roads), start, end, rate))
    return found


def _pieces(changes: list[Change]) -> list[Piece]:
    found, rate = [], 0
    for (start, more), (end, _) in pairwise(changes):
        rate += more
        if rate:
            found.append((start, end, rate))
    return found


def _follow(
    laid: Layout, gate: int, leaving: dict[int, list[int]], pieces: dict[int, list[Piece]]
) -> tuple[list[int], int, int, int]:
    """The arcs that the first piece at the gate goes along, as much and as long of it as keeps together."""
    start, end, rate = pieces[gate][0]
    arcs, clock, node = [gate], start, int(laid.head[gate])
    while node != laid.end:
        until = clock + end - start
        size, arc, piece = max(
            (min(piece[1], until) - clock, arc, piece)
            for arc in leaving[node]
            if (piece := _at(pieces[arc], clock)) is not None
        )
        end, rate = start + size, min(rate, piece[2])
        arcs.append(arc)
        clock, node = clock + int(laid.time[arc]), int(laid.head[arc])
    return arcs, start, end, rate


def _at(pieces: list[Piece], clock: int) -> Piece | None:
    """The piece that holds at a moment."""
    place = bisect_right(pieces, clock, key=lambda piece: piece[0]) - 1
    return pieces[place] if place >= 0 and clock < pieces[place][1] else None


def _take(pieces: list[Piece], start: int, end: int, rate: int) -> None:
    """Take a rate out of the piece that holds from `start` to `end`."""
    place = bisect_right(pieces, start, key=lambda piece: piece[0]) - 1
    begins, ends, whole = pieces[place]
    parts = [(begins, start, whole), (start, end, whole - rate), (end, ends, whole)]
    pieces[place : place + 1] = [part for part in parts if part[0] < part[1] and part[2]]
