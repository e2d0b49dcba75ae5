"""Opening a process, giving it parties, and seating people."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.roles import PARTIES, Role
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.rooms import change_locks, open_room
from goodoffices.talks.models import LockKey, Member, Party, Process, Room, Seat

__all__ = ["add_party", "end_seat", "open_process", "seat_member"]


@all_or_nothing
def open_process(*, title: str, mediator: Member) -> Process:
    """A new process with its first mediator, and its rooms: desk, monitoring, plenary, public."""
    process = Process(title=title)
    with looking_as_the_system():
        process.save(force_insert=True)
    seat_member(process=process, member=mediator, role=Role.MEDIATOR)
    for kind in (Room.Kind.DESK, Room.Kind.MONITORING, Room.Kind.PLENARY, Room.Kind.PUBLIC):
        open_room(process=process, kind=kind)
    return process


@all_or_nothing
def add_party(*, process: Process, key: str, name: str, standing: str = Party.Standing.PRINCIPAL) -> Party:
    """A party to the talks with its caucus. Raises TalksError when its key is taken."""
    with looking_as_the_system():
        others = Party.objects.filter(process=process)
        if others.filter(key=key).exists():
            raise TalksError.of(
                _("there is a party `%(key)s` already") % {"key": key}, remedy=_("give it another short name")
            )
        place = (others.aggregate(last=Max("place"))["last"] or 0) + 1
        party = Party(process=process, key=key, name=name, standing=standing, place=place)
        party.save(force_insert=True)
    open_room(process=process, kind=Room.Kind.CAUCUS, parties=[party])
    record_act("party.add", process_id=process.pk, on=party)
    return party


@all_or_nothing
def seat_member(*, process: Process, member: Member, role: str, party: Party | None = None) -> Seat:
    """Give a member a seat, without any key: keys come by an invitation's code or from somebody of the room."""
    if (role in PARTIES) != (party is not None):
        raise TalksError.of(_("a delegate or guarantor sits for a party; the others sit for none"))
    with looking_as_the_system():
        if Seat.objects.filter(process=process, member=member, ended=None).exists():
            raise TalksError.of(
                _("%(member)s has a seat in this process already") % {"member": member}, remedy=_("end that seat first")
            )
        seat = Seat(process=process, member=member, role=role, party=party)
        seat.save(force_insert=True)
    record_act("seat.take", process_id=process.pk, on=seat)
    return seat


@all_or_nothing
def end_seat(seat: Seat) -> None:
    """End a seat at once: its member's keys are taken away and every room they leave gets a new lock.

    Raises TalksError for the last mediator: nobody could open anything afterwards.
    """
    with looking_as_the_system():
        left = Seat.objects.filter(process_id=seat.process_id, ended=None).exclude(pk=seat.pk)
        if seat.role == Role.MEDIATOR and not left.filter(role=Role.MEDIATOR).exists():
            raise TalksError.of(_("this is the last mediator of the process"), remedy=_("seat another mediator first"))
        seat.ended = timezone.now()
        seat.save(update_fields=["ended"])
        LockKey.objects.filter(member_id=seat.member_id, lock__room__process_id=seat.process_id).delete()
    change_locks(seat.process_id, seat.role, seat.party_id or "")
    record_act("seat.end", process_id=seat.process_id or current_viewer().process_id, on=seat)
