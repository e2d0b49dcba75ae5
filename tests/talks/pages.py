"""What a page says to an account: asked once a run for all tests that only read.

The world is laid alike for each test, to the names of its records, so that an answer of one test is that of another.
Whoever acts asks the application itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import resolve

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["OneOfEachKind", "Page", "ask", "read"]


@dataclass(frozen=True)
class Page:
    """An answer: `text` is "" where it is a stream, which has no end; `headers` as they were sent."""

    status: int
    headers: dict[str, str]
    text: str


def ask(client: Client, address: str) -> Page:
    """The page at `address`, for the account that has signed in with `client`."""
    answer = client.get(address)
    text = "" if answer.streaming else answer.content.decode("utf-8", "replace")
    return Page(answer.status_code, dict(answer.items()), text)


_READ: dict[tuple[str, str], Page] = {}


def read(client: Client, address: str, account: str) -> Page:
    """The same, for `account` ("" for nobody) in a world in which nobody has acted."""
    if (account, address) not in _READ:
        _READ[account, address] = ask(client, address)
    return _READ[account, address]


class OneOfEachKind:
    """Asks for one page of each view, the first it meets, and for all whose address holds one of `always`; the others
    are empty. Whoever looks again, after an act, is shown the same pages and those of a new kind: a link to a page that
    was not there stands on one of them."""

    def __init__(self, *always: str) -> None:
        self._always = always
        self._kinds: dict[str, str] = {}

    def __call__(self, client: Client, address: str) -> Page:
        first = self._kinds.setdefault(resolve(address.partition("?")[0]).view_name, address)
        if address == first or any(part in address for part in self._always):
            return ask(client, address)
        return Page(200, {}, "")
