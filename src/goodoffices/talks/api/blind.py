"""Double-blind questions: asked, named, keys, messages, the record. A device of one's own closes the answers."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema, Status

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import body_of, filled
from goodoffices.talks.api.shapes import answers, opened
from goodoffices.talks.domain.blind import ask_blind, clear_late_questions, withdraw_blind
from goodoffices.talks.domain.blind_board import hand_in, record_file, standing
from goodoffices.talks.domain.blind_invitation import text_hash
from goodoffices.talks.domain.blind_roster import lay_key, my_holder, name_holder
from goodoffices.talks.forms.blind import AskAgainForm, AskBlindForm, BlindKeyForm, BlindMessageForm, NameHolderForm
from goodoffices.talks.models import BlindHolder, BlindQuestion, Process
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.blind import asked_again, found_question
from goodoffices.talks.views.blind_words import asked_about

router = Router()
READ, ASK, TAKE_PART = "blind.read", "blind.ask", "blind.take_part"
BlindAskIn = body_of("BlindAskIn", AskBlindForm)
BlindAgainIn = body_of("BlindAgainIn", AskAgainForm)
BlindKeyIn = body_of("BlindKeyIn", BlindKeyForm, without=("file",))
BlindMessageIn = body_of("BlindMessageIn", BlindMessageForm, without=("file",))
BlindNameIn = body_of("BlindNameIn", NameHolderForm)


class BlindHolderOut(Schema):
    """A line of the roster; `party` is null for the mediator's team, `key` empty until it is there."""

    party: str | None
    name: str | None
    key: str | None
    acts: str | None


class BlindQuestionOut(Schema):
    """A double-blind question; what it says is null when the seat holds no key to it.

    `state`: roster, running, done, lapsed or withdrawn; `phase`: the open step. `due`: whether that step waits for
    one's own side. `text_hash`: SHA-256 of `text`. `agreed`: once all is opened. `verdict`: agreed, not agreed, aborted
    or disclosed-unknown, and `named` who did not finish, once all is over.
    """

    id: str
    room: str
    made: dt.datetime
    deadline: dt.datetime
    state: str
    phase: str
    most: int
    follows: str | None
    title: str | None
    about: str | None
    text: str | None
    text_hash: str | None
    agreed: bool | None
    roster: list[BlindHolderOut]
    due: bool = False
    verdict: str = ""
    named: list[str] = []


class BlindRecordOut(Schema):
    """The record as far as one may see it, as the file that `goodoffices seal` goes on from; empty before the roster is
    complete."""

    record: str


def question_out(question: BlindQuestion) -> BlindQuestionOut:
    """A question, as far as the seat may know of it."""
    before = BlindQuestion.objects.filter(pk=question.follows_id).first()
    lines = BlindHolder.objects.filter(question=question).select_related("party")
    out = BlindQuestionOut(
        id=question.pk,
        room=question.room_id,
        made=question.made,
        deadline=question.deadline,
        state=question.now.value,
        phase=question.phase,
        most=question.most,
        follows=before.pk if before else None,
        text_hash=text_hash(question.text) if question.is_open() else None,
        roster=[
            BlindHolderOut(party=one.party.key if one.party else None, **opened(one, "name", "key", "acts"))
            for one in lines
        ],
        **opened(question, "title", "about", "text", "agreed"),
    )
    if question.is_open():
        stands = standing(question)
        out.due = stands.due
        if stands.verdict is not None:
            out.verdict, out.named = stands.verdict.state, [fault.name for fault in stands.verdict.faults]
    return out


@router.get("", response=answers(list[BlindQuestionOut]), auth=Seated(READ), operation_id="blind_questions")
def list_questions(request: HttpRequest, process: Path[str]) -> list[BlindQuestionOut]:
    """The double-blind questions of one's rooms, newest first."""
    return [question_out(one) for one in BlindQuestion.objects.select_related("process")]


@router.post("", response=answers(BlindQuestionOut, 201), auth=Seated(ASK), operation_id="blind_ask")
def ask(request: HttpRequest, process: Path[str], given: BlindAskIn) -> Status:
    """Ask delegations whether all say yes. `audience` is asked or all; one of `version` and `proposal` is named."""
    told = filled(AskBlindForm(given.dict()))
    clear_late_questions(process)
    made = ask_blind(process=Process.objects.get(pk=process), author=my_seat(), **asked_about(told))
    return Status(201, question_out(_found(made.pk)))


@router.get("/{blindquestion}", response=answers(BlindQuestionOut), auth=Seated(READ), operation_id="blind_question")
def read_one(request: HttpRequest, process: Path[str], blindquestion: Path[str]) -> BlindQuestionOut:
    """One question: what is asked, the roster, where it stands."""
    return question_out(_found(blindquestion))


@router.get("/{blindquestion}/record", response=answers(BlindRecordOut), auth=Seated(READ), operation_id="blind_record")
def read_record(request: HttpRequest, process: Path[str], blindquestion: Path[str]) -> BlindRecordOut:
    """The record: steps that are over, and one's own part of the open one."""
    found = _found(blindquestion)
    return BlindRecordOut(record=record_file(found) if found.is_open() else "")


@router.post(
    "/{blindquestion}/again", response=answers(BlindQuestionOut, 201), auth=Seated(ASK), operation_id="blind_again"
)
def again(request: HttpRequest, process: Path[str], blindquestion: Path[str], given: BlindAgainIn) -> Status:
    """Ask a question that died as a new one, with fresh keys; where that was done already, the new one is given."""
    died = _open(blindquestion)
    told = filled(AskAgainForm(given.dict()))
    clear_late_questions(process)
    return Status(201, question_out(_found(asked_again(died, **told).pk)))


@router.post(
    "/{blindquestion}/name", response=answers(BlindQuestionOut), auth=Seated("blind.name"), operation_id="blind_name"
)
def name(request: HttpRequest, process: Path[str], blindquestion: Path[str], given: BlindNameIn) -> BlindQuestionOut:
    """Name who of one's own delegation answers. The passphrase is asked for, beside the token."""
    found = _open(blindquestion)
    holder = my_holder(found)
    if holder is None or holder.party is None:
        raise TalksError.of("your delegation is not asked", remedy="only those on the roster name somebody")
    told = filled(NameHolderForm(given.dict(), party=holder.party, member_id=current_viewer().member_id))
    name_holder(question=found, author=my_seat(), **told)
    return question_out(_found(blindquestion))


@router.post(
    "/{blindquestion}/key", response=answers(BlindQuestionOut), auth=Seated(TAKE_PART), operation_id="blind_key"
)
def key(request: HttpRequest, process: Path[str], blindquestion: Path[str], given: BlindKeyIn) -> BlindQuestionOut:
    """Put a key on the roster: `card` as `goodoffices seal key` wrote it, or `key` and `acts`."""
    found = _open(blindquestion)
    told = filled(BlindKeyForm(given.dict(), member_id=current_viewer().member_id))
    lay_key(question=found, author=my_seat(), **told)
    return question_out(_found(blindquestion))


@router.post(
    "/{blindquestion}/message", response=answers(BlindQuestionOut), auth=Seated(TAKE_PART), operation_id="blind_message"
)
def message(
    request: HttpRequest, process: Path[str], blindquestion: Path[str], given: BlindMessageIn
) -> BlindQuestionOut:
    """Hand in a message, or the record with it. `compared` for the first step; the passphrase for it and the answer."""
    found = _open(blindquestion)
    told = filled(BlindMessageForm(given.dict(), question=found, member_id=current_viewer().member_id))
    hand_in(question=found, author=my_seat(), **told)
    return question_out(_found(blindquestion))


@router.post(
    "/{blindquestion}/withdraw", response=answers(BlindQuestionOut), auth=Seated(ASK), operation_id="blind_withdraw"
)
def take_back(request: HttpRequest, process: Path[str], blindquestion: Path[str]) -> BlindQuestionOut:
    """Take a question back before answers can have been sealed."""
    withdraw_blind(_found(blindquestion))
    return question_out(_found(blindquestion))


def _found(pk: str) -> BlindQuestion:
    return found_question(pk)


def _open(pk: str) -> BlindQuestion:
    found = found_question(pk)
    if not found.is_open():
        raise Http404
    return found
