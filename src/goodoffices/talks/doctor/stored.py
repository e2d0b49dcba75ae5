"""What is stored: the database, and the records of acts in it. Django is set up by now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.doctor.finding import Asked, Finding, fault, ok, unknown, warning
from goodoffices.talks.domain.record import broken_entry
from goodoffices.talks.models import Entry, Process

__all__ = ["database", "deployment", "record"]

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2}
"""What SQLite has to say of a connection of the server's; `settings` says why."""
_FAST = dt.timedelta(minutes=1)  # by which an entry may be ahead of the clock


def deployment(_asked: Asked) -> Iterator[Finding]:
    """Django's own checks, for a server on the internet where people come over https."""
    found = checks.run_checks(include_deployment_checks=settings.SECURE)
    for one in found:
        if one.level >= checks.WARNING:
            make = fault if one.level >= checks.ERROR else warning
            yield make(f"{one.id or 'a check'}: {one.msg}", one.hint or "See Django's list of system checks.")
    if not any(one.level >= checks.WARNING for one in found):
        yield ok(f"Django finds nothing wrong{' with a server on the internet' if settings.SECURE else ''}")
    if not settings.SECURE:
        yield ok("only this machine is served: GOODOFFICES_ORIGIN is no https address")


def database(_asked: Asked) -> Iterator[Finding]:
    """It is reached, set as it has to be, of this version, and whole."""
    file = _missing_file()
    if file is not None:
        yield fault(f"there is no database {file}", "Start `goodoffices serve` once, or restore a back-up.")
        return
    try:
        connection.ensure_connection()
        yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
        yield from _migrations()
    except DatabaseError as error:
        kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
        yield fault(
            f"the database ({kind}) cannot be used ({type(error).__name__})",
            "Look whether it runs, at DATABASE_URL, and at the disk; else restore a back-up.",
        )


def record(asked: Asked) -> Iterator[Finding]:
    """Every record of acts holds from its first entry on, and none is of a time that is still to come."""
    if _missing_file() is not None:
        return
    try:
        with looking_as_the_system():
            broken = {process.pk: broken_entry(process) for process in Process.objects.all()}
            last = Entry.objects.aggregate(last=Max("at"))["last"]
    except DatabaseError as error:
        yield fault(f"the records cannot be read ({type(error).__name__})", "See what is said of the database.")
        return
    for process, number in broken.items():
        if number is not None:
            yield fault(
                f"the record of process {process} does not hold from entry {number} on",
                "Keep all as it is, tell the parties, and compare with a copy of theirs: goodoffices verify-log.",
            )
    if not any(broken.values()):
        yield ok(f"every record holds, of {len(broken)} in all")
    if last is not None and last > asked.at + _FAST:
        yield fault(
            f"the last entry of a record is of {last:%Y-%m-%d %H:%M} UTC and the clock says {asked.at:%Y-%m-%d %H:%M}",
            "The clock is behind, or was ahead: set it before anybody acts. Deadlines and embargoes follow it.",
        )


def _missing_file() -> Path | None:
    """SQLite would make an empty file when it is asked for one that is not there."""
    if connection.vendor != "sqlite":
        return None
    name = str(connection.settings_dict["NAME"])
    return None if name == ":memory:" or name.startswith("file:") or Path(name).is_file() else Path(name)


def _sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        said = {}
        for name in PRAGMAS:
            cursor.execute(f"PRAGMA {name}")
            said[name] = cursor.fetchone()[0]
        for name, value in PRAGMAS.items():
            if said[name] != value:
                yield fault(f"SQLite says {name} = {said[name]}, not {value}", "See that nothing changes the settings.")
        cursor.execute("PRAGMA integrity_check(1)")
        (whole,) = cursor.fetchone()
        cursor.execute("PRAGMA foreign_key_check")
        loose = len(cursor.fetchall())
    if whole != "ok":
        yield fault(
            "SQLite finds the database damaged", "Stop the server, copy the folder as it is, restore a back-up."
        )
    elif loose:
        yield fault(f"{loose} rows of the database point to nothing", "Restore a back-up, and report it.")
    elif all(said[name] == value for name, value in PRAGMAS.items()):
        yield ok("SQLite is whole, and waits for the disk with each act (WAL, synchronous FULL)")


def _postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        said = {}
        for name in ("server_version", "server_encoding", "fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            said[name] = cursor.fetchone()[0]
    lost = "An answer that was acknowledged could be lost with the power: turn it on in postgresql.conf."
    wrong = [name for name in ("fsync", "synchronous_commit", "full_page_writes") if said[name] == "off"]
    for name in wrong:
        yield fault(f"PostgreSQL has {name} off", lost)
    if said["server_encoding"] != "UTF8":
        yield fault(f"PostgreSQL keeps text as {said['server_encoding']}", "Make the database with UTF8.")
    if not wrong:
        yield ok(f"PostgreSQL {said['server_version'].split()[0]} is reached, and waits for the disk with each act")
    yield unknown("whether PostgreSQL's files are whole is not looked at", "See pg_amcheck.")


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    later = [
        name
        for name in executor.loader.applied_migrations
        if name[0] == "talks" and name not in executor.loader.graph.nodes
    ]
    if later:
        yield fault("the database is of a newer version than this software", "Install the newer version again.")
    if waiting:
        yield warning(
            f"the database is {waiting} steps behind", "Make a back-up; `goodoffices serve` brings it up to date."
        )
    if not waiting and not later:
        yield ok("the database is of this version")
