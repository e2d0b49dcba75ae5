"""How often a page asks the database: no more often for all that is said at a table."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.domain.text_comments import comment

ROOMS = ("north", "north-south", "plenary")


def asked(client, address: str) -> int:
    with CaptureQueriesContext(connection) as questions:
        assert client.get(address).status_code == 200
    return len(questions)


def say_more(world) -> None:
    version = world.records["textversion"]["north-south"]
    with looking_as(world.viewer("north")):
        for room in ROOMS:
            for number in range(4):
                write_note(room=world.rooms[room], author=world.seats["north"], title=f"On {number}", text="More.")
        for room in ROOMS[:2]:
            for clause in version.wording.clauses:
                spoken = {"room": world.rooms[room], "author": world.seats["north"], "words": "More."}
                comment(version=version, clause=clause.id, **spoken)


@pytest.mark.parametrize("who", ["north", "mediator"])
def test_a_page_asks_no_more_often_for_more_that_is_said(world, who):
    client, version = world.client(who), world.records["textversion"]["north-south"].pk
    most = {"process": 12, "notes": 12, "text_version": 13, "text_version_clause": 14}
    at = {page: reverse(page, args=[world.process.pk, version][: 1 + page.startswith("text")]) for page in most}
    before = {page: asked(client, address) for page, address in at.items()}
    say_more(world)
    assert {page: asked(client, address) for page, address in at.items()} == before
    assert all(5 < before[page] <= most[page] for page in most), before
