"""Signing in and staying signed in: attempts, devices, sessions, keys."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.talks.test_api import ask, token_of
from tests.talks.test_canaries import raw_database
from tests.talks.world import PASSPHRASE, marker

from goodoffices.talks.access.attempts import Counter, begin, succeeded
from goodoffices.talks.access.still_seated import Ticket, still_seated
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Attempt, Member

NEW = "seven herons cross the grey estuary"


def sign_in(client, name, passphrase, address="127.0.0.1"):
    return client.post("/sign-in/", {"login": name, "password": passphrase}, REMOTE_ADDR=address)


def try_in_vain(name, address, times):
    for _ in range(times):
        answer = sign_in(Client(), name, "not the passphrase", address)
    return answer.content.decode()


@pytest.mark.long
def test_wrong_passphrases_typed_elsewhere_do_not_stop_who_has_signed_in_on_this_device_before(world):
    known = Client()
    assert sign_in(known, "north", PASSPHRASE, "192.0.2.1").status_code == 302
    known.post("/sign-out/")
    assert "Too many wrong tries" in try_in_vain("north", "192.0.2.1", 8), "even from the same address"
    assert "Too many wrong tries" in try_in_vain("north", "198.51.100.7", 8)
    assert sign_in(known, "north", PASSPHRASE, "192.0.2.1").status_code == 302


def test_who_guesses_has_to_wait_and_the_right_passphrase_does_not_help_them_meanwhile(world):
    try_in_vain("north", "198.51.100.7", 8)
    refused = sign_in(Client(), "north", PASSPHRASE, "198.51.100.7")
    assert refused.status_code == 200
    assert "Too many wrong tries" in refused.content.decode()
    assert sign_in(Client(), "north", PASSPHRASE, "203.0.113.9").status_code == 302, "an unknown device elsewhere"


def test_a_known_device_may_not_guess_either(world):
    known = Client()
    sign_in(known, "north", PASSPHRASE)
    known.post("/sign-out/")
    told = [sign_in(known, "north", "not the passphrase").content.decode() for _ in range(7)][-1]
    assert "Too many wrong tries" in told


def test_a_device_is_known_for_the_names_that_signed_in_on_it_and_no_other(world):
    browser = Client()
    sign_in(browser, "south", PASSPHRASE, "198.51.100.7")
    browser.post("/sign-out/")
    try_in_vain("north", "198.51.100.7", 8)
    assert "Too many" in sign_in(browser, "north", PASSPHRASE, "198.51.100.7").content.decode()
    browser.cookies[settings.DEVICE_COOKIE_NAME] = "forged.0123456789"
    assert "Too many" in sign_in(browser, "north", PASSPHRASE, "198.51.100.7").content.decode()


def test_a_name_that_does_not_exist_is_answered_like_one_that_does(world):
    told = [
        [
            sign_in(Client(), name, "not the passphrase", address).content.decode().replace(name, "NAME")
            for _ in range(6)
        ]
        for name, address in (("north", "198.51.100.7"), ("nobody-at-all", "198.51.100.8"))
    ]
    plain = [["".join(line for line in page.splitlines() if "csrf" not in line) for page in pages] for pages in told]
    assert plain[0] == plain[1]
    assert "Too many" in told[0][-1]


def test_an_address_that_tries_many_names_has_to_wait(world):
    told = [try_in_vain(f"name-{number}", "198.51.100.7", 1) for number in range(22)][-1]
    assert "Too many" in told


def test_the_wait_doubles_and_a_success_starts_anew(db):
    counter = Counter("a" * 64, free=2)
    waits = []
    for _ in range(5):
        assert begin([counter]) == 0
        with looking_as_the_system():
            row = Attempt.objects.get(key=counter.key)
            waits.append((row.until - row.last).total_seconds() if row.until else 0)
            Attempt.objects.filter(key=counter.key).update(until=None)
    assert waits == [0, 1, 2, 4, 8]
    succeeded([counter])
    assert begin([counter]) == 0
    with looking_as_the_system():
        assert Attempt.objects.get(key=counter.key).failures == 1


def test_attempts_name_nobody_and_are_forgotten_after_a_day(world):
    try_in_vain("very-rare-name", "198.51.100.77", 3)
    raw = raw_database()
    assert "very-rare-name" not in raw
    assert "198.51.100.77" not in raw
    with looking_as_the_system():
        Attempt.objects.update(last=timezone.now() - timedelta(days=2))
        begin([Counter("b" * 64)])
        assert Attempt.objects.count() == 1


def test_codes_of_a_second_factor_cannot_be_tried_as_often_as_one_likes(world):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(world.members["north"], generate_totp_secret())
    browser = Client()
    assert "second-factor" in sign_in(browser, "north", PASSPHRASE)["Location"]
    told = [browser.post("/second-factor/authenticate/", {"code": "000000"}).content.decode() for _ in range(7)][-1]
    assert "Too many wrong tries" in told


def test_a_session_ends_when_nothing_is_done_for_two_hours(world):
    client = world.client("north")
    assert client.get("/").status_code == 200
    back(client, seen=settings.SESSION_IDLE_SECONDS + 1)
    assert "/sign-in/" in client.get("/")["Location"]


def test_a_session_ends_after_twelve_hours_whatever_was_done(world):
    client = world.client("north")
    back(client, began=settings.SESSION_COOKIE_AGE + 1)
    assert "/sign-in/" in client.get("/")["Location"]


def back(client, **by):
    session = client.session
    for key, seconds in by.items():
        session[key] = int(time.time()) - seconds
    session.save()


def test_signing_out_ends_the_session_at_once_and_takes_the_key_away(world):
    client = world.client("north")
    kept = client.cookies.output(header="", sep=";")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-out/")
    assert not client.cookies[settings.KEY_COOKIE_NAME].value
    assert not Session.objects.filter(session_key=session).exists()
    again = Client(headers={"cookie": kept})
    assert "/sign-in/" in again.get("/")["Location"]


def test_a_session_that_is_revoked_elsewhere_ends_at_once(world):
    here, there = world.client("north"), world.client("north")
    assert there.get("/").status_code == 200
    page = here.get("/account/").content.decode()
    address = next(part for part in page.split('"') if part.startswith("/account/sessions/") and part.count("/") == 5)
    assert world.client("south").post(address).status_code == 404
    assert here.post(address).status_code == 302
    assert "/sign-in/" in there.get("/")["Location"]
    assert here.get("/").status_code == 200


def test_session_and_cookie_are_both_needed_to_open_anything(world):
    client = world.client("north")
    notes = f"/p/{world.process.pk}/notes/"
    assert marker("north", "text") in client.get(notes).content.decode()
    session, key = (client.cookies[name].value for name in (settings.SESSION_COOKIE_NAME, settings.KEY_COOKIE_NAME))
    for name, value in ((settings.SESSION_COOKIE_NAME, session), (settings.KEY_COOKIE_NAME, key)):
        thief = Client()
        thief.cookies[name] = value
        assert "/sign-in/" in thief.get(notes)["Location"]


def test_a_stolen_database_holds_no_key_that_opens_anything_without_the_cookie(world):
    client = world.client("north")
    cookie = client.cookies[settings.KEY_COOKIE_NAME].value
    stored = Session.objects.get(session_key=client.session.session_key).get_decoded()
    raw = raw_database() + str(stored)
    assert cookie not in raw
    assert world.keys["north"].raw.hex() not in raw
    other = world.client("south").cookies[settings.KEY_COOKIE_NAME].value
    client.cookies[settings.KEY_COOKIE_NAME] = other
    assert "/sign-in/" in client.get(f"/p/{world.process.pk}/notes/")["Location"]


def test_a_changed_passphrase_keeps_everything_open_here_and_ends_all_other_sessions(world):
    here, there = world.client("north"), world.client("north")
    sent = {"own": "not the old one at all", "passphrase": NEW, "again": NEW}
    assert here.post("/account/passphrase/", sent).status_code == 422
    assert here.post("/account/passphrase/", sent | {"own": PASSPHRASE}).status_code == 302
    assert "/sign-in/" in there.get("/")["Location"]
    assert marker("north", "text") in here.get(f"/p/{world.process.pk}/notes/").content.decode()
    assert sign_in(Client(), "north", PASSPHRASE).status_code == 200
    later = Client()
    assert sign_in(later, "north", NEW).status_code == 302
    assert marker("north", "text") in later.get(f"/p/{world.process.pk}/notes/").content.decode()


def test_a_changed_passphrase_leaves_no_token_to_whoever_knew_the_old_one(world, client):
    token = token_of(world, "north")
    address = f"/api/1/p/{world.process.pk}/notes"
    assert ask(client, "GET", address, token).status_code == 200
    sent = {"own": PASSPHRASE, "passphrase": NEW, "again": NEW}
    assert world.client("north").post("/account/passphrase/", sent).status_code == 302
    assert ask(client, "GET", address, token).status_code == 401


@pytest.mark.parametrize("field", ["language", "timezone"])
def test_language_and_zone_are_the_members_own(world, field):
    value = {"language": "ru", "timezone": "Asia/Almaty"}[field]
    client = world.client("north")
    assert client.post("/account/", {field: value}).status_code == 302
    assert getattr(Member.objects.get(username="north"), field) == value
    assert client.post("/account/", {field: "Atlantis/Old"}).status_code == 422


@pytest.mark.parametrize("over", [{"seen": 2 * 3600 + 1}, {"began": 12 * 3600 + 1}], ids=["idle", "too long"])
def test_a_stream_of_events_outlives_no_session(world, over):
    client = world.client("north")
    held = Ticket(client.session.session_key, world.members["north"].pk, world.process.pk)
    assert set(still_seated([held])) == {held}
    session = client.session
    for name, seconds in over.items():
        session[name] = int(time.time()) - seconds
    session.save()
    assert still_seated([held]) == {}
