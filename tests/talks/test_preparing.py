"""What the agenda, the list of the missing and the notes promise."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.talks.pages import MADE_ANEW

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.agenda import add_item, move_item, moved, remove_item
from goodoffices.talks.domain.missing import name_absent
from goodoffices.talks.domain.notes import edit_note, write_note
from goodoffices.talks.models import Absent, AgendaItem


def page(client, world, name, *args) -> str:
    text = client.get(reverse(name, args=[world.process.pk, *args])).content.decode()
    return MADE_ANEW.sub("", text)


def items(world, who="mediator") -> list[AgendaItem]:
    with looking_as(world.viewer(who)):
        return list(AgendaItem.objects.all())


@given(
    st.integers(1, 8).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.booleans())))
    )
)
def test_any_sequence_of_moves_leaves_every_item_on_the_agenda_once(story):
    count, moves = story
    order = list(range(count))
    for thing, up in moves:
        before = order
        order = moved(order, thing, up=up)
        assert abs(order.index(thing) - before.index(thing)) <= 1
    assert sorted(order) == list(range(count))


@given(st.lists(st.integers(), unique=True, min_size=2), st.data())
def test_moving_up_and_down_again_changes_nothing(order, data):
    thing = data.draw(st.sampled_from(order[1:]))
    assert moved(moved(order, thing, up=True), thing, up=False) == order


def test_the_buttons_move_an_item_and_the_order_is_the_same_for_all(world):
    first, second, *_ = items(world, "north")
    client = world.client("mediator")
    while items(world, "north")[0] != second:
        assert client.post(reverse("agenda_move", args=[world.process.pk, second.pk]), {"to": "up"}).status_code == 302
    assert items(world, "north")[:2] == [second, first]
    assert [item.place for item in items(world)] == list(range(1, len(items(world)) + 1))


def test_at_the_end_of_the_agenda_an_item_stays(world):
    last = items(world)[-1]
    with looking_as(world.viewer("mediator")):
        move_item(item=last, up=False)
    assert items(world)[-1] == last


def test_a_delegation_does_not_notice_items_that_are_known_to_another(world):
    south = world.client("south")
    before = page(south, world, "agenda")
    with looking_as(world.viewer("mediator")):
        item = add_item(room=world.rooms["north"], author=world.seats["mediator"], title="The well")
        move_item(item=item, up=True)
        assert page(south, world, "agenda") == before
        remove_item(item)
    assert page(south, world, "agenda") == before


def test_who_is_left_out_is_left_out_for_a_reason_and_on_somebody_s_judgement(world):
    with looking_as(world.viewer("mediator")):
        told = {"room": world.rooms["plenary"], "author": world.seats["mediator"], "who": "The hill people"}
        with pytest.raises(TalksError, match="judgement"):
            name_absent(**told, standing=Absent.Standing.EXCLUDED, reason="they were not asked")
        name_absent(**told, standing="excluded", reason="they were not asked", judgement="the guarantor")
    text = page(world.client("observer"), world, "missing")
    for words in ("The hill people", "they were not asked", "the guarantor", "left out"):
        assert words in text


def test_a_party_added_on_the_page_is_asked_of_next(world):
    typed = {"name": "The West", "key": "west", "standing": "principal"}
    client = world.client("mediator")
    assert client.post(reverse("party_add", args=[world.process.pk]), typed).status_code == 302
    assert "The West" in page(client, world, "preparing")
    again = client.post(reverse("party_add", args=[world.process.pk]), typed)
    assert again.status_code == 422
    assert "already" in again.content.decode()


def test_an_edited_note_says_so_and_stays_in_its_room(world):
    note = world.records["note"]["north"]
    with looking_as(world.viewer("mediator")):
        assert note.edited is None
        edit_note(note=note, title="Better", text="said again")
    text = page(world.client("north"), world, "notes")
    assert "Better" in text
    assert "Edited" in text
    assert "Better" not in page(world.client("south"), world, "notes")


def test_notes_of_one_room_are_shown_alone_and_another_s_room_is_as_unknown_as_none(world):
    client = world.client("north")
    address = reverse("notes", args=[world.process.pk])
    with looking_as(world.viewer("mediator")):
        titles = {name: note.title for name, note in world.records["note"].items()}
    text = client.get(address, {"room": world.rooms["north"].pk}).content.decode()
    assert titles["north"] in text
    assert titles["plenary"] not in text
    hidden = client.get(address, {"room": world.rooms["south"].pk}).content.decode()
    absent = client.get(address, {"room": "A" * 22}).content.decode()
    hidden = hidden.replace(world.rooms["south"].pk, "A" * 22)  # the page repeats the address that was asked for
    assert MADE_ANEW.sub("", hidden) == MADE_ANEW.sub("", absent)


def test_a_note_in_plenary_does_not_name_the_session_of_a_caucus_that_it_is_about(world):
    session = world.records["session"]["north"]
    with looking_as(world.viewer("mediator")):
        title = session.title
        told = {"room": world.rooms["plenary"], "author": world.seats["mediator"]}
        write_note(**told, title="Protocol", text="of the morning", about=session)
    assert title in page(world.client("north"), world, "notes")
    south = page(world.client("south"), world, "notes")
    assert "Protocol" in south
    assert title not in south
    assert session.pk not in south
