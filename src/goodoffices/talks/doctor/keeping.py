"""What is kept beside the database: keys, the folder itself, back-ups."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from goodoffices.talks.backups import backups_in, fault_in
from goodoffices.talks.doctor.finding import Asked, Finding, fault, ok, unknown, warning
from goodoffices.talks.installation import key_file

__all__ = ["backups", "is_installed", "keys"]

_SHORTEST_KEY = 50  # letters; Django's own check says so too
_SHORTEST_TOKEN = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_FRESH, _OLD = dt.timedelta(days=2), dt.timedelta(days=7)


def is_installed(asked: Asked) -> bool:
    """Whether there is an installation at all: a folder, and a key."""
    try:
        return asked.home.is_dir() and key_file(asked.home, asked.environment).exists()
    except OSError:  # a folder above it is closed
        return False


def keys(asked: Asked) -> Iterator[Finding]:
    """The folder and the secrets are there, can be read, and by nobody else. What they hold is never told."""
    try:
        there = asked.home.is_dir()
    except OSError as error:
        yield fault(f"{asked.home} is closed: {error.strerror}", "Run this as the user of the server.")
        return
    if not there:
        yield fault(
            f"there is no folder {asked.home}", "Name the installation's with --home, or start `goodoffices serve`."
        )
        return
    yield from _alone(asked.home, "the installation's folder", "700")
    file = key_file(asked.home, asked.environment)
    given = asked.environment.get("CREDENTIALS_DIRECTORY", "")
    yield from _secret(file, "the installation's key", _SHORTEST_KEY, given)
    for name, what, shortest in (
        ("DATABASE_URL_FILE", "the address of the database", 1),
        ("GOODOFFICES_METRICS_TOKEN_FILE", "the token of /metrics", _SHORTEST_TOKEN),
    ):
        if place := asked.environment.get(name):
            yield from _secret(Path(place), what, shortest, given)


def backups(asked: Asked) -> Iterator[Finding]:
    """There is a back-up of late, it can be read, and the key does not lie beside it."""
    named = asked.environment.get("GOODOFFICES_BACKUPS", "")
    if not named:
        yield warning("no folder of back-ups is named", "Set GOODOFFICES_BACKUPS to it; `goodoffices backup` fills it.")
        return
    folder = Path(named)
    try:
        found = backups_in(folder)
    except OSError as error:
        yield fault(f"the back-ups in {folder} cannot be listed: {error.strerror}", "Look at GOODOFFICES_BACKUPS.")
        return
    if not found:
        yield fault(f"there is no back-up in {folder}", "Make one: goodoffices backup FOLDER.")
        return
    newest = found[-1]
    if reason := fault_in(newest.file):
        yield fault(
            f"the newest back-up, {newest.file.name}, cannot be used: {reason}", "Make another, and look at the disk."
        )
    age = asked.at - newest.made
    told = f"the newest back-up ({newest.file.name}, of {len(found)}) is {_age(age)} old"
    remedy = "See why no newer one was made: systemctl status goodoffices-backup."
    yield fault(told, remedy) if age > _OLD else warning(told, remedy) if age > _FRESH else ok(told)
    yield from _alone(folder, "the folder of back-ups", "700")
    if (folder / "installation-key").exists():
        yield warning(
            "the installation's key lies beside the back-ups", "Keep it in another place: one theft takes both."
        )


def _secret(file: Path, what: str, shortest: int, given: str) -> Iterator[Finding]:
    try:
        held = len(file.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        yield fault(
            f"{what} cannot be read: {reason} ({file})", "Run this as the user of the server, and look at the file."
        )
        return
    if held < shortest:
        yield fault(f"{what} has only {held} characters ({file})", f"It needs {shortest}.")
    if given and file.is_relative_to(given):
        yield ok(f"{what} is handed in by systemd, to this service alone")
    else:
        yield from _alone(file, what, "600")


def _alone(place: Path, what: str, mode: str) -> Iterator[Finding]:
    if os.name != "posix":
        yield unknown(f"this system does not tell who may read {what}", "See that only the server's user can.")
        return
    about = place.stat()
    if stat.S_IMODE(about.st_mode) & _OTHERS:
        yield fault(
            f"{what} can be read by others (mode {stat.S_IMODE(about.st_mode):o}, {place})", f"chmod {mode} {place}"
        )
    elif about.st_uid != os.geteuid():
        yield warning(f"{what} belongs to another user ({place})", "Run this as the user of the server.")
    else:
        yield ok(f"{what} is its owner's alone ({place})")


def _age(age: dt.timedelta) -> str:
    hours = age.total_seconds() / 3600
    return f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"  # noqa: PLR2004 (two days)
