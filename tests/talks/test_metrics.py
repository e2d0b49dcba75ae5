"""/metrics: there only for whoever shows the token, and telling of the server, never of the talks."""

from __future__ import annotations

import asyncio
import re

import pytest
from django.test import Client
from tests.talks.proposing import proposed, say
from tests.talks.world import marker

from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.numbers import numbers
from goodoffices.talks.metrics import COUNTS, WINDOW, Counts, Number, Published, counted, exposition, in_mebibytes
from goodoffices.talks.models import Entry, Job
from goodoffices.talks.views import metrics as view

TOKEN = "t" * 43


@pytest.fixture
def token(tmp_path, settings, monkeypatch):
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    settings.METRICS_TOKEN_FILE = str(file)
    monkeypatch.setattr(view, "_published", Published(view.numbers_as_text))
    return file


def asked(authorization: str = f"Bearer {TOKEN}", client: Client | None = None):
    return (client or Client()).get("/metrics", headers={"authorization": authorization})


def told() -> dict[str, float]:
    """The numbers but those of the clock, and of sizes: another test looks at their steps."""
    return {one.name: one.value for one in numbers() if not re.search(r"timestamp|_bytes", one.name)}


def test_without_a_token_in_the_settings_there_is_no_such_page(world, settings):
    settings.METRICS_TOKEN_FILE = ""
    assert asked("Bearer ").status_code == 404


@pytest.mark.parametrize("shown", ["", "Bearer ", f"Bearer {TOKEN}x", TOKEN, f"Basic {TOKEN}", "Bearer t\xe4"])
def test_who_does_not_show_the_token_is_told_that_there_is_no_such_page(shown, world, token):
    answer, absent = asked(shown), Client().get("/metrics-that-never-were")
    assert (answer.status_code, answer.content) == (404, absent.content)


@pytest.mark.parametrize("text", ["short", "", "\xe4" * 43])
def test_a_token_that_is_short_or_cannot_be_read_opens_nothing(text, world, token):
    token.write_text(text)
    assert asked(f"Bearer {text}").status_code == 404
    token.unlink()
    assert asked(f"Bearer {text}").status_code == 404


def test_whoever_shows_the_token_reads_numbers_in_the_text_format_of_prometheus(world, token):
    answer = asked()
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    lines = answer.content.decode().splitlines()
    assert len(lines) == 3 * len(numbers())
    for help_, kind, number in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        name, value = number.split(" ")
        assert re.fullmatch(r"goodoffices_[a-z_]+", name)
        assert help_.startswith(f"# HELP {name} ")
        assert kind == f"# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}"
        assert float(value) >= 0
    found = dict(line.split(" ") for line in lines[2::3])
    assert found["goodoffices_record_holds"] == "1"


def test_the_numbers_name_nobody_no_process_and_no_page(world, token):
    text = asked().content.decode()
    assert "{" not in text, "no number has a label"
    with looking_as_the_system():
        words = [world.process.title, world.process.pk, *world.members, *(seat.pk for seat in world.seats.values())]
    assert [word for word in [*words, marker("desk", ""), "/p/", "notes"] if word in text] == []


def test_the_numbers_are_the_same_whoever_answered_and_whatever(world):
    """Of two worlds that differ in who answered a proposal and how, no number differs."""
    proposal = proposed(world, "north", "south")
    before = told()
    say(world, proposal, "north")
    assert told() == before, "who has answered is not seen by whoever reads the numbers"
    say(world, proposal, "south", verdict="refuse", words="No.")
    assert told() == before


def test_one_request_more_or_less_is_not_seen_before_five_minutes_are_over(world, token, monkeypatch):
    now = [WINDOW * 1000]
    monkeypatch.setattr(view, "_published", Published(view.numbers_as_text, lambda: now[0]))
    first = asked().content
    monkeypatch.setattr(COUNTS, "answered", COUNTS.answered + 7)
    now[0] += WINDOW - 1
    assert asked().content == first
    now[0] += 1
    assert asked().content != first


def test_a_record_that_does_not_hold_is_told_and_what_waits_is_counted(world):
    assert (told()["goodoffices_record_holds"], told()["goodoffices_runs_under_way"]) == (1, 0)
    with looking_as(world.viewer("mediator")):
        Job.objects.update(state=Job.State.WAITING)
        waiting = Job.objects.count()
    with looking_as_the_system():
        Entry.objects.filter(pk=Entry.objects.order_by("-number").first().pk).update(hash="0" * 64)
    assert waiting > 0
    assert (told()["goodoffices_record_holds"], told()["goodoffices_runs_under_way"]) == (0, waiting)


def test_the_newest_back_up_is_told_where_there_is_one(world, settings, tmp_path):
    settings.BACKUPS = str(tmp_path / "none")
    assert not any("backup" in one.name for one in numbers())
    (tmp_path / "talks-20260101T000000Z.sqlite3").touch()
    settings.BACKUPS = str(tmp_path)
    assert any("backup" in one.name for one in numbers())


def test_the_size_of_the_database_grows_in_steps_that_hide_a_single_record():
    assert [in_mebibytes(size) for size in (0, 1, 2**20, 2**20 + 1)] == [0, 2**20, 2**20, 2**21]


def test_answers_are_counted_when_they_begin_and_a_crash_is_a_failure():
    counts, sent = Counts(), []

    async def application(scope, _receive, send):
        if scope["path"] == "/crash":
            raise RuntimeError
        await send({"type": "http.response.start", "status": int(scope["path"][1:])})
        await send({"type": "http.response.body", "body": b""})

    async def send(message):
        sent.append(message)

    async def ask(path):
        await counted(application, counts)({"type": "http", "path": path}, None, send)

    for path in ("/200", "/404", "/503"):
        asyncio.run(ask(path))
    with pytest.raises(RuntimeError):
        asyncio.run(ask("/crash"))
    assert (counts.answered, counts.failed, counts.slow, len(sent)) == (4, 2, 0, 6)


def test_the_text_format_says_what_each_number_is():
    text = exposition([Number("a_total", "What it is.", 3, grows=True), Number("b_bytes", "How large.", 2.0**40)])
    assert text == (
        "# HELP a_total What it is.\n# TYPE a_total counter\na_total 3\n"
        "# HELP b_bytes How large.\n# TYPE b_bytes gauge\nb_bytes 1099511627776\n"
    )
