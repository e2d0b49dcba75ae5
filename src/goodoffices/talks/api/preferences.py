"""Preferences: a delegation's own, and for the mediator those of all, side by side."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status

from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import filled
from goodoffices.talks.api.shapes import answers
from goodoffices.talks.domain.case import case_dossier
from goodoffices.talks.domain.preferences import (
    FALLBACK,
    history,
    say_not_yet,
    state_fallback,
    state_preference,
    statements,
)
from goodoffices.talks.domain.questions import case_file, questions
from goodoffices.talks.forms.preferences import NOTE_LENGTH, FallbackForm
from goodoffices.talks.models import Party, Process
from goodoffices.talks.views.preferences import side_by_side
from goodoffices.talks.views.said import Line, said

router = Router()


class Said(Schema):
    """What every statement has: the number of the last one that was read (0 for none), and a note."""

    version: int = Field(ge=0)
    note: str = Field("", max_length=NOTE_LENGTH)


class PreferenceIn(Said):
    """An order of the options of a question in the grammar of a dossier: `6..8 open > shared >> !shut`."""

    issue: str
    line: str = Field(max_length=20_000)


class NotYetIn(Said):
    """A question on which one has not made up one's mind; the worth of no agreement when none is named."""

    issue: str = FALLBACK


class FallbackIn(Said):
    """What no agreement is worth, 0 to 100, as a range."""

    low: Decimal
    high: Decimal


class LineOut(Schema):
    """One party on one question; `issue` is empty for the worth of no agreement.

    `own`: the party's own word; else the mediator's assessment, which the mediator alone reads. `version` is what the
    next statement names. `look_again`: the question has changed since.
    """

    party: str
    issue: str
    ask: str
    line: str
    words: list[str]
    own: bool
    stated: bool
    not_yet: bool
    look_again: bool
    note: str
    who: str
    by: str
    source: str
    made: dt.datetime | None
    version: int


def line_out(party: Party, issue: str, ask: str, line: Line) -> LineOut:
    """A line of the page."""
    return LineOut(
        party=party.key,
        issue=issue,
        ask=ask,
        line=line.grammar,
        words=list(line.words),
        own=line.is_own,
        stated=line.is_stated,
        not_yet=line.not_yet,
        look_again=line.look_again,
        note=line.note,
        who=line.who,
        by=line.by,
        source=line.source,
        made=line.at,
        version=line.version,
    )


@router.get("", response=answers(list[LineOut]), auth=Seated("preferences.read"), operation_id="preferences")
def read_preferences(request: HttpRequest, process: Path[str]) -> list[LineOut]:
    """One's own statements, question by question; for the mediator the lines of all parties."""
    found = Process.objects.get(pk=process)
    if current_viewer().is_mediator():
        return _of_all(found)
    party = my_party()
    asked, latest = questions(found), statements(found, party)
    own = [line_out(party, one.id, one.ask, said(latest.get((party.pk, one.id)))) for one in asked]
    gone = [
        line_out(party, one.record.issue, str(one.record.asked.get("ask", "")), said(one))
        for one in latest.values()
        if one.question is None and one.record.issue != FALLBACK
    ]
    return [*own, *gone, line_out(party, FALLBACK, "", said(latest.get((party.pk, FALLBACK))))]


def _of_all(process: Process) -> list[LineOut]:
    if case_file(process) is None:
        return []
    table = side_by_side(case_dossier(process), process, list(Party.objects.all()))
    lines = [line_out(party, one.id, one.ask, line) for one, parties in table["rows"] for party, line in parties]
    return [*lines, *(line_out(party, FALLBACK, "", line) for party, line in table["worth"])]


def my_party() -> Party:
    """The party that the seat speaks for."""
    return Party.objects.get(pk=current_viewer().party_id)


@router.get("/history", response=answers(list[LineOut]), auth=Seated("preferences.write"), operation_id="history")
def read_history(request: HttpRequest, process: Path[str], issue: str = FALLBACK) -> list[LineOut]:
    """What one's delegation stated on a question (on the worth of no agreement if none is named), newest first."""
    party = my_party()
    found = history(Process.objects.get(pk=process), party, issue)
    return [line_out(party, issue, str(one.record.asked.get("ask", "")), said(one)) for one in found]


@router.post("", response=answers(LineOut, 201), auth=Seated("preferences.write"), operation_id="preference_state")
def state(request: HttpRequest, process: Path[str], given: PreferenceIn) -> Status:
    """State what one's delegation wants on a question. 409 when somebody of it stated something else meanwhile."""
    state_preference(
        party=my_party(), issue=given.issue, line=given.line, version=given.version, note=given.note.strip()
    )
    return Status(201, _now(process, given.issue))


@router.post("/not-yet", response=answers(LineOut, 201), auth=Seated("preferences.write"), operation_id="not_yet")
def not_yet(request: HttpRequest, process: Path[str], given: NotYetIn) -> Status:
    """Say that one's delegation has not made up its mind."""
    say_not_yet(party=my_party(), issue=given.issue, version=given.version, note=given.note.strip())
    return Status(201, _now(process, given.issue))


@router.post("/no-agreement", response=answers(LineOut, 201), auth=Seated("preferences.write"), operation_id="fallback")
def state_worth(request: HttpRequest, process: Path[str], given: FallbackIn) -> Status:
    """State what no agreement is worth to one's delegation."""
    told = filled(FallbackForm(given.dict()))
    state_fallback(party=my_party(), worth=told["range"], version=told["version"], note=told["note"])
    return Status(201, _now(process, FALLBACK))


def _now(process: str, issue: str) -> LineOut:
    party = my_party()
    now = statements(Process.objects.get(pk=process), party)[party.pk, issue]
    return line_out(party, issue, str(now.record.asked.get("ask", "")), said(now))
