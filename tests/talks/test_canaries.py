"""The canary crawl: a marker lies in every confidential field of every room; every account reads all it can reach."""

from __future__ import annotations

import re
from functools import partial
from html import unescape

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from tests.talks.pages import ask, read
from tests.talks.visibility import READERS, ROOMS, hidden_from
from tests.talks.world import SEATS, marker

from goodoffices.talks.checks import our_pages
from goodoffices.talks.models.base import Confidential, SealedField

ACCOUNTS = [*SEATS, "stranger", "administrator", ""]


# An address that a page names, in the templates' way of writing. In a tenth of the time of a parser, and never fewer.
LINK = re.compile(r'\b(?:href|src|hx-get|sse-connect)="([^"]+)"')


def links(page: str) -> set[str]:
    """The addresses a page names."""
    return {unescape(found) for found in LINK.findall(page)}


def crawl(client, process, look=ask) -> dict[str, str]:
    """Every page that can be reached by links or is in the address map without an object, with its text; `look` gives
    the page at an address."""
    waiting = {"/", *(start(entry, process) for entry in our_pages())} - {""}
    seen: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        seen[address] = ""
        if address.startswith("/static/"):
            continue
        page = look(client, address)
        seen[address] = "\n".join([page.text, *map(str, page.headers.items())])
        if "text/html" in page.headers.get("Content-Type", ""):
            found = {link.partition("#")[0] for link in links(page.text)}
            waiting |= {link for link in found if link.startswith("/") and link not in seen and "sign-out" not in link}
    return seen


def start(entry, process) -> str:
    from django.urls import NoReverseMatch

    for arguments in ({}, {"process": process.pk}):
        try:
            return reverse(entry.name, kwargs=arguments)
        except NoReverseMatch:
            continue
    return ""


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda name: name or "nobody")
def test_an_account_finds_the_markers_of_its_own_rooms_and_of_no_other(account, world):
    pages = crawl(world.client(account), world.process, partial(read, account=account))
    found = {(room, address) for room in ROOMS for address, text in pages.items() if marker(room, "") in text}
    assert {(room, address) for room, address in found if room in hidden_from(account)} == set()
    assert {room for room, _ in found} == {room for room, readers in READERS.items() if account in readers}


def confidential_models():
    return [model for model in apps.get_app_config("talks").get_models() if issubclass(model, Confidential)]


def test_every_confidential_field_of_every_kind_of_record_holds_a_marker_in_this_world(world):
    known = {model._meta.model_name for model in confidential_models()}
    assert known == set(world.records), (
        "a new kind of confidential record needs records with markers in tests/talks/world.py"
    )
    for model in confidential_models():
        assert [name for name, value in vars(model).items() if isinstance(value, SealedField)]


def test_the_raw_database_holds_no_marker_but_the_public_ones(world):
    raw = raw_database()
    leaked = [room for room in ROOMS if room != "public" and marker(room, "") in raw]
    assert leaked == []
    assert marker("public", "") in raw, "the search itself would find a marker"


def raw_database() -> str:
    """Every cell of every table, as text."""
    cells: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (the names are the database's own)
            for row in cursor.fetchall():
                cells += [
                    bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                    for value in row
                ]
    return "\n".join(cells)
