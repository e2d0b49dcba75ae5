"""What attackers with the source at hand tried, one promise each."""

from __future__ import annotations

import pytest
from tests.talks.proposing import page, proposed, rows, say

from goodoffices.talks.access.identify import viewer_outside
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.accounts import new_passphrase
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.domain.processes import add_party, end_seat, seat_member
from goodoffices.talks.domain.rooms import share_keys
from goodoffices.talks.models import LockKey, Note, Room

pytestmark = pytest.mark.django_db


def seated_by_the_administrator(world, role: str, party: str | None = None, who: str = "administrator"):
    """The administrator takes a seat, or gives one to an accomplice: without any key."""
    with looking_as(viewer_outside(world.members["administrator"].pk, administrator=True)):
        return seat_member(
            process=world.process, member=world.members[who], role=role, party=world.parties[party] if party else None
        )


def end(world, who: str) -> None:
    with looking_as(viewer_outside(world.members["administrator"].pk, administrator=True)):
        end_seat(world.seats[who])


def keys_of(world, who: str) -> set[str]:
    with looking_as_the_system():
        held = LockKey.objects.filter(member=world.members[who], lock__room__process=world.process)
        return set(held.values_list("lock_id", flat=True))


def test_a_seat_that_the_administrator_took_gets_no_key_when_a_lock_is_changed(world):
    seated_by_the_administrator(world, "mediator")
    end(world, "observer")
    assert not keys_of(world, "administrator")
    with looking_as(world.viewer("north")):
        said = write_note(room=world.rooms["plenary"], author=world.seats["north"], title="After", text="we yield")
    with looking_as(world.viewer("administrator")):
        assert not Note.objects.get(pk=said.pk).is_open()
    for reader in ("mediator", "south"):
        with looking_as(world.viewer(reader)):
            assert Note.objects.get(pk=said.pk).text == "we yield"


def test_a_seat_that_the_administrator_took_gets_no_key_of_a_new_room(world):
    seated_by_the_administrator(world, "mediator")
    with looking_as(world.viewer("mediator")):
        add_party(process=world.process, key="west", name="The West")
    assert not keys_of(world, "administrator")


def test_who_began_anew_gets_no_key_until_somebody_gives_them_theirs(world):
    new_passphrase(world.members["north"], "seven herons cross the grey estuary")
    end(world, "observer")
    assert not keys_of(world, "north")
    with looking_as(world.viewer("mediator")):
        share_keys(world.seats["north"])
    assert keys_of(world, "north")


def test_a_room_to_which_nobody_holds_a_key_any_more_opens_anew_to_its_people(world):
    others = ("mediator", "north", "south", "guarantor", "monitor")
    for name in others:
        new_passphrase(world.members[name], "seven herons cross the grey estuary")
    end(world, "observer")
    with looking_as_the_system():
        newest = Room.objects.get(pk=world.rooms["plenary"].pk).locks.order_by("-number").first()
        assert set(newest.keys.values_list("member__username", flat=True)) == set(others)


def test_a_seat_that_the_administrator_took_learns_no_answer_of_its_party(world):
    seated_by_the_administrator(world, "delegate", "north")
    proposal = proposed(world, "north", "south")
    say(world, proposal, "north", "refuse", words="Not while the bridge stands")
    member = world.members["administrator"].pk
    north = next(answer for answer in rows(proposal) if answer.party_id == world.parties["north"].pk)
    assert member not in north.shares
    assert member not in north.copies
    assert "Not while the bridge stands" not in page(world, "administrator", proposal)
    assert "Not while the bridge stands" in page(world, "north", proposal)
