"""What attackers with the source at hand tried, one promise each."""

from __future__ import annotations

import asyncio
import logging
import tempfile
import threading

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from tests.talks.proposing import page, proposed, rows, say
from tests.talks.world import PASSPHRASE, make_world

from goodoffices.errors import TalksError
from goodoffices.talks.access.identify import viewer_outside
from goodoffices.talks.access.viewer import Viewer, looking_as, looking_as_the_system
from goodoffices.talks.domain.accounts import new_passphrase
from goodoffices.talks.domain.invitations import accept, invite, try_code
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.domain.processes import add_party, end_seat, seat_member
from goodoffices.talks.domain.rooms import share_keys
from goodoffices.talks.domain.splitting import answer_of_ones_own
from goodoffices.talks.logs import WordlessFormatter
from goodoffices.talks.models import Lock, LockKey, Note, Room, Seat

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
    assert answer_of_ones_own(north, world.keys["administrator"]) is None
    assert answer_of_ones_own(north, world.keys["north"])["verdict"] == "refuse"
    assert "Not while the bridge stands" not in page(world, "administrator", proposal)
    assert "Not while the bridge stands" in page(world, "north", proposal)


def test_a_link_from_another_site_does_not_end_a_session(world):
    client = world.client("north")
    assert client.cookies[settings.SESSION_COOKIE_NAME]["samesite"] == "Strict", "or it would come without the key"
    assert client.cookies[settings.KEY_COOKIE_NAME]["samesite"] == "Strict"
    elsewhere = Client()  # what a browser sends when a link of another site is followed: none of our cookies
    assert elsewhere.get(f"/p/{world.process.pk}/").status_code == 302
    assert client.get(f"/p/{world.process.pk}/").status_code == 200


def test_a_session_without_its_key_is_signed_out_and_can_sign_in_again(world):
    client = world.client("north")
    del client.cookies[settings.KEY_COOKIE_NAME]
    answer = client.get(f"/p/{world.process.pk}/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0].startswith("/sign-in/")
    signed_in = client.post(answer.redirect_chain[-1][0], {"login": "north", "password": PASSPHRASE}, follow=True)
    assert signed_in.redirect_chain[-1][0] == f"/p/{world.process.pk}/"


@pytest.mark.parametrize("back", ["nowhere", "account_logout", "//evil.example/", "https://evil.example/"])
def test_choosing_a_language_leads_to_no_other_page_than_that_of_an_address_here(world, back):
    answer = world.client("north").post("/language/", {"language": "en", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_passphrase_cannot_be_guessed_by_answering_a_proposal(world):
    proposal = proposed(world, "north", "south")
    client = world.client("north")
    address = f"/p/{world.process.pk}/proposals/{proposal.pk}/answer/"
    for number in range(7):
        client.post(address, {"verdict": "accept", "passphrase": f"guess number {number} of many"})
    answer = client.post(address, {"verdict": "accept", "passphrase": PASSPHRASE})
    assert answer.status_code == 422
    assert b"Too many wrong tries" in answer.content


@pytest.mark.parametrize("address", ["/invitation/a%00b/", "/p/a%00b/notes/", "/p/{process}/notes/a%00b/edit/"])
def test_an_address_with_a_nought_in_it_is_nowhere(world, address):
    answer = world.client("north").get(address.format(process=world.process.pk))
    assert answer.status_code == 404, "PostgreSQL refuses such a text, which would be an error of ours"


def asked(path: str, body: list[bytes], *headers: tuple[bytes, bytes]) -> int:
    """The status of a POST to the application as servers see it, its body coming in parts."""
    from goodoffices.talks.asgi import application

    parts = [{"type": "http.request", "body": part, "more_body": True} for part in body]
    messages = iter([*parts, {"type": "http.request", "body": b"", "more_body": False}])
    told: list[dict] = []

    async def receive() -> dict:
        found = next(messages, None)
        if found is None:
            await asyncio.sleep(60)
        return found or {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"headers": [(b"host", b"localhost"), *headers], "client": ("127.0.0.1", 9), "server": ("localhost", 80)}
    asyncio.run(application(scope, receive, send))
    return told[0]["status"]


@pytest.fixture
def no_disk(monkeypatch):
    """Fails when a part of a request is about to be written to a temporary file."""

    def refused(*_given, **_named):
        raise AssertionError("a part of a request went to the disk")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", refused)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refused)


@pytest.mark.usefixtures("no_disk")
def test_what_is_sent_is_never_laid_down_in_a_temporary_file():
    begin = b'--x\r\nContent-Disposition: form-data; name="file"; filename="d.yaml"\r\nContent-Type: text/yaml\r\n\r\n'
    body = begin + b"s" * (4 * 1024 * 1024 - 1000) + b"\r\n--x--\r\n"
    kind = (b"content-type", b"multipart/form-data; boundary=x")
    parts = [body[at : at + 65536] for at in range(0, len(body), 65536)]
    assert asked("/sign-in/", parts, kind, (b"content-length", str(len(body)).encode())) == 403  # a form of elsewhere


@pytest.mark.usefixtures("no_disk")
def test_more_than_fits_into_memory_is_refused_unread():
    assert asked("/sign-in/", [b"s" * 65536] * 100) == 413
    assert asked("/sign-in/", [], (b"content-length", b"99999999999")) == 413


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_an_invitation_taken_twice_at_the_same_moment_seats_one():
    world = make_world()
    with looking_as(world.viewer("mediator")):
        made, code = invite(process=world.process, role="observer", label="the observer")
    begin, told = threading.Barrier(2), []

    def take(number: int) -> None:
        try:
            with looking_as(Viewer()):  # nobody has signed in
                found = try_code(invitation_id=made.pk, code=code)
                begin.wait(120)
                accept(invitation=found, code=code, username=f"taker{number}", passphrase="seven herons cross the bay")
            told.append("seated")
        except Exception as error:  # noqa: BLE001 (told in the test's own thread)
            told.append(error.problems[0].what if isinstance(error, TalksError) else repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
    assert sorted(told) == ["This invitation can no longer be used.", "seated"]


def test_signing_in_gives_another_session_than_the_one_that_was_there_before(world):
    client = Client()
    client.post("/sign-in/", {"login": "north", "password": "a wrong passphrase, long enough"})
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    client.post("/sign-in/", {"login": "north", "password": PASSPHRASE})
    assert client.get(f"/p/{world.process.pk}/").status_code == 200
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert thief.get(f"/p/{world.process.pk}/").status_code == 302


def test_a_lock_that_is_changed_opens_nothing_to_who_changes_it_and_belongs_there_without_a_key(world):
    seated_by_the_administrator(world, "mediator")
    thief = world.viewer("administrator")
    with looking_as(thief):
        end_seat(Seat.objects.get(pk=world.seats["observer"].pk))
        assert not any(thief.keyring.holds(lock.pk) for lock in Lock.objects.all())
    own = world.viewer("mediator")
    with looking_as(own):
        end_seat(Seat.objects.get(pk=world.seats["monitor"].pk))
        said = write_note(
            room=world.rooms["desk"], author=world.seats["mediator"], title="t", text="within the request"
        )
        assert Note.objects.get(pk=said.pk).text == "within the request"


def test_what_failed_is_logged_by_place_and_kind_and_not_in_its_own_words(caplog):
    def opens(secret: str) -> None:
        try:
            int(secret)
        except ValueError as error:
            raise RuntimeError(f"could not read {secret}") from error

    wordless = WordlessFormatter("%(levelname)s %(name)s: %(message)s")
    with caplog.at_level(logging.ERROR):
        try:
            opens("the bridge at dawn")
        except RuntimeError:
            logging.getLogger("django.request").exception("Internal Server Error: %s", "/p/x/")
    told = "\n".join(wordless.format(record) for record in caplog.records)
    assert "builtins.RuntimeError" in told
    assert "builtins.ValueError" in told
    assert "in opens" in told
    assert "the bridge at dawn" not in told
    assert settings.LOGGING["formatters"]["plain"]["()"].endswith("WordlessFormatter")


def test_nothing_of_a_page_is_kept_by_the_browser_and_signing_out_empties_what_it_kept(world):
    client = world.client("north")
    addresses = ["/", "/account/", *(f"/p/{world.process.pk}/{part}" for part in ("notes/", "preparing/sessions.ics"))]
    for address in addresses:
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store", address
        assert "ETag" not in answer
        assert "Last-Modified" not in answer
    assert client.post("/sign-out/")["Clear-Site-Data"] == '"cache"'
    assert "/sign-in/" in client.get("/", headers={"if-none-match": "*"})["Location"]
