"""Events: the kind of thing that changed, told to those of its room, and not one byte to anybody else."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
import threading
import time
from types import SimpleNamespace

import pytest
import requests
from django.db import OperationalError
from django.urls import reverse
from tests.talks.served import PATIENCE, Client, serving, signed_in

from goodoffices.talks import live
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.still_seated import Ticket, still_seated
from goodoffices.talks.access.viewer import Viewer, looking_as, looking_as_the_system
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.domain.processes import end_seat
from goodoffices.talks.live import Hub, Told, entries_since, mark_of, new_entries, number_in
from goodoffices.talks.models import Process

NORTH = Viewer(role=Role.DELEGATE, process_id="p", member_id="n", rooms=frozenset({"north", "plenary"}))
SOUTH = Viewer(role=Role.DELEGATE, process_id="p", member_id="s", rooms=frozenset({"south", "plenary"}))
MEDIATOR = Viewer(role=Role.MEDIATOR, process_id="p", member_id="m", rooms=frozenset({"north", "south", "plenary"}))
ELSEWHERE = Viewer(role=Role.MEDIATOR, process_id="q", member_id="e", rooms=frozenset({"plenary of q"}))


class Reader(threading.Thread):
    """An open stream: all that came, piece by piece."""

    def __init__(self, client: Client, address: str) -> None:
        super().__init__(daemon=True)
        self.client, self.address = client, address
        self.came: list[str] = []
        self.headers: dict[str, str] | None = None
        self.began = threading.Event()

    def run(self) -> None:
        with self.client.get(self.address, stream=True) as answer:
            self.headers = answer.headers
            with contextlib.suppress(requests.exceptions.ChunkedEncodingError):  # the server's end is the stream's
                for chunk in answer.iter_content(None):
                    self.came.append(chunk.decode())
                    self.began.set()

    def heard(self) -> str:
        """All that came but the beats that keep the line open: a busy machine may wait long enough for some."""
        return "".join(self.came).replace(BEAT, "")

    def hears(self, words: str) -> str:
        """What came until these words had come."""
        latest = time.monotonic() + PATIENCE
        while words not in self.heard() and time.monotonic() < latest:
            time.sleep(0.05)
        assert words in self.heard()
        return self.heard()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    home = tmp_path_factory.mktemp("live")
    with serving(home) as (url, told):
        yield SimpleNamespace(url=url, process=f"/p/{told['process']}", rooms=told["rooms"], home=home)


def listening(site, *accounts: str) -> dict[str, Reader]:
    readers = {who: Reader(signed_in(site.url, who), f"{site.process}/events/") for who in accounts}
    for reader in readers.values():
        reader.start()
    for reader in readers.values():
        assert reader.began.wait(PATIENCE)  # what happens after the first byte is told
    return readers


def note(site, client, room: str) -> None:
    client.get(f"{site.process}/notes/")
    answer = client.fill(f"{site.process}/notes/", room=site.rooms[room], title="t", text="words no event carries")
    assert answer.status_code == 302, answer.text


BEGUN, NEWS, BEAT = "retry: 3000\n\n", "event: change\ndata: note\n\n", ": still here\n\n"


@pytest.mark.long
def test_a_note_in_the_souths_caucus_sends_the_north_nothing_and_one_in_the_plenary_reaches_all(site):
    readers = listening(site, "north", "south", "mediator", "observer")
    author = signed_in(site.url, "south")
    note(site, author, "south")
    for who in ("south", "mediator"):
        assert readers[who].hears(NEWS) == BEGUN + NEWS
    note(site, author, "plenary")
    for who in ("south", "mediator"):
        assert readers[who].hears(NEWS + NEWS) == BEGUN + NEWS + NEWS
    for who in ("north", "observer"):  # what came before would have come with this or before it
        assert readers[who].hears(NEWS) == BEGUN + NEWS
        assert "" not in readers[who].came, "not even an empty piece came"
    assert readers["north"].headers["cache-control"] == "no-store"
    assert readers["north"].headers["x-accel-buffering"] == "no"
    assert readers["north"].headers["content-type"].startswith("text/event-stream")


@pytest.mark.long
def test_a_stream_too_many_is_refused_until_another_ends_and_nobody_else_is_refused(site):
    address = f"{site.process}/events/"
    windows = signed_in(site.url, "guarantor")
    streams = [windows.get(address, stream=True) for _ in range(live.MOST_STREAMS)]
    reading = [stream.iter_content(None) for stream in streams]  # a stream that nobody reads on is closed
    assert {next(one) for one in reading} == {b"retry: 3000\n\n"}
    refused = windows.get(address, stream=True)
    assert (refused.status_code, refused.headers["Content-Length"]) == (429, "0")
    assert int(refused.headers["Retry-After"]) > 0
    with signed_in(site.url, "monitor").get(address, stream=True) as others:
        assert others.status_code == 200
    streams[0].close()
    until = time.monotonic() + PATIENCE
    while (again := windows.get(address, stream=True)).status_code == 429 and time.monotonic() < until:
        time.sleep(0.1)
    assert again.status_code == 200
    for stream in [*streams, again]:
        stream.close()


def entry(room: str = "", kind: str = "note", process: str = "p") -> Told:
    return Told(process, room, kind)


def ticket(viewer: Viewer) -> Ticket:
    return Ticket(f"session of {viewer.member_id}", viewer.member_id, viewer.process_id)


def hub_of(*viewers: Viewer) -> Hub:
    """A hub that finds these still seated, and does not look by itself."""
    hub = Hub(lambda _tickets: {ticket(viewer): viewer for viewer in viewers})
    hub._add = hub._open.add
    return hub


@pytest.fixture
def news(monkeypatch) -> list[Told]:
    """What each look finds."""
    found: list[Told] = []
    monkeypatch.setattr(live, "new_entries", lambda _lengths, _processes: found)
    monkeypatch.setattr(live, "entries_since", lambda _lengths, _process, _since: [])
    monkeypatch.setattr(live, "_asked", lambda act: act())
    return found


async def told(*viewers: Viewer) -> list[set[str]]:
    hub = hub_of(*viewers)
    streams = {viewer.member_id: hub.stream(ticket(viewer), viewer) for viewer in viewers}
    for stream in streams.values():
        assert await anext(stream) == b"retry: 3000\n\n"
    waiting = {who: asyncio.ensure_future(anext(stream)) for who, stream in streams.items()}
    await asyncio.sleep(0)
    await hub.look()
    concerned = {one.viewer.member_id for one in hub._open if one.woken.is_set()}
    found = [{(await waiting[who]).decode()} if who in concerned else set() for who in streams]
    for who in streams.keys() - concerned:
        assert not waiting[who].done()
        waiting[who].cancel()
    return found


def test_who_was_sent_away_a_moment_ago_is_told_nothing_more(news):
    async def heard() -> list[bytes]:
        hub = hub_of(SOUTH)  # and not the North
        stream = hub.stream(ticket(NORTH), NORTH)
        came = [await anext(stream)]
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        news.append(entry("north"))
        await hub.look()
        with contextlib.suppress(StopAsyncIteration):
            came.append(await waiting)
        return came

    assert asyncio.run(heard()) == [b"retry: 3000\n\n"]


def test_what_could_not_be_told_for_want_of_the_database_is_told_later(news):
    async def heard() -> bytes:
        hub, down = hub_of(NORTH), [True]
        seated = hub._seated

        def fails_once(tickets):
            if down.pop() if down else False:
                raise OperationalError
            return seated(tickets)

        hub._seated = fails_once
        stream = hub.stream(ticket(NORTH), NORTH)
        await anext(stream)
        news.append(entry("north"))
        with pytest.raises(OperationalError):
            await hub.look()
        news.clear()
        await hub.look()
        return await asyncio.wait_for(anext(stream), 5)

    assert asyncio.run(heard()) == b"event: change\ndata: note\n\n"


def test_news_goes_to_those_of_its_room_and_news_of_no_room_to_the_mediator_alone(news):
    def heard(*happened: Told) -> list[set[str]]:
        news[:] = happened
        return asyncio.run(told(NORTH, SOUTH, MEDIATOR, ELSEWHERE))

    said = {"event: change\ndata: note\n\n"}
    assert heard(entry("north")) == [said, set(), said, set()]
    assert heard(entry("plenary")) == [said, said, said, set()]
    assert heard(entry("")) == [set(), set(), said, set()]
    assert heard(entry("plenary", process="q")) == [set()] * 4


def test_how_often_something_happened_is_not_told(news):
    found = []
    for number in (1, 7):
        news[:] = [entry("north")] * number
        found.append(asyncio.run(told(NORTH)))
    once, often = found
    assert once == often != [set()]


@pytest.mark.usefixtures("news")
def test_a_stream_ends_when_the_reader_is_no_longer_seated_and_beats_while_nothing_happens(monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT", 0.05)
    monkeypatch.setattr(live, "RECHECK", 0.05)
    monkeypatch.setattr(live, "POLL", 0.05)
    pieces: list[bytes] = []

    async def all_of_it() -> None:
        hub = Hub(lambda tickets: dict.fromkeys(tickets, NORTH) if len(pieces) < 3 else {})
        stream = hub.stream(ticket(NORTH), NORTH)
        while (piece := await anext(stream, None)) is not None:
            pieces.append(piece)

    asyncio.run(all_of_it())
    assert len(pieces) >= 3
    assert pieces[0] == b"retry: 3000\n\n"
    assert set(pieces[1:]) == {b": still here\n\n"}


@pytest.mark.usefixtures("news")
def test_the_task_that_looks_starts_with_the_first_reader_and_stops_with_the_last():
    async def watched() -> list[bool]:
        hub = Hub(lambda _tickets: {})
        first, second = hub.stream(ticket(NORTH), NORTH), hub.stream(ticket(SOUTH), SOUTH)
        seen = [hub.is_looking]
        await anext(first)
        await anext(second)
        seen.append(hub.is_looking)
        await first.aclose()
        seen.append(hub.is_looking)
        await second.aclose()
        return [*seen, hub.is_looking]

    assert asyncio.run(watched()) == [False, True, True, False]


@pytest.mark.usefixtures("news")
def test_a_member_opens_only_so_many_streams():
    async def opened() -> list[int]:
        hub = Hub(lambda _tickets: {})
        streams = [hub.stream(ticket(NORTH), NORTH) for _ in range(live.MOST_STREAMS + 1)]
        began = [await anext(stream, None) for stream in streams]
        others = await anext(hub.stream(ticket(SOUTH), SOUTH), None)
        for stream in streams:
            await stream.aclose()
        again = await anext(hub.stream(ticket(NORTH), NORTH), None)
        return [began.count(None), others is None, again is None]

    assert asyncio.run(opened()) == [1, False, False]


def test_only_what_happens_after_the_first_look_is_news(world):
    process = world.process.pk
    lengths: dict[str, int] = {}
    assert new_entries(lengths, {process}) == []
    with looking_as(world.viewer("south")):
        write_note(room=world.rooms["south"], author=world.seats["south"], title="t", text="x")
    assert new_entries(lengths, {process}) == [Told(process, world.rooms["south"].pk, "note")]
    assert new_entries(lengths, {process}) == []
    assert new_entries(lengths, set()) == []
    assert lengths == {}


def stands(world) -> Process:
    with looking_as_the_system():
        return Process.objects.get(pk=world.process.pk)


def test_what_happened_since_a_page_was_made_is_told_first_and_the_rest_is_found_by_looking(world):
    process = world.process.pk

    def write(room: str) -> None:
        with looking_as(world.viewer("south")):
            write_note(room=world.rooms[room], author=world.seats["south"], title="t", text="x")

    since = stands(world).chain_length
    lengths: dict[str, int] = {}
    write("south")
    write("plenary")
    write("plenary")
    found = {Told(process, world.rooms[room].pk, "note") for room in ("south", "plenary")}
    told = entries_since(lengths, process, since)
    assert (set(told), len(told)) == (found, 2)
    assert entries_since({}, process, since + 3) == entries_since({}, process, None) == []
    write("plenary")
    assert new_entries(lengths, {process}) == [Told(process, world.rooms["plenary"].pk, "note")]


def test_a_page_carries_where_the_log_stood_before_it_was_made_and_nobody_can_read_it_there(world):
    page = world.client("north").get(reverse("notes", args=[world.process.pk])).content.decode()
    mark = re.search(r'data-events="[^"]*/events/\?since=([^"]+)"', page)[1]
    number = stands(world).chain_length
    assert number_in(mark, world.process.pk) == number > 0
    longer = mark_of(Process(pk=world.process.pk, chain_length=10**9))
    assert len(longer) == len(mark)
    assert number.to_bytes(8) not in base64.urlsafe_b64decode(mark)
    for wrong in ("", "17", "é", mark[:-5], mark_of(Process(pk="another", chain_length=3))):
        assert number_in(wrong, world.process.pk) is None


@pytest.mark.long
def test_what_happens_between_a_page_and_its_stream_is_told_to_those_of_its_room(site):
    north, observer, author = (signed_in(site.url, who) for who in ("north", "observer", "south"))
    pages = {who: client.get(f"{site.process}/notes/").text for who, client in (("n", north), ("o", observer))}
    note(site, author, "north-south")
    streams = {}
    for (who, page), client in zip(pages.items(), (north, observer), strict=True):
        address = re.search(r'data-events="([^"]+)"', page)[1]
        streams[who] = Reader(client, address)
        streams[who].start()
    assert streams["n"].hears(NEWS) == BEGUN + NEWS
    note(site, author, "plenary")
    assert streams["o"].hears(NEWS) == BEGUN + NEWS, "of the note for the two it was told nothing"


def test_the_end_of_a_session_of_an_account_or_of_a_seat_is_noticed(world):
    browsers = {name: world.client(name) for name in ("north", "south", "observer", "guarantor")}
    open_pages = {
        name: Ticket(browser.session.session_key, world.members[name].pk, world.process.pk)
        for name, browser in browsers.items()
    }

    def seated() -> set[str]:
        found = still_seated(open_pages.values())
        for name, held in open_pages.items():
            assert held not in found or found[held] == world.viewer(name)
        return {name for name, held in open_pages.items() if held in found}

    assert seated() == {"north", "south", "observer", "guarantor"}
    browsers["south"].post("/sign-out/")
    assert seated() == {"north", "observer", "guarantor"}
    with looking_as(world.viewer("mediator")):
        end_seat(world.seats["north"])
    assert seated() == {"observer", "guarantor"}
    observer = world.members["observer"]
    observer.is_active = False
    observer.save()
    assert seated() == {"guarantor"}


def test_a_page_is_held_open_by_ones_own_session_only(world):
    north, south = world.client("north"), world.client("south")
    held = Ticket(north.session.session_key, world.members["north"].pk, world.process.pk)
    anothers = Ticket(south.session.session_key, world.members["north"].pk, world.process.pk)
    made_up = Ticket("no such session", world.members["north"].pk, world.process.pk)
    elsewhere = Ticket(north.session.session_key, world.members["north"].pk, "no such process")
    assert set(still_seated([held, anothers, made_up, elsewhere])) == {held}


def test_another_passphrase_ends_what_was_opened_with_the_old_one(world):
    held = Ticket(world.client("north").session.session_key, world.members["north"].pk, world.process.pk)
    assert set(still_seated([held])) == {held}
    member = world.members["north"]
    member.new_key("another long passphrase of the North")
    member.save()
    assert still_seated([held]) == {}


def test_many_open_pages_cost_no_more_questions_than_one(world, django_assert_num_queries):
    names = ("north", "south", "observer", "guarantor", "mediator")
    held = [Ticket(world.client(n).session.session_key, world.members[n].pk, world.process.pk) for n in names]
    for several in (held[:1], held):
        with django_assert_num_queries(5):  # sessions, members, seats, rooms, their parties
            assert len(still_seated(several)) == len(several)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("process", {"note", "session", "statement"}),
        ("notes", {"note"}),
        ("people", {"seat", "invitation"}),
        ("case", {"casefile"}),
        ("packages", {"sharedpackage"}),
        ("preferences", {"preference", "casefile"}),
        ("text", {"text", "textversion"}),
        ("proposals", {"proposal"}),
        ("preparing", {"party", "statement", "session", "agendaitem", "absent"}),
        ("missing", {"absent"}),
        ("consent", {"statement"}),
        ("agenda", {"agendaitem"}),
        ("rounds", {"round", "session"}),
    ],
)
def test_every_list_that_others_change_renews_itself(world, name, kinds):
    page = world.client("mediator").get(reverse(name, args=[world.process.pk])).content.decode()
    parts = re.findall(r'<(?:div|section)[^>]* id="[^"]+" data-live="([^"]*)"', page)
    assert kinds <= set(" ".join(parts).split())


@pytest.mark.parametrize(
    ("name", "record", "kind"),
    [
        ("session", "session", "note"),
        ("consent_party", "", "statement"),
        ("proposal", "proposal", "proposal"),
        ("text_version", "textversion", "textcomment"),
        ("text_version_clause", "textversion", "textcomment"),
    ],
)
def test_a_page_of_one_thing_renews_what_others_add_to_it(world, name, record, kind):
    key = world.records[record]["north"].pk if record else world.parties["north"].pk
    page = world.client("mediator").get(reverse(name, args=[world.process.pk, key])).content.decode()
    assert re.search(rf'data-live="[^"]*\b{kind}\b', page)
