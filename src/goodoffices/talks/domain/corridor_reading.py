"""A plan of a corridor as it comes in: its text, its roads, and what was drawn of dangers. Nothing lies on the disk."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from goodoffices.errors import FileError, TalksError, Where

if TYPE_CHECKING:
    from goodoffices.corridors.danger import Drawn
    from goodoffices.corridors.plan import CorridorPlan
    from goodoffices.corridors.roads import Roads, Shapes

__all__ = [
    "EFFORT",
    "FILES",
    "LONGEST_TEXT",
    "SentRoads",
    "one_at_a_time",
    "parse_plan",
    "read_drawing",
    "read_network",
]

LONGEST_TEXT = 200_000
"""Characters of a plan, and of a drawing."""

FILES = ("roads", "danger")
"""Keys of a plan that point to files. Here the files are sent beside it, and the keys are not read."""

EFFORT = 2.0
"""Work of the search for a timetable: a few seconds, while somebody waits for the page."""

PATIENCE = 20.0
"""Seconds to wait until the plan before is reckoned."""

_FILE = "PLAN.yaml"
_EARLIEST, _LATEST = 1900, 2200
_TURN = threading.BoundedSemaphore(1)


@dataclass(frozen=True)
class SentRoads:
    """A file of roads as it was sent."""

    name: str
    content: bytes = field(repr=False)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """One's turn to reckon: one plan at a time in a server process. Raises TalksError when it does not come."""
    if not _TURN.acquire(timeout=PATIENCE):
        raise TalksError.of(_("the server is at work on another plan"), remedy=_("try again in a minute"))
    try:
        yield
    finally:
        _TURN.release()


def parse_plan(text: str) -> CorridorPlan:
    """The plan that a text states. Raises CorridorError with all that is wrong with it, and TalksError where it names
    no time zone: its readers live in several."""
    if len(text) > LONGEST_TEXT:
        raise TalksError.of(
            _("the plan has more than %(most)d characters") % {"most": LONGEST_TEXT},
            remedy=_("a plan is a short text; roads are sent as a file of their own"),
        )
    return _parsed(text)


@lru_cache(maxsize=8)
def _parsed(text: str) -> CorridorPlan:
    from goodoffices.corridors.plan import parse_corridor  # noqa: PLC0415 (a second of loading, when it is needed)

    found = parse_corridor(_without_files(text), _FILE)
    if not found.time_zone:
        raise TalksError.of(
            _("the plan does not say in which time zone its windows are"),
            Where(_FILE, key="time_zone"),
            _("write it, as time_zone: Asia/Damascus"),
        )
    if any(not _EARLIEST < end.year < _LATEST for window in found.windows for end in window):
        raise TalksError.of(_("a window lies in no year of ours"), Where(_FILE, key="windows"))
    return found


def _without_files(text: str) -> str:
    """The text with blanks where it points to files; lines and columns of the rest stay."""
    from goodoffices.corridors.marks import Problems, compose  # noqa: PLC0415 (as above)

    root = compose(text, Problems(_FILE), "corridor: my-corridor")
    for key, value in getattr(root, "value", ()) or ():
        if getattr(key, "value", "") in FILES:
            start, end = key.start_mark.index, value.end_mark.index
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def read_network(sent: SentRoads) -> tuple[Roads, Shapes]:
    """Roads from what was sent: a table of edges (CSV, Parquet), or what `corridors roads import` wrote.

    Raises CorridorError with all that is wrong with a table, and FileError for another kind of file.
    """
    from goodoffices.corridors import roads  # noqa: PLC0415 (as above)

    ending = sent.name.lower().rpartition(".")[2]
    if ending == "npz":
        return roads.unpack(sent.content, sent.name)
    if ending in {"csv", "parquet"}:
        return roads.import_roads(sent.name, content=sent.content)
    raise FileError.of(
        _("roads come in as a table (.csv, .parquet) or as a file that the command line has made (.npz)"),
        Where(sent.name),
        "goodoffices corridors roads import FILE -o roads.npz",
    )


def read_drawing(text: str) -> tuple[Drawn, ...]:
    """What was drawn of dangers, as GeoJSON. Raises CorridorError with all that is wrong with it."""
    from goodoffices.corridors import danger  # noqa: PLC0415 (as above)

    return danger.read_drawn("drawn.geojson", content=text.encode()) if text.strip() else ()
