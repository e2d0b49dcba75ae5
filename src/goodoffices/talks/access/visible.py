"""Which rows a viewer may know of. The one place: every manager asks here, and views never filter by hand."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.db.models import Model, Q
from django.utils import timezone

from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import Viewer

__all__ = ["belongs", "visible"]

NOTHING = Q(pk__in=())
EVERYTHING = Q()


def belongs(role: str, party_id: str, kind: str, parties: frozenset[str]) -> bool:
    """Whether a seat (role, party) belongs to a room (kind, parties): who may read it and who holds its keys."""
    if role == Role.MEDIATOR:
        return True
    if kind in {"caucus", "named"}:
        return bool(party_id) and party_id in parties
    if kind == "monitoring":
        return role == Role.MONITOR or (bool(party_id) and party_id in parties)
    return kind in {"plenary", "public"}


def visible(model: type[Model], viewer: Viewer) -> Q:
    """The condition that a row must meet for this viewer to know that it exists."""
    if viewer.system:
        return EVERYTHING
    rule = _RULES.get(model.__name__)
    if rule is not None:
        return rule(viewer)
    if hasattr(model, "room_id"):
        return in_my_rooms(viewer)
    raise LookupError(f"no rule says who may see {model.__name__}; write one in access/visible.py")


def in_my_rooms(viewer: Viewer) -> Q:
    """Records of this process, in the rooms of the viewer."""
    return Q(process_id=viewer.process_id, room_id__in=viewer.rooms)


def _this_process(viewer: Viewer) -> Q:
    return Q(process_id=viewer.process_id) if viewer.seat_id else NOTHING


def _mediator_only(viewer: Viewer) -> Q:
    return _this_process(viewer) if viewer.is_mediator() else NOTHING


def _own_processes(viewer: Viewer) -> Q:
    """Those in which one has a seat; for the public, the one whose public room it looks at."""
    if viewer.role == Role.PUBLIC and viewer.rooms:
        return Q(pk=viewer.process_id)
    if not viewer.member_id:
        return NOTHING
    seats = apps.get_model("talks", "Seat")._base_manager  # noqa: SLF001 (Django's name for the unfiltered rows)
    return Q(pk__in=seats.filter(member_id=viewer.member_id, ended=None).values("process_id"))


def _seats(viewer: Viewer) -> Q:
    """One's own side and the mediator's team; the mediator sees all. Elsewhere, only one's own seats."""
    mine = Q(member_id=viewer.member_id) if viewer.member_id else NOTHING
    if not viewer.seat_id:
        return mine
    if viewer.is_mediator():
        return Q(process_id=viewer.process_id)
    team = Q(process_id=viewer.process_id, role=Role.MEDIATOR)
    side = Q(process_id=viewer.process_id, party_id=viewer.party_id) if viewer.party_id else NOTHING
    return mine | team | side


def _members(viewer: Viewer) -> Q:
    """Oneself; the administrator sees that accounts exist, not what they read."""
    if viewer.role == Role.ADMINISTRATOR:
        return EVERYTHING
    return Q(pk=viewer.member_id) if viewer.member_id else NOTHING


def _rooms(viewer: Viewer) -> Q:
    return Q(process_id=viewer.process_id, pk__in=viewer.rooms)


def _locks(viewer: Viewer) -> Q:
    return Q(room__process_id=viewer.process_id, room_id__in=viewer.rooms)


def _my_own(viewer: Viewer) -> Q:
    return Q(member_id=viewer.member_id) if viewer.member_id else NOTHING


def _invitations(viewer: Viewer) -> Q:
    """The mediator sees all of the process; a delegation those to its own side; the administrator those to no process.

    A way back in is also seen by its owner, who can refuse it; by the administrators; and, when it is theirs, by those
    who answer for a seat of the account.
    """
    mine = Q(member_id=viewer.member_id) if viewer.member_id else NOTHING
    if viewer.role == Role.ADMINISTRATOR:
        return mine | Q(process_id=None) | Q(member_id__isnull=False)
    side = Q() if viewer.is_mediator() else Q(party_id=viewer.party_id)
    if not viewer.seat_id or not (viewer.is_mediator() or viewer.party_id):
        return mine
    seats = apps.get_model("talks", "Seat")._base_manager.filter(side, process_id=viewer.process_id, ended=None)  # noqa: SLF001 (as above)
    back = Q(process_id=None, member_id__in=seats.values("member_id"))
    return mine | back | (side & Q(process_id=viewer.process_id))


def _answers(viewer: Viewer) -> Q:
    """A party sees its own; the mediator, all of them, once all were opened together."""
    if viewer.is_mediator():
        return Q(process_id=viewer.process_id, proposal__state="opened")
    return Q(process_id=viewer.process_id, party_id=viewer.party_id) if viewer.party_id else NOTHING


def _releases(viewer: Viewer) -> Q:
    """Nothing of a release can be known outside the mediator's team before its moment."""
    if viewer.is_mediator():
        return in_my_rooms(viewer)
    return in_my_rooms(viewer) & Q(seconded__isnull=False, opens__lte=timezone.now())


def _blind_messages(viewer: Viewer) -> Q:
    """One's own side's, and those of steps that are over; of a question that died at its deadline, all."""
    mine = NOTHING
    if viewer.is_mediator():
        mine = Q(holder__party=None)
    elif viewer.party_id:
        mine = Q(holder__party_id=viewer.party_id)
    return in_my_rooms(viewer) & (Q(out=True) | Q(question__deadline__lte=timezone.now()) | mine)


_RULES: dict[str, Callable[[Viewer], Q]] = {
    "Process": _own_processes,
    "Party": _this_process,
    "Seat": _seats,
    "Member": _members,
    "Room": _rooms,
    "Lock": _locks,
    "LockKey": _my_own,
    "Invitation": _invitations,
    "Entry": _mediator_only,
    "Token": _my_own,
    "Attempt": lambda _viewer: NOTHING,
    "Answer": _answers,
    "BlindMessage": _blind_messages,
    "ReportRelease": _releases,
    "StoryRelease": _releases,
    "Subscriber": lambda _viewer: NOTHING,  # the installation alone sends letters
    "Letter": lambda _viewer: NOTHING,
}
