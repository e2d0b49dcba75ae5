"""Commitments: how they stand today in one's rooms, and what is said of one."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.commitments import standing_json
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import body_of, filled
from goodoffices.talks.api.shapes import answers, opened
from goodoffices.talks.domain.commitment_standing import how_they_stand
from goodoffices.talks.domain.commitments import may_say, say_of_commitment
from goodoffices.talks.forms.commitments import SayForm
from goodoffices.talks.models import Commitment, CommitmentLine
from goodoffices.talks.views.acts import my_seat

router = Router()


class SaidOut(Schema):
    """What was said of a commitment: written once. Null when the seat holds no key to it."""

    id: str
    made: dt.datetime
    said: str | None
    done: str | None
    source: str | None
    grade: str | None
    words: str | None


class CommitmentOut(Schema):
    """A commitment and how it stands today; null when the seat holds no key to it. `who` and `verified_by` are ids of
    parties, `mediator` or `monitor`; `stands` is one of overdue, disputed, suspended, due, reported done, waiting, not
    due, standing, not known, verified done. None of them is a finding of breach."""

    id: str
    room: str
    made: dt.datetime
    who: list[str] | None
    what: str | None
    where: str | None
    due: str | None
    verified_by: list[str] | None
    depends_on: list[str] | None
    article: str | None
    clause: str | None
    stands: str | None
    why: str | None
    deadline: str | None
    waiting_for: list[str] | None
    said: list[SaidOut]


def commitments_out() -> list[CommitmentOut]:
    """All commitments of one's rooms that were not withdrawn."""
    told = {one.commitment.id: standing_json(one, room.agreement) for room in how_they_stand() for one in room.found}
    lines: dict[str, list[CommitmentLine]] = {}
    for line in CommitmentLine.objects.all():
        lines.setdefault(line.commitment_id, []).append(line)
    names = ("who", "what", "where", "due", "verified_by", "depends_on", "article", "clause")
    return [
        CommitmentOut(
            id=one.pk,
            room=one.room_id,
            made=one.made,
            stands=told.get(one.pk, {}).get("is"),
            why=told.get(one.pk, {}).get("why"),
            deadline=told.get(one.pk, {}).get("deadline"),
            waiting_for=told.get(one.pk, {}).get("waiting_for"),
            said=[_said(line) for line in lines.get(one.pk, ())],
            **opened(one, *names),
        )
        for one in Commitment.objects.filter(withdrawn=None)
    ]


def _said(line: CommitmentLine) -> SaidOut:
    return SaidOut(id=line.pk, made=line.made, **opened(line, "said", "done", "source", "grade", "words"))


SayIn = body_of("SayIn", SayForm)


@router.get("", response=answers(list[CommitmentOut]), auth=Seated("commitments.read"), operation_id="commitments")
def list_commitments(request: HttpRequest, process: Path[str]) -> list[CommitmentOut]:
    """The commitments of one's rooms, in the order in which they were drawn, and how each stands today."""
    return commitments_out()


@router.post(
    "/{commitment}/lines", response=answers(SaidOut, 201), auth=Seated("commitments.say"), operation_id="commitment_say"
)
def say(request: HttpRequest, process: Path[str], commitment: str, given: SayIn) -> Status:
    """Report one's own commitment, or say what one found as whom it names to verify."""
    record = get_object_or_404(Commitment, pk=commitment)
    told = filled(SayForm(given.dict(), may=may_say(record)))
    return Status(201, _said(say_of_commitment(commitment=record, author=my_seat(), **told)))
