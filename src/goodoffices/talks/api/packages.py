"""Packages that the mediator shows, and what one is worth to one's own party."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.errors import TalksError
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, body_of, filled
from goodoffices.talks.api.preferences import my_party
from goodoffices.talks.api.shapes import answers, opened
from goodoffices.talks.domain.packages import share_package, withdraw_package
from goodoffices.talks.domain.questions import questions
from goodoffices.talks.domain.worth import worth_of
from goodoffices.talks.forms.case import ShareForm
from goodoffices.talks.models import Process, SharedPackage
from goodoffices.talks.views.case import texts_of

router = Router()
ShareIn = body_of("ShareIn", ShareForm, package=(dict[str, str], {}), text=(str, ""))


class PackageIn(Heard):
    """Options by question; a question left out stays open."""

    package: dict[str, str]


class SharedOut(Schema):
    """A package shown to a room; what it says is null when the seat holds no key to it. `withdrawn`: taken back."""

    id: str
    room: str
    made: dt.datetime
    withdrawn: dt.datetime | None
    title: str | None
    package: dict[str, str] | None


class RaiseOut(Schema):
    """A better option on one question, and how many points it would add."""

    issue: str
    option: str
    points: float


class WorthOut(Schema):
    """What a package is worth to one's own party, in points, from its own statements alone.

    `low` and `high`: over what is open in the package, or else over what its preferences leave open. `margin` (over no
    agreement) is null while that worth is not stated or the package is not whole. `certain`: whether the party would
    accept, as far as it said: yes, no, or open. `left_out`: questions on which the party has said nothing.
    """

    worth: float
    low: float
    high: float
    margin: float | None
    certain: str | None
    chance: int | None
    red_lines: list[str]
    raises: list[RaiseOut]
    open_questions: list[str]
    left_out: list[str]


def shared_out(shared: SharedPackage) -> SharedOut:
    """A package that was shown."""
    words = opened(shared, "title", "package")
    return SharedOut(id=shared.pk, room=shared.room_id, made=shared.made, withdrawn=shared.withdrawn, **words)


@router.get("/packages", response=answers(list[SharedOut]), auth=Seated("worth.read"), operation_id="packages")
def list_packages(request: HttpRequest, process: Path[str]) -> list[SharedOut]:
    """The packages shown in one's rooms, newest first."""
    return [shared_out(one) for one in SharedPackage.objects.all()]


@router.post("/packages", response=answers(SharedOut, 201), auth=Seated("packages.share"), operation_id="package_share")
def share(request: HttpRequest, process: Path[str], given: ShareIn) -> Status:
    """Show a package, or that of a `text` of the dossier, to the parties named (audience: named), or to all of them."""
    found = Process.objects.get(pk=process)
    asked, texts = questions(found), texts_of(found)
    titles = [(name, title) for name, (title, _package) in texts.items()]
    told = filled(ShareForm(asked, titles, given.dict()))
    package = texts[told["text"]][1] if told["text"] else given.package
    named = told["parties"] if told["audience"] == "named" else []
    made = share_package(process=found, package=package, parties=named, title=told["title"])
    return Status(201, shared_out(made))


@router.post(
    "/packages/{sharedpackage}/withdraw",
    response=answers(SharedOut),
    auth=Seated("packages.share"),
    operation_id="package_withdraw",
)
def take_back(request: HttpRequest, process: Path[str], sharedpackage: str) -> SharedOut:
    """Take back a package that one has shown; it stays listed as taken back."""
    withdraw_package(get_object_or_404(SharedPackage, pk=sharedpackage))
    return shared_out(get_object_or_404(SharedPackage, pk=sharedpackage))


@router.post("/worth", response=answers(WorthOut), auth=Seated("worth.own"), operation_id="worth")
def read_worth(request: HttpRequest, process: Path[str], given: PackageIn) -> WorthOut:
    """What a package is worth to one's own party. Nothing is stored."""
    found = Process.objects.get(pk=process)
    known = {question.id: question.options for question in questions(found)}
    for issue, option in given.package.items():
        if option not in known.get(issue, {}):
            raise TalksError.of(f"`{issue}: {option}` is not at the table", remedy="choose among the options there")
    if not given.package:
        raise TalksError.of("this package settles nothing", remedy="choose an option on one question or more")
    return worth_out(found, given.package)


@router.get("/worth/{sharedpackage}", response=answers(WorthOut), auth=Seated("worth.own"), operation_id="worth_shared")
def read_shared_worth(request: HttpRequest, process: Path[str], sharedpackage: str) -> WorthOut:
    """What a package that the mediator has shown is worth to one's own party."""
    shared = get_object_or_404(SharedPackage, pk=sharedpackage, withdrawn=None)
    found = Process.objects.get(pk=process)
    known = {question.id: question.options for question in questions(found)}
    return worth_out(
        found, {issue: option for issue, option in shared.package.items() if option in known.get(issue, {})}
    )


def worth_out(process: Process, package: dict[str, str]) -> WorthOut:
    """The worth of a package to the party of the one who asks."""
    found = worth_of(process=process, party=my_party(), asked=questions(process), package=package)
    own, compared = found.at_least, found.has_fallback and found.is_whole
    return WorthOut(
        worth=own.utility,
        low=own.spread.low if found.is_whole else own.utility,
        high=own.spread.high if found.is_whole else found.at_most.utility,
        margin=own.gain if compared else None,
        certain=own.acceptance.certain if compared else None,
        chance=round(100 * own.acceptance.chance.share) if compared else None,
        red_lines=[issue for issue in own.red_lines if issue in package],
        raises=[RaiseOut(issue=one.issue, option=one.option, points=one.points) for one in own.raises],
        open_questions=[question.id for question in found.open_questions],
        left_out=[question.id for question in found.left_out],
    )
