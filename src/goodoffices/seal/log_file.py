"""A log as a file: one entry a line, so that anybody can check it without the server that wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from goodoffices.errors import SealError, Where
from goodoffices.seal.chain import Link

__all__ = ["read_log", "write_log"]


def write_log(links: Iterable[Link]) -> str:
    """Lines of JSON: number, hash, content."""
    return "".join(
        json.dumps({"number": link.number, "hash": link.hash, "content": dict(link.content)}, ensure_ascii=False) + "\n"
        for link in links
    )


def read_log(text: str, file: str = "") -> list[Link]:
    """The entries of such a file, in its order. Raises SealError that names the first line which is no entry."""
    return [
        _link(line, Where(file, number, 1)) for number, line in enumerate(text.splitlines(), start=1) if line.strip()
    ]


def _link(line: str, where: Where) -> Link:
    try:
        entry = json.loads(line)
        number, seen, content = entry["number"], entry["hash"], entry["content"]
    except (ValueError, KeyError, TypeError) as error:
        raise SealError.of("this line is no entry of a record", where, "an entry has number, hash, content") from error
    if not (isinstance(number, int) and isinstance(seen, str) and isinstance(content, dict)):
        raise SealError.of("this line is no entry of a record", where, "number, hash and content have other types")
    return Link(number, content, seen)
