"""Who may see what, written down a second time and by hand, so that the software is not asked about itself."""

from __future__ import annotations

from typing import TypeVar

__all__ = ["READERS", "ROOMS", "enough", "hidden_from"]

T = TypeVar("T")

# room -> the accounts of the tests' world that may know what is in it
READERS: dict[str, set[str]] = {
    "desk": {"mediator"},
    "north": {"mediator", "north"},
    "south": {"mediator", "south"},
    "east": {"mediator", "guarantor"},
    "north-south": {"mediator", "north", "south"},
    "monitoring": {"mediator", "monitor"},
    "monitoring-east": {"mediator", "monitor", "guarantor"},
    "plenary": {"mediator", "north", "south", "guarantor", "observer", "monitor"},
    "public": {"mediator", "north", "south", "guarantor", "observer", "monitor", "stranger", "administrator", ""},
}
ROOMS = list(READERS)


def hidden_from(who: str) -> list[str]:
    """The rooms of which an account may know nothing."""
    return [room for room, readers in READERS.items() if who not in readers]


def enough(objects: list[tuple[str, T]], who: str, *, turn: int, stopped: bool, reads: bool) -> list[tuple[str, T]]:
    """Of (room, object), those that an account tries. All, when it reads. When it acts: all of rooms that are hidden
    from it, and one of its own, another one at each turn, since an act is the same in each. When the rule stops it
    before any object is looked for (`stopped`): one of its own rooms, where it would come furthest, and one hidden."""
    if reads and not stopped:
        return objects
    own = [one for one in objects if not one[0] or who in READERS[one[0]]]
    hidden = [one for one in objects if one not in own]
    return _in_turn(own, turn) + (_in_turn(hidden, turn) if stopped else hidden)


def _in_turn(objects: list[T], turn: int) -> list[T]:
    return [objects[turn % len(objects)]] if objects else []
