"""What a page says to an account: asked once a run for all tests that only read.

The world is laid alike for each test, to the names of its records, so that an answer of one test is that of another.
Whoever acts asks the application itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest import mock

from django.db import connection
from django.template.base import Template
from django.urls import resolve

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["MADE_ANEW", "PAPER_MADE", "OneOfEachKind", "Page", "ReadingAgain", "ask", "read"]

MADE_ANEW = re.compile(
    r'((csrfmiddlewaretoken" value|data-public|data-carried|name="client" value)=")[^"]*|(/events/\?since=)[^"]*'
)
"""What a page is given anew each time: secrets and names of its own, and where the log stands, closed."""
PAPER_MADE = re.compile(
    r"/ModDate \(.*?\)|xmp:(?:Modify|Metadata)Date=\"[^\"]*\"|InstanceID=\"[^\"]*\"|/ID \[.*?\]", re.DOTALL
)
"""What a PDF says of the moment at which it was made."""


@dataclass(frozen=True)
class Page:
    """An answer: `text` is "" where it is a stream, which has no end; `headers` as they were sent; `tables` of the
    database from which it was made."""

    status: int
    headers: dict[str, str]
    text: str
    tables: frozenset[str] = frozenset()


# Django's set-up of tests, which comes later, has each part of a page keep a copy of what it was made of.
_AS_SERVED = Template._render


def ask(client: Client, address: str) -> Page:
    """The page at `address`, for the account that has signed in with `client`, made as when it is served."""
    read: set[str] = set()

    def noted(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        read.update(re.findall(r'"(\w+)"\.', sql))
        return execute(sql, *more)

    with mock.patch.object(Template, "_render", _AS_SERVED), connection.execute_wrapper(noted):
        answer = client.get(address)
    text = "" if answer.streaming else answer.content.decode("utf-8", "replace")
    return Page(answer.status_code, dict(answer.items()), text, frozenset(read))


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


# Written at each act or each signing in, and read for every page: whole walks show that no page tells them.
OF_EACH_ACT = {"talks_process": ("chain_length", "chain_head"), "talks_member": ("last_login",)}
OF_EACH_SIGN_IN = {"django_session", "usersessions_usersession", "talks_attempt"}


class ReadingAgain:
    """Asks for each page once; after an act (`after()`), asks anew only for pages that were made from a table in which
    a row is now another one, and for pages that were not there. Of the others, whose words come from the same rows, it
    gives the answer of before. A test that uses it walks the whole way for one account, too."""

    def __init__(self, look: Callable[[Client, str], Page] = ask) -> None:
        self._look = look
        self._pages: dict[str, Page] = {}
        self._before = _rows()
        self._changed: set[str] | None = None
        self.asked: list[str] = []

    def after(self, look: Callable[[Client, str], Page] | None = None) -> ReadingAgain:
        """The same for the pages after an act; with `look` instead of that of before."""
        now = _rows()
        self._changed = {table for table, rows in now.items() if rows != self._before[table]}
        self._look, self.asked = look or self._look, []
        return self

    def __call__(self, client: Client, address: str) -> Page:
        page = self._pages.get(address)
        if page is not None and self._changed is not None and not page.tables & self._changed:
            return page
        self.asked.append(address)
        page = self._look(client, address)
        if self._changed is None:
            self._pages[address] = page
        return page


def _rows() -> dict[str, list[str]]:
    """The rows of every table, without what is written at each act and each signing in."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - OF_EACH_SIGN_IN:
            columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            kept = ", ".join(f'"{name}"' for name in columns if name not in OF_EACH_ACT.get(table, ()))
            cursor.execute(f'SELECT {kept} FROM "{table}"')  # noqa: S608 (the names are the database's own)
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found
