"""The world of the tests: two processes, one seat for each role, and a marker in every confidential field."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from tests.talks import markers

from goodoffices.seal import PrivateKey, lock
from goodoffices.talks.access.identify import viewer_in, viewer_outside
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import Viewer, looking_as, looking_as_the_system
from goodoffices.talks.domain.processes import add_party, open_process, seat_member
from goodoffices.talks.domain.rooms import monitoring_room, named_room, share_keys
from goodoffices.talks.models import Member, Party, Process, Room, Seat

__all__ = ["PASSPHRASE", "SEATS", "World", "make_world", "marker"]

PASSPHRASE = "a long passphrase for tests"
# name of the account -> role and party in the process Harbour
SEATS = {
    "mediator": (Role.MEDIATOR, None),
    "north": (Role.DELEGATE, "north"),
    "south": (Role.DELEGATE, "south"),
    "guarantor": (Role.GUARANTOR, "east"),
    "observer": (Role.OBSERVER, None),
    "monitor": (Role.MONITOR, None),
}
PARTIES = {"north": "The North", "south": "The South", "east": "The East"}
# Room keys made once for all tests of a run, since each costs a millisecond: the same key for each account name.
_KEYS: dict[str, tuple[PrivateKey, bytes]] = {}


def marker(room: str, thing: str) -> str:
    """A word that occurs nowhere else: what `thing` says in `room`. With no thing, the beginning of all of a room's."""
    return f"MARK{room}KRAM{thing}".upper().replace("-", "")


@dataclass
class World:
    """What a test needs at hand. `rooms` by name: desk, monitoring, plenary, public, north, south, east, north-south,
    monitoring-east (the monitors, and The East as a guarantor)."""

    process: Process
    members: dict[str, Member] = field(default_factory=dict)
    keys: dict[str, PrivateKey] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)  # kind -> room name -> record
    others: dict[str, Any] = field(default_factory=dict)  # records that belong to no room

    def viewer(self, who: str) -> Viewer:
        """The viewer that an account is in Harbour (or outside, for those without a seat)."""
        member = self.members[who]
        found = viewer_in(self.process.pk, member.pk, self.keys[who])
        return found or viewer_outside(member.pk, administrator=member.is_administrator, key=self.keys[who])

    def client(self, who: str = "") -> Client:
        """A browser in which an account has signed in; nobody for the empty name."""
        client = Client()
        if who:
            answer = client.post("/sign-in/", {"login": who, "password": PASSPHRASE})
            assert answer.status_code == 302, answer.content.decode()
        return client


def make_member(name: str, *, administrator: bool = False) -> tuple[Member, PrivateKey]:
    """An account whose key is made once a run."""
    if name not in _KEYS:
        key = PrivateKey.generate()
        from django.conf import settings

        from goodoffices.seal import Cost

        _KEYS[name] = key, lock(key.raw, PASSPHRASE, Cost(**settings.PASSPHRASE_COST))
    key, locked = _KEYS[name]
    member = Member(
        username=name, name=name.title(), is_administrator=administrator, public_key=key.public().raw, locked_key=locked
    )
    member.save()
    return member, key


def make_world() -> World:
    """Harbour with everybody seated, and a second process (Hills) whose mediator has no seat in the first."""
    everybody = [*SEATS, "stranger", "administrator"]
    made = {name: make_member(name, administrator=name == "administrator") for name in everybody}
    members = {name: member for name, (member, _) in made.items()}
    keys = {name: key for name, (_, key) in made.items()}
    with looking_as_the_system():
        process = open_process(title="Harbour", mediator=members["mediator"])
        open_process(title="Hills", mediator=members["stranger"])
    world = World(process, members, keys)
    with looking_as(world.viewer("mediator")):
        world.parties = {key: add_party(process=process, key=key, name=name) for key, name in PARTIES.items()}
    for name, (role, party) in SEATS.items():
        with looking_as(world.viewer("mediator")):
            if name != "mediator":
                seat = seat_member(
                    process=process, member=members[name], role=role, party=world.parties[party] if party else None
                )
                share_keys(seat)
    _rooms_and_markers(world)
    return world


def _rooms_and_markers(world: World) -> None:
    mediator = world.viewer("mediator")
    with looking_as(mediator):
        named_room(process=world.process, parties=[world.parties["north"], world.parties["south"]])
        monitoring_room(process=world.process, parties=[world.parties["east"]])
    mediator = world.viewer("mediator")
    with looking_as(mediator):
        for room in Room.objects.prefetch_related("parties"):
            names = "-".join(sorted(party.key for party in room.parties.all()))
            kind = room.kind if room.kind == Room.Kind.MONITORING else ""
            world.rooms["-".join(filter(None, (kind, names))) or room.kind] = room
        world.seats = {seat.member.username: seat for seat in Seat.objects.select_related("member")}
    for name in sorted(module.name for module in pkgutil.iter_modules(markers.__path__)):
        importlib.import_module(f"tests.talks.markers.{name}").put(world)
