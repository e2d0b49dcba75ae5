"""A file and its text in UTF-8: read, and refused, in one place and in the same words."""

from __future__ import annotations

import codecs
import gzip
import os
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, Protocol, cast

from goodoffices.errors import EvidenceError, FileError, UserError, Where

__all__ = ["SAVE_AS_UTF8", "is_packed", "opened", "read_bytes", "read_utf8", "utf8"]

SAVE_AS_UTF8: Final = "Save it as UTF-8: most editors, and spreadsheets, ask for the encoding under `Save as`."
Remedy = str | Callable[[], str]
_MEGABYTE: Final = 1_000_000
_GZIP: Final = b"\x1f\x8b"
_LINE_END = re.compile(r"\r\n|\r|\n")


class InMemory(Protocol):
    """A file that lies on no disk; `str` of it is its name."""

    def open(self) -> IO[bytes]:
        """Its content as a stream."""


File = str | os.PathLike[str] | InMemory


def _as_it_lies(file: File) -> IO[bytes]:
    return Path(file).open("rb") if isinstance(file, str | os.PathLike) else file.open()


def is_packed(file: File) -> bool:
    """Whether the content of a file is gzip, whatever its name."""
    with _as_it_lies(file) as stream:
        return stream.read(len(_GZIP)) == _GZIP


def opened(file: File) -> IO[bytes]:
    """The content of a file as a stream, unpacked where it is gzip."""
    if not is_packed(file):
        return _as_it_lies(file)
    return cast("IO[bytes]", gzip.open(file if isinstance(file, str | os.PathLike) else file.open()))


def read_bytes(  # what to say in each case
    file: File,
    most: int,
    *,
    missing: Remedy = "Check the name and the folder.",
    folder: Remedy = "Name the file in it.",
    large: str = "",
    begins: int = 0,
) -> bytes:
    """The content of a file, unpacked where it is gzip, of at most `most` bytes; or, with `begins`, so many of its
    first bytes.

    `missing`, `folder` and `large` are remedies, or say one when they are called. Raises FileError for a file that is
    not there, is a folder, is too large (unpacked) or cannot be read.
    """
    name = str(file)
    try:
        with opened(file) as stream:
            data = stream.read(begins or most + 1)
    except FileNotFoundError as error:
        raise FileError.of("there is no such file", Where(name), _said(missing)) from error
    except IsADirectoryError as error:
        raise FileError.of("this is a folder, not a file", Where(name), _said(folder)) from error
    except (OSError, EOFError, ValueError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError.of(f"the file cannot be read: {reason}", Where(name)) from error
    if not begins and len(data) > most:
        raise FileError.of(f"the file is larger than {most // _MEGABYTE} MB", Where(name), large)
    return data


def _said(remedy: Remedy) -> str:
    return remedy if isinstance(remedy, str) else remedy()


def utf8(
    data: bytes,
    file: str,
    refused: type[UserError] = EvidenceError,
    remedy: str = SAVE_AS_UTF8,
    *,
    whole: bool = True,
) -> str:
    """The text of bytes in UTF-8, without a byte order mark. Where they are not `whole`, the last sign may be cut.

    Raises `refused` with line and column of the first sign that is not in UTF-8. No bytes stand in the error or behind
    it: a file may hold names.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refused.of("the text is saved in UTF-16, not in UTF-8", Where(file, 1, 1), remedy)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError as error:
        lines = _LINE_END.split(data[: error.start].decode("utf-8"))
        where = Where(file, len(lines), len(lines[-1]) + 1)
    raise refused.of("a letter here is not in UTF-8", where, remedy)


def read_utf8(
    file: File,
    most: int,
    refused: type[UserError] = EvidenceError,
    remedy: str = SAVE_AS_UTF8,
    *,
    missing: Remedy = "Check the name and the folder.",
    large: str = "",
) -> str:
    """The text of a file, its line ends as they are. Raises as `read_bytes` and `utf8`."""
    return utf8(read_bytes(file, most, missing=missing, large=large), str(file), refused, remedy)
