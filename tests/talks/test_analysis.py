"""The mediator's analysis: the same numbers as the command line's, watched, cancelled, taken up again, and sealed."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.urls import reverse
from tests.talks.pages import ReadingAgain, read
from tests.talks.pages import ask as look
from tests.talks.test_canaries import crawl, raw_database
from tests.talks.world import marker

from goodoffices.cli import main
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.case import case_dossier, case_text
from goodoffices.talks.domain.jobs.acts import start_job
from goodoffices.talks.domain.jobs.runner import RUNNER, SILENCE, _end, _Run, watched_here
from goodoffices.talks.domain.jobs.stages import Stages
from goodoffices.talks.domain.jobs.work import Order, answer
from goodoffices.talks.domain.record import broken_entry
from goodoffices.talks.forms.analysis import FORMS
from goodoffices.talks.models import Entry, Job, JobResult, Member, Process

pytestmark = pytest.mark.django_db(transaction=True)  # runs are watched over by threads, which see only what is stored

PATIENCE = 240  # seconds that a run may take on a busy machine
COMMANDS = {
    "settlement": ({}, "settle FILE --json"),
    "study": ({"draws": 60, "seed": 4}, "settle FILE --draws 60 --seed 4 --json"),
    "trades": ({"words": "nash", "limit": 3, "draws": 50}, "trade FILE nash --limit 3 --draws 50 --json"),
    "what_if": (
        {"changes": [["parties.south.fallback", "45"]], "drops": ["linkage:1"]},
        "what-if FILE parties.south.fallback 45 --drop linkage:1 --json",
    ),
}


def text_of(world) -> str:
    with looking_as(world.viewer("mediator")):
        return case_text(world.process)


def command_line(words: str, text: str, tmp_path) -> str:
    file = tmp_path / "dossier.yaml"
    file.write_text(text, encoding="utf-8")
    told = CliRunner().invoke(main, [str(file) if word == "FILE" else word for word in words.split()])
    assert told.exit_code == 0, told.output
    return told.stdout


def ended(job_id: str) -> Job:
    latest = time.monotonic() + PATIENCE
    with looking_as_the_system():
        while time.monotonic() < latest:
            job = Job.objects.get(pk=job_id)
            if not job.is_under_way() and watched_here(job_id) is None:
                return job
            time.sleep(0.05)
    raise AssertionError(f"the run has not ended: {job.state}, {job.phase}")


def problem_of(world, job: str) -> str:
    with looking_as(world.viewer("mediator")):
        result = JobResult.objects.get(job_id=job)
        return f"{result.problem} {result.said}"


def begun(job_id: str) -> int:
    """The number of the process of a run that is at work."""
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest:
        process = watched_here(job_id)
        with looking_as_the_system():
            if process is not None and process.pid and Job.objects.get(pk=job_id).progress > 0:
                return process.pid
        time.sleep(0.05)
    raise AssertionError("the run has not begun")


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def ask(client, world, kind: str, **said) -> str:
    """Ask for a run on the page; the id of the run."""
    answered = client.post(reverse("analysis", args=[world.process.pk]), {"kind": kind, **said})
    assert answered.status_code == 302, answered.content.decode()
    return answered["Location"].rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("kind", list(COMMANDS))
def test_the_mediators_numbers_are_those_of_the_command_line_to_the_byte(kind, tmp_path):
    from tests.talks.markers.preferences import DOSSIER

    text = DOSSIER.format(desk="Desk", ask="Who opens the road?", option="road")
    options, words = COMMANDS[kind]
    assert answer(Order(kind, text, options), Stages(draws=bool(options.get("draws")))).as_json == command_line(
        words, text, tmp_path
    )


@pytest.mark.long
def test_a_run_asked_for_on_the_page_ends_with_the_command_lines_numbers_and_is_read_by_the_mediator(world, tmp_path):
    client = world.client("mediator")
    job = ask(client, world, "study", draws="50", seed="3")
    assert ended(job).state == "done", problem_of(world, job)
    numbers = client.get(reverse("analysis_json", args=[world.process.pk, job])).content.decode()
    assert numbers == command_line("settle FILE --draws 50 --seed 3 --json", text_of(world), tmp_path)
    read = client.get(reverse("analysis_dossier", args=[world.process.pk, job])).content.decode()
    assert read == text_of(world)
    page = client.get(reverse("analysis_run", args=[world.process.pk, job])).content.decode()
    assert "How this was made" in page
    assert "<svg" in page
    assert "sha256:" in page
    _nothing_lies_in_plain(job, numbers)
    with looking_as_the_system():
        acts = [entry.act for entry in Entry.objects.filter(record=job).order_by("number")]
        assert acts == ["job.start", "job.done"]
        assert broken_entry(Process.objects.get(pk=world.process.pk)) is None


def _nothing_lies_in_plain(job: str, numbers: str) -> None:
    """The database, and its file with the log beside it, hold no word of the input or of the result."""
    raw = raw_database()
    assert job in raw, "the search itself would find what is there"
    for word in (marker("desk", ""), marker("north", ""), "acceptable_to_all", "sha256:", numbers[200:260]):
        assert word not in raw, word
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        for suffix in ("", "-wal"):
            content = Path(f"{name}{suffix}").read_bytes()
            assert marker("desk", "").encode() not in content


@pytest.mark.long
def test_a_cancelled_run_stops_long_before_its_end_and_its_process_is_gone(world):
    client = world.client("mediator")
    job = ask(client, world, "study", draws="100000")
    pid = begun(job)
    client.post(reverse("analysis_cancel", args=[world.process.pk, job]))
    found = ended(job)
    assert (found.state, lives(pid)) == ("cancelled", False)
    assert found.progress < 1
    with looking_as_the_system():
        assert not JobResult.objects.filter(job_id=job).exists()
        assert [entry.act for entry in Entry.objects.filter(record=job).order_by("number")][-1] == "job.cancel"


def interrupted(world, **how) -> str:
    """A run as a server leaves it that was killed: under way, in words, for a runner that is no more."""
    with looking_as(world.viewer("mediator")):
        from django.db import transaction

        with transaction.atomic():  # what would begin it is forgotten with the rest of that server
            job = start_job(process=world.process, author=world.seats["mediator"], kind="settlement")
            transaction.get_connection().run_on_commit.clear()
    with looking_as_the_system():
        gone = {"state": "running", "progress": 0.4, "runner": "elsewhere/1/0"} | how
        row = Job.objects.get(pk=job.pk)
        Job.objects.filter(pk=job.pk).update(**{"beat": row.beat.replace(year=2020)} | gone)
    return job.pk


@pytest.mark.long
def test_a_run_survives_the_server_being_killed_and_begins_again_when_a_mediator_can_open_it(world, tmp_path):
    job = interrupted(world)
    world.client("north").get(reverse("process", args=[world.process.pk]))
    with looking_as_the_system():
        assert Job.objects.get(pk=job).state == "running", "nobody else's request touches it"
    client = world.client("mediator")
    client.get(reverse("analysis", args=[world.process.pk]))
    found = ended(job)
    assert (found.state, found.attempts) == ("done", 2)
    numbers = client.get(reverse("analysis_json", args=[world.process.pk, job])).content.decode()
    assert numbers == command_line("settle FILE --json", text_of(world), tmp_path)
    with looking_as_the_system():
        acts = [entry.act for entry in Entry.objects.filter(record=job).order_by("number")]
    assert acts == ["job.start", "job.interrupt", "job.resume", "job.done"]


def test_a_run_that_another_living_server_has_is_left_alone(world):
    from django.utils import timezone

    job = interrupted(world, beat=timezone.now())
    assert SILENCE > 5
    world.client("mediator").get(reverse("analysis_runs", args=[world.process.pk]))
    with looking_as_the_system():
        assert Job.objects.get(pk=job).state == "running"


def test_a_run_that_always_ends_its_server_is_given_up(world):
    job = interrupted(world, attempts=3)
    page = world.client("mediator").get(reverse("analysis_run", args=[world.process.pk, job])).content.decode()
    with looking_as_the_system():
        assert Job.objects.get(pk=job).state == "failed"
    assert "not begun again" in page


@pytest.mark.long
def test_a_run_that_cannot_be_answered_says_why_on_its_page(world):
    client = world.client("mediator")
    job = ask(client, world, "what_if", changes="parties.nobody.fallback 4")
    assert ended(job).state == "failed"
    page = client.get(reverse("analysis_run", args=[world.process.pk, job])).content.decode()
    assert "It cannot be answered as it was asked." in page
    assert "parties.nobody" in page
    assert client.get(reverse("analysis_json", args=[world.process.pk, job])).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "stopped. Ask for less"), ("ru", "остановлен. Запросите меньше"), ("ar", "أُوقف. اطلبوا أقل")],
)
def test_why_a_run_has_no_answer_is_said_in_the_language_of_who_reads(world, language, words):
    Member.objects.filter(pk=world.members["mediator"].pk).update(language=language)
    job = world.records["job"]["desk"]
    with looking_as(world.viewer("mediator")):
        result = JobResult.objects.get(job=job)
        result.problem, result.said = JobResult.Problem.LATE.value, ""
        result.save()
    page = world.client("mediator").get(reverse("analysis_run", args=[world.process.pk, job.pk])).content.decode()
    assert words in page


def test_a_fault_of_the_software_is_told_by_its_name_alone(world):
    job = interrupted(world, state="waiting", runner=RUNNER)
    with looking_as_the_system():
        _end(_Run(job), "bug", "KeyError")
    assert problem_of(world, job) == "bug KeyError"
    page = world.client("mediator").get(reverse("analysis_run", args=[world.process.pk, job])).content.decode()
    assert "It failed by a fault of the software." in page
    assert "KeyError" in page


@pytest.mark.long
def test_no_delegation_knows_that_a_run_exists(world):
    clients = {who: world.client(who) for who in ("north", "observer")}
    looks = {who: ReadingAgain(partial(read, account=who)) for who in clients}
    before = {who: crawl(client, world.process, looks[who]) for who, client in clients.items()}
    job = interrupted(world)
    for who, pages in before.items():
        client = world.client(who)
        hidden = client.get(reverse("analysis_run", args=[world.process.pk, job]))
        absent = client.get(reverse("analysis_run", args=[world.process.pk, "A" * 22]))
        assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
        assert hidden.status_code == 404
        # The observer looks at every page once more, the delegation at all that were made from what has changed.
        after = crawl(client, world.process, looks[who].after(look) if who == "north" else look)
        assert set(after) == set(pages)
        assert not any(job in text for text in after.values())


def test_who_writes_into_the_database_cannot_write_the_mediators_page(world):
    job = world.records["job"]["desk"]
    forged = "<p>Everybody has agreed already</p>"
    with looking_as(world.viewer("mediator")):
        result = JobResult.objects.get(job=job)
        result.html = forged  # sealing needs the public key alone
        result.save()
    page = world.client("mediator").get(reverse("analysis_run", args=[world.process.pk, job.pk])).content.decode()
    assert forged not in page
    assert "made by another installation" in page


@pytest.mark.parametrize("kind", list(COMMANDS))
def test_progress_never_falls(kind):
    from tests.talks.markers.preferences import DOSSIER

    text = DOSSIER.format(desk="Desk", ask="Who opens the road?", option="road")
    options, _ = COMMANDS[kind]
    told: list[tuple[float, str]] = []
    answer(Order(kind, text, options), Stages(draws=bool(options.get("draws"))), told.append)
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.1
    assert 0.8 < shares[-1] <= 1
    assert {phase for _, phase in told} <= set(Job.Phase.values)


def test_the_words_of_progress_are_the_same_whether_or_not_anything_is_acceptable():
    phases = []
    for fallback in ("30", "99"):
        from tests.talks.markers.preferences import DOSSIER

        text = DOSSIER.format(desk="Desk", ask="Who?", option="road").replace("fallback: 30", f"fallback: {fallback}")
        told: list[tuple[float, str]] = []
        answer(Order("settlement", text), Stages(draws=False), told.append)
        phases.append({phase for _, phase in told})
    assert phases[0] == phases[1] == {"reading", "searching", "writing"}


def test_something_has_to_be_otherwise_in_a_what_if(world):
    client = world.client("mediator")
    answered = client.post(reverse("analysis", args=[world.process.pk]), {"kind": "what_if"})
    assert answered.status_code == 422
    assert "Say what would be otherwise" in answered.content.decode()
    assert set(FORMS) == set(Job.Kind.values) - {"hold", "hosts"}  # these are asked on pages of their own


def test_what_may_fall_away_is_named_in_words_and_not_by_ids(world):
    with looking_as(world.viewer("mediator")):
        offered = dict(FORMS["what_if"](case_dossier(world.process)).fields["drops"].choices)
    assert offered["linkage:1"].startswith("condition: “shut” (")
    assert offered["linkage:1"].endswith("does not go with “both by turns” (Who runs the port?)")


def test_a_candidate_is_carried_to_the_forms_for_showing_and_proposing_without_a_word_in_the_address(world):
    job = world.records["job"]["desk"]
    client = world.client("mediator")
    with looking_as(world.viewer("mediator")):
        found = Job.objects.get(pk=job.pk)
        found.dossier_hash = case_dossier(world.process).hash  # as if the case were still what the run read
        found.save()
    page = client.get(reverse("analysis_run", args=[world.process.pk, job.pk]))
    (candidate,) = page.context["candidates"]
    assert page.content.decode().count(f'action="{page.context["share_to"]}"') == 1
    assert page.content.decode().count(f'action="{page.context["propose_to"]}"') == 1
    shown = client.post(page.context["share_to"], dict(candidate["fields"]))
    assert [field.value() for field in shown.context["form"].choices()] == ["shared", "both"]
    proposed = client.post(page.context["propose_to"], {"begin": "1", **dict(candidate["fields"])})
    assert [field.value() for field in proposed.context["form"].choices()] == ["shared", "both"]
    assert "?" not in page.context["share_to"] + page.context["propose_to"]
