"""Back-ups of a whole installation that is in SQLite: made while it runs, looked at before they count, kept in number.

A back-up is made by SQLite's VACUUM INTO: one moment, without the free pages of what was deleted. It does not hold the
installation's key, which belongs in another place.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from goodoffices.errors import FileError, TalksError, Where

__all__ = ["Backup", "back_up", "backups_in", "fault_in"]

_SQLITE = ".sqlite3"
_POSTGRES = ".dump"
_DUMP = b"PGDMP"  # how `pg_dump --format=custom` begins
_TABLES = {"django_migrations", "talks_process", "talks_entry", "talks_member"}


@dataclass(frozen=True)
class Backup:
    """A file that holds an installation, and when it was made (UTC)."""

    file: Path
    made: dt.datetime


def backups_in(folder: Path) -> list[Backup]:
    """The back-ups of a folder, oldest first: files called `talks-….sqlite3` or `talks-….dump`. Raises OSError."""
    files = [file for file in folder.iterdir() if file.name.startswith("talks-") and file.is_file()]
    found = [
        Backup(file, dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC))
        for file in files
        if file.suffix in {_SQLITE, _POSTGRES}
    ]
    return sorted(found, key=lambda one: (one.made, one.file.name))


def fault_in(file: Path) -> str:
    """Why a back-up is none; "" when it can be read: of SQLite all of it, of PostgreSQL no more than how it begins."""
    try:
        if file.suffix == _POSTGRES:
            with file.open("rb") as dump:
                return "" if dump.read(len(_DUMP)) == _DUMP else "it is no dump of `pg_dump --format=custom`"
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            found = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not found >= _TABLES:
                return "it is no database of Good Offices"
            (said,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            return "" if said == "ok" else "SQLite finds it damaged"
    except OSError as error:
        return error.strerror or type(error).__name__
    except sqlite3.Error:
        return "it is no database, or a damaged one"


def back_up(database: Path, folder: Path, *, at: dt.datetime, keep: int = 0) -> Backup:
    """Write a back-up of `database`, look at it, and delete the oldest beyond `keep` (0: none).

    Raises FileError when the database is not there or the folder cannot be written, and TalksError when what was
    written does not hold; nothing is deleted then.
    """
    if not database.is_file():
        raise FileError.of("there is no database of an installation here", Where(str(database)), "Look at --home.")
    target = folder / f"talks-{at:%Y%m%dT%H%M%SZ}{_SQLITE}"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if target.exists():
            raise FileError.of("there is a back-up of this second already", Where(str(target)), "Try again.")
        _copied(database, part)
        if fault := fault_in(part):
            raise TalksError.of(
                f"the back-up does not hold: {fault}", Where(str(database)), "See `goodoffices doctor`."
            )
        part.rename(target)
        _reach_disk(folder)
        for old in backups_in(folder)[:-keep] if keep else []:
            if old.file.suffix == _SQLITE:
                old.file.unlink()
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError.of(f"the back-up cannot be written: {reason}", Where(str(folder))) from error
    finally:
        if part.exists():
            part.unlink()
    return Backup(target, at)


def _copied(database: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # SQLite goes on with an empty file
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=20)) as open_database:
            open_database.execute("VACUUM INTO ?", (str(part),))
    except sqlite3.Error as error:
        remedy = "Look whether the disk is full, and at `goodoffices doctor`."
        raise TalksError.of(f"the database cannot be copied ({error})", Where(str(database)), remedy) from error
    _reach_disk(part)


def _reach_disk(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
