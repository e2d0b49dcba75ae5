"""A plan on the desk, shown to every other room but the public's, consent asked in two caucuses and given in one."""

from __future__ import annotations

import base64
import datetime as dt

from django.utils import timezone

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.corridor_consent import Terms, answer_consent, ask_consent
from goodoffices.talks.domain.corridors import notify
from goodoffices.talks.models import CorridorShown, DeskCorridor

PLAN = """\
corridor: {mark}NAME
title: {mark}TITLE
by: {mark}BY
as_of: 2031-03-01
time_zone: Asia/Damascus
points: {{{mark}TOWN: "35.20,37.30", {mark}MILL: "35.12,37.43"}}
route: [{mark}TOWN, {mark}MILL]
windows: 2031-03-14 08:00 .. 15:00
monitors: {mark}MONITORS
stretches:
  {mark}BANK: {{from: {mark}TOWN, to: {mark}MILL, control: [{mark}BODY, {mark}OTHER]}}
seen_by: [desk, party]
"""


def drawn(mark: str) -> dict:
    """A map whose every name is a marker."""
    line = {"type": "MultiLineString", "coordinates": [[[37.30, 35.20], [37.43, 35.12]]]}
    features = [
        {"type": "Feature", "properties": {"kind": "stretch", "id": f"{mark}BANK"}, "geometry": line},
        {
            "type": "Feature",
            "properties": {"kind": "place", "name": f"{mark}TOWN"},
            "geometry": {"type": "Point", "coordinates": [37.30, 35.20]},
        },
    ]
    return {"type": "FeatureCollection", "bbox": [37.28, 35.10, 37.45, 35.22], "features": features}


def put(world) -> None:
    """Written without reckoning, which would take every test of talks some seconds."""
    from tests.talks.world import marker

    seat, mark = world.seats["mediator"], marker("desk", "corridor")
    with looking_as(world.viewer("mediator")):
        plan = DeskCorridor(room=world.rooms["desk"], author=seat, number=1, name=f"{mark}NAME", title=f"{mark}TITLE")
        plan.text, plan.drawing, plan.answer = PLAN.format(mark=mark), f"{mark}DRAWING", {"drawn": drawn(mark)}
        plan.save(force_insert=True)
        now = timezone.now().replace(microsecond=0)
        window = dt.datetime(2031, 3, 14, 5, tzinfo=dt.UTC)
        notice = notify(plan=plan, author=seat, whom=f"{mark}BODY", opens=window, at=now, by=f"{mark}TELLER")
        asked = {name: _ask(world, plan, name) for name in ("north", "south")}
        shown = {name: _show(world, plan, name) for name in world.rooms if name not in {"desk", "public"}}
    with looking_as(world.viewer("north")):
        said = {name: marker("north", name) for name in ("office", "document", "conditions", "words")}
        given = answer_consent(asked=asked["north"], author=world.seats["north"], answer="conditions", **said)
    world.records["deskcorridor"] = {"desk": plan}
    world.records["corridornotice"] = {"desk": notice}
    world.records["consentasked"], world.records["corridorshown"] = asked, shown
    world.records["consentgiven"] = {"north": given}


def _ask(world, plan, name):
    """The question names what it is about by markers of the caucus, not by those of the plan."""
    from tests.talks.world import marker

    now = timezone.now()
    terms = Terms(
        stretch=marker(name, "stretch"),
        body=marker(name, "body"),
        title=marker(name, "title"),
        words=marker(name, "words"),
        conditions=marker(name, "offer"),
        since=now + dt.timedelta(days=2),
        until=now + dt.timedelta(days=9),
        deadline=now + dt.timedelta(days=1),
    )
    return ask_consent(plan=plan, party=world.parties[name], author=world.seats["mediator"], terms=terms)


def _show(world, plan, name):
    from tests.talks.world import marker

    mark = marker(name, "corridor")
    shown = CorridorShown(plan=plan, room=world.rooms[name], author=world.seats["mediator"], number=1)
    shown.name, shown.title, shown.exact, shown.drawn = f"{mark}NAME", f"{mark}TITLE", True, drawn(mark)
    shown.told = {
        "windows": [["2031-03-14T08:00:00+03:00", "2031-03-14T15:00:00+03:00"]],
        "zone": "Asia/Damascus",
        "stretches": [[f"{mark}BANK", f"{mark}TOWN", f"{mark}MILL"]],
        "abort": {"rule": f"{mark}RULE", "decides": f"{mark}DECIDES", "fallback": f"{mark}FALLBACK"},
        "contacts": [[f"{mark}OFFICE", f"{mark}RADIO"]],
    }
    shown.papers = [["route.geojson", base64.b64encode(mark.encode()).decode()]]
    shown.save(force_insert=True)
    return shown
