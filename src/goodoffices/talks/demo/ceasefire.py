"""The ceasefire of the demonstration: terms from public documents, incidents that we made up, at nameless places."""

from __future__ import annotations

from typing import Any

from goodoffices.talks.demo.folder import ceasefire_file
from goodoffices.talks.demo.notes import ILLUSTRATIVE
from goodoffices.talks.demo.people import Table
from goodoffices.talks.domain.ceasefire import show_terms
from goodoffices.talks.domain.incident_steps import state_status, verify
from goodoffices.talks.domain.incidents import report_incident, share_incident
from goodoffices.talks.domain.report_issues import ask_for_release, make_report, second_release
from goodoffices.talks.models import Incident, IncidentStep
from goodoffices.talks.models.base import new_id

__all__ = ["demo_ceasefire"]

_TERMS = "syria-2016-12-30"
_MADE_UP = "Incident made up for the demonstration. Nothing of it happened."
# Each: who reports, kind, day, area, place, killed, what is told.
_INCIDENTS: tuple[tuple[str, str, str, str, str, dict[str, int], str], ...] = (
    ("mediator", "shelling", "2017-05-07", "Area 1", "Place A", {"low": 0, "best": 1, "high": 3}, "Fire at night."),
    ("mediator", "hindering-aid", "2017-05-08", "Area 1", "Place B", {}, "Lorries turned back at a checkpoint."),
    ("monitor", "overflight", "2017-05-09", "Area 2", "Place C", {"best": 0}, "An aircraft was heard twice."),
    ("monitor", "movement", "2017-05-09", "Area 3", "Place D", {}, "A new position on the road."),
)


def demo_ceasefire(table: Table) -> None:
    """Terms in plenary; four incidents, two verified and one shared with two guarantors who differ; a first report."""
    with table.acting("mediator") as seat:
        text = ceasefire_file().read_text(encoding="utf-8")
        show_terms(process=table.process, author=seat, room=table.room("plenary"), text=text, ceasefire=_TERMS)
    incidents = [_report(table, one) for one in _INCIDENTS]
    for incident, finding in zip(
        incidents, (IncidentStep.Finding.CONFIRMED, IncidentStep.Finding.CANNOT), strict=False
    ):
        with table.acting("monitor") as seat:
            verify(incident=incident, author=seat, finding=finding.value, words=_MADE_UP)
    with table.acting("mediator"):
        share_incident(incident=incidents[0], parties=[table.parties["rus"], table.parties["tur"]])
    for who, word in (("rus", IncidentStep.Finding.CANNOT), ("tur", IncidentStep.Finding.CONFIRMED)):
        with table.acting(who) as seat:
            shared = Incident.objects.get(pk=incidents[0].pk)
            state_status(incident=shared, author=seat, finding=word.value, words=ILLUSTRATIVE)
    with table.acting("mediator") as seat:
        issue = make_report(process=table.process, author=seat)
        release = ask_for_release(issue=issue, author=seat, room=table.room("plenary"))
    with table.acting("colleague") as seat:
        second_release(release, seat=seat)


def _report(table: Table, one: tuple[str, str, str, str, str, dict[str, int], str]) -> Incident:
    who, kind, day, area, place, killed, words = one
    told: dict[str, Any] = {
        "ceasefire": _TERMS,
        "kind": kind,
        "words": f"{words} {_MADE_UP}",
        "when": {"precision": "day", "first": day, "last": day},
        "where": {"area": f"{area} (made up)", "place": place, "precision": "near"},
        "claimant": "Party X (made up)",
        "accused": "Party Y (made up)",
        "killed": killed,
        "injured": {},
        "source": "made up",
    }
    with table.acting(who) as seat:
        return report_incident(process=table.process, author=seat, client=new_id(), told=told)
