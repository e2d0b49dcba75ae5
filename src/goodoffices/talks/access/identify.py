"""Who asks: from a signed-in request (or an API token) to a Viewer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from goodoffices.seal import PrivateKey
from goodoffices.talks.access.entitled import granted
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import Keyring, Viewer, looking_as_the_system

if TYPE_CHECKING:
    from goodoffices.talks.models import Room, Seat

__all__ = ["public_viewer", "seat_in", "viewer_in", "viewer_outside", "viewer_seated"]


def keyring_of(member_id: str, key: PrivateKey | None) -> Keyring:
    """The member's key with the sealed keys of their locks, fetched when first needed."""

    def boxes() -> Mapping[str, bytes]:
        from goodoffices.talks.models import LockKey  # noqa: PLC0415 (models import this folder)

        with looking_as_the_system():
            rows = LockKey.objects.filter(member_id=member_id).values_list("lock_id", "sealed")
            return {lock: bytes(sealed) for lock, sealed in rows}

    return Keyring(key, boxes)


def viewer_outside(member_id: str, *, administrator: bool, key: PrivateKey | None = None) -> Viewer:
    """A signed-in member outside any process."""
    role = Role.ADMINISTRATOR if administrator else Role.MEMBER
    return Viewer(role=role, member_id=member_id, keyring=keyring_of(member_id, key))


def seat_in(process_id: str, member_id: str) -> Seat | None:
    """The seat of a member in a process, with what a page says of it; None when they have none there (or there is no
    such process)."""
    from goodoffices.talks.models import Seat  # noqa: PLC0415 (models import this folder)

    with looking_as_the_system():
        return (
            Seat.objects.filter(process_id=process_id, member_id=member_id, ended=None)
            .select_related("process", "party", "member")
            .first()
        )


def viewer_seated(seat: Seat, key: PrivateKey | None = None, rooms: Iterable[Room] | None = None) -> Viewer:
    """Whoever has this seat. `rooms` of the process are asked for when they are not given."""
    from goodoffices.talks.domain.rooms import rooms_in, theirs  # noqa: PLC0415 (models import this folder)

    party = seat.party_id or ""
    known = {room.pk: room for room in theirs(rooms or rooms_in({seat.process_id}), seat.role, party)}
    return Viewer(
        role=Role(seat.role),
        process_id=seat.process_id,
        member_id=seat.member_id,
        seat_id=seat.pk,
        party_id=party,
        rooms=frozenset(known),
        known=known,
        keyring=keyring_of(seat.member_id, key),
        granted=granted(seat.process.entitled, seat.role, party),
    )


def viewer_in(process_id: str, member_id: str, key: PrivateKey | None = None) -> Viewer | None:
    """A member at the table of a process; None when they have no seat there (or there is no such process)."""
    seat = seat_in(process_id, member_id)
    return None if seat is None else viewer_seated(seat, key)


def public_viewer(process_id: str) -> Viewer:
    """Anybody, looking at what a process has made public."""
    from goodoffices.talks.models import Room  # noqa: PLC0415 (models import this folder)

    with looking_as_the_system():
        known = {room.pk: room for room in Room.objects.filter(process_id=process_id, kind="public")}
    return Viewer(role=Role.PUBLIC, process_id=process_id, rooms=frozenset(known), known=known)
