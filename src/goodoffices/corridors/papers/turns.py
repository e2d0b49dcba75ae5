"""Turn by turn: what a driver does at each junction of a route, from the shapes of its roads.

An angle is measured between the last metres before a junction and the first after it; right is positive. A word is
spent where the road changes its name, where one turns, and where another road leads on nearly as straight. The bounds
are ours: up to 20° is straight, to 45° slight, to 120° a turn, to 165° sharp, beyond that a turn back. Bearings are
those of great circles (Snyder 1987, "Map Projections: A Working Manual", equation 5-4b).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from goodoffices.corridors.papers.sheet import Course, Step
from goodoffices.corridors.roads import Roads, Shapes, metres_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]

__all__ = ["along", "bearing", "course_of", "steps_of", "turn_word"]

_LOOK: Final = 25.0
"""Metres before and after a junction over which the direction is taken: a kink of the drawing is no turn."""
_STRAIGHT, _SLIGHT, _TURN, _SHARP = 20.0, 45.0, 120.0, 165.0
_RIVAL: Final = 40.0
"""Degrees from straight on within which another road can be taken for the one to follow."""
_TOLD: Final = 30.0
"""Degrees from which a bend at a junction is told, even on the same road."""


def bearing(begin: tuple[float, float], end: tuple[float, float]) -> float:
    """Degrees clockwise from north in which a great circle leaves the first place for the second (0 to 360)."""
    one, two = np.radians(begin), np.radians(end)
    east = np.sin(two[1] - one[1]) * np.cos(two[0])
    north = np.cos(one[0]) * np.sin(two[0]) - np.sin(one[0]) * np.cos(two[0]) * np.cos(two[1] - one[1])
    return float(np.degrees(np.arctan2(east, north)) % 360)


def turn_word(angle: float) -> str:
    """The word for an angle in degrees, right positive: "left", "slight-right", "straight", "u-turn"."""
    turned = (angle + 180) % 360 - 180
    size, side = abs(turned), "right" if turned > 0 else "left"
    if size <= _STRAIGHT:
        return "straight"
    if size > _SHARP:
        return "u-turn"
    return f"slight-{side}" if size <= _SLIGHT else side if size <= _TURN else f"sharp-{side}"


def course_of(roads: Roads, shapes: Shapes, edges: Numbers, nodes: Numbers) -> Course:
    """The places of a route, `edges` driven from `nodes[0]`; where two edges meet, the place stands once."""
    return tuple(place for piece in _joined(roads, shapes, edges, nodes) for place in piece)


def along(course: Course) -> NDArray[np.float64]:
    """Metres from the start of a course to each of its places (places,)."""
    lat, lon = np.array(course, dtype=float).reshape(-1, 2).T
    return np.concatenate([[0.0], np.cumsum(metres_between(lat[:-1], lon[:-1], lat[1:], lon[1:]))])


def steps_of(roads: Roads, shapes: Shapes, edges: Numbers, nodes: Numbers) -> tuple[Step, ...]:
    """What is done at each junction of a route, from the start to the end, with the bridges on the way."""
    pieces = [_piece(roads, shapes, int(edge), int(node)) for edge, node in zip(edges, nodes[:-1], strict=True)]
    begins = np.concatenate([[0.0], np.cumsum([along(piece)[-1] for piece in pieces])])
    beside = _beside(roads, shapes, nodes[1:-1])
    steps = [_step("depart", 0.0, pieces[0], roads.street_of(int(edges[0])))]
    for n, (before, after) in enumerate(pairwise(pieces), 1):
        names = roads.street_of(int(edges[n - 1])), roads.street_of(int(edges[n]))
        others = [way for edge, way in beside.get(int(nodes[n]), ()) if edge not in {int(edges[n - 1]), int(edges[n])}]
        if word := _word(_ends(before), _begins(after), others, renamed=names[0] != names[1]):
            steps.append(_step(word, float(begins[n]), after, names[1]))
    lat, lon = pieces[-1][-1]
    end = Step("arrive", float(begins[-1]), lat, lon, heading=_ends(pieces[-1]))
    return tuple(sorted([*steps, *_bridges(roads, edges, pieces, begins), end], key=lambda step: step.at))


def _word(comes: float, goes: float, others: list[float], *, renamed: bool) -> str:
    """The word for a junction, or none where one simply follows the road."""
    angle = _turned(comes, goes)
    rivals = [other for way in others if abs(other := _turned(comes, way)) < _RIVAL]
    if rivals and abs(angle) < _RIVAL:
        if angle < min(rivals):
            return "keep-left"
        if angle > max(rivals):
            return "keep-right"
        return "straight"
    if abs(angle) > _SHARP or (others and abs(angle) >= _TOLD):
        return turn_word(angle)
    return ("straight" if not others else turn_word(angle)) if renamed else ""


def _turned(comes: float, goes: float) -> float:
    return (goes - comes + 180) % 360 - 180


def _step(kind: str, at: float, piece: Course, road: str) -> Step:
    return Step(kind, at, *piece[0], road=road, heading=_begins(piece))


def _piece(roads: Roads, shapes: Shapes, edge: int, node: int) -> Course:
    """The course of an edge as it is driven from a node; a straight line where it has no shape."""
    some = slice(int(shapes.first[edge]), int(shapes.first[edge + 1]))
    places = list(zip(shapes.latitude[some].tolist(), shapes.longitude[some].tolist(), strict=True))
    if len(places) < 2:  # noqa: PLR2004 - a line has two ends
        ends = (int(roads.tails[edge]), int(roads.heads[edge]))
        places = [(float(roads.latitude[end]), float(roads.longitude[end])) for end in ends]
    return tuple(places if int(roads.tails[edge]) == node else places[::-1])


def _joined(roads: Roads, shapes: Shapes, edges: Numbers, nodes: Numbers) -> Iterator[Course]:
    for n, (edge, node) in enumerate(zip(edges.tolist(), nodes.tolist(), strict=False)):
        piece = _piece(roads, shapes, edge, node)
        yield piece if n == 0 else piece[1:]


def _begins(piece: Course) -> float:
    """The direction in which a course begins, over its first metres."""
    gone = along(piece)
    which = min(int(np.searchsorted(gone, _LOOK)), len(piece) - 1)
    return bearing(piece[0], _between(piece, gone, which, _LOOK))


def _ends(piece: Course) -> float:
    return (_begins(piece[::-1]) + 180) % 360


def _between(piece: Course, gone: NDArray[np.float64], which: int, metres: float) -> tuple[float, float]:
    """The place so many metres along a course, on the piece that ends at `which`; its end where it is shorter."""
    if which == 0 or gone[which] <= metres:
        return piece[which]
    share = (metres - gone[which - 1]) / (gone[which] - gone[which - 1])
    (lat, lon), (to_lat, to_lon) = piece[which - 1], piece[which]
    return lat + share * (to_lat - lat), lon + share * (to_lon - lon)


def _beside(roads: Roads, shapes: Shapes, nodes: Numbers) -> dict[int, list[tuple[int, float]]]:
    """Every edge at each of some nodes, and the direction in which it leaves, whichever way it may be driven: a driver
    sees a road before he sees its sign."""
    found: dict[int, list[tuple[int, float]]] = {int(node): [] for node in nodes}
    for ends in (roads.tails, roads.heads):
        for edge in np.flatnonzero(np.isin(ends, nodes)).tolist():
            node = int(ends[edge])
            found[node].append((edge, _begins(_piece(roads, shapes, edge, node))))
    return found


def _bridges(roads: Roads, edges: Numbers, pieces: list[Course], begins: NDArray[np.float64]) -> Iterator[Step]:
    """A step where each bridge begins; edges in a row that lie on one are one bridge."""
    on = False
    for n, edge in enumerate(edges.tolist()):
        if roads.bridge[edge] and not on:
            yield _step("bridge", float(begins[n]), pieces[n], roads.street_of(edge))
        on = bool(roads.bridge[edge])
