"""Reporting incidents, once each however often a device sends them, and sharing them with guarantors and with parties
that verify or attribute them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.bodies import parties_entitled
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.rooms import monitoring_room
from goodoffices.talks.models import Incident, IncidentStep, Party, Process, Room, Seat

__all__ = ["REPORTED", "guarantors", "report_incident", "reported_already", "share_incident", "sharers"]

REPORTED = ("ceasefire", "kind", "words", "when", "where", "claimant", "accused", "killed", "injured", "source")
"""What a report says, by the names of the record."""


def reported_already(client: str) -> Incident | None:
    """The incident that was made of an entry with this name, when the viewer sent it before.

    Raises TalksError for a name that stands for somebody else's entry.
    """
    found = Incident.objects.filter(client=client).first()
    if found is None:
        return None
    if found.author_id != current_viewer().seat_id:
        raise TalksError.of(
            _("this entry bears the name of another one"), remedy=_("open the form again and enter it anew")
        )
    return found


@all_or_nothing
def report_incident(*, process: Process, author: Seat, client: str, told: Mapping[str, Any]) -> Incident:
    """A new incident in the monitoring room. A second sending of the same entry gives the first's incident.

    `told` holds the values of REPORTED. Raises TalksError for a name of an entry that is somebody else's.
    """
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)  # two sendings at once come one after the other
    if (first := reported_already(client)) is not None:
        return first
    with looking_as_the_system():
        if Incident.objects.filter(process=process, client=client).exists():
            raise TalksError.of(_("this entry bears the name of another one"), remedy=_("enter it anew"))
    incident = Incident(room=monitoring_room(process=process), author=author, client=client)
    for name in REPORTED:
        setattr(incident, name, told[name])
    incident.save(force_insert=True)
    record_act("incident.report", on=incident)
    return incident


def guarantors() -> list[Party]:
    """The guarantors: by standing, or by the role of somebody seated."""
    process_id = current_viewer().process_id
    with looking_as_the_system():
        seats = Seat.objects.filter(process_id=process_id, role=Role.GUARANTOR, ended=None)
        seated = set(seats.values_list("party_id", flat=True))
    parties = Party.objects.all()
    return [party for party in parties if party.standing == Party.Standing.GUARANTOR or party.pk in seated]


def sharers(incident: Incident) -> list[Party]:
    """The parties with whom an incident can be shared: guarantors, and those that verify or attribute it."""
    entitled = parties_entitled(incident.process, incident.ceasefire) if incident.is_open() else []
    return list(dict.fromkeys((*guarantors(), *entitled)))


@all_or_nothing
def share_incident(*, incident: Incident, parties: Iterable[Party]) -> Incident:
    """Share an incident, and all stages recorded now and later, with parties. They all see the same; it cannot be
    taken back. Raises TalksError for parties that are no `sharers`, and where all of them have it already.
    """
    incident = Incident.objects.select_for_update(of=("self",)).select_related("room", "process").get(pk=incident.pk)
    known = set(incident.room.party_list)
    wanted = known | set(parties)
    if not wanted - known:
        raise TalksError.of(_("nobody further was chosen"), remedy=_("choose one who does not have it yet"))
    if wanted - set(sharers(incident)):
        raise TalksError.of(
            _("incidents are shared with guarantors only, and with parties that verify or attribute them")
        )
    room: Room = monitoring_room(process=incident.process, parties=wanted)
    steps = list(IncidentStep.objects.filter(incident=incident, room=incident.room))  # one that waits stays on the desk
    for record in (incident, *steps):
        record.move_to(room)
    record_act("incident.share", on=incident)
    return incident
