"""What has just changed, told to open pages as server-sent events.

An event is the kind of thing that changed (`note`, `text`, `proposal`) and nothing else: no id, no words, no number.
The page then asks for itself again, by the rules of every page. One task in each server process looks for new entries
of the log and tells those whose rooms they belong to; it starts with the first open page and stops with the last.
Entries of no room go to the mediator's team alone. Somebody to whom nothing is told gets a comment every 20 seconds
and not one byte more, whatever happens elsewhere.

A page says in the address of its stream where the log stood before the page was made, so that nothing is missed between
the two, nor while a line is broken. How long the log is tells of acts elsewhere: the page carries the number closed.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import contextvars
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.models import Q

from goodoffices.errors import SealError
from goodoffices.seal import close, derive, reopen
from goodoffices.talks.access.still_seated import Ticket, still_seated
from goodoffices.talks.access.viewer import Viewer, looking_as_the_system
from goodoffices.talks.models import Entry, Process

__all__ = [
    "HEARTBEAT",
    "MOST_STREAMS",
    "Hub",
    "Told",
    "entries_since",
    "hub",
    "mark_of",
    "may_open_another",
    "new_entries",
    "number_in",
]

POLL = 0.7  # seconds
HEARTBEAT = 20.0
RECHECK = 15.0
MOST_STREAMS = 6  # at once for one member
_INFO = "goodoffices/live/1"
R = TypeVar("R")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """An entry of the log as the hub needs it."""

    process: str
    room: str
    kind: str


@dataclass(eq=False)
class Subscriber:
    """One open page. `check`: when to ask anew whether its reader is still at the table, by the loop's clock."""

    ticket: Ticket
    viewer: Viewer
    check: float
    waiting: set[str] = field(default_factory=set)  # kinds that the reader has yet to be found seated for
    kinds: set[str] = field(default_factory=set)  # kinds to be told
    gone: bool = False
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def kinds_in(self, news: Iterable[Told]) -> set[str]:
        """The kinds of those things of which this reader may know that they happened."""
        return {told.kind for told in news if told.kind and self._concerns(told)}

    def _concerns(self, told: Told) -> bool:
        if told.process != self.viewer.process_id:
            return False
        return told.room in self.viewer.rooms if told.room else self.viewer.is_mediator()

    def renew(self, viewer: Viewer | None, check: float) -> None:
        """The reader as they are now, who is told what waits for them; None when they are no longer at the table."""
        self.gone = viewer is None
        if viewer:
            self.viewer, self.check = viewer, check
            self.kinds |= self.waiting
        self.waiting = set()
        self.woken.set()


def new_entries(lengths: dict[str, int], processes: set[str]) -> list[Told]:
    """The entries of these processes since the lengths that were seen last, which are brought up to date.

    A process looked at for the first time begins with what happens next.
    """
    with looking_as_the_system():
        now = dict(Process.objects.filter(pk__in=processes).values_list("pk", "chain_length"))
        since = Q()
        for process, length in now.items():
            if length > lengths.get(process, length):
                since |= Q(process_id=process, number__gt=lengths[process], number__lte=length)
        rows = Entry.objects.filter(since).order_by("number").values_list("process_id", "room_id", "kind")
        found = [Told(process, room or "", kind) for process, room, kind in rows] if since else []
    for process in set(lengths) - set(now):
        del lengths[process]
    lengths.update(now)
    return found


def entries_since(lengths: dict[str, int], process: str, since: int | None) -> list[Told]:
    """What happened in a process after the entry `since`, each kind of a room once; nothing when `since` is None.

    From here on the process is looked at: what comes later is found by `new_entries`.
    """
    with looking_as_the_system():
        now = Process.objects.filter(pk=process).values_list("chain_length", flat=True).first() or 0
        lengths.setdefault(process, now)
        if since is None or since >= now:
            return []
        entries = Entry.objects.filter(process_id=process, number__gt=since, number__lte=now).order_by()
        rows = entries.values_list("process_id", "room_id", "kind").distinct()
        return [Told(process, room or "", kind) for process, room, kind in rows]


def mark_of(process: Process) -> str:
    """Where the log of a process stands, closed, for the address of a stream. It is as long whatever the number."""
    closed = close(process.chain_length.to_bytes(8), _secret(), f"{_INFO}/{process.pk}")
    return base64.urlsafe_b64encode(closed).decode()


def number_in(mark: str, process_id: str) -> int | None:
    """The number that `mark_of` closed; None when it is not of this process or of this server."""
    try:
        closed = base64.b64decode(mark.encode(), altchars=b"-_", validate=True)
        return int.from_bytes(reopen(closed, _secret(), f"{_INFO}/{process_id}"))
    except (SealError, binascii.Error, ValueError):
        return None


def _secret() -> bytes:
    return derive(settings.SECRET_KEY.encode(), _INFO)


class Hub:
    """The open pages of one server process, and the task that looks for news on their behalf."""

    def __init__(self, seated: Callable[[Collection[Ticket]], Mapping[Ticket, Viewer]] = still_seated) -> None:
        self._seated = seated
        self._open: set[Subscriber] = set()
        self._streams: Counter[str] = Counter()
        self._lengths: dict[str, int] = {}
        self._task: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, "live")

    def streams_of(self, member_id: str) -> int:
        """How many streams a member holds."""
        return self._streams[member_id]

    @property
    def is_looking(self) -> bool:
        """Whether the task runs."""
        return self._task is not None and not self._task.done()

    async def in_thread(self, act: Callable[[], R]) -> R:
        """Ask the database, away from the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, _asked, act)

    async def stream(self, ticket: Ticket, viewer: Viewer, since: int | None = None) -> AsyncIterator[bytes]:
        """The events for one page, until the reader goes or is no longer at the table: first the kinds of what happened
        after the entry `since`, then of what happens once the first byte was sent."""
        loop = asyncio.get_running_loop()
        subscriber = Subscriber(ticket, viewer, loop.time() + RECHECK)
        if self.streams_of(viewer.member_id) >= MOST_STREAMS:  # others were opened since the view has asked
            return
        self._add(subscriber)
        try:
            before = await self.in_thread(lambda: entries_since(self._lengths, viewer.process_id, since))
            if kinds := subscriber.kinds_in(before):
                subscriber.kinds |= kinds
                subscriber.woken.set()
            yield b"retry: 3000\n\n"
            beat = loop.time() + HEARTBEAT
            while True:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(subscriber.woken.wait(), max(0.0, beat - loop.time()))
                subscriber.woken.clear()
                if subscriber.gone:
                    return
                kinds, subscriber.kinds = sorted(subscriber.kinds), set()
                for kind in kinds:
                    yield f"event: change\ndata: {kind}\n\n".encode()
                if loop.time() >= beat:
                    yield b": still here\n\n"
                    beat = loop.time() + HEARTBEAT
        finally:
            self._remove(subscriber)

    async def look(self) -> None:
        """Find what is new and whom it concerns; who has just been sent away is told nothing more."""
        processes = {subscriber.viewer.process_id for subscriber in self._open}
        news = await self.in_thread(lambda: new_entries(self._lengths, processes))
        for subscriber in self._open:
            subscriber.waiting |= subscriber.kinds_in(news)
        now = asyncio.get_running_loop().time()
        due = [subscriber for subscriber in self._open if subscriber.waiting or now >= subscriber.check]
        if not due:
            return
        tickets = {subscriber.ticket for subscriber in due}
        seated = await self.in_thread(lambda: self._seated(tickets))
        for subscriber in due:
            subscriber.renew(seated.get(subscriber.ticket), now + RECHECK)

    def _add(self, subscriber: Subscriber) -> None:
        self._open.add(subscriber)
        self._streams[subscriber.viewer.member_id] += 1
        if not self.is_looking:
            self._lengths.clear()
            # A context of its own: that of the request ends with it.
            self._task = asyncio.get_running_loop().create_task(self._look(), context=contextvars.Context())

    def _remove(self, subscriber: Subscriber) -> None:
        self._open.discard(subscriber)
        self._streams[subscriber.viewer.member_id] -= 1
        self._streams += Counter()  # forget those who have none
        if not self._open and self._task is not None:
            self._task.cancel()
            self._task = None
            self._thread.submit(connection.close)

    async def _look(self) -> None:
        while True:
            try:
                await self.look()
            except Exception:  # noqa: BLE001 (the next look may succeed: a database restarted must end no stream)
                _log.exception("looking for news failed")
            await asyncio.sleep(POLL)


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub() -> Hub:
    """The hub of the running loop: one in each server process."""
    loop = asyncio.get_running_loop()
    for old in [one for one in _hubs if one.is_closed()]:
        del _hubs[old]
    return _hubs.setdefault(loop, Hub())


def may_open_another(member_id: str) -> bool:
    """Whether a member may open one more stream. Asked by views, which run beside the loop."""
    return sum(one.streams_of(member_id) for one in list(_hubs.values())) < MOST_STREAMS


def _asked(act: Callable[[], R]) -> R:
    close_old_connections()
    try:
        return act()
    finally:
        close_old_connections()
