"""Incidents as a page shows them: in words, with what is an accusation called one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.incident_steps import can_second_attribution, stage_of
from goodoffices.talks.forms.incident_choices import kind_in_words
from goodoffices.talks.models import Incident, IncidentStep, Seat
from goodoffices.talks.wording.lists import listed

__all__ = [
    "ShownIncident",
    "ShownStep",
    "by_whom",
    "people_in_words",
    "shown_incidents",
    "shown_steps",
    "when_in_words",
]


@dataclass(frozen=True)
class ShownIncident:
    """An incident in a list; `stage` is its code, and empty for one that is closed to the viewer."""

    record: Incident
    stage: str = ""
    stage_words: str = ""
    kind: str = ""
    when: str = ""
    area: str = ""
    finding: str = ""


@dataclass(frozen=True)
class ShownStep:
    """A stage of an incident, in its order."""

    record: IncidentStep
    by: str
    is_open: bool
    waits: bool
    stands: bool  # an attribution that counts, or a finding that confirms
    can_second: bool


def stage_in_words(stage: str) -> str:
    """How far an incident has come."""
    return {"reported": _("reported"), "verified": _("verified"), "attributed": _("attributed")}[stage]


def shown_incidents() -> list[tuple[ShownIncident, list[IncidentStep]]]:
    """The incidents that the viewer may know of, newest first, each with its stages."""
    steps: dict[str, list[IncidentStep]] = {}
    for step in IncidentStep.objects.select_related("author", "party"):
        steps.setdefault(step.incident_id, []).append(step)
    found = Incident.objects.select_related("author")
    return [(_shown(one, steps.get(one.pk, [])), steps.get(one.pk, [])) for one in found]


def _shown(incident: Incident, steps: list[IncidentStep]) -> ShownIncident:
    if not incident.is_open():
        return ShownIncident(incident)
    stage = stage_of(steps)
    found = [step for step in steps if step.stage == IncidentStep.Stage.VERIFICATION and step.is_open()]
    return ShownIncident(
        incident,
        stage,
        stage_in_words(stage),
        kind_in_words(incident.kind),
        when_in_words(incident.when),
        incident.where.get("area", ""),
        found[-1].finding_in_words if found else "",
    )


def shown_steps(steps: list[IncidentStep]) -> list[ShownStep]:
    """Stages in the order in which they were recorded."""
    return [_shown_step(step) for step in steps]


def _shown_step(step: IncidentStep) -> ShownStep:
    is_open = step.is_open()
    stands = step.counts and is_open and (step.stage == IncidentStep.Stage.ATTRIBUTION or step.confirms)
    by = by_whom(step.author, step.party)
    return ShownStep(step, by, is_open, not step.counts, stands, can_second_attribution(step))


def by_whom(author: Seat | None, party: Any = None) -> str:
    """Who said it, as an office: monitors have no names on these pages, for guarantors read them too."""
    if author is not None and author.pk == current_viewer().seat_id:
        return _("you")
    if party is not None:
        return str(party)
    if author is not None and author.role == Role.MONITOR:
        return _("a monitor")
    return _("the mediator's team")


def when_in_words(when: Mapping[str, str]) -> str:
    """A time as well as it is known."""
    if not when.get("first"):
        return _("day not known")
    first, last = (date_format(dt.date.fromisoformat(when[name]), "DATE_FORMAT") for name in ("first", "last"))
    if when["first"] != when["last"]:
        return _("between %(first)s and %(last)s") % {"first": first, "last": last}
    return listed((first, f"{when['hour']} ({when['zone'].replace('_', ' ')})")) if when.get("hour") else first


def people_in_words(found: Mapping[str, int]) -> str:
    """How many, as well as it is known; nothing known is not zero."""
    if not found:
        return _("not known")
    low, best, high = (found.get(name) for name in ("low", "best", "high"))
    parts = [_("best %(number)s") % {"number": best}] if best is not None else []
    parts += [_("at least %(number)s") % {"number": low}] if low is not None else []
    parts += [_("at most %(number)s") % {"number": high}] if high is not None else []
    return listed(parts)
