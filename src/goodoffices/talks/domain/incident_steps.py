"""The stages after a report, each by those entitled (access/entitled.py): verified, attributed with a second person of
the mediator's team, and what each guarantor says of it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.entitled import holders, is_entitled
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.ceasefire import parties_named
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import Incident, IncidentStep, Room, Seat

__all__ = [
    "attribute",
    "can_second_attribution",
    "second_attribution",
    "stage_of",
    "state_status",
    "verify",
    "why_not_attribute",
    "why_not_verify",
]

Stage = IncidentStep.Stage


def stage_of(steps: list[IncidentStep]) -> str:
    """How far an incident has come: reported, verified or attributed. A guarantor's word is no stage."""
    reached = {step.stage for step in steps if step.counts}
    if Stage.ATTRIBUTION in reached:
        return "attributed"
    return "verified" if Stage.VERIFICATION in reached else "reported"


def why_not_verify(incident: Incident) -> str:
    """Why the current viewer may not verify an incident; empty when they may."""
    viewer = current_viewer()
    if why := _why_not(incident, Stage.VERIFICATION, _("only monitors verify")):
        return why
    if incident.author_id == viewer.seat_id and not incident.process.verifies_own:
        return (
            _("another monitor verifies what you reported")
            if viewer.role == Role.MONITOR
            else _("somebody else verifies what you reported")
        )
    return ""


def why_not_attribute(incident: Incident) -> str:
    """Why the current viewer may not attribute an incident; empty when they may."""
    return _why_not(incident, Stage.ATTRIBUTION, _("only the mediator's team attributes"))


def _why_not(incident: Incident, stage: str, otherwise: str) -> str:
    """`otherwise` is said where the terms map no body to a seat."""
    viewer, name = current_viewer(), incident.ceasefire
    if not is_entitled(viewer, incident.process, name, stage):
        mapped = holders(incident.process, name, stage)
        return _("under these terms it is for others to do") if mapped else otherwise
    if viewer.party_id in {party.pk for party in parties_named((incident.claimant, incident.accused))}:
        return _("no party verifies or attributes what it complains of, or is accused of, itself")
    return ""


@all_or_nothing
def verify(*, incident: Incident, author: Seat, finding: str, words: str = "") -> IncidentStep:
    """Record what was found. Raises TalksError for who is not entitled, and for one's own report, unless the mediator's
    team allows it."""
    if why := why_not_verify(incident):
        raise TalksError.of(why)
    step = _step(incident, author, Stage.VERIFICATION, words)
    step.finding, step.party_id = str(finding), current_viewer().party_id or None
    step.save(force_insert=True)
    record_act("incident.verify", on=step)
    return step


@all_or_nothing
def attribute(*, incident: Incident, author: Seat, attributed_to: str, words: str = "") -> IncidentStep:
    """Propose to hold somebody responsible. It counts, and others learn of it, once a second person has agreed.

    Raises TalksError for who is not entitled, and for an incident that was not verified as confirmed.
    """
    if why := why_not_attribute(incident):
        raise TalksError.of(why)
    found = IncidentStep.objects.filter(incident=incident, stage=Stage.VERIFICATION).last()
    if found is None or not found.confirms:
        raise TalksError.of(
            _("only an incident that was verified, and confirmed at least in part, is attributed"),
            remedy=_("it has to be verified first"),
        )
    step = _step(incident, author, Stage.ATTRIBUTION, words)
    step.party_id = current_viewer().party_id or None
    step.room, step.attributed_to = _desk(), attributed_to  # sealed to the desk until a second person agrees
    step.save(force_insert=True)
    record_act("attribution.propose", on=step)
    return step


def can_second_attribution(step: IncidentStep) -> bool:
    """Whether the current viewer may be the second person: another of the mediator's team."""
    viewer = current_viewer()
    return (
        step.stage == Stage.ATTRIBUTION
        and step.seconded is None
        and viewer.is_mediator()
        and step.author_id != viewer.seat_id
        and step.author.member_id != viewer.member_id
    )


@all_or_nothing
def second_attribution(step: IncidentStep, *, seat: Seat) -> None:
    """Agree to an attribution as the second person. Raises TalksError for who cannot."""
    incident = _locked(step.incident_id)
    fresh = IncidentStep.objects.select_for_update(of=("self",)).select_related("author").get(pk=step.pk)
    if not can_second_attribution(fresh):
        raise TalksError.of(_("This attribution does not wait for your word."))
    fresh.move_to(incident.room)
    fresh.seconder, fresh.seconded = seat, timezone.now()
    fresh.save(update_fields=["seconder", "seconded", "changed"])
    record_act("attribution.second", on=fresh)


@all_or_nothing
def state_status(*, incident: Incident, author: Seat, finding: str, words: str = "") -> IncidentStep:
    """Record what a guarantor says of an incident that was shared with it: its own seat, and nobody else's.

    Raises TalksError for others.
    """
    viewer = current_viewer()
    room = _locked(incident.pk).room
    if viewer.role != Role.GUARANTOR or not room.parties.filter(pk=viewer.party_id).exists():
        raise TalksError.of(_("only a guarantor with whom it was shared says this, and for itself"))
    step = _step(incident, author, Stage.STATUS, words)
    step.party_id, step.finding = viewer.party_id, str(finding)
    step.save(force_insert=True)
    record_act("incident.status", on=step)
    return step


def _step(incident: Incident, author: Seat, stage: str, words: str) -> IncidentStep:
    fresh = _locked(incident.pk)
    step = IncidentStep(incident=fresh, room=fresh.room, author=author, stage=stage)
    step.words = words
    return step


def _locked(pk: str) -> Incident:
    """The incident as it is: a stage written while it is being shared goes to the room that it is in afterwards."""
    return Incident.objects.select_for_update(of=("self",)).select_related("room").get(pk=pk)


def _desk() -> Room:
    process_id = current_viewer().process_id
    with looking_as_the_system():  # who attributes may be a party, to which the desk is closed
        return Room.objects.get(process_id=process_id, kind=Room.Kind.DESK)
