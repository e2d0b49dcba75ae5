"""What takes two persons: a way back in to an account, and a seat in the mediator's team."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.talks.test_accounts_invitations import NEW, agreed, invited, taken
from tests.talks.world import PASSPHRASE

from goodoffices.errors import TalksError
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import Viewer, looking_as, looking_as_the_system
from goodoffices.talks.domain.invitations import accept, invite_back, invite_to_account, state_of, try_code
from goodoffices.talks.domain.processes import seat_member
from goodoffices.talks.domain.second_person import WAIT, can_second, second
from goodoffices.talks.models import Entry, Invitation, LockKey, Member


def let_back_in(world, by="mediator", who="north"):
    with looking_as(world.viewer(by)):
        return invite_back(seat=world.seats[who])


def let_back_in_by_the_administrator(world, who="north"):
    with looking_as(world.viewer("administrator")):
        return invite_to_account(member=world.members[who])


def take(invitation, code):
    with looking_as(Viewer()):
        return accept(invitation=try_code(invitation_id=invitation.pk, code=code), code=code, passphrase=NEW)


def may_second(world, who, invitation):
    with looking_as(world.viewer(who)):
        found = Invitation.objects.filter(pk=invitation.pk).first()
        return found is not None and can_second(found)


def keys_of(world, who):
    with looking_as_the_system():
        return LockKey.objects.filter(member=world.members[who]).count()


def test_a_way_back_in_takes_no_key_and_opens_no_account_before_a_second_person_has_agreed(world):
    invitation, code = let_back_in(world)
    before = keys_of(world, "north")
    with pytest.raises(TalksError, match="second person"):
        take(invitation, code)
    assert keys_of(world, "north") == before > 0
    assert world.members["north"].unlocked(PASSPHRASE)
    assert take(agreed(world, invitation), code).unlocked(NEW)
    assert keys_of(world, "north") == 0


def test_whoever_has_the_code_too_early_is_told_to_wait_and_nothing_of_the_account(world):
    invitation, code = let_back_in(world)
    page = Client().post(f"/invitation/{invitation.pk}/", {"code": code})
    assert page.status_code == 422
    assert "waits for the word of a second person" in page.content.decode()
    assert "passphrase" not in page.content.decode().lower()


@pytest.mark.parametrize("who", ["mediator", "north", "south", "observer", "stranger"])
def test_what_a_table_makes_only_an_administrator_agrees_to(world, who):
    invitation, _code = let_back_in(world)
    assert not may_second(world, who, invitation)
    assert may_second(world, "administrator", invitation)


def test_what_the_administrator_makes_somebody_of_the_table_agrees_to_who_holds_keys(world):
    invitation, code = let_back_in_by_the_administrator(world)
    assert not may_second(world, "administrator", invitation)
    assert not may_second(world, "north", invitation), "it is theirs"
    assert not may_second(world, "south", invitation)
    assert may_second(world, "mediator", invitation)
    with looking_as(world.viewer("administrator")):
        seat_member(process=world.process, member=world.members["stranger"], role="mediator")
    assert not may_second(world, "stranger", invitation), "an accomplice whom the administrator seated holds no key"
    with looking_as_the_system():
        Member.objects.filter(username="observer").update(is_administrator=True)
    assert not may_second(world, "observer", invitation), "nor does another administrator count, whom one can make"
    with looking_as(world.viewer("administrator")), pytest.raises(TalksError):
        second(invitation)
    assert take(agreed(world, invitation, "mediator"), code)


def test_a_second_persons_word_is_worth_nothing_once_their_account_is_out_of_use(world):
    invitation, _code = let_back_in_by_the_administrator(world)
    agreed(world, invitation, "mediator")
    with looking_as_the_system():
        assert state_of(Invitation.objects.get(pk=invitation.pk)) == "waits"
        Member.objects.filter(username="mediator").update(is_active=False)
        assert state_of(Invitation.objects.get(pk=invitation.pk)).startswith("waits two days")


def test_where_nobody_could_be_the_second_it_waits_two_days_in_which_its_owner_can_refuse(world):
    invitation, code = let_back_in_by_the_administrator(world, "administrator")
    with pytest.raises(TalksError, match="second person"):
        take(invitation, code)
    with looking_as_the_system():
        Invitation.objects.filter(pk=invitation.pk).update(made=timezone.now() - WAIT)
    assert take(invitation, code).unlocked(NEW)


def test_the_owner_sees_it_on_every_page_and_can_refuse(world):
    invitation, code = let_back_in(world)
    browser = world.client("north")
    for address in ("/", "/account/", f"/p/{world.process.pk}/notes/"):
        assert "a way back in to your account" in browser.get(address).content.decode()
    assert "a way back in to your account" not in world.client("guarantor").get("/").content.decode()
    assert browser.post(f"/account/way-back/{invitation.pk}/refuse/").status_code == 302
    assert "a way back in to your account" not in browser.get("/").content.decode()
    with looking_as(Viewer()):
        assert try_code(invitation_id=invitation.pk, code=code) is None


def test_the_second_person_agrees_on_a_page_with_their_own_passphrase(world):
    invitation, code = let_back_in(world)
    browser = world.client("administrator")
    address = f"/installation/invitations/{invitation.pk}/second/"
    assert address in browser.get("/installation/").content.decode()
    assert browser.post(address, {"own": "not the passphrase at all"}).status_code == 422
    assert browser.post(address, {"own": PASSPHRASE}).status_code == 302
    assert browser.get(address).status_code == 404
    assert take(invitation, code)


def test_the_record_of_the_table_tells_what_was_made_and_agreed_for_its_people_elsewhere(world):
    agreed(world, let_back_in_by_the_administrator(world)[0], "mediator")
    with looking_as_the_system():
        acts = list(Entry.objects.filter(process=world.process).order_by("number").values_list("act", flat=True))
    assert acts[-2:] == ["invitation.make", "invitation.second"]


def test_a_second_mediator_agrees_to_a_third(world):
    first = taken(*invited(world, "mediator", "mediator", None), name="deputy")
    assert first.is_mediator(), "a mediator who is alone can invite another"
    invitation, code = invited(world, "mediator", "mediator", None)
    with pytest.raises(TalksError, match="second person"):
        taken(invitation, code, name="third")
    assert not may_second(world, "administrator", invitation)
    with looking_as(viewer_in(world.process.pk, first.member_id, first.keyring.own)):
        second(Invitation.objects.get(pk=invitation.pk))
    assert taken(invitation, code, name="third").is_mediator()
