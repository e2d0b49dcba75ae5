"""A NUL character, which PostgreSQL takes in no text: wherever it comes, no server's error answers it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.urls import reverse
from tests.talks.test_api import operations, token_of

from goodoffices.talks.api import api

NUL = "a\0b"
SCHEMA = api.get_openapi_schema(path_prefix="/api/1/")


@pytest.fixture
def there(world) -> dict[str, str]:
    """Ids of what exists, by the names that addresses and bodies have for them."""
    found = {kind: next(iter(records.values())).pk for kind, records in world.records.items()}
    return found | {"process": world.process.pk, "room": world.rooms["desk"].pk, "seat": world.seats["observer"].pk}


@pytest.fixture
def program(world, client):
    """Sends a request as the mediator's program; the answer, whatever went wrong."""
    client.raise_request_exception = False
    headers = {"Authorization": f"Bearer {token_of(world, 'mediator')}"}

    def ask(method: str, address: str, body: Any = None):
        return client.generic(method, address, json.dumps(body), content_type="application/json", headers=headers)

    return ask


def test_in_the_address_of_the_api_it_names_nothing(program, there):
    for name, method, address, _ in operations():
        for parameter in re.findall(r"\{(\w+)\}", address):
            named = there | {parameter: quote(NUL)}
            asked = re.sub(r"\{(\w+)\}", lambda match, named=named: named.get(match[1], "c1"), address)
            assert program(method, asked).status_code == 404, (name, parameter)


@pytest.mark.long
def test_in_what_a_program_says_it_is_refused_or_names_nothing(program, there):
    wrong = []
    for name, method, address, _ in operations():
        asked = re.sub(r"\{(\w+)\}", lambda match: there.get(match[1], "c1"), address)
        for body in bodies(address, method, there):
            status = program(method, asked, body).status_code
            if status not in {404, 409, 422}:
                wrong.append((name, body, status))
    assert wrong == []


def bodies(address: str, method: str, there: dict[str, str]) -> list[dict[str, Any]]:
    """What an operation may be told, with a NUL in one of its texts each time."""
    operation = SCHEMA["paths"][address][method.lower()]
    if "requestBody" not in operation:
        return []
    schema = solved(operation["requestBody"]["content"]["application/json"]["schema"])
    plain = {name: said(part, there.get(name, "words")) for name, part in schema.get("properties", {}).items()}
    nasty = {name: said(part, NUL) for name, part in schema.get("properties", {}).items()}
    return [plain | {name: value} for name, value in nasty.items() if value != said(schema["properties"][name], "x")]


def solved(schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference in the description stands for."""
    while "$ref" in schema:
        schema = SCHEMA["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def said(schema: dict[str, Any], text: str) -> Any:
    """A value of this form in which every free text is `text`."""
    schema = solved(schema)
    schema = solved(next((one for one in schema.get("anyOf", []) if one.get("type") != "null"), schema))
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "array":
        return [said(schema["items"], text)]
    if kind == "object" and "properties" not in schema:
        inner = schema.get("additionalProperties")
        return {text: said(inner if isinstance(inner, dict) else {}, text)}
    if kind == "object":
        return {name: said(part, text) for name, part in schema["properties"].items()}
    return {"integer": 1, "number": 1, "boolean": True}.get(kind, text)


@pytest.mark.parametrize("name", ["session", "csrf", "key", "device"])
def test_in_a_cookie_it_signs_nobody_in(name, world):
    client = world.client("mediator")
    client.raise_request_exception = False
    names = {
        "session": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
        "key": settings.KEY_COOKIE_NAME,
        "device": settings.DEVICE_COOKIE_NAME,
    }
    client.cookies[names[name]] = NUL  # goes out as the octal escape that a server undoes
    answer = client.get("/")
    assert answer.status_code == (200 if name in {"csrf", "device"} else 302)
    assert client.post("/sign-in/", {"login": "mediator", "password": "a wrong one of them"}).status_code < 500


def test_in_a_token_or_a_query_it_finds_nothing(world, client):
    client.raise_request_exception = False
    address = f"/api/1/p/{world.process.pk}/notes"
    assert client.get(address, headers={"Authorization": f"Bearer {NUL}.{NUL}"}).status_code == 401
    signed_in = world.client("mediator")
    signed_in.raise_request_exception = False
    for page, word in (("notes", "room"), ("session_add", "round"), ("audit", "page"), ("consent_add", "party")):
        asked = reverse(page, args=[world.process.pk])
        assert signed_in.get(asked, {word: "x"}).status_code == 200, page
        assert signed_in.get(asked, {word: NUL}).status_code == 404, page
