"""Processes as files: listed, exported and imported from the command line. The installation has to be open."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from goodoffices.errors import FileError, TalksError, Where

__all__ = ["Listed", "export_archive", "import_archive", "list_processes"]


@dataclass(frozen=True)
class Listed:
    """A process of this installation, as far as its title goes."""

    id: str
    title: str
    opened: str
    seats: int


def list_processes() -> list[Listed]:
    """Every process of this installation, the oldest first."""
    from goodoffices.talks.access.viewer import looking_as_the_system  # noqa: PLC0415 (Django)
    from goodoffices.talks.models import Process  # noqa: PLC0415 (Django)

    with looking_as_the_system():
        return [
            Listed(process.pk, process.title, f"{process.made:%Y-%m-%d}", process.seats.filter(ended=None).count())
            for process in Process.objects.order_by("made", "pk")
        ]


def export_archive(name: str, passphrase: str) -> bytes:
    """The process of this id (or this title, where only one has it) as an archive under a passphrase.

    Raises TalksError when there is none, when several have the title, and for a passphrase that is too short.
    """
    from django.conf import settings  # noqa: PLC0415 (Django)

    from goodoffices.talks.access.viewer import looking_as_the_system  # noqa: PLC0415 (Django)
    from goodoffices.talks.domain.archives import export_process  # noqa: PLC0415 (Django)
    from goodoffices.talks.models import Process  # noqa: PLC0415 (Django)

    if len(passphrase) < settings.SHORTEST_PASSPHRASE:
        raise TalksError.of(
            f"the passphrase has {len(passphrase)} characters; it needs {settings.SHORTEST_PASSPHRASE}",
            remedy="Whoever holds the file can try passphrases for years.",
        )
    found = [process for process in list_processes() if name == process.id] or [
        process for process in list_processes() if name == process.title
    ]
    if len(found) != 1:
        raise TalksError.of(
            f"{len(found) or 'no'} processes are called `{name}`", remedy="See `goodoffices process list` for the ids."
        )
    with looking_as_the_system():
        process = Process.objects.get(pk=found[0].id)
    out = io.BytesIO()
    export_process(process=process, out=out, passphrase=passphrase)
    return out.getvalue()


def import_archive(file: str, passphrase: str) -> Listed:
    """Bring in the process of an archive, whole or not at all. Raises FileError, SealError and TalksError."""
    from goodoffices.talks.domain.archives import import_process  # noqa: PLC0415 (Django)

    try:
        with Path(file).open("rb") as stream:
            process = import_process(stream=stream, passphrase=passphrase)
    except OSError as error:
        raise FileError.of(f"the file cannot be read: {error.strerror or error}", Where(file)) from error
    return next(listed for listed in list_processes() if listed.id == process.pk)
