"""The stages after a report, each by those entitled: verified by monitors, attributed by the mediator's team with a
second person, and what each guarantor says of it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import Incident, IncidentStep, Room, Seat

__all__ = [
    "attribute",
    "can_second_attribution",
    "second_attribution",
    "stage_of",
    "state_status",
    "verify",
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
    if viewer.role != Role.MONITOR:
        return _("only monitors verify")
    if incident.author_id == viewer.seat_id and not incident.process.verifies_own:
        return _("another monitor verifies what you reported")
    return ""


@all_or_nothing
def verify(*, incident: Incident, author: Seat, finding: str, words: str = "") -> IncidentStep:
    """Record what a monitor found. Raises TalksError for one's own report, unless the mediator's team allows it."""
    if why := why_not_verify(incident):
        raise TalksError.of(why)
    step = _step(incident, author, Stage.VERIFICATION, words)
    step.finding = str(finding)
    step.save(force_insert=True)
    record_act("incident.verify", on=step)
    return step


@all_or_nothing
def attribute(*, incident: Incident, author: Seat, attributed_to: str, words: str = "") -> IncidentStep:
    """Propose to hold somebody responsible. It counts, and others learn of it, once a second person has agreed.

    Raises TalksError for an incident that was not verified as confirmed.
    """
    found = IncidentStep.objects.filter(incident=incident, stage=Stage.VERIFICATION).last()
    if found is None or not found.confirms:
        raise TalksError.of(
            _("only an incident that was verified, and confirmed at least in part, is attributed"),
            remedy=_("a monitor verifies it first"),
        )
    step = _step(incident, author, Stage.ATTRIBUTION, words)
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
    return Room.objects.get(process_id=current_viewer().process_id, kind=Room.Kind.DESK)
