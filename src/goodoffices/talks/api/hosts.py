"""Who could host: the file of hosts, the data beside it, ratings and the comparison, on the mediator's desk."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.errors import TalksError
from goodoffices.talks.api.analysis import RunOut, run_out
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, NotFilledError, body_of, filled
from goodoffices.talks.api.shapes import answers, opened
from goodoffices.talks.domain.hold import run_about
from goodoffices.talks.domain.hosts import (
    SentStore,
    ask_hosts,
    load_hosts,
    parse_desk_hosts,
    rate_host,
    ratings_now,
)
from goodoffices.talks.forms.evidence_events import plain_name
from goodoffices.talks.forms.hosts import HostsForm, RateHostForm
from goodoffices.talks.models import DeskHosts, HostRating, Party, Process
from goodoffices.talks.views.acts import my_seat

router = Router()
MANAGE = "hosts.manage"
Key = Path[str]
HostRatingIn = body_of("HostRatingIn", RateHostForm)


class HostsIn(Heard):
    """Hosts as text; data as base64 of a file whose `store_name` ends in .duckdb, .csv or .csv.gz; weights, one
    criterion on each line; `drop`: without the data of the version before. Four MB at most; larger data are
    sent on the page."""

    text: str
    store: str = ""
    store_name: str = "hosts.duckdb"
    weights: str = ""
    drop: bool = False


class HostsOut(Schema):
    """A version of the file of hosts; null what the seat holds no key to. `run`: the newest comparison; its numbers
    are read as those of any run."""

    id: str
    number: int
    made: dt.datetime
    text: str | None
    store_name: str | None
    weights: str | None
    run: RunOut | None


class HostRatingOut(Schema):
    """What a party told of a candidate: the lowest and the highest of 0 to 100; empty: taken back."""

    id: str
    party: str
    candidate: str
    rating: list[int]
    day: str
    note: str


def hosts_out(desk: DeskHosts) -> HostsOut:
    """A version."""
    job, _result = run_about(desk)
    told: dict[str, Any] = opened(desk, "text", "store_name", "weights")
    return HostsOut(id=desk.pk, number=desk.number, made=desk.made, run=run_out(job) if job else None, **told)


def rating_out(made: HostRating) -> HostRatingOut:
    """A rating."""
    names = ("party", "candidate", "rating", "day", "note")
    return HostRatingOut(id=made.pk, **{name: getattr(made, name) for name in names})


@router.get("", response=answers(list[HostsOut]), auth=Seated(MANAGE), operation_id="hosts")
def list_hosts(request: HttpRequest, process: Path[str]) -> list[HostsOut]:
    """The versions, newest first."""
    return [hosts_out(one) for one in DeskHosts.objects.all()]


@router.post("", response=answers(HostsOut, 201), auth=Seated(MANAGE), operation_id="hosts_load")
def load(request: HttpRequest, process: Path[str], given: HostsIn) -> Status:
    """Bring in a version."""
    said = filled(HostsForm({"text": given.text, "weights": given.weights, "drop": given.drop}))
    try:
        content = base64.b64decode(given.store, validate=True)
    except (binascii.Error, ValueError):
        raise NotFilledError({"store": ["no base64"]}) from None
    said["store"] = SentStore(plain_name(given.store_name), content) if content else None
    return Status(201, hosts_out(load_hosts(process=Process.objects.get(pk=process), author=my_seat(), **said)))


@router.get("/ratings", response=answers(list[HostRatingOut]), auth=Seated(MANAGE), operation_id="hosts_ratings")
def list_ratings(request: HttpRequest, process: Path[str]) -> list[HostRatingOut]:
    """What the parties told, of each party and candidate the newest."""
    return [rating_out(one) for one in ratings_now()]


@router.post("/ratings", response=answers(HostRatingOut, 201), auth=Seated(MANAGE), operation_id="hosts_rate")
def rate(request: HttpRequest, process: Path[str], given: HostRatingIn) -> Status:
    """Record what a party told of a candidate; it stays on the desk."""
    own, newest = Process.objects.get(pk=process), DeskHosts.objects.first()
    if newest is None or not newest.is_open():
        raise TalksError.of("there is no file of hosts yet", remedy="bring one in first")
    form = RateHostForm(given.dict(), parties=Party.objects.all(), read=parse_desk_hosts(own, newest.text))
    return Status(201, rating_out(rate_host(process=own, author=my_seat(), **filled(form))))


@router.get("/{deskhosts}", response=answers(HostsOut), auth=Seated(MANAGE), operation_id="hosts_version")
def read_hosts(request: HttpRequest, process: Path[str], deskhosts: Key) -> HostsOut:
    """A version with its text."""
    return hosts_out(get_object_or_404(DeskHosts, pk=deskhosts))


@router.post("/{deskhosts}/run", response=answers(RunOut, 201), auth=Seated(MANAGE), operation_id="hosts_run")
def compare(request: HttpRequest, process: Path[str], deskhosts: Key) -> Status:
    """Ask for the comparison; read the run until its state is done, then its numbers."""
    found = get_object_or_404(DeskHosts, pk=deskhosts)
    if not found.is_open():
        raise Http404
    return Status(201, run_out(ask_hosts(desk=found, author=my_seat())))
