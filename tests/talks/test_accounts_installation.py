"""The administrator gives and takes, and reads nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.talks.world import PASSPHRASE, marker

from goodoffices.errors import TalksError
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import Viewer, looking_as, looking_as_the_system
from goodoffices.talks.domain.accounts import check_passphrase, deactivate, step_down
from goodoffices.talks.domain.installation import every_process
from goodoffices.talks.domain.invitations import accept, invite_to_account, try_code
from goodoffices.talks.domain.processes import end_seat, seat_member
from goodoffices.talks.domain.second_person import second
from goodoffices.talks.models import Invitation, Lock, LockKey, Member, Note, Process, Seat

NEW = "seven herons cross the grey estuary"


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("fourteen chars", "too short"),
        ("unknown warden walks", "your name"),
        ("aaaaaaaaaaaaaaaaaaaa", "too few letters"),
        ("1q2w3e4r5t6y7u8i", "commonest"),
    ],
)
def test_a_passphrase_that_can_be_guessed_is_refused(passphrase, reason):
    if reason == "commonest":  # the list knows hardly anything so long
        from django.contrib.auth.password_validation import CommonPasswordValidator

        assert "1q2w3e4r5t" in CommonPasswordValidator().passwords
        passphrase = next(
            known for known in CommonPasswordValidator().passwords if len(known) >= 15 and len(set(known)) > 6
        )
    with pytest.raises(TalksError, match=reason):
        check_passphrase(passphrase, "warden")


@pytest.mark.long
def test_nothing_opens_to_the_administrator(world):
    viewer = world.viewer("administrator")
    with looking_as(viewer):
        assert not Note.objects.exists()
        assert [process.title for process in every_process()] == ["Harbour", "Hills"]
    with looking_as(Viewer(system=True, keyring=viewer.keyring)):
        notes = list(Note.objects.exclude(room__kind="public"))
        assert notes
        assert not any(note.is_open() for note in notes)


def test_only_the_administrator_looks_at_the_whole_installation(world):
    with looking_as(world.viewer("mediator")), pytest.raises(PermissionError):
        every_process()


def test_a_seat_that_the_administrator_gives_comes_without_a_key_and_shows_in_the_record(world):
    administrator = world.viewer("administrator")
    with looking_as(administrator):
        process = Process._base_manager.get(pk=world.process.pk)
        seat = seat_member(process=process, member=world.members["stranger"], role="mediator")
    with looking_as_the_system():
        assert not LockKey.objects.filter(member=world.members["stranger"], lock__room__process=process).exists()
    stranger = viewer_in(world.process.pk, world.members["stranger"].pk, world.keys["stranger"])
    with looking_as(stranger):
        assert {note.text for note in Note.objects.all() if note.is_open()} == {marker("public", "text")}
    client = world.client("mediator")
    assert "seat.take" in set(acts(world))
    assert "waits for keys" in client.get(f"/p/{world.process.pk}/people/").content.decode()
    assert seat.pk


def acts(world):
    from goodoffices.talks.models import Entry

    with looking_as_the_system():
        return [entry.act for entry in Entry.objects.filter(process=world.process)]


def test_no_key_passes_to_the_administrator_who_ends_a_seat(world):
    administrator = world.viewer("administrator")
    with looking_as(administrator):
        end_seat(Seat._base_manager.select_related("process").get(pk=world.seats["south"].pk))
        with looking_as_the_system():
            locks = list(Lock.objects.filter(room__process=world.process))
        assert locks
        assert not any(administrator.keyring.holds(lock.pk) for lock in locks)
    assert not world.viewer("south").seat_id
    with looking_as_the_system():
        newest = world.rooms["south"].lock()
        assert LockKey.objects.filter(lock=newest, member=world.members["mediator"]).exists()


def test_an_account_is_made_by_invitation_and_opens_a_process_of_its_own(world):
    with looking_as(world.viewer("administrator")):
        invitation, code = invite_to_account(label="a new mediator")
    browser = Client()
    sent = {"code": code, "step": "2", "username": "convener", "name": "Convener", "passphrase": NEW, "again": NEW}
    assert browser.post(f"/invitation/{invitation.pk}/", sent).status_code == 302
    member = Member.objects.get(username="convener")
    opened = world.client("administrator").post(
        "/installation/processes/open/", {"title": "Delta", "mediator": member.pk}
    )
    assert opened.status_code == 302
    assert browser.post("/sign-in/", {"login": "convener", "password": NEW}).status_code == 302
    page = browser.get("/account/").content.decode()
    assert "Delta" in page
    assert world.process.pk not in page


def test_an_account_taken_out_of_use_is_signed_out_at_once_and_stays_out(world):
    client = world.client("north")
    assert client.get("/").status_code == 200
    administrator = world.client("administrator")
    administrator.post(f"/installation/accounts/{world.members['north'].pk}/use/")
    assert "/sign-in/" in client.get("/")["Location"]
    refused = Client().post("/sign-in/", {"login": "north", "password": PASSPHRASE})
    assert "not right" in refused.content.decode()
    administrator.post(f"/installation/accounts/{world.members['north'].pk}/use/")
    assert Client().post("/sign-in/", {"login": "north", "password": PASSPHRASE}).status_code == 302


def test_the_last_administrator_stays(world):
    with looking_as(world.viewer("administrator")), pytest.raises(TalksError, match="last administrator"):
        deactivate(world.members["administrator"])


def test_the_administrator_lets_somebody_back_in_and_learns_nothing_by_it(world):
    with looking_as(world.viewer("administrator")):
        invitation, code = invite_to_account(member=world.members["south"])
    with looking_as(world.viewer("mediator")):
        second(Invitation.objects.get(pk=invitation.pk))
    assert not invitation.bundle
    with looking_as(Viewer()):
        found = try_code(invitation_id=invitation.pk, code=code)
        member = accept(invitation=found, code=code, passphrase=NEW)
    with looking_as(viewer_in(world.process.pk, member.pk, member.unlocked(NEW))):
        assert not any(note.is_open() for note in Note.objects.exclude(room__kind="public"))


def test_the_pages_of_the_installation_hold_no_word_of_what_was_said(world):
    client = world.client("administrator")
    pages = ["/installation/", f"/installation/processes/{world.process.pk}/"]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert "MARK" not in answer.content.decode()


def test_an_administrator_invites_another_and_only_then_steps_down(world):
    admin = world.members["administrator"]
    with pytest.raises(TalksError, match="last administrator"):
        step_down(admin)
    with looking_as(world.viewer("administrator")):
        invitation, code = invite_to_account(label="The deputy", administrator=True)
        second, other = invite_to_account(label="A friend", administrator=True)
    deputy = accept(invitation=invitation, code=code, username="deputy", passphrase=NEW)
    assert deputy.is_administrator
    step_down(admin)
    assert not Member.objects.get(pk=admin.pk).is_administrator
    assert try_code(invitation_id=second.pk, code=other) is None, "who has gone may know the code"
    with pytest.raises(TalksError, match="last administrator"):
        step_down(deputy)


def test_to_step_down_takes_the_passphrase_and_the_last_administrator_is_told_why_not(world):
    client = world.client("administrator")
    assert client.post("/installation/administrators/step-down/", {"own": "not this one at all"}).status_code == 422
    refused = client.post("/installation/administrators/step-down/", {"own": PASSPHRASE})
    assert refused.status_code == 422
    assert "This is the last administrator." in refused.content.decode()
