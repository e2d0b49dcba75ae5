"""Invitations: a code that is never stored, and keys that go only where the seat goes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from tests.talks.test_canaries import raw_database
from tests.talks.world import PASSPHRASE, marker

from goodoffices.errors import TalksError
from goodoffices.seal import PrivateKey, new_code, read_code
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import Keyring, Viewer, looking_as, looking_as_the_system
from goodoffices.talks.domain.invitations import MOST_WRONG, accept, hand_over, invite, invite_back, state_of, try_code
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.domain.people import give_keys_again, leave, rooms_closed_for_ever, waiting_for_keys
from goodoffices.talks.domain.rooms import named_room
from goodoffices.talks.domain.second_person import second
from goodoffices.talks.models import Entry, Invitation, LockKey, Member, Note, Room, Seat

NEW = "seven herons cross the grey estuary"


def invited(world, by="north", role="delegate", party="north"):
    with looking_as(world.viewer(by)):
        return invite(process=world.process, role=role, label="somebody", party=world.parties[party] if party else None)


def taken(invitation, code, name="envoy", passphrase=NEW):
    """The viewer of somebody who took an invitation with a new account."""
    with looking_as(Viewer()):
        found = try_code(invitation_id=invitation.pk, code=code)
        member = accept(invitation=found, code=code, username=name, name="Envoy", passphrase=passphrase)
    return viewer_in(invitation.process_id, member.pk, member.unlocked(passphrase))


def agreed(world, invitation, by="administrator"):
    """The invitation, once this second person has said that it is right."""
    with looking_as(world.viewer(by)):
        second(Invitation.objects.get(pk=invitation.pk))
    return invitation


def what_is_open_to(viewer):
    with looking_as(viewer):
        return {note.text for note in Note.objects.all() if note.is_open()}


def test_who_takes_an_invitation_reads_what_their_side_has_said_and_nothing_else(world):
    envoy = taken(*invited(world))
    assert what_is_open_to(envoy) == {marker(room, "text") for room in ("north", "north-south", "plenary", "public")}
    assert what_is_open_to(envoy) == what_is_open_to(world.viewer("north"))


def test_the_code_is_nowhere_in_the_database_before_or_after_it_is_used(world):
    invitation, code = invited(world)
    letters = read_code(code).decode()
    for _ in range(2):
        raw = raw_database()
        assert invitation.pk in raw, "the search would find the code"
        assert code not in raw
        assert letters not in raw
        if not Member.objects.filter(username="envoy").exists():
            taken(invitation, code)


def test_a_used_invitation_keeps_no_keys(world):
    invitation, code = invited(world)
    assert invitation.bundle
    taken(invitation, code)
    with looking_as_the_system():
        assert not Invitation.objects.get(pk=invitation.pk).bundle


def test_an_invitation_is_used_once(world):
    invitation, code = invited(world)
    taken(invitation, code)
    with looking_as(Viewer()):
        assert try_code(invitation_id=invitation.pk, code=code) is None
        with pytest.raises(TalksError):
            accept(invitation=invitation, code=code, username="second", name="Second", passphrase=NEW)
    assert not Member.objects.filter(username="second").exists()


def test_a_wrong_code_opens_nothing_and_the_fifth_closes_the_invitation(world):
    invitation, code = invited(world)
    with looking_as(Viewer()):
        for _ in range(MOST_WRONG):
            assert try_code(invitation_id=invitation.pk, code=new_code()) is None
        assert try_code(invitation_id=invitation.pk, code=code) is None
    page = world.client("north").get(f"/p/{world.process.pk}/people/").content.decode()
    assert "closed after 5 wrong codes" in page


@pytest.mark.parametrize(
    "spoilt",
    [
        {"expires": timezone.now() - dt.timedelta(seconds=1)},
        {"used": timezone.now()},
        {"withdrawn": timezone.now()},
        {"wrong_codes": MOST_WRONG},
    ],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_an_invitation_that_cannot_be_used_looks_as_if_it_had_never_been(world, spoilt):
    invitation, code = invited(world)
    with looking_as_the_system():
        Invitation.objects.filter(pk=invitation.pk).update(**spoilt)
    answers = [
        (answer.status_code, answer.content)
        for name in (invitation.pk, "A" * 22)
        for answer in [Client().get(f"/invitation/{name}/"), Client().post(f"/invitation/{name}/", {"code": code})]
    ]
    assert [status for status, _ in answers] == [200, 422, 200, 422]
    strip = [b"\n".join(line for line in content.splitlines() if b"csrf" not in line) for _, content in answers]
    assert strip[:2] == strip[2:]


def test_an_invitation_ends_when_the_one_who_made_it_leaves(world):
    invitation, code = invited(world)
    with looking_as(world.viewer("mediator")):
        leave(world.seats["north"])
        assert state_of(invitation) != "waits"
    with looking_as(Viewer()):
        assert try_code(invitation_id=invitation.pk, code=code) is None


@pytest.mark.parametrize(("role", "party"), [("delegate", "south"), ("mediator", None), ("guarantor", "north")])
def test_a_delegation_invites_to_its_own_side_only(world, role, party):
    with pytest.raises(TalksError):
        invited(world, "north", role, party)


def test_who_has_an_account_joins_with_it(world):
    invitation, code = invited(world, "mediator", "observer", None)
    client = world.client("stranger")
    address = f"/invitation/{invitation.pk}/"
    assert "passphrase" not in client.post(address, {"code": code}).content.decode().lower()
    assert client.post(address, {"code": code, "step": "2"})["Location"] == f"/p/{world.process.pk}/"
    stranger = viewer_in(world.process.pk, world.members["stranger"].pk, world.keys["stranger"])
    assert marker("plenary", "text") in what_is_open_to(stranger)


def test_a_whole_invitation_goes_through_its_pages(world):
    invitation, code = invited(world)
    browser = Client()
    address = f"/invitation/{invitation.pk}/"
    first = browser.post(address, {"code": code.lower().replace("-", " ")})
    assert "Harbour" in first.content.decode()
    bad = {"code": code, "step": "2", "username": "envoy", "name": "Envoy", "passphrase": "short", "again": "short"}
    assert "too short" in browser.post(address, bad).content.decode()
    named = bad | {"passphrase": "the envoy walks slowly home", "again": "the envoy walks slowly home"}
    assert "must not contain your name" in browser.post(address, named).content.decode()
    done = browser.post(address, bad | {"passphrase": NEW, "again": NEW})
    assert done["Location"] == "/sign-in/"
    assert browser.post("/sign-in/", {"login": "envoy", "password": NEW}).status_code == 302
    assert marker("north", "text") in browser.get(f"/p/{world.process.pk}/notes/").content.decode()


def test_a_room_that_opened_after_the_invitation_waits_for_somebody_to_share_it(world):
    invitation, code = invited(world)
    with looking_as(world.viewer("mediator")):
        room = named_room(process=world.process, parties=[world.parties["north"], world.parties["east"]])
    with looking_as(world.viewer("mediator")):
        write_note(room=Room.objects.get(pk=room.pk), author=world.seats["mediator"], title="t", text="said with East")
    envoy = taken(invitation, code)
    assert "said with East" not in what_is_open_to(envoy)
    with looking_as(world.viewer("north")):
        assert waiting_for_keys() == {envoy.seat_id: True}
        give_keys_again(Seat.objects.get(pk=envoy.seat_id))
        assert waiting_for_keys() == {}
    envoy = viewer_in(envoy.process_id, envoy.member_id, envoy.keyring.own)
    assert "said with East" in what_is_open_to(envoy)


def test_nobody_learns_that_somebody_waits_for_keys_of_a_room_they_do_not_belong_to(world):
    taken(*invited(world, "mediator", "mediator", None))
    with looking_as_the_system():
        lock = world.rooms["south"].lock()
        LockKey.objects.filter(lock=lock, member__username="envoy").delete()
    with looking_as(world.viewer("north")):
        assert waiting_for_keys() == {}
    with looking_as(world.viewer("south")):
        assert len(waiting_for_keys()) == 1


def test_after_a_hand_over_the_successor_reads_on_and_the_predecessor_opens_nothing_new(world):
    north = world.viewer("north")
    with looking_as_the_system():
        kept = {row.lock_id: bytes(row.sealed) for row in LockKey.objects.filter(member_id=north.member_id)}
    with looking_as(world.viewer("mediator")):
        invitation, code = hand_over(seat=Seat.objects.get(pk=north.seat_id), label="the successor")
    assert viewer_in(world.process.pk, north.member_id, world.keys["north"]) is None
    with looking_as(world.viewer("mediator")):
        room = Room.objects.get(pk=world.rooms["north"].pk)
        later = write_note(room=room, author=world.seats["mediator"], title="later", text="said afterwards")
    successor = taken(invitation, code)
    assert {"said afterwards", marker("north", "text")} <= what_is_open_to(successor)
    with looking_as(Viewer(system=True, keyring=Keyring(world.keys["north"], lambda: kept))):
        assert not Note.objects.get(pk=later.pk).is_open()


def test_a_hand_over_that_cannot_be_ends_no_seat_and_invites_nobody(world):
    with looking_as(world.viewer("mediator")):
        with pytest.raises(TalksError, match="your own seat"):
            hand_over(seat=world.seats["mediator"], label="nobody")
        with pytest.raises(TalksError, match="last mediator"):
            leave(world.seats["mediator"])
        assert Invitation.objects.filter(label="nobody").count() == 0
    with looking_as(world.viewer("north")), pytest.raises(TalksError, match="your side"):
        hand_over(seat=world.seats["south"], label="nobody")
    assert world.viewer("mediator").seat_id
    assert world.viewer("south").seat_id


def test_ending_a_seat_takes_ones_own_passphrase_once_more(world):
    client = world.client("mediator")
    address = f"/p/{world.process.pk}/people/{world.seats['south'].pk}/end/"
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"own": "not the passphrase at all"}).status_code == 422
    assert world.viewer("south").seat_id
    assert client.post(address, {"own": PASSPHRASE}).status_code == 302
    assert not world.viewer("south").seat_id


def test_a_lost_passphrase_gives_a_new_key_and_the_room_opens_when_it_is_shared_again(world):
    before = world.client("north")
    with looking_as(world.viewer("mediator")):
        invitation, code = invite_back(seat=world.seats["north"])
    agreed(world, invitation)
    assert what_is_open_to(world.viewer("north")), "until it is used nothing changes"
    with looking_as(Viewer()):
        found = try_code(invitation_id=invitation.pk, code=code)
        member = accept(invitation=found, code=code, passphrase=NEW)
    key = member.unlocked(NEW)
    assert member.unlocked(PASSPHRASE) is None
    assert key.raw != world.keys["north"].raw
    assert before.get("/").status_code == 302, "the old session has ended"
    assert what_is_open_to(viewer_in(world.process.pk, member.pk, key)) == {marker("public", "text")}
    with looking_as(world.viewer("mediator")):
        give_keys_again(Seat.objects.get(pk=world.seats["north"].pk))
    opened = what_is_open_to(viewer_in(world.process.pk, member.pk, key))
    assert opened == {marker(room, "text") for room in ("north", "north-south", "plenary", "public")}


def test_a_way_back_in_asks_for_the_second_factor_of_who_has_one(world):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    with looking_as(world.viewer("mediator")):
        invitation, code = invite_back(seat=world.seats["north"])
    recovery = RecoveryCodes.activate(world.members["north"]).get_unused_codes()
    sent = {"code": code, "step": "2", "passphrase": NEW, "again": NEW}
    address = f"/invitation/{invitation.pk}/"
    assert Client().post(address, sent).status_code == 422
    assert Client().post(address, sent | {"second_factor": "00000000"}).status_code == 422
    assert Member.objects.get(username="north").unlocked(NEW) is None
    assert Client().post(address, sent | {"second_factor": recovery[0]}).status_code == 302
    assert Member.objects.get(username="north").unlocked(NEW)


def test_who_alone_holds_a_rooms_key_is_told_of_before_it_is_lost(world):
    mediator = world.viewer("mediator")
    with looking_as(mediator):
        assert [room.kind for room in rooms_closed_for_ever(world.seats["mediator"])] == ["desk"]
        assert rooms_closed_for_ever(world.seats["north"]) == []
    with looking_as_the_system():
        LockKey.objects.filter(member_id=mediator.member_id, lock__room=world.rooms["north"]).delete()
    address = f"/p/{world.process.pk}/people/{world.seats['north'].pk}/back-in/"
    assert "closed for ever" in world.client("mediator").get(address).content.decode()


def test_the_record_tells_who_was_invited_and_seated_without_a_name(world):
    taken(*invited(world))
    with looking_as_the_system():
        told = [entry.content() for entry in Entry.objects.filter(process=world.process)]
    assert {"invitation.make", "invitation.accept", "seat.take"} <= {entry["act"] for entry in told}
    assert "envoy" not in str(told).lower()
    assert "somebody" not in str(told)


def test_a_key_that_is_not_ones_own_opens_no_bundle(world):
    invitation, _code = invited(world)
    with looking_as_the_system():
        stored = bytes(Invitation.objects.get(pk=invitation.pk).bundle)
    for secret in (PrivateKey.generate().raw, world.keys["north"].raw):
        assert secret not in stored
    assert b"{" not in stored[:2]
