"""Preparing: parties, who is missing, consent, agenda."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status

from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard, body_of, filled
from goodoffices.talks.api.shapes import answers, opened
from goodoffices.talks.domain.agenda import add_item, change_item, move_item, remove_item
from goodoffices.talks.domain.consent import consent_now, record_statement, statements_of
from goodoffices.talks.domain.meanwhile import mark_of
from goodoffices.talks.domain.missing import change_absent, name_absent, remove_absent
from goodoffices.talks.domain.processes import add_party
from goodoffices.talks.forms.preparing import AbsentForm, ItemForm, PartyForm, StatementForm
from goodoffices.talks.models import Absent, AgendaItem, Party, Process, Statement
from goodoffices.talks.views.acts import my_seat

router = Router()
READ, WRITE = "preparing.read", "preparing.write"
PartyIn = body_of("PartyIn", PartyForm)
AbsentIn = body_of("AbsentIn", AbsentForm)
AbsentChangeIn = body_of("AbsentChangeIn", AbsentForm, without={"room"})
StatementIn = body_of("StatementIn", StatementForm)
ItemIn = body_of("ItemIn", ItemForm)
ItemChangeIn = body_of("ItemChangeIn", ItemForm, without={"room"})


class NewPartyOut(Schema):
    """A party; others name it by its id."""

    id: str
    key: str
    name: str
    standing: str


class AbsentOut(Schema):
    """Somebody who is not at the table; what is said of them is null when the seat holds no key to it."""

    id: str
    room: str
    who: str | None
    kind: str | None
    standing: str | None
    how: str | None
    reason: str | None
    judgement: str | None
    seen: str


class StatementOut(Schema):
    """What a party said about taking part; null what the seat holds no key to. `on_behalf`: told by the mediator."""

    id: str
    room: str
    party: str
    said: dt.date
    on_behalf: bool
    answer: str | None
    conditions: str | None
    words: str | None
    source: str | None


class StateOut(Schema):
    """Where a party's consent stands, as far as one's rooms show. Nothing recorded is never a yes."""

    party: str
    state: str
    consents: bool


class MoveItemIn(Heard):
    """Up by one place, else down by one."""

    up: bool = True


class ItemOut(Schema):
    """An item of the agenda; null when the seat holds no key to it."""

    id: str
    room: str
    title: str | None
    text: str | None
    seen: str


def absent_out(absent: Absent) -> AbsentOut:
    """Somebody who is not at the table."""
    told = opened(absent, "who", "kind", "standing", "how", "reason", "judgement")
    return AbsentOut(id=absent.pk, room=absent.room_id, seen=mark_of(absent), **told)


def statement_out(statement: Statement) -> StatementOut:
    """A statement of consent."""
    return StatementOut(
        id=statement.pk,
        room=statement.room_id,
        party=statement.party.key,
        said=statement.said,
        on_behalf=statement.on_behalf,
        **opened(statement, "answer", "conditions", "words", "source"),
    )


def item_out(item: AgendaItem) -> ItemOut:
    """An item of the agenda."""
    return ItemOut(id=item.pk, room=item.room_id, seen=mark_of(item), **opened(item, "title", "text"))


@router.post("/parties", response=answers(NewPartyOut, 201), auth=Seated(WRITE), operation_id="party_add")
def new_party(request: HttpRequest, process: Path[str], given: PartyIn) -> Status:
    """A new party with its caucus."""
    made = add_party(process=Process.objects.get(pk=process), **filled(PartyForm(given.dict())))
    return Status(201, NewPartyOut(id=made.pk, key=made.key, name=made.name, standing=made.standing))


@router.get("/missing", response=answers(list[AbsentOut]), auth=Seated(READ), operation_id="missing")
def list_missing(request: HttpRequest, process: Path[str]) -> list[AbsentOut]:
    """Who is not at the table, as far as one's rooms say."""
    return [absent_out(one) for one in Absent.objects.all()]


@router.post("/missing", response=answers(AbsentOut, 201), auth=Seated(WRITE), operation_id="absent_add")
def new_absent(request: HttpRequest, process: Path[str], given: AbsentIn) -> Status:
    """Name somebody who is not at the table."""
    return Status(201, absent_out(name_absent(author=my_seat(), **filled(AbsentForm(given.dict())))))


@router.put("/missing/{absent}", response=answers(AbsentOut), auth=Seated(WRITE), operation_id="absent_change")
def other_absent(request: HttpRequest, process: Path[str], absent: str, given: AbsentChangeIn) -> AbsentOut:
    """Say anew how things stand with somebody."""
    found = get_object_or_404(Absent, pk=absent)
    change_absent(absent=found, **filled(AbsentForm(given.dict(), fixed_room=True)))
    return absent_out(found)


@router.delete("/missing/{absent}", response=answers(None, 204), auth=Seated(WRITE), operation_id="absent_remove")
def no_absent(request: HttpRequest, process: Path[str], absent: str) -> Status:
    """Take somebody off the list."""
    remove_absent(get_object_or_404(Absent, pk=absent))
    return Status(204, None)


@router.get("/consent", response=answers(list[StateOut]), auth=Seated("consent.read"), operation_id="consent")
def list_consent(request: HttpRequest, process: Path[str]) -> list[StateOut]:
    """Where the consent of each party stands."""
    found = consent_now(Party.objects.all())
    return [StateOut(party=one.party.key, state=str(one.words), consents=one.consents) for one in found]


@router.post("/consent", response=answers(StatementOut, 201), auth=Seated("consent.write"), operation_id="consent_add")
def new_statement(request: HttpRequest, process: Path[str], given: StatementIn) -> Status:
    """Record a statement: one's own, or, for the mediator's team, one that it was told. It stays on record."""
    viewer = current_viewer()
    for_itself = not viewer.is_mediator()
    told: dict[str, Any] = filled(StatementForm(given.dict(), for_itself=for_itself)) | {"author": my_seat()}
    if for_itself:
        told["party"] = Party.objects.get(pk=viewer.party_id)
    return Status(201, statement_out(record_statement(**told)))


@router.get(
    "/consent/{party}", response=answers(list[StatementOut]), auth=Seated("consent.read"), operation_id="consent_party"
)
def list_statements(request: HttpRequest, process: Path[str], party: str) -> list[StatementOut]:
    """All that a party said, newest first, as far as one's rooms show."""
    return [statement_out(one) for one in statements_of(get_object_or_404(Party, pk=party))]


@router.get("/agenda", response=answers(list[ItemOut]), auth=Seated(READ), operation_id="agenda")
def list_items(request: HttpRequest, process: Path[str]) -> list[ItemOut]:
    """The items of the agenda in one's rooms, in order."""
    return [item_out(one) for one in AgendaItem.objects.all()]


@router.post("/agenda", response=answers(ItemOut, 201), auth=Seated(WRITE), operation_id="agenda_add")
def new_item(request: HttpRequest, process: Path[str], given: ItemIn) -> Status:
    """A new item at the end."""
    return Status(201, item_out(add_item(author=my_seat(), **filled(ItemForm(given.dict())))))


@router.put("/agenda/{agendaitem}", response=answers(ItemOut), auth=Seated(WRITE), operation_id="agenda_change")
def other_item(request: HttpRequest, process: Path[str], agendaitem: str, given: ItemChangeIn) -> ItemOut:
    """Another wording of an item."""
    found = get_object_or_404(AgendaItem, pk=agendaitem)
    change_item(item=found, **filled(ItemForm(given.dict(), fixed_room=True)))
    return item_out(found)


@router.post("/agenda/{agendaitem}/move", response=answers(None, 204), auth=Seated(WRITE), operation_id="agenda_move")
def move(request: HttpRequest, process: Path[str], agendaitem: str, given: MoveItemIn) -> Status:
    """Move an item a place up or down."""
    move_item(item=get_object_or_404(AgendaItem, pk=agendaitem), up=given.up)
    return Status(204, None)


@router.delete("/agenda/{agendaitem}", response=answers(None, 204), auth=Seated(WRITE), operation_id="agenda_remove")
def no_item(request: HttpRequest, process: Path[str], agendaitem: str) -> Status:
    """Take an item off the agenda."""
    remove_item(get_object_or_404(AgendaItem, pk=agendaitem))
    return Status(204, None)
