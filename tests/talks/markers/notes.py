"""Notes in every room."""

from __future__ import annotations

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.notes import write_note


def put(world) -> None:
    """A note of the mediator in each room; its title and text are markers."""
    from tests.talks.world import marker

    with looking_as(world.viewer("mediator")):
        world.records["note"] = {
            name: write_note(
                room=room,
                author=world.seats["mediator"],
                title=marker(name, "title"),
                text=marker(name, "text"),
            )
            for name, room in world.rooms.items()
        }
