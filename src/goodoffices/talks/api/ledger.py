"""The ledger of claims on the mediator's desk: read, studied, replaced, added to; texts read for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from goodoffices.evidence import claims
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, NotFilledError
from goodoffices.talks.api.shapes import FileOut, answers
from goodoffices.talks.domain.ledger import add_claim, load_ledger, newest_ledger
from goodoffices.talks.forms.ledger import LARGEST
from goodoffices.talks.models import DeskLedger, Process
from goodoffices.talks.views.ledger_files import FILES, ledger_as

router = Router()


class LedgerOut(Schema):
    """The ledger as its text in YAML. `version` is sent along with a change; it is 0, and `text` null, for none."""

    version: int
    made: dt.datetime | None
    text: str | None


class LedgerIn(Heard):
    """The text of a ledger, as YAML or as CSV with HXL tags (`form`: yaml, csv), and the `version` that it replaces
    (0 for none; may be left out)."""

    text: str = Field(max_length=LARGEST)
    form: str = "yaml"
    version: int | None = None


class EntryIn(Heard):
    """A document: its id, and what is said of it under the keys of a ledger's file."""

    id: str
    said: dict[str, str | list[str]]


class ClaimIn(Heard):
    """A claim: its id, and what it says under the keys of a ledger's file (figure, harm, place, period, measure,
    document, grade, …; relations as lists of ids); a new `document` along with it where it stands in one; and the
    `version` of the ledger that was read (may be left out)."""

    id: str
    said: dict[str, str | list[str]]
    document: EntryIn | None = None
    version: int | None = None


class StudyOut(Schema):
    """What the ledger says once its claims are set side by side, as the command line prints it in JSON."""

    version: int
    study: Any


def ledger_out(process: str) -> LedgerOut:
    """The newest version. Its text is null when the seat holds no key to it."""
    found = newest_ledger(Process.objects.get(pk=process))
    if found is None:
        return LedgerOut(version=0, made=None, text=None)
    return LedgerOut(version=found.number, made=found.made, text=found.text if found.is_open() else None)


@router.get("", response=answers(LedgerOut), auth=Seated("evidence.read"), operation_id="ledger")
def read_ledger(request: HttpRequest, process: Path[str]) -> LedgerOut:
    """The ledger's text."""
    return ledger_out(process)


@router.put("", response=answers(LedgerOut), auth=Seated("evidence.write"), operation_id="ledger_put")
def put_ledger(request: HttpRequest, process: Path[str], given: LedgerIn) -> LedgerOut:
    """Lay a ledger on the desk. 409 names line and column of what is wrong with it, or says that it was changed."""
    if given.form not in {"yaml", "csv"}:
        raise NotFilledError({"form": ["one of: yaml, csv"]})
    load_ledger(process=Process.objects.get(pk=process), text=given.text, form=given.form, version=given.version)
    return ledger_out(process)


@router.get("/study", response=answers(StudyOut), auth=Seated("evidence.read"), operation_id="ledger_study")
def read_study(request: HttpRequest, process: Path[str]) -> StudyOut:
    """The claims side by side: comparable sets, verdicts, what may not be compared, drift, shared origins."""
    found = _open_ledger(process)
    return StudyOut(version=found.number, study=claims.study_json(claims.study(claims.parse_ledger(found.text))))


@router.get("/file", response=answers(FileOut), auth=Seated("evidence.read"), operation_id="ledger_file")
def read_file(request: HttpRequest, process: Path[str], form: str = "yaml") -> FileOut:
    """The ledger as a file: yaml, csv, json, prov or claimreview (`form`)."""
    if form not in FILES:
        raise NotFilledError({"form": [f"one of: {', '.join(FILES)}"]})
    found = _open_ledger(process)
    return FileOut(name=FILES[form][0], text=ledger_as(form, found.text, claims.parse_ledger(found.text)))


@router.post("/claims", response=answers(LedgerOut, 201), auth=Seated("evidence.write"), operation_id="claim_add")
def post_claim(request: HttpRequest, process: Path[str], given: ClaimIn) -> Status:
    """Add a claim. 409 says what is wrong with it, key by key, or that the ledger was changed since `version`."""
    document = (given.document.id, _said(given.document.said)) if given.document else None
    found = Process.objects.get(pk=process)
    add_claim(process=found, name=given.id, said=_said(given.said), document=document, version=given.version)
    return Status(201, ledger_out(process))


def _open_ledger(process: str) -> DeskLedger:
    found = newest_ledger(Process.objects.get(pk=process))
    if found is None or not found.is_open():
        raise Http404
    return found


def _said(told: dict[str, str | list[str]]) -> dict[str, str | tuple[str, ...]]:
    return {key: text if isinstance(text, str) else tuple(text) for key, text in told.items() if text}
