"""Corridors: plans on the desk, and what rooms were shown of them."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.errors import TalksError
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, body_of, filled
from goodoffices.talks.api.shapes import answers
from goodoffices.talks.domain.corridor_reading import SentRoads
from goodoffices.talks.domain.corridor_showing import show_corridor
from goodoffices.talks.domain.corridors import (
    end_corridor,
    load_corridor,
    mark_now,
    newest_plans,
    notify,
    plan_of,
    versions_of,
)
from goodoffices.talks.forms.corridors import NotifyForm, ShowCorridorForm
from goodoffices.talks.forms.evidence_events import plain_name
from goodoffices.talks.models import CorridorShown, DeskCorridor, Process
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.corridor_told import drawn_with_consent

router = Router()
READ, MANAGE = "corridors.read", "corridors.manage"
Key = Path[str]
CorridorShowIn = body_of("CorridorShowIn", ShowCorridorForm)
CorridorNotifyIn = body_of("CorridorNotifyIn", NotifyForm)


class CorridorIn(Heard):
    """A plan as text; roads as base64 of a file whose `roads_name` ends in .csv, .parquet or .npz; a drawing of dangers
    as GeoJSON text. Four MB at most; larger roads are sent on the page. `before`: the version whose roads and drawing
    are kept where none are sent."""

    text: str
    roads: str = ""
    roads_name: str = "roads.csv"
    drawing: str = ""
    before: str = ""


class GateOut(Schema):
    """Something that has to be met: met, not met or unknown, and why."""

    name: str
    title: str
    state: str
    reasons: list[str]


class CorridorPlanOut(Schema):
    """A version of a plan, with whether it is agreed now and what stops it. Null what the seat holds no key to."""

    id: str
    number: int
    made: dt.datetime
    title: str | None
    agreed: bool | None
    reason: str | None
    gates: list[GateOut] | None


class CorridorPlanTextOut(CorridorPlanOut):
    """A version with its text, its map (GeoJSON, exact, with the consent to each stretch) and its timetable."""

    text: str
    drawn: dict[str, Any]
    timetable: dict[str, Any] | None


class CorridorShownOut(Schema):
    """A corridor as a room was shown it. `agreed` is as it is now. `exact`: whether its people may see the route. Null
    what the seat holds no key to."""

    id: str
    room: str
    number: int
    made: dt.datetime
    agreed: bool | None
    until: str | None
    title: str | None
    exact: bool | None
    told: dict[str, Any] | None
    drawn: dict[str, Any] | None


def plan_out(plan: DeskCorridor) -> CorridorPlanOut:
    """A version of a plan."""
    mark = mark_now(plan)[0] if plan.is_open() else None
    return CorridorPlanOut(
        id=plan.pk,
        number=plan.number,
        made=plan.made,
        title=plan.title if mark else None,
        agreed=mark.agreed if mark else None,
        reason=mark.reason if mark else None,
        gates=[
            GateOut(name=one.name, title=one.title, state=one.state, reasons=list(one.reasons)) for one in mark.gates
        ]
        if mark
        else None,
    )


def shown_out(shown: CorridorShown) -> CorridorShownOut:
    """What a room was shown."""
    is_open = shown.is_open()
    return CorridorShownOut(
        id=shown.pk,
        room=shown.room_id,
        number=shown.number,
        made=shown.made,
        agreed=shown.is_agreed() if is_open else None,
        until=(shown.until or None) if is_open else None,
        title=shown.title if is_open else None,
        exact=shown.exact if is_open else None,
        told=shown.told if is_open else None,
        drawn=shown.drawn if is_open else None,
    )


@router.get("", response=answers(list[CorridorShownOut]), auth=Seated(READ), operation_id="corridors")
def list_shown(request: HttpRequest, process: Path[str]) -> list[CorridorShownOut]:
    """What one's rooms were shown, newest first."""
    return [shown_out(one) for one in CorridorShown.objects.order_by("-made", "pk")]


@router.get(
    "/shown/{corridorshown}", response=answers(CorridorShownOut), auth=Seated(READ), operation_id="corridor_shown"
)
def read_shown(request: HttpRequest, process: Path[str], corridorshown: Key) -> CorridorShownOut:
    """A corridor as a room was shown it."""
    return shown_out(get_object_or_404(CorridorShown, pk=corridorshown))


@router.get("/plans", response=answers(list[CorridorPlanOut]), auth=Seated(MANAGE), operation_id="corridor_plans")
def list_plans(request: HttpRequest, process: Path[str]) -> list[CorridorPlanOut]:
    """Of each corridor the newest version."""
    return [plan_out(one) for one in newest_plans()]


@router.post("/plans", response=answers(CorridorPlanOut, 201), auth=Seated(MANAGE), operation_id="corridor_load")
def load(request: HttpRequest, process: Path[str], given: CorridorIn) -> Status:
    """Bring in a version of a plan."""
    try:
        content = base64.b64decode(given.roads, validate=True)
    except ValueError as error:
        raise TalksError.of("the roads are no base64") from error
    made = load_corridor(
        process=Process.objects.get(pk=process),
        author=my_seat(),
        text=given.text,
        roads=SentRoads(plain_name(given.roads_name), content) if content else None,
        drawing=given.drawing,
        before=get_object_or_404(DeskCorridor, pk=given.before) if given.before else None,
    )
    return Status(201, plan_out(made))


@router.get(
    "/plans/{deskcorridor}", response=answers(CorridorPlanTextOut), auth=Seated(MANAGE), operation_id="corridor_plan"
)
def read_plan(request: HttpRequest, process: Path[str], deskcorridor: Key) -> CorridorPlanTextOut:
    """One version with all that the desk reads of it."""
    found = _opened(deskcorridor)
    mark, record = mark_now(found)
    return CorridorPlanTextOut(
        **plan_out(found).dict(),
        text=found.text,
        drawn=drawn_with_consent(found, record, mark.as_of),
        timetable=found.answer.get("timetable"),
    )


@router.get(
    "/plans/{deskcorridor}/versions",
    response=answers(list[CorridorPlanOut]),
    auth=Seated(MANAGE),
    operation_id="corridor_versions",
)
def versions(request: HttpRequest, process: Path[str], deskcorridor: Key) -> list[CorridorPlanOut]:
    """All versions of the same corridor, newest first."""
    return [plan_out(one) for one in versions_of(_opened(deskcorridor))]


@router.post(
    "/plans/{deskcorridor}/notify",
    response=answers(CorridorPlanOut),
    auth=Seated(MANAGE),
    operation_id="corridor_notify",
)
def told(request: HttpRequest, process: Path[str], deskcorridor: Key, given: CorridorNotifyIn) -> CorridorPlanOut:
    """Record that a body was told of a window; `window` is its opening on the clocks there, as 2031-03-14T08:00."""
    found = _opened(deskcorridor)
    stated = plan_of(found)
    notify(plan=found, author=my_seat(), **filled(NotifyForm(given.dict(), stated=stated, record=stated.record)))
    return plan_out(found)


@router.post(
    "/plans/{deskcorridor}/show",
    response=answers(CorridorShownOut, 201),
    auth=Seated(MANAGE),
    operation_id="corridor_show",
)
def show(request: HttpRequest, process: Path[str], deskcorridor: Key, given: CorridorShowIn) -> Status:
    """Show a plan to a room, with what the gates say now; as exactly as its people may see the route by the plan."""
    found = _opened(deskcorridor)
    return Status(201, shown_out(show_corridor(plan=found, author=my_seat(), **filled(ShowCorridorForm(given.dict())))))


@router.post(
    "/plans/{deskcorridor}/end", response=answers(CorridorPlanOut), auth=Seated(MANAGE), operation_id="corridor_end"
)
def end(request: HttpRequest, process: Path[str], deskcorridor: Key) -> CorridorPlanOut:
    """From now on this version is not agreed wherever it was told to be."""
    found = get_object_or_404(DeskCorridor, pk=deskcorridor)
    end_corridor(found)
    return plan_out(found)


def _opened(pk: str) -> DeskCorridor:
    found = get_object_or_404(DeskCorridor, pk=pk)
    if not found.is_open():
        raise Http404
    return found
