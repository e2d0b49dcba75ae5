"""What the viewer may know of that touches a commitment: incidents and verdicts of a ceasefire, windows of a corridor.

Events, and no findings of breach.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.commitments import Happening, Touch
from goodoffices.talks.domain.corridor_windows import windows_known
from goodoffices.talks.domain.incident_steps import stage_of
from goodoffices.talks.models import Incident, IncidentStep, ReportRelease

__all__ = ["happenings_known"]


def happenings_known(*, incidents: bool) -> list[Happening]:
    """Everything that the viewer can open: verdicts of released reports, windows, and `incidents` where their role may
    read these. `source` is `incident` or `report` with the id of the record."""
    return [*(_incidents() if incidents else ()), *_verdicts(), *_windows()]


def _incidents() -> Iterator[Happening]:
    """A monitor's report sets no incident against one clause: it touches all of the ceasefire that it names."""
    steps: dict[str, list[IncidentStep]] = {}
    for step in IncidentStep.objects.all():
        steps.setdefault(step.incident_id, []).append(step)
    stages = {"reported": _("reported"), "verified": _("verified"), "attributed": _("attributed")}
    for one in Incident.objects.all():
        if one.is_open() and one.ceasefire:
            first = one.when.get("first")
            place = ", ".join(part for part in (one.where.get("area", ""), one.where.get("place", "")) if part)
            text = _("an incident, %(stage)s: %(place)s") % {
                "stage": stages[stage_of(steps.get(one.pk, []))],
                "place": place or _("place not known"),
            }
            day = dt.date.fromisoformat(first) if first else None
            yield Happening(Touch("ceasefire", one.ceasefire), day, text, f"incident {one.pk}")


def _verdicts() -> Iterator[Happening]:
    """Of each released report that was set against the terms of a ceasefire: its verdict on the whole."""
    words = {
        "holding": _("holding"),
        "strained": _("strained"),
        "eroding": _("eroding"),
        "collapsed": _("collapsed"),
        "unobserved": _("unobserved"),
        "uncertain": _("uncertain"),
    }
    for release in ReportRelease.objects.all():
        told = release.data.get("events") if release.is_out and release.is_open() else None
        if told:
            word = words.get(told["whole"]["verdict"]["word"], told["whole"]["verdict"]["word"])
            text = _("the verdict of a released report: %(word)s") % {"word": word}
            touch = Touch("ceasefire", told["ceasefire"]["id"])
            yield Happening(touch, release.opens.date(), text, f"report {release.pk}")


def _windows() -> Iterator[Happening]:
    for window in windows_known():
        if window.agreed and not window.ended and window.closes > timezone.now():
            continue
        closed = window.closes <= timezone.now()
        text = _("a window of the corridor, closed") if closed else _("a window of the corridor, not agreed")
        yield Happening(Touch("corridor", window.record.name), window.opens.date(), f"{text}: {window.title}")
