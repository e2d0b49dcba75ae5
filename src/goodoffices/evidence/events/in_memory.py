"""Files and stores that lie in memory alone: for a server whose disk must not show an event.

DuckDB reads and writes such a file through fsspec, under an address that holds while it is needed.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import duckdb

__all__ = ["File", "FileInMemory", "addressed", "file_of", "written"]

_NUMBERS: Final = itertools.count()


@dataclass(frozen=True)
class FileInMemory:
    """A file that lies on no disk: its name, by which errors and imports tell of it, and its content."""

    name: str
    content: bytes = field(repr=False)

    def __str__(self) -> str:
        return self.name

    def open(self, mode: str = "rb") -> IO[bytes]:  # noqa: ARG002  # as a Path is opened
        """The content as a stream."""
        return io.BytesIO(self.content)


File = Path | FileInMemory


def file_of(path: str | File) -> File:
    """A path, unless it is a file in memory already."""
    return path if isinstance(path, FileInMemory) else Path(path)


@contextmanager
def addressed(connection: duckdb.DuckDBPyConnection, file: File) -> Iterator[str]:
    """The address under which DuckDB reads a file."""
    if isinstance(file, Path):
        yield str(file)
        return
    system = _memory(connection)
    address = f"memory://goodoffices/{next(_NUMBERS)}"
    system.pipe_file(address, file.content)
    try:
        yield address
    finally:
        system.rm_file(address)


@contextmanager
def written(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, io.BytesIO]]:
    """An address to which DuckDB may write, and the stream that holds what it wrote once the block has ended."""
    system = _memory(connection)
    address, stream = f"memory://goodoffices/{next(_NUMBERS)}", io.BytesIO()
    try:
        yield address, stream
        stream.write(system.cat_file(address))
    finally:
        if system.exists(address):
            system.rm_file(address)


def _memory(connection: duckdb.DuckDBPyConnection) -> Any:
    import fsspec  # noqa: PLC0415  # only what lies in memory needs it

    system = fsspec.filesystem("memory")
    if not connection.filesystem_is_registered("memory"):
        connection.register_filesystem(system)
    return system
