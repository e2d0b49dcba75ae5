"""The API: the same table as the pages', with tokens that stand for a seat."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from functools import cache
from pathlib import Path

import pytest
from django.utils import timezone
from tests.talks.visibility import READERS, enough, hidden_from
from tests.talks.world import SEATS, marker

from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.api import api
from goodoffices.talks.domain.processes import end_seat
from goodoffices.talks.domain.tokens import make_token, revoke_token
from goodoffices.talks.models import Note, Token

TABLES = sorted((Path(__file__).parent / "authorization" / "api").glob("*.csv"))
ROWS = [row for table in TABLES for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())]
REACHED = {200, 201, 204, 409, 422}


@cache
def operations():
    """Every operation of the API: (id, method, address, itself)."""
    return tuple(_operations())


def _operations():
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                address = f"/api/1{prefix}{path}"
                yield operation.operation_id, operation.methods[0], address, operation


def token_of(world, who: str, *, may_write: bool = True) -> str:
    with looking_as(world.viewer(who)):
        return make_token(process=world.process, label="test", may_write=may_write)[1]


def ask(client, method: str, address: str, token: str, body: str = "{}"):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.generic(method, address, body, content_type="application/json", headers=headers)


def test_no_two_things_of_the_description_have_one_name():
    from ninja import Schema

    waiting, named = [Schema], {}
    while waiting:
        waiting += (found := waiting.pop()).__subclasses__()
        if found.__module__.startswith("goodoffices."):
            named.setdefault(found.__name__, set()).add(found.__module__)
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def test_every_operation_has_a_row_and_a_rule():
    known = {(name, method) for name, method, _, _ in operations()}
    assert known == {(row["name"], row["method"]) for row in ROWS}
    assert all(operation.auth_callbacks[0].rule for _, _, _, operation in operations())


def addresses(row, world):
    address = next(path for name, method, path, _ in operations() if name == row["name"])
    address = address.replace("{process}", world.process.pk)
    if not row["object"]:
        return [("", address)]
    if row["object"] in world.others:
        return [("", re.sub(r"\{\w+\}", world.others[row["object"]].pk, address))]
    return [
        (room, address.replace("{" + row["object"] + "}", record.pk))
        for room, record in world.records[row["object"]].items()
    ]


_ANSWERS: dict[str, list[tuple[dict[str, str], str, int, str]]] = {}


@pytest.fixture
def answers(account, world, client):
    """What every operation answers an account: (row, room of the object, status, text). Asked once, as the world is
    laid alike for each test."""
    if account not in _ANSWERS:
        token, told = token_of(world, account), []
        # Reading first, then acting: what an act deletes can no longer be read.
        for turn, row in enumerate(sorted(ROWS, key=lambda row: row["method"] != "GET")):
            stopped, reads = row[account] == "no", row["method"] == "GET"
            for room, address in enough(addresses(row, world), account, turn=turn, stopped=stopped, reads=reads):
                answer = ask(client, row["method"], address, token)
                told.append((row, room, answer.status_code, answer.content.decode()))
        _ANSWERS[account] = told
    return _ANSWERS[account]


@pytest.mark.long
@pytest.mark.parametrize("account", list(SEATS))
def test_every_operation_answers_every_seat_as_the_table_says(account, answers):
    wrong = []
    for row, room, status, _ in answers:
        cell = row[account]
        reached = (
            cell == "yes" or (cell == "room" and account in READERS[room]) or (cell == "own" and account == "mediator")
        )
        if status not in (REACHED if reached else {404}):
            wrong.append((row["name"], row["method"], room, status, cell))
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("account", list(SEATS))
def test_no_answer_of_the_api_holds_a_marker_of_a_room_that_is_not_ones_own(account, answers):
    for room in hidden_from(account):
        assert [row["name"] for row, _, _, text in answers if marker(room, "") in text] == [], room
    read = [text for row, _, _, text in answers if row["method"] == "GET"]
    assert any(marker("plenary", "") in text for text in read), "a marker of one's own would be found"


@pytest.mark.long
def test_without_a_token_with_a_wrong_one_or_at_another_table_there_is_nothing(world, client):
    token = token_of(world, "mediator")
    name = token.partition(".")[0]
    wrong = []
    for row in ROWS:
        _, address = addresses(row, world)[0]
        elsewhere = address.replace(world.process.pk, "A" * 22)
        tries = [(address, ""), (address, "nonsense"), (address, f"{name}.{'0' * 26}"), (elsewhere, token)]
        found = [ask(client, row["method"], *one).status_code for one in tries]
        if found != [401, 401, 401, 404]:
            wrong.append((row["name"], row["method"], found))
    assert wrong == []


def test_a_note_written_through_the_api_is_read_on_the_page(world, client):
    token = token_of(world, "north")
    body = json.dumps({"room": world.rooms["north"].pk, "title": "Bridge", "text": "We can speak of the bridge."})
    made = ask(client, "POST", f"/api/1/p/{world.process.pk}/notes", token, body)
    assert made.status_code == 201
    page = world.client("north").get(f"/p/{world.process.pk}/notes/")
    assert "We can speak of the bridge." in page.content.decode()


def test_a_token_that_only_reads_does_not_write(world, client):
    token = token_of(world, "north", may_write=False)
    address = f"/api/1/p/{world.process.pk}/notes"
    body = json.dumps({"room": world.rooms["north"].pk, "title": "t", "text": "x"})
    assert ask(client, "GET", address, token).status_code == 200
    assert ask(client, "POST", address, token, body).status_code == 404


def test_a_note_for_a_room_that_is_not_ones_own_is_refused_as_if_the_room_were_not_there(world, client):
    token = token_of(world, "north")
    for room in (world.rooms["south"].pk, "A" * 22):
        body = json.dumps({"room": room, "title": "t", "text": "x"})
        assert ask(client, "POST", f"/api/1/p/{world.process.pk}/notes", token, body).status_code == 404


def test_a_token_ends_when_it_is_revoked_when_its_time_is_over_and_when_the_seat_ends(world, client):
    address = f"/api/1/p/{world.process.pk}/notes"
    revoked, late, seatless = (token_of(world, "north") for _ in range(3))
    with looking_as(world.viewer("north")):
        revoke_token(Token.objects.get(pk=revoked.partition(".")[0]))
    with looking_as_the_system():
        Token.objects.filter(pk=late.partition(".")[0]).update(expires=timezone.now() - dt.timedelta(seconds=1))
    assert ask(client, "GET", address, seatless).status_code == 200
    with looking_as(world.viewer("mediator")):
        end_seat(world.seats["north"])
    assert [ask(client, "GET", address, token).status_code for token in (revoked, late, seatless)] == [401, 401, 401]


def test_the_text_of_a_token_is_stored_nowhere(world):
    token = token_of(world, "north")
    with looking_as_the_system():
        row = Token._base_manager.filter(pk=token.partition(".")[0]).values().get()
    code = token.partition(".")[2]
    assert code not in str(row)
    assert world.keys["north"].raw not in bytes(row["closed_key"])


@pytest.mark.long
def test_the_description_of_the_api_names_every_operation(client):
    described = client.get("/api/1/openapi.json").json()
    names = {operation["operationId"] for path in described["paths"].values() for operation in path.values()}
    assert names == {name for name, _, _, _ in operations()}


def test_a_deleted_note_is_gone(world, client):
    token = token_of(world, "mediator")
    note = world.records["note"]["desk"]
    assert ask(client, "DELETE", f"/api/1/p/{world.process.pk}/notes/{note.pk}", token).status_code == 204
    with looking_as_the_system():
        assert not Note.objects.filter(pk=note.pk).exists()
