"""Who may see what, written down a second time and by hand, so that the software is not asked about itself."""

from __future__ import annotations

__all__ = ["READERS", "ROOMS", "hidden_from"]

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
