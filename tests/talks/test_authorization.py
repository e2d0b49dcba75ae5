"""The authorization matrix: every address × every method × every account × an object of every room.

The tables in `authorization/` are written by hand, one for each part of the application.
An address or a method of ours that has no row in them fails here.

What a cell says:
    200      the page is shown                          404      there is no such page for this account
    form     reached: an empty form is refused (422 or 200) or the act goes on (302)
    sign-in  nobody in particular is sent to the sign-in
    room     as `form` or 200 for a record of a room the account belongs to, else 404
    own      as `room`, but only for what the account wrote itself (all records of the world are the mediator's)
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse
from tests.talks.pages import read
from tests.talks.visibility import READERS, enough

from goodoffices.talks.checks import our_pages

TABLES = sorted((Path(__file__).parent / "authorization").glob("*.csv"))
ROWS = [row for table in TABLES for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())]
ACCOUNTS = ["mediator", "north", "south", "guarantor", "observer", "monitor", "stranger", "administrator", "nobody"]
BUSY = {"mediator", "south", "guarantor", "monitor"}  # each takes ten seconds or more; `make test` has one delegation
REACHED = {200, 302, 303, 400, 422}


def test_every_address_and_method_has_a_row():
    pages = {(entry.name, method) for entry in our_pages() for method in entry.callback.methods}
    assert pages == {(row["name"], row["method"]) for row in ROWS}


def test_every_page_of_ours_has_a_name_of_its_own():
    names = [entry.name for entry in our_pages()]
    assert None not in names
    assert len(names) == len(set(names))


def address(name: str, world, **own) -> str:
    try:
        return reverse(name, kwargs=own)
    except NoReverseMatch:
        return reverse(name, kwargs=own | {"process": world.process.pk})


def addresses(row: dict[str, str], world) -> list[tuple[str, str]]:
    """The addresses to try: (room of the object, address)."""
    if not row["object"]:
        return [("", address(row["name"], world))]
    pattern = next(entry for entry in our_pages() if entry.name == row["name"]).pattern
    argument = next(name for name in pattern.converters if name != "process")
    if row["object"] in world.others:
        return [("", address(row["name"], world, **{argument: world.others[row["object"]].pk}))]
    found = world.records[row["object"]]
    assert found, f"the world has no {row['object']}: nothing could leak, and this row would prove nothing"
    return [(room, address(row["name"], world, **{argument: record.pk})) for room, record in found.items()]


def expected(cell: str, account: str, room: str) -> set[int]:
    if cell == "200":
        return {200}
    if cell == "404":
        return {404}
    if cell == "form":
        return REACHED
    if cell == "room":
        return REACHED if account in READERS.get(room, set()) else {404}
    if cell == "own":
        return REACHED if account == "mediator" else {404}
    raise AssertionError(f"no such cell: {cell!r}")


@pytest.mark.parametrize(
    "account", [pytest.param(each, marks=[pytest.mark.long] if each in BUSY else []) for each in ACCOUNTS]
)
def test_every_address_answers_every_account_as_the_table_says(account, world):
    name = "" if account == "nobody" else account
    client = world.client(name)
    wrong = []
    # Reading first, then acting: what an act deletes can no longer be read.
    for turn, row in enumerate(sorted(ROWS, key=lambda row: row["method"] != "GET")):
        stopped, reads = row[account] in {"404", "sign-in"}, row["method"] == "GET"
        for room, url in enough(addresses(row, world), name, turn=turn, stopped=stopped, reads=reads):
            if row["method"] == "GET":
                page = read(client, url, name)
                status, goes_on = page.status, page.headers.get("Location", "")
            else:
                answer = client.generic(row["method"], url, "", content_type="application/x-www-form-urlencoded")
                status, goes_on = answer.status_code, answer.get("Location", "")
            if row[account] == "sign-in":
                right = status == 302 and "/sign-in/" in goes_on
            else:
                right = status in expected(row[account], account, room) and "/sign-in/" not in goes_on
            if not right:
                wrong.append(f"{row['method']} {row['name']} ({room}): {status}, not {row[account]}")
    assert wrong == []


def test_an_address_that_never_existed_and_one_that_is_hidden_look_the_same(world):
    client = world.client("north")
    hidden = client.post(reverse("note_delete", args=[world.process.pk, world.records["note"]["south"].pk]))
    absent = client.post(reverse("note_delete", args=[world.process.pk, "A" * 22]))
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content) == (404, hidden.content)
