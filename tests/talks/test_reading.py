"""Reading costs little: it writes nothing, and asks no more of the database when more is there to read."""

from __future__ import annotations

import re

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


def test_notes_are_read_twenty_at_a_time_and_the_way_to_the_older_keeps_the_chosen_room(world):
    room = world.rooms["plenary"]
    with looking_as(world.viewer("mediator")):
        for number in range(45):
            write_note(room=room, author=world.seats["mediator"], title=f"Point {number:02}", text="Words.")
    browser = world.client("mediator")
    first = browser.get(f"/p/{world.process.pk}/notes/", {"room": room.pk}).content.decode()
    assert "Point 44" in first
    assert "Point 20" not in first
    older = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    assert f"room={room.pk}" in older
    second = browser.get(f"/p/{world.process.pk}/notes/{older}").content.decode()
    assert "Point 20" in second
    assert "Point 44" not in second
