"""Opening rooms and giving their keys to those who belong to them."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.seal import PrivateKey, PublicKey, seal_box
from goodoffices.talks.access.viewer import current_viewer, lock_info, looking_as_the_system
from goodoffices.talks.access.visible import belongs
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import Lock, LockKey, Member, Party, Process, Room, Seat

__all__ = [
    "change_locks",
    "give_key",
    "monitoring_room",
    "named_room",
    "open_room",
    "rooms_in",
    "rooms_of",
    "seats_of",
    "seats_with_keys",
    "share_keys",
    "theirs",
]


@all_or_nothing
def open_room(*, process: Process, kind: str, parties: Iterable[Party] = ()) -> Room:
    """A new room with its first lock, whose key goes to every member who belongs to it and holds keys already."""
    room = Room(process=process, kind=kind)
    with looking_as_the_system():
        room.save(force_insert=True)
        room.parties.set(parties)
    if kind != Room.Kind.PUBLIC:
        _new_lock(room)
    record_act("room.open", process_id=process.pk, on=room, room=room)
    return room


@all_or_nothing
def monitoring_room(*, process: Process, parties: Iterable[Party] = ()) -> Room:
    """The room of the monitors, the mediator's team and these guarantors, opened when it is not there yet."""
    wanted = {party.pk: party for party in parties}
    with looking_as_the_system():
        for room in Room.objects.filter(process=process, kind=Room.Kind.MONITORING):
            if {party.pk for party in room.party_list} == set(wanted):
                return room
    return open_room(process=process, kind=Room.Kind.MONITORING, parties=wanted.values())


@all_or_nothing
def named_room(*, process: Process, parties: Iterable[Party]) -> Room:
    """The room of exactly these delegations and the mediator's team, opened when it is not there yet."""
    wanted = {party.pk: party for party in parties}
    with looking_as_the_system():
        for room in Room.objects.filter(process=process, kind__in=("caucus", "named")).prefetch_related("parties"):
            if {party.pk for party in room.party_list} == set(wanted):
                return room
    return open_room(process=process, kind=Room.Kind.NAMED, parties=wanted.values())


def seats_of(room: Room) -> list[Seat]:
    """The seats in use that belong to a room."""
    with looking_as_the_system():
        parties = frozenset(room.parties.values_list("pk", flat=True))
        seats = Seat.objects.filter(process_id=room.process_id, ended=None).select_related("member")
        return [seat for seat in seats if belongs(seat.role, seat.party_id or "", room.kind, parties)]


def seats_with_keys(room: Room) -> list[Seat]:
    """The seats of a room whose members hold the key of its lock; of a room without a lock, any key of the process.

    Who was seated without keys (by the administrator, or anew after a lost passphrase) is not among them until somebody
    has given them theirs: a new lock gives nobody what they were not given before.
    """
    with looking_as_the_system():
        last = room.locks.order_by("-number").first()
        keys = (
            LockKey.objects.filter(lock=last) if last else LockKey.objects.filter(lock__room__process=room.process_id)
        )
        holders = set(keys.values_list("member_id", flat=True))
    return [seat for seat in seats_of(room) if seat.member_id in holders]


def rooms_of(process_id: str, role: str, party_id: str) -> list[Room]:
    """The rooms to which a role (and a party) belongs."""
    return theirs(rooms_in({process_id}), role, party_id)


def rooms_in(processes: Iterable[str]) -> list[Room]:
    """All rooms of some processes, with their parties."""
    with looking_as_the_system():
        found = {room.pk: room for room in Room.objects.filter(process_id__in=processes)}
        for room in found.values():
            room.party_list = []
        places = Room.parties.through.objects.filter(room_id__in=found).select_related("party")
        for place in places.order_by("party__place", "party__name", "party_id"):
            found[place.room_id].party_list.append(place.party)
    return list(found.values())


def theirs(rooms: Iterable[Room], role: str, party_id: str) -> list[Room]:
    """Those of the rooms of a process to which a role (and a party) belongs."""
    return [
        room for room in rooms if belongs(role, party_id, room.kind, frozenset(party.pk for party in room.party_list))
    ]


@all_or_nothing
def share_keys(seat: Seat) -> int:
    """Give a member every key of their rooms that the current viewer holds too; how many were new to them."""
    viewer = current_viewer()
    shared = 0
    with looking_as_the_system():
        held = set(LockKey.objects.filter(member_id=seat.member_id).values_list("lock_id", flat=True))
        for room in rooms_of(seat.process_id, seat.role, seat.party_id or ""):
            for lock in room.locks.exclude(pk__in=held):
                if viewer.keyring.holds(lock.pk):
                    give_key(lock, seat.member, viewer.keyring.lock_key(lock.pk), by=viewer.seat_id)
                    shared += 1
    if shared:
        record_act("keys.share", process_id=seat.process_id, on=seat)
    return shared


@all_or_nothing
def change_locks(process_id: str, role: str, party_id: str) -> None:
    """New locks for the rooms that somebody has left: what is said from now on is closed to them."""
    for room in rooms_of(process_id, role, party_id):
        if room.kind != Room.Kind.PUBLIC:
            _new_lock(room)


def _new_lock(room: Room) -> Lock:
    key = PrivateKey.generate()
    with looking_as_the_system():
        trusted = seats_with_keys(room) or seats_of(room)
        number = room.locks.count() + 1
        lock = Lock(room=room, number=number, public_key=key.public().raw)
        lock.save(force_insert=True)
        for seat in trusted:
            give_key(lock, seat.member, key, by=current_viewer().seat_id)
    if current_viewer().member_id in {seat.member_id for seat in trusted}:  # only who was given it for good
        current_viewer().keyring.add(lock.pk, key)
    return lock


def give_key(lock: Lock, member: Member, key: PrivateKey, *, by: str) -> None:
    """Seal the key of a lock to a member; `by` is the seat that gives it."""
    box = seal_box(key.raw, PublicKey(bytes(member.public_key)), lock_info(lock.pk))
    LockKey(lock=lock, member=member, sealed=box, shared_by_id=by or None).save(force_insert=True)
