"""Consent to the stretches of a corridor: asked, answered, withdrawn."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.errors import TalksError
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import body_of, filled
from goodoffices.talks.api.shapes import answers, opened
from goodoffices.talks.domain.corridor_consent import answer_consent, ask_consent, consent_now, take_back_asking
from goodoffices.talks.domain.corridors import plan_of
from goodoffices.talks.forms.corridor_consent import AnswerConsentForm, AskConsentForm
from goodoffices.talks.models import ConsentAsked, ConsentGiven, DeskCorridor
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.corridor_consent import answer_form

router = Router()
READ, MANAGE, ANSWER = "corridors.read", "corridors.manage", "corridors.answer"
ConsentAskIn = body_of("ConsentAskIn", AskConsentForm)
ConsentAnswerIn = body_of("ConsentAnswerIn", AnswerConsentForm)


class ConsentGivenOut(Schema):
    """One answer; the newest counts. Null what the seat holds no key to."""

    id: str
    made: dt.datetime
    answer: str | None
    office: str | None
    document: str | None
    conditions: str | None
    words: str | None
    since: str | None
    until: str | None


class ConsentAskedOut(Schema):
    """What one delegation was asked, and its answers, newest first. `is_valid`: whether its consent counts now. Null
    what the seat holds no key to."""

    id: str
    room: str
    party: str
    made: dt.datetime
    deadline: dt.datetime
    taken_back: dt.datetime | None
    is_valid: bool
    stretch: str | None
    body: str | None
    title: str | None
    words: str | None
    conditions: str | None
    since: str | None
    until: str | None
    given: list[ConsentGivenOut]


def asked_out(asked: ConsentAsked) -> ConsentAskedOut:
    """An asking with what was said to it."""
    names = ("stretch", "body", "title", "words", "conditions", "since", "until")
    answer = ("answer", "office", "document", "conditions", "words", "since", "until")
    given = ConsentGiven.objects.filter(asked=asked)
    return ConsentAskedOut(
        id=asked.pk,
        room=asked.room_id,
        party=asked.party.key,
        made=asked.made,
        deadline=asked.deadline,
        taken_back=asked.taken_back,
        is_valid=consent_now(asked).is_valid,
        given=[ConsentGivenOut(id=one.pk, made=one.made, **opened(one, *answer)) for one in given],
        **opened(asked, *names),
    )


@router.get("/asked", response=answers(list[ConsentAskedOut]), auth=Seated(READ), operation_id="consents_asked")
def list_asked(request: HttpRequest, process: Path[str]) -> list[ConsentAskedOut]:
    """What was asked in one's rooms, newest first."""
    return [asked_out(one) for one in ConsentAsked.objects.select_related("party")]


@router.get("/asked/{consentasked}", response=answers(ConsentAskedOut), auth=Seated(READ), operation_id="consent_asked")
def read_asked(request: HttpRequest, process: Path[str], consentasked: Path[str]) -> ConsentAskedOut:
    """One question with its answers."""
    return asked_out(_found(consentasked))


@router.post(
    "/plans/{deskcorridor}/ask",
    response=answers(ConsentAskedOut, 201),
    auth=Seated(MANAGE),
    operation_id="corridor_ask",
)
def ask(request: HttpRequest, process: Path[str], deskcorridor: Path[str], given: ConsentAskIn) -> Status:
    """Ask a delegation for its consent; `about` is the stretch and the body, as `north-bank: northern command`."""
    plan = get_object_or_404(DeskCorridor, pk=deskcorridor)
    if not plan.is_open():
        raise Http404
    stated = plan_of(plan)
    told = filled(AskConsentForm(given.dict(), stated=stated, record=stated.record))
    return Status(201, asked_out(_found(ask_consent(plan=plan, author=my_seat(), **told).pk)))


@router.post(
    "/asked/{consentasked}/answer",
    response=answers(ConsentAskedOut),
    auth=Seated(ANSWER),
    operation_id="consent_answer",
)
def answer(
    request: HttpRequest, process: Path[str], consentasked: Path[str], given: ConsentAnswerIn
) -> ConsentAskedOut:
    """Answer for one's delegation: yes, conditions, no, withdrawn. The passphrase is asked for, beside the token."""
    asked = _found(consentasked)
    form = answer_form(asked, given.dict())
    if form is None:
        raise TalksError.of("there is nothing to answer here any more", remedy="the mediator's team can ask again")
    answer_consent(asked=asked, author=my_seat(), **filled(form))
    return asked_out(_found(consentasked))


@router.post(
    "/asked/{consentasked}/withdraw",
    response=answers(ConsentAskedOut),
    auth=Seated(MANAGE),
    operation_id="corridor_ask_withdraw",
)
def take_back(request: HttpRequest, process: Path[str], consentasked: Path[str]) -> ConsentAskedOut:
    """Take a question back; what was answered to it counts no more."""
    take_back_asking(_found(consentasked))
    return asked_out(_found(consentasked))


def _found(pk: str) -> ConsentAsked:
    return get_object_or_404(ConsentAsked.objects.select_related("party"), pk=pk)
