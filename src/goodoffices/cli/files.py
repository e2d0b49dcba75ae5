"""Where a command writes: a whole file or none of it, its folder made where it is missing, or standard output."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from goodoffices.cli.shell import note
from goodoffices.errors import FileError, Where

__all__ = ["STDOUT", "file_in_the_way", "is_same", "make_folder", "put_text", "write_file"]

STDOUT = "-"
"""The name that means standard output; a file of that name is written as `./-`."""

_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT}


def put_text(place: str, text: str, *, force: bool = True) -> bool:
    """Write a text to a file, or to standard output where `place` is `-`. Returns whether it went to a file.

    Raises FileError as `write_file`.
    """
    if place != STDOUT:
        write_file(place, text, force=force)
        return True
    # What is written to a file is UTF-8, whatever the terminal speaks; so is what may be sent into one.
    click.echo(text if sys.stdout.isatty() else text.encode("utf-8"), nl=False)
    return False


def write_file(path: str | os.PathLike[str], data: bytes | str, *, force: bool = True) -> Path:
    """Write a whole file or none of it: beside it first, then moved into its place. A missing folder is made.

    Raises FileError when the file is there already and `force` is False, or when it cannot be written.
    """
    name = os.fspath(path)
    content = data.encode("utf-8") if isinstance(data, str) else data
    with _told("the file cannot be written", name):
        target = Path(os.path.realpath(name))
        if target.is_dir():
            raise FileError.of("this is a folder, not a file", Where(name), "Name the file to write in it.")
        if target.exists() and not force:
            remedy = "Choose another name, or write over it with --force."
            raise FileError.of("the file is there already", Where(name), remedy)
        make_folder(target.parent)
        if target.exists() and not target.is_file():
            # A device or a pipe is written to, never replaced.
            target.write_bytes(content)
        else:
            _replace(target, content)
    return target


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, where it is missing, and say so.

    Raises FileError when it cannot be made, and when a file stands in its place.
    """
    name = os.fspath(folder)
    with _told("the folder cannot be made", name):
        if taken := file_in_the_way(folder):
            raise FileError.of("this is a file, not a folder", Where(str(taken)), "Name a folder.")
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            note(f"Made the folder {folder}")


def file_in_the_way(folder: str | os.PathLike[str]) -> Path | None:
    """The file that stands where a folder is named, or above it; None where none does."""
    # Asked of os, not of the Path, which raises for a name that is too long.
    exists, is_dir = os.path.exists, os.path.isdir
    return next((place for place in (Path(folder), *Path(folder).parents) if exists(place) and not is_dir(place)), None)


def is_same(path: Path, file: str | os.PathLike[str]) -> bool:
    """Whether two names are of one file that is there."""
    try:
        return path.samefile(file)
    except OSError:
        return False


@contextmanager
def _told(what: str, name: str) -> Iterator[None]:
    """Why a file was not written, or a folder not made, as a FileError."""
    try:
        yield
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        if number == errno.EPIPE:
            raise
        reason = getattr(error, "strerror", None) or str(error)
        remedy = ""
        if number in _CLOSED and _is_there(error, name):
            remedy = "Choose another file."
        elif number in _CLOSED and (folder := _nearest_folder(name)):
            # A folder that the system keeps, as /proc, calls every new file "not found".
            reason, remedy = f"nothing new can be put into the folder {folder}", "Choose another folder."
        raise FileError.of(f"{what}: {reason}", Where(name), remedy) from error


def _is_there(error: OSError | ValueError, name: str) -> bool:
    """Whether what the system refused is a file or a device that is there, and no new one."""
    refused = getattr(error, "filename2", None) or getattr(error, "filename", None) or name
    return os.path.lexists(refused)


def _nearest_folder(name: str) -> Path | None:
    return next((place for place in Path(os.path.realpath(name)).parents if place.is_dir()), None)


def _replace(target: Path, content: bytes) -> None:
    beside = target.with_name(f".{target.name[:100]}.{os.getpid()}")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
