"""The server's own log, at its most talkative, holds nothing of what was said, sent or asked for."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.talks.visibility import ROOMS
from tests.talks.world import PASSPHRASE, marker

from goodoffices.talks.logs import JsonFormatter, WordlessFormatter
from goodoffices.talks.views import home

THINGS = ("header", "host", "path", "query", "body", "file", "cookie", "phrase", "code")
SENT = {name: f"SENT{name.upper()}TNES" for name in THINGS}


def kept(formatter: logging.Formatter) -> logging.StreamHandler:
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(formatter)
    return handler


@pytest.fixture
def logs():
    """Everything that anything logs, three times: as text, as JSON, and as logging itself would write it."""
    handlers = [kept(WordlessFormatter("%(levelname)s %(name)s: %(message)s")), kept(JsonFormatter())]
    handlers.append(kept(logging.Formatter("%(levelname)s %(name)s: %(message)s")))
    connection.force_debug_cursor = True
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in ("django", "django.template", "allauth"))]
    before = [logger.level for logger in loggers]
    for handler in reversed(handlers):  # the talkative one first: what it leaves in a record must not be taken over
        logging.getLogger().addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield [handler.stream for handler in handlers]
    connection.force_debug_cursor = False
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)
    for handler in handlers:
        logging.getLogger().removeHandler(handler)


def told(logs) -> tuple[str, str, str]:
    text, as_json, plain = (stream.getvalue() for stream in logs)
    return text, as_json, plain


def test_what_is_sent_with_a_request_is_not_in_the_log_whatever_comes_of_it(world, logs, monkeypatch):
    client = world.client("north")
    client.raise_request_exception = False
    notes = reverse("notes", args=[world.process.pk])
    more = {"headers": {"x-more": SENT["header"], "user-agent": SENT["header"]}}
    client.cookies["more"] = SENT["cookie"]
    client.get(f"/{SENT['path']}/?q={SENT['query']}", **more)
    client.get(notes, {"page": SENT["query"]}, headers={"host": f"{SENT['host']}.example"})
    client.post(notes, {"title": SENT["body"], "text": SENT["body"], "room": SENT["body"]}, **more)
    client.post(notes, {"file": SimpleUploadedFile("x.yaml", SENT["file"].encode())}, **more)
    strict = Client(enforce_csrf_checks=True)
    strict.post("/sign-in/", {"login": "north", "password": SENT["phrase"], "csrfmiddlewaretoken": SENT["code"]})
    Client().post("/sign-in/", {"login": SENT["phrase"], "password": SENT["phrase"]})
    client.get("/api/1/", headers={"authorization": f"Bearer {SENT['code']}"})

    def fails(request, *_args, **_more):
        int(f"{SENT['body']} {request.GET}")

    monkeypatch.setattr(home, "render", fails)
    assert client.get("/", {"q": SENT["query"]}).status_code == 500
    text, as_json, plain = told(logs)
    for word in (*SENT.values(), PASSPHRASE, client.cookies["goodoffices_session"].value):
        assert word not in text
        assert word not in as_json
    assert {name for name, word in SENT.items() if word in plain} >= {"path", "host", "body"}, (
        "the search would find it"
    )
    assert "500 home" in text
    assert "builtins.ValueError" in text


def test_nothing_confidential_is_in_the_log_after_it_was_read(world, logs):
    connection.force_debug_cursor = False  # the text of each query beside its values would take half a minute
    client, shown = world.client("mediator"), ""
    for name in ("case", "preferences", "incidents", "claims", "text", "proposals", "notes", "people", "audit"):
        shown += client.get(reverse(name, args=[world.process.pk])).content.decode()
    client.get(f"/p/{world.process.pk}/nothing/{world.rooms['desk'].pk}/")
    text, as_json, plain = told(logs)
    assert marker("desk", "") in shown, "there was something to find"
    assert [room for room in ROOMS if marker(room, "") in text + as_json] == []
    names = [world.process.pk, *(room.pk for room in world.rooms.values())]
    assert [name for name in names if name in text + as_json] == [], "nor which process, and which of its rooms"
    assert world.process.pk in plain, "the search would find it"
    assert "404 no page" in text


def test_a_line_of_the_json_log_is_one_object_with_time_level_logger_and_places(logs):
    try:
        int("the bridge at dawn")
    except ValueError:
        logging.getLogger("goodoffices.talks.domain.jobs.runner").exception("a run was lost from sight")
    record = json.loads(told(logs)[1].splitlines()[-1])
    assert (record["level"], record["said"]) == ("ERROR", "a run was lost from sight")
    assert record["at"].endswith("Z")
    assert record["failed"][0][-1] == "builtins.ValueError"
    assert "dawn" not in json.dumps(record)


@pytest.mark.parametrize("formatter", [WordlessFormatter("%(message)s"), JsonFormatter()])
def test_words_of_other_libraries_are_left_out_but_those_of_the_server_that_are_always_the_same(formatter):
    def line(name, message, *values):
        record = logging.LogRecord(name, logging.ERROR, "/lib/base_events.py", 7, message, values, None)
        return formatter.format(record)

    assert "Invalid HTTP request received." in line("uvicorn.error", "Invalid HTTP request received.")
    assert "base_events.py:7" in line("asyncio", "never retrieved: ValueError('the bridge')")
    assert "bridge" not in line("asyncio", "never retrieved: ValueError('the bridge')")
    assert "bridge" not in line("uvicorn.error", "%s", "the bridge")
