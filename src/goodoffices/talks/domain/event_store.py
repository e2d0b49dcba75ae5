"""Events on the mediator's desk: imported, opened in memory alone, deleted.

What is kept is sealed like every record. To be asked, a release is opened into a store in this process's memory;
neither the file that was sent nor the store ever lies on the disk. One at a time is at work in a server process.
"""

from __future__ import annotations

import dataclasses
import gzip
import io
import logging
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.meanwhile import mark_of, refuse_changed
from goodoffices.talks.models import EventImport, EventRelease, EventRows, Process, Room, Seat

if TYPE_CHECKING:
    import duckdb

    from goodoffices.evidence.events import Imported, Piece

__all__ = ["MOST_UNPACKED", "SentFile", "delete_release", "import_events", "opened", "stop_when_late"]

MOST_UNPACKED = 512 * 1024 * 1024
"""Bytes of a file once it is unpacked."""

LONGEST = 60.0
"""Seconds that one step of an import or a question may take."""

PATIENCE = 20.0
"""Seconds to wait until the one before is done."""

_TURN = threading.BoundedSemaphore(1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SentFile:
    """A file of events as it was sent: what kind of file, of which release, its name, its bytes, and the columns of it
    that are not to be read."""

    source: str
    release: str
    name: str
    content: bytes = field(repr=False)
    leave_out: tuple[str, ...] = ()


def import_events(*, process: Process, author: Seat, sent: SentFile) -> EventImport:
    """Read a file into a release, which is begun where it is not there yet. What is there already stays as it is.

    Free text of the file (notes, headlines) is not kept. Raises UserError, with line and column where they are known,
    when the file is not what it is said to be; TalksError when it is too large or holds no rows, when a release is
    closed to the viewer, and when somebody else imported into this one meanwhile.
    """
    from goodoffices.evidence import events  # noqa: PLC0415 (half a second of loading, when it is needed)

    _refuse_large(sent.content)
    source, release = sent.source, sent.release
    known = _same(process, source, release)
    seen = mark_of(known) if known else ""
    rejected = io.StringIO()
    file = events.FileInMemory(sent.name, sent.content)
    with _at_work() as connection, _words_for_a_bad_file():
        for piece in _pieces(known) if known else ():
            events.put_back(connection, piece)
        told = events.import_file(
            connection,
            file,
            events.SOURCES[source],
            source=source,
            release=release,
            leave_out=sent.leave_out,
            rejected=rejected,
        )
        if not told.read:
            raise TalksError.of(_("the file holds no rows"), remedy=_("look whether it is the right one"))
        packed = list(events.pieces(connection, source, release))
        held, offer = events.summary_json(events.summarise(connection)), events.offered(connection)
    found = known or EventRelease(room=Room.objects.get(process=process, kind=Room.Kind.DESK), author=author)
    found.source, found.release, found.offer = source, release, dataclasses.asdict(offer)
    found.table = "events" if held["events"] else "counts"
    found.held = held[found.table][0]
    return _stored(found, seen, packed, _import_of(found, author, told, rejected.getvalue()))


@contextmanager
def opened(release: EventRelease) -> Iterator[duckdb.DuckDBPyConnection]:
    """A release as a store in memory, for the time of the block. Raises SealError when it is closed to the viewer,
    TalksError when others are at work for too long, or the block itself takes too long."""
    from goodoffices.evidence import events  # noqa: PLC0415 (as above)

    with _at_work() as connection:
        for piece in _pieces(release):
            events.put_back(connection, piece)
        yield connection


def stop_when_late() -> Callable[[str], None]:
    """What a longer computation on an opened release is to call at each step; from a minute on it raises TalksError."""
    end = time.monotonic() + LONGEST

    def step(_doing: str) -> None:
        if time.monotonic() > end:
            raise _too_long()

    return step


@all_or_nothing
def delete_release(release: EventRelease) -> None:
    """Delete all that was imported of a release."""
    record_act("events.delete", on=release)
    release.delete()


def _pieces(release: EventRelease) -> Iterator[Piece]:
    from goodoffices.evidence import events  # noqa: PLC0415 (as above)

    for rows in EventRows.objects.filter(of=release).iterator(chunk_size=2):
        yield events.Piece(rows.table, rows.content())


def _same(process: Process, source: str, release: str) -> EventRelease | None:
    """The release of this name, if there is one. Raises TalksError when it cannot be known, as some are closed."""
    every = list(EventRelease.objects.filter(process=process))
    if not all(one.is_open() for one in every):
        raise TalksError.of(
            _("some of the events are closed to you"),
            remedy=_("somebody of the mediator's team has to give you the keys first"),
        )
    return next((one for one in every if (one.source, one.release) == (source, release)), None)


def _refuse_large(content: bytes) -> None:
    """A file that unpacks to more than a server should hold is not unpacked further."""
    if not content.startswith(b"\x1f\x8b"):
        return
    size = 0
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            while part := stream.read(1024 * 1024):
                size += len(part)
                if size > MOST_UNPACKED:
                    most = MOST_UNPACKED // (1024 * 1024)
                    raise TalksError.of(
                        _("the file unpacks to more than %(most)d MB") % {"most": most},
                        remedy=_("send fewer countries or fewer years at a time"),
                    )
    except (OSError, EOFError, zlib.error) as error:
        raise TalksError.of(_("the packed file is damaged"), remedy=_("pack or download it again")) from error


@contextmanager
def _at_work() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty store in memory, when it is one's turn; what takes too long is stopped."""
    import duckdb  # noqa: PLC0415 (as above)

    from goodoffices.evidence import events  # noqa: PLC0415 (the same)

    if not _TURN.acquire(timeout=PATIENCE):
        raise TalksError.of(_("the server is at work on other events"), remedy=_("try again in a minute"))
    try:
        with events.memory_store() as connection:
            alarm = threading.Timer(LONGEST, _interrupt, [connection])
            alarm.daemon = True
            alarm.start()
            try:
                yield connection
            except duckdb.InterruptException as error:
                raise _too_long() from error
            finally:
                alarm.cancel()
    finally:
        _TURN.release()


def _too_long() -> TalksError:
    return TalksError.of(
        _("this took longer than a minute and was stopped"), remedy=_("ask for fewer events at a time")
    )


def _interrupt(connection: duckdb.DuckDBPyConnection) -> None:
    import duckdb  # noqa: PLC0415 (as above)

    with suppress(duckdb.Error):  # it has just ended
        connection.interrupt()


@contextmanager
def _words_for_a_bad_file() -> Iterator[None]:
    """What the reader of tables cannot make sense of is told in words; its own could repeat what stands in the file."""
    import duckdb  # noqa: PLC0415 (as above)

    try:
        yield
    except (duckdb.InterruptException, duckdb.OutOfMemoryException):
        raise
    except duckdb.Error as error:
        _log.warning("a file of events could not be read: %s", type(error).__name__)
        raise TalksError.of(
            _("the file cannot be read as a table"), remedy=_("save it as CSV (UTF-8) and send that")
        ) from error


def _import_of(release: EventRelease, author: Seat, told: Imported, rejected: str) -> EventImport:
    plain = {name: getattr(told, name) for name in ("read", "new", "known", "changed", "rejected", "flagged")}
    lines = rejected.splitlines(keepends=True)[: EventImport.MOST_REJECTED + 1]
    one = EventImport(of=release, room=release.room, author=author)
    one.file, one.sha256, one.rejected = told.file, told.sha256, "".join(lines)
    one.told = plain | {"flags": dict(told.flags), "passed_over": list(told.passed_over)}
    return one


@all_or_nothing
def _stored(release: EventRelease, seen: str, packed: Sequence[Piece], one: EventImport) -> EventImport:
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=release.room.process_id)
    if seen:
        refuse_changed(release, seen)
    elif _same(release.room.process, release.source, release.release) is not None:
        raise TalksError.of(
            _("somebody else has begun this release meanwhile; nothing was imported"), remedy=_("import the file again")
        )
    release.save()
    EventRows.objects.filter(of=release).delete()
    for number, piece in enumerate(packed):
        rows = EventRows(of=release, room=release.room, author=one.author, number=number)
        rows.table = piece.table
        rows.put(piece.content)
        rows.save(force_insert=True)
    one.save(force_insert=True)
    record_act("events.import", on=release)
    return one
