"""Seats, invitations, accounts and a session, for the table of who may reach what."""

from __future__ import annotations

from types import SimpleNamespace

from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.invitations import invite, invite_back, invite_to_account
from goodoffices.talks.models import Process, Seat


def put(world) -> None:
    """One invitation of each kind; the rest is there already."""
    with looking_as(world.viewer("north")):
        world.others["north_invitation"], _ = invite(
            process=world.process, role="delegate", party=world.parties["north"], label="a second delegate"
        )
    with looking_as_the_system():
        hills = Process.objects.get(title="Hills")
        world.others["stranger_seat"] = Seat.objects.get(process=hills)
    with looking_as(viewer_in(hills.pk, world.members["stranger"].pk, world.keys["stranger"])):
        world.others["stranger_invitation"], _ = invite(process=hills, role="observer", label="of the Hills")
    with looking_as(world.viewer("administrator")):
        world.others["account_invitation"], _ = invite_to_account(label="somebody new")
        world.others["observer_back"], _ = invite_to_account(member=world.members["observer"])
    with looking_as(world.viewer("mediator")):
        world.others["south_back"], _ = invite_back(seat=world.seats["south"])
    world.others |= {
        "south_seat": world.seats["south"],
        "mediator_seat": world.seats["mediator"],
        "harbour": world.process,
        "stranger_account": world.members["stranger"],
        "observer_account": world.members["observer"],
        "nobodys_session": SimpleNamespace(pk="0123456789abcdef012345"),
    }
