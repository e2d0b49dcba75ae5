"""The people of the demonstration: an account for each role, seated at a process with the example's parties."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from goodoffices.dossier import Dossier, read
from goodoffices.seal import PrivateKey
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import Viewer, looking_as, looking_as_the_system
from goodoffices.talks.demo.account import DemoAccount
from goodoffices.talks.demo.folder import example_file
from goodoffices.talks.demo.words import throw_away_passphrase
from goodoffices.talks.domain.processes import add_party, open_process, seat_member
from goodoffices.talks.domain.rooms import named_room, share_keys
from goodoffices.talks.models import Member, Party, Process, Room, Seat

__all__ = ["Table", "demo_people"]

_TITLE = "Demonstration: {title} (illustrative)"
_OTHERS = {
    "administrator": "manages accounts, has no seat and reads nothing",
    "mediator": "mediator's team: reads every room",
    "colleague": "mediator's team, too: the second person whom releases and attributions need",
    "observer": "observer: plenary and public",
    "monitor": "monitor: the monitors' room, plenary and public",
}
_SEATS = {"principal": (Role.DELEGATE, "delegate of {name}"), "guarantor": (Role.GUARANTOR, "guarantor, {name}")}
_ROLES = {"colleague": Role.MEDIATOR}
_NAMES = {"principal": "Head of delegation", "guarantor": "Envoy"}  # people, not parties: no name is anybody's


@dataclass
class Table:
    """What a step of the demonstration has at hand. Accounts, seats and parties go by the names of accounts."""

    process: Process
    dossier: Dossier
    members: dict[str, Member] = field(default_factory=dict)
    keys: dict[str, PrivateKey] = field(default_factory=dict, repr=False)
    parties: dict[str, Party] = field(default_factory=dict)

    def viewer(self, who: str) -> Viewer:
        """An account at this table, its key unlocked."""
        found = viewer_in(self.process.pk, self.members[who].pk, self.keys[who])
        if found is None:
            raise LookupError(f"{who} has no seat")
        return found

    @contextmanager
    def acting(self, who: str) -> Iterator[Seat]:
        """Everything inside is done by this account. Gives its seat."""
        with looking_as(self.viewer(who)) as viewer:
            yield Seat.objects.get(pk=viewer.seat_id)

    def room(self, name: str) -> Room:
        """A room: `desk`, `plenary`, `public`, a party's key, or several keys joined with `+`. Ask it while acting."""
        if name in {Room.Kind.DESK, Room.Kind.PLENARY, Room.Kind.PUBLIC}:
            return Room.objects.get(process=self.process, kind=name)
        return named_room(process=self.process, parties=[self.parties[key] for key in name.split("+")])


def demo_people() -> tuple[Table, list[DemoAccount]]:
    """Accounts, the process, its parties and seats, and the keys of the rooms for everybody who belongs to them."""
    dossier = read(str(example_file()))
    at_the_table = {party.id: party for party in dossier.parties if str(party.role) in _SEATS}
    told = {key: _SEATS[str(party.role)][1].format(name=party.name) for key, party in at_the_table.items()}
    names = {"administrator": _OTHERS["administrator"], "mediator": _OTHERS["mediator"], **told, **_OTHERS}
    accounts = [DemoAccount(name, throw_away_passphrase(), what) for name, what in names.items()]
    members: dict[str, Member] = {}
    keys: dict[str, PrivateKey] = {}
    for account in accounts:
        members[account.name], keys[account.name] = _member(account, at_the_table)
    with looking_as_the_system():
        process = open_process(title=_TITLE.format(title=dossier.title), mediator=members["mediator"])
    table = Table(process, dossier, members, keys)
    with table.acting("mediator"):
        for key, party in at_the_table.items():
            table.parties[key] = add_party(process=process, key=key, name=party.name, standing=str(party.role))
    for name in members:
        _seat(table, name, at_the_table)
    return table, accounts


def _member(account: DemoAccount, parties: dict) -> tuple[Member, PrivateKey]:
    name = _NAMES[str(parties[account.name].role)] if account.name in parties else account.name.capitalize()
    member = Member(username=account.name, name=name, is_administrator=account.name == "administrator")
    key = member.new_key(account.passphrase)
    member.save()
    return member, key


def _seat(table: Table, name: str, parties: dict) -> None:
    if name in {"administrator", "mediator"}:
        return
    role = _SEATS[str(parties[name].role)][0] if name in parties else _ROLES.get(name) or Role(name)
    with table.acting("mediator"):
        seat = seat_member(process=table.process, member=table.members[name], role=role, party=table.parties.get(name))
        share_keys(seat)
