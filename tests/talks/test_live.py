"""Events: the kind of thing that changed, told to those of its room, and not one byte to anybody else."""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
import time
from types import SimpleNamespace

import pytest
import requests
from django.urls import reverse
from tests.talks.served import Client, serving, signed_in

from goodoffices.talks import live
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import Viewer, looking_as
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.domain.processes import end_seat
from goodoffices.talks.live import Hub, Told, new_entries

NORTH = Viewer(role=Role.DELEGATE, process_id="p", member_id="n", rooms=frozenset({"north", "plenary"}))
SOUTH = Viewer(role=Role.DELEGATE, process_id="p", member_id="s", rooms=frozenset({"south", "plenary"}))
MEDIATOR = Viewer(role=Role.MEDIATOR, process_id="p", member_id="m", rooms=frozenset({"north", "south", "plenary"}))
ELSEWHERE = Viewer(role=Role.MEDIATOR, process_id="q", member_id="e", rooms=frozenset({"plenary of q"}))


class Reader(threading.Thread):
    """An open stream: all that came, with the times at which it came."""

    def __init__(self, client: Client, address: str) -> None:
        super().__init__(daemon=True)
        self.client, self.address = client, address
        self.came: list[tuple[float, str]] = []
        self.headers: dict[str, str] | None = None
        self.began = threading.Event()

    def run(self) -> None:
        with self.client.get(self.address, stream=True, timeout=60) as answer:
            self.headers = answer.headers
            with contextlib.suppress(requests.exceptions.ChunkedEncodingError):  # the server's end is the stream's
                for chunk in answer.iter_content(None):
                    self.came.append((time.monotonic(), chunk.decode()))
                    self.began.set()

    def heard(self) -> str:
        return "".join(chunk for _, chunk in self.came)


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
        assert reader.began.wait(30)
    time.sleep(1.5)  # the first look only learns where the log ends
    return readers


def note(site, client, room: str) -> float:
    client.get(f"{site.process}/notes/")
    answer = client.fill(f"{site.process}/notes/", room=site.rooms[room], title="t", text="words no event carries")
    assert answer.status_code == 302, answer.text
    return time.monotonic()


@pytest.mark.long
def test_a_note_in_the_souths_caucus_sends_the_north_nothing_and_one_in_the_plenary_reaches_all(site):
    readers = listening(site, "north", "south", "mediator", "observer")
    author = signed_in(site.url, "south")
    note(site, author, "south")
    time.sleep(3)
    assert readers["south"].heard().count("data: note\n") == readers["mediator"].heard().count("data: note\n") == 1
    assert readers["north"].heard() == readers["observer"].heard() == "retry: 3000\n\n"
    assert len(readers["north"].came) == 1, "not even an empty piece came"
    at = note(site, author, "plenary")
    time.sleep(3)
    for who, reader in readers.items():
        told = [when for when, chunk in reader.came if "data: note" in chunk]
        assert told, who
        assert told[-1] - at < 1.0 + 1.0, f"{who} was told after {told[-1] - at:.2f} s"  # one look, on a busy machine
        assert set(reader.heard().splitlines()) <= {"retry: 3000", "", "event: change", "data: note"}
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
    until = time.monotonic() + 10
    while (again := windows.get(address, stream=True)).status_code == 429 and time.monotonic() < until:
        time.sleep(0.1)
    assert again.status_code == 200
    for stream in [*streams, again]:
        stream.close()


def entry(room: str = "", kind: str = "note", process: str = "p") -> Told:
    return Told(process, room, kind)


async def told(news: list[Told], *viewers: Viewer) -> list[set[str]]:
    hub = Hub()
    hub._add = hub._open.add
    streams = [hub.stream(viewer, lambda viewer=viewer: viewer) for viewer in viewers]
    for stream in streams:
        assert await anext(stream) == b"retry: 3000\n\n"
    waiting = [asyncio.ensure_future(anext(stream)) for stream in streams]
    await asyncio.sleep(0)
    hub.tell(news)
    done, open_ = await asyncio.wait(waiting, timeout=0.2)
    found = [{one.result().decode()} if one in done else set() for one in waiting]
    for one in open_:
        one.cancel()
    return found


def test_who_was_sent_away_a_moment_ago_is_told_nothing_more():
    async def heard() -> list[bytes]:
        hub, seated = Hub(), [NORTH]
        hub._add = hub._open.add
        stream = hub.stream(NORTH, lambda: seated[0])
        came = [await anext(stream)]
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        seated[0] = None
        hub.tell([entry("north")])
        with contextlib.suppress(StopAsyncIteration):
            came.append(await asyncio.wait_for(waiting, 5))
        return came

    assert asyncio.run(heard()) == [b"retry: 3000\n\n"]


def test_news_goes_to_those_of_its_room_and_news_of_no_room_to_the_mediator_alone():
    everybody = (NORTH, SOUTH, MEDIATOR, ELSEWHERE)
    said = {"event: change\ndata: note\n\n"}
    assert asyncio.run(told([entry("north")], *everybody)) == [said, set(), said, set()]
    assert asyncio.run(told([entry("plenary")], *everybody)) == [said, said, said, set()]
    assert asyncio.run(told([entry("")], *everybody)) == [set(), set(), said, set()]
    assert asyncio.run(told([entry("plenary", process="q")], *everybody)) == [set()] * 4


def test_how_often_something_happened_is_not_told():
    once, often = (asyncio.run(told([entry("north")] * number, NORTH)) for number in (1, 7))
    assert once == often


def test_a_stream_ends_when_the_reader_is_no_longer_seated_and_beats_while_nothing_happens(monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT", 0.05)
    monkeypatch.setattr(live, "RECHECK", 0.2)
    monkeypatch.setattr(live, "new_entries", lambda _lengths, _processes: [])
    monkeypatch.setattr(live, "_asked", lambda act: act())

    async def all_of_it() -> list[bytes]:
        return [piece async for piece in Hub().stream(NORTH, lambda: None)]

    pieces = asyncio.run(all_of_it())
    assert pieces[0] == b"retry: 3000\n\n"
    assert set(pieces[1:]) == {b": still here\n\n"}


@pytest.mark.long
def test_the_task_that_looks_starts_with_the_first_reader_and_stops_with_the_last(monkeypatch):
    monkeypatch.setattr(live, "new_entries", lambda _lengths, _processes: [])
    monkeypatch.setattr(live, "_asked", lambda act: act())

    async def watched() -> list[bool]:
        hub = Hub()
        first, second = hub.stream(NORTH, lambda: NORTH), hub.stream(SOUTH, lambda: SOUTH)
        seen = [hub.is_looking]
        await anext(first)
        await anext(second)
        seen.append(hub.is_looking)
        await first.aclose()
        seen.append(hub.is_looking)
        await second.aclose()
        return [*seen, hub.is_looking]

    assert asyncio.run(watched()) == [False, True, True, False]


@pytest.mark.long
def test_a_member_opens_only_so_many_streams(monkeypatch):
    monkeypatch.setattr(live, "new_entries", lambda _lengths, _processes: [])
    monkeypatch.setattr(live, "_asked", lambda act: act())

    async def opened() -> list[int]:
        hub = Hub()
        streams = [hub.stream(NORTH, lambda: NORTH) for _ in range(live.MOST_STREAMS + 1)]
        began = [await anext(stream, None) for stream in streams]
        others = await anext(hub.stream(SOUTH, lambda: SOUTH), None)
        for stream in streams:
            await stream.aclose()
        again = await anext(hub.stream(NORTH, lambda: NORTH), None)
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


def test_the_end_of_a_session_or_of_a_seat_is_noticed(world):
    from django.test import RequestFactory

    from goodoffices.talks.views.events import _still_seated

    def asked(client):
        request = RequestFactory().get("/")
        request.session = client.session
        return request

    staying, leaving = world.client("north"), world.client("south")
    north, south = world.viewer("north"), world.viewer("south")
    assert _still_seated(asked(staying), world.process.pk, north).rooms == north.rooms
    request = asked(leaving)
    assert _still_seated(request, world.process.pk, south) is not None
    leaving.post("/sign-out/")
    assert _still_seated(request, world.process.pk, south) is None
    with looking_as(world.viewer("mediator")):
        end_seat(world.seats["north"])
    assert _still_seated(asked(staying), world.process.pk, north) is None


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
