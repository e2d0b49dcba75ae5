"""Clauses of a draft: written, settled, split, moved, frozen, removed. Each answers with the draft as it stands."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Status

from goodoffices.errors import TalksError
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, body_of, filled, in_languages
from goodoffices.talks.api.shapes import answers
from goodoffices.talks.api.text_shapes import DraftOut, draft_out
from goodoffices.talks.domain.text_brackets import bracket_of_options, resolve_bracket
from goodoffices.talks.domain.text_drafts import (
    add_clause,
    edit_clause,
    freeze,
    move_clause,
    remove_clause,
    split_clause,
    unfreeze,
)
from goodoffices.talks.forms.text import ClauseForm, FreezeForm, MoveForm, ResolveForm, SplitForm
from goodoffices.talks.models import Text
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.wording.brackets import brackets

router = Router()
DRAFT, RULE = "/{text}", "text.write"
CLAUSE = "/{text}/clauses/{clause}"

AddIn = body_of("AddIn", ClauseForm, without={"seen", "still_fit"}, words=(dict[str, str], {}), after=(str, ""))
EditIn = body_of("EditIn", ClauseForm, without={"heading"}, words=(dict[str, str], {}))
FreezeIn = body_of("FreezeIn", FreezeForm, clause=(str, ""))
SettleIn = body_of("SettleIn", ResolveForm, words=(dict[str, str], {}), bracket=(int, 0))


class SeenIn(Heard):
    """The clause's `seen`, as it was read."""

    seen: str = ""


class SplitIn(SeenIn):
    """The words that stay and those that go into the new clause, by language."""

    stays: dict[str, str] = {}
    goes: dict[str, str] = {}


class MoveClauseIn(Heard):
    """The clause that it comes after; empty: it comes first."""

    after: str = ""


class UnfreezeIn(Heard):
    """The clause; empty: the whole text."""

    clause: str = ""


def found_text(text: str) -> Text:
    """The draft with this id, or 404."""
    return get_object_or_404(Text, pk=text)


def now(text: str) -> DraftOut:
    """The draft as it stands after the act."""
    return draft_out(found_text(text))


@router.post(f"{DRAFT}/clauses", response=answers(DraftOut, 201), auth=Seated(RULE), operation_id="clause_add")
def add(request: HttpRequest, process: Path[str], text: str, given: AddIn) -> Status:
    """A new clause or heading, after the one named (first when none is). `settles` is an issue, or `issue=option`."""
    found = found_text(text)
    words = in_languages(given.words, found.wording.languages)
    form = ClauseForm(given.dict() | words, wording=found.wording)
    told = filled(form)
    add_clause(text=found, words=form.words(), heading=told["heading"], after=given.after, tie=form.tie())
    return Status(201, now(text))


@router.put(CLAUSE, response=answers(DraftOut), auth=Seated(RULE), operation_id="clause_edit")
def edit(request: HttpRequest, process: Path[str], text: str, clause: str, given: EditIn) -> DraftOut:
    """Other words of a clause, in all languages (one left out loses its words). 409 when changed since `seen`."""
    found = found_text(text)
    wording = found.wording
    words = in_languages(given.words, wording.languages)
    form = ClauseForm(given.dict() | words, wording=wording, clause=wording.clause(clause))
    told = filled(form)
    edit_clause(
        text=found,
        clause=clause,
        seen=told["seen"],
        words=form.words(),
        tie=form.tie(),
        still_fit=told.get("still_fit", False),
    )
    return now(text)


@router.delete(CLAUSE, response=answers(DraftOut), auth=Seated(RULE), operation_id="clause_remove")
def remove(request: HttpRequest, process: Path[str], text: str, clause: str, seen: str = "") -> DraftOut:
    """Take a clause out. 409 when it was changed since `seen`."""
    remove_clause(text=found_text(text), clause=clause, seen=seen)
    return now(text)


@router.post(f"{CLAUSE}/split", response=answers(DraftOut), auth=Seated(RULE), operation_id="clause_split")
def split(request: HttpRequest, process: Path[str], text: str, clause: str, given: SplitIn) -> DraftOut:
    """Two clauses out of one."""
    found = found_text(text)
    wording = found.wording
    words = in_languages(given.stays, wording.languages, "stays") | in_languages(given.goes, wording.languages, "goes")
    form = SplitForm({"seen": given.seen} | words, wording=wording, clause=wording.clause(clause))
    told = filled(form)
    split_clause(text=found, clause=clause, seen=told["seen"], stays=form.words("stays"), goes=form.words("goes"))
    return now(text)


@router.post(f"{CLAUSE}/move", response=answers(DraftOut), auth=Seated(RULE), operation_id="clause_move")
def move(request: HttpRequest, process: Path[str], text: str, clause: str, given: MoveClauseIn) -> DraftOut:
    """Put a clause elsewhere."""
    found = found_text(text)
    wording = found.wording
    told = filled(MoveForm(given.dict(), wording=wording, clause=wording.clause(clause)))
    move_clause(text=found, clause=clause, after=told["after"])
    return now(text)


@router.post(f"{CLAUSE}/settle", response=answers(DraftOut), auth=Seated(RULE), operation_id="clause_settle")
def settle(request: HttpRequest, process: Path[str], text: str, clause: str, given: SettleIn) -> DraftOut:
    """Settle a bracket (counted from 0): by an alternative's number, by the next number (leaving the words out), or by
    `new` words.
    """
    found = found_text(text)
    wording = found.wording
    one = wording.clause(clause)
    disputed = brackets(one.words.get(wording.original, ""))
    if not 0 <= given.bracket < len(disputed):
        raise TalksError.of("there is no such bracket any more", remedy="look at the clause as it stands now")
    words = in_languages(given.words, wording.languages)
    form = ResolveForm(given.dict() | words, wording=wording, clause=one, bracket=disputed[given.bracket])
    seen = filled(form)["seen"]
    choice, new = form.decision()
    resolve_bracket(text=found, clause=clause, seen=seen, bracket=given.bracket, choice=choice, words=new)
    return now(text)


@router.post(f"{CLAUSE}/options", response=answers(DraftOut), auth=Seated(RULE), operation_id="clause_options")
def put_options(request: HttpRequest, process: Path[str], text: str, clause: str, given: SeenIn) -> DraftOut:
    """Put the options of the clause's issue into a bracket."""
    bracket_of_options(text=found_text(text), clause=clause, seen=given.seen)
    return now(text)


@router.post(f"{DRAFT}/freeze", response=answers(DraftOut), auth=Seated(RULE), operation_id="freeze")
def put_on_ice(request: HttpRequest, process: Path[str], text: str, given: FreezeIn) -> DraftOut:
    """Freeze a clause, or the whole text when none is named: agreed ad referendum by the parties named."""
    found = found_text(text)
    told = filled(FreezeForm(given.dict()))
    freeze(text=found, by=my_seat(), clause=given.clause, parties=[str(party) for party in told["parties"]])
    return now(text)


@router.post(f"{DRAFT}/unfreeze", response=answers(DraftOut), auth=Seated(RULE), operation_id="unfreeze")
def thaw(request: HttpRequest, process: Path[str], text: str, given: UnfreezeIn) -> DraftOut:
    """Open a frozen clause, or the whole text when none is named."""
    unfreeze(text=found_text(text), clause=given.clause)
    return now(text)
