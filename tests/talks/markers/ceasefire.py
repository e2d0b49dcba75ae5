"""Terms in every room, incidents with their stages in the monitors' rooms, an issue of the report released to all."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.ceasefire import show_terms
from goodoffices.talks.domain.incident_steps import attribute, state_status, verify
from goodoffices.talks.domain.incidents import report_incident, share_incident
from goodoffices.talks.domain.report_issues import make_report
from goodoffices.talks.models import ReportRelease

TERMS = """\
ceasefires:
  harbour:
    title: {room}TITLE
    start: 2031-04-01 06:00 +02:00
    end: open
    area: {{words: {room}AREA}}
    parties: {{north: {{name: {room}NORTH, actors: [{room}ACTOR]}}, south: {{name: South}}}}
    prohibited: [attack, shelling]
    exceptions: {{groups: [{room}GROUP], self_defence: yes}}
    monitors: [{room}MONITORS]
    verified_by: [{room}VERIFIERS]
    guarantors: [{room}GUARANTORS]
    says: {{time: {room}SAYS}}
    note: {room}NOTE
"""


def told(room: str) -> dict:
    """A report in which every word is a marker of a room."""
    from tests.talks.world import marker

    words = {name: marker(room, name) for name in ("words", "claimant", "accused", "source", "ceasefire")}
    where = {"area": marker(room, "area"), "place": marker(room, "place"), "precision": "near"}
    when = {"precision": "day", "first": "2031-04-03", "last": "2031-04-03"}
    people = {"killed": {"best": 2}, "injured": {}}
    return {"kind": "shelling", "when": when, "where": where} | words | people


def put(world) -> None:
    """Every word of theirs bears a marker. The world's time is long after the moment of the releases."""
    from tests.talks.world import marker

    mediator, monitor, guarantor = (world.viewer(who) for who in ("mediator", "monitor", "guarantor"))
    with looking_as(mediator):
        for name, room in world.rooms.items():
            text = TERMS.format(room=marker(name, ""))
            shown = show_terms(process=world.process, author=world.seats["mediator"], room=room, text=text)
            world.records.setdefault("ceasefireterms", {})[name] = shown
        # Before the incidents, so that the issue tells of none outside the monitors' rooms; its words are laid below.
        first = report_incident(
            process=world.process, author=world.seats["mediator"], client="m" * 22, told=told("monitoring")
        )
        second = report_incident(
            process=world.process, author=world.seats["mediator"], client="g" * 22, told=told("monitoring-east")
        )
        second = share_incident(incident=second, parties=[world.parties["east"]])
    world.records["incident"] = {"monitoring": first, "monitoring-east": second}
    steps = world.records["incidentstep"] = {}
    for name, incident in world.records["incident"].items():
        with looking_as(monitor):
            steps[name] = verify(
                incident=incident, author=world.seats["monitor"], finding="confirmed", words=marker(name, "finding")
            )
    with looking_as(guarantor):
        state_status(
            incident=second, author=world.seats["guarantor"], finding="denied", words=marker("monitoring-east", "said")
        )
    with looking_as(mediator):
        waiting = attribute(
            incident=first,
            author=world.seats["mediator"],
            attributed_to=marker("desk", "attributed"),  # the team's alone until a second person agrees
            words=marker("desk", "grounds"),
        )
        world.others["attribution"] = waiting
        _reports(world)


def _reports(world) -> None:
    """An issue on the desk, and its release to every other room: out, but for one that waits in South's caucus."""
    from tests.talks.world import marker

    issue = make_report(process=world.process, author=world.seats["mediator"])
    world.records["reportissue"] = {"desk": issue}
    world.records["reportrelease"] = {}
    for name, room in world.rooms.items():
        if name == "desk":
            continue
        release = ReportRelease(
            issue=issue, room=room, author=world.seats["mediator"], opens=timezone.now() - dt.timedelta(hours=1)
        )
        release.number, release.seconder, release.seconded = 1, world.seats["mediator"], timezone.now()
        page = f"<!doctype html><title>r</title><style></style><p>{marker(name, 'page')}"
        release.title, release.page, release.hash = marker(name, "title"), page, marker(name, "hash")
        release.data = {"sections": [], "told": marker(name, "data")}
        release.save(force_insert=True)
        world.records["reportrelease"][name] = release
    later = ReportRelease(issue=issue, room=world.rooms["south"], author=world.seats["mediator"], opens=timezone.now())
    later.page = marker("desk", "embargo")
    later.seconded, later.opens = timezone.now(), timezone.now() + dt.timedelta(days=30)
    later.number = 2
    later.save(force_insert=True)
    world.others["embargoed"] = SimpleNamespace(pk=later.pk)
    world.others["public_release"] = SimpleNamespace(pk=world.records["reportrelease"]["public"].pk)
