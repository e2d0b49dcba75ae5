"""A log in which every entry holds the hash of the one before it: nothing can be changed or left out unseen.

Haber and Stornetta (1991). The hash is SHA-256 over the canonical JSON (RFC 8785) of the entry and the hash before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

__all__ = ["GENESIS", "Link", "broken_link", "link_hash"]

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """One entry of a chain: its place (from 1), what it says, and the hash that covers it and all before it."""

    number: int
    content: Mapping[str, Any]
    hash: str


def link_hash(previous: str, number: int, content: Mapping[str, Any]) -> str:
    """The hash of an entry: 64 hexadecimal digits."""
    whole: dict[str, Any] = {"previous": previous, "number": number, "content": dict(content)}
    return hashlib.sha256(rfc8785.dumps(whole)).hexdigest()


def broken_link(links: Iterable[Link], *, after: int = 0, head: str = GENESIS) -> int | None:
    """The number of the first entry that does not follow from the one before; None when the chain holds.

    The links may begin `after` an entry whose hash is `head`.
    """
    previous = head
    for expected, link in enumerate(links, start=after + 1):
        if link.number != expected or link.hash != link_hash(previous, link.number, link.content):
            return expected
        previous = link.hash
    return None
