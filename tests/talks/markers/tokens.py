"""A token of another process's mediator: nobody of Harbour may know of it."""

from __future__ import annotations

from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.tokens import make_token
from goodoffices.talks.models import Process


def put(world) -> None:
    """One token, kept as a record that belongs to no room of Harbour."""
    with looking_as_the_system():
        hills = Process.objects.get(title="Hills")
    with looking_as(viewer_in(hills.pk, world.members["stranger"].pk, world.keys["stranger"])):
        token, _ = make_token(process=hills, label="of the Hills", may_write=True)
    world.others["stranger_token"] = token
