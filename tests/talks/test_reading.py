"""Reading costs little: it writes nothing, and asks no more of the database when more is there to read."""

from __future__ import annotations

import pytest
from django.db import connection

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.notes import write_note


def asked(client, address: str) -> list[str]:
    """What a page asks of the database."""
    said: list[str] = []

    def listened(execute, sql, params, many, context):
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listened):
        assert client.get(address).status_code == 200
    return said


@pytest.mark.parametrize("part", ["", "notes/", "text/", "proposals/", "preferences/", "preparing/"])
def test_reading_a_page_writes_nothing(world, part):
    reader = world.client("north")
    address = f"/p/{world.process.pk}/{part}"
    reader.get(address)
    written = [sql for sql in asked(reader, address) if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert written == []


@pytest.mark.parametrize(("who", "part"), [("north", "notes/"), ("north", ""), ("mediator", "audit/")])
def test_more_to_read_takes_no_more_questions(world, who, part):
    reader = world.client(who)
    address = f"/p/{world.process.pk}/{part}"
    reader.get(address)
    before = len(asked(reader, address))
    with looking_as(world.viewer("north")):
        for number in range(6):
            room = world.rooms[("plenary", "north")[number % 2]]
            write_note(room=room, author=world.seats["north"], title="t", text="x")
    assert len(asked(reader, address)) <= before
