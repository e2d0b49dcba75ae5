"""A report whose issue also rests on events at the desk: the verdicts of the command line, and no exact place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.talks.test_canaries import raw_database
from tests.talks.test_evidence_events import brought
from tests.talks.test_reports import AT_THE_TABLE, agreed, asked, desk, pages_of  # noqa: F401 (the fixture)

from goodoffices.cli import main
from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain import event_store
from goodoffices.talks.domain.ceasefire import show_terms
from goodoffices.talks.domain.report_changes import report_changes
from goodoffices.talks.models import EventRelease, Incident, ReportIssue

pytestmark = pytest.mark.django_db
VALLEYS = Path(__file__).parents[2] / "examples" / "ceasefire-two-valleys"
WHEN = ("2031", "2021")  # a day of a report has to have come
EXACT = ("CANARYTOWN", "CANARYFILE", "35.313371")


def record() -> bytes:
    """The record of the two valleys, ten years earlier, with marked towns and one marked point."""
    text = (VALLEYS / "record.csv").read_text(encoding="utf-8").replace(*WHEN)
    text = text.replace("Upper Ford", "CANARYTOWN").replace("35.350,", "35.313371,", 1)
    assert all(text.count(word) for word in EXACT if word != "CANARYFILE")
    return text.encode()


def terms() -> str:
    """The terms of the two valleys, of North and South, bounded by country: they need no file beside them."""
    text = (VALLEYS / "terms.yaml").read_text(encoding="utf-8").replace(*WHEN)
    text = text.replace("uplanders", "north").replace("lowlanders", "south")
    head, rest = text.split("      file: areas.geojson\n      codes: [XXA01, XXA02]\n")
    return f"{head}      country: XXA\n{rest}"


@pytest.fixture
def chosen(desk):  # noqa: F811
    """What the form takes, with the two valleys at the desk and their terms in plenary."""
    release = brought(desk, record(), name="CANARYFILE.csv").of_id
    with looking_as(desk.viewer("mediator")):
        text = terms()
        shown = show_terms(process=desk.process, author=desk.seats["mediator"], room=desk.rooms["plenary"], text=text)
    return {"release": release, "terms": shown.pk, "as_of": "2021-04-25"}


def sent(world, fields: dict):
    return world.client("mediator").post(reverse("report_make", args=[world.process.pk]), fields)


def newest(world) -> ReportIssue:
    with looking_as(world.viewer("mediator")):
        found = ReportIssue.objects.first()
        assert found.page  # read while it is open
        return found


def made(world, fields: dict) -> ReportIssue:
    answer = sent(world, fields)
    assert answer.status_code == 302, answer.content.decode()
    return newest(world)


def command_line(world, fields: dict, folder: Path) -> dict:
    """What `goodoffices ceasefire report` says of the same events and the terms as they were shown."""
    (folder / "record.csv").write_bytes(record())
    (folder / "terms.yaml").write_text(terms(), encoding="utf-8")
    store = folder / "events.duckdb"
    run = CliRunner().invoke(
        main,
        f"evidence events import {folder}/record.csv --into {store} --source own --release 5".split(),
    )
    assert run.exit_code == 0, run.output
    line = f"ceasefire report {folder}/terms.yaml --store {store} --as-of {fields['as_of']} --json"
    run = CliRunner().invoke(main, line.split())
    assert run.exit_code == 0, run.output
    return json.loads(run.stdout)


def test_an_issue_says_what_the_command_line_says_of_the_same_events_and_terms(desk, chosen, tmp_path):  # noqa: F811
    issue = made(desk, chosen)
    told, said = issue.data["events"], command_line(desk, chosen, tmp_path)
    assert {one["verdict"]["word"] for one in told["areas"]} >= {"collapsed"}
    assert set(told) == set(said)
    assert {name for name in told if json.loads(json.dumps(told[name])) != said[name]} == {"provenance"}
    mark = "First for Upland Council and Lowland Council, together. Nobody else before 48 hours have passed."
    assert told["release_mark"] == mark
    assert mark in issue.page
    inputs = dict(told["provenance"]["inputs"])
    assert inputs["own 5"] == dict(said["provenance"]["inputs"])["own 5: record.csv"]
    assert inputs["terms as shown"].startswith("sha256:")


def test_it_stands_beside_what_monitors_entered_with_where_each_comes_from(desk, chosen):  # noqa: F811
    issue = made(desk, chosen)
    anchors = [one["anchor"] for one in issue.data["sections"]]
    assert anchors[0] == "events-answer"
    assert anchors[-3:] == ["incidents", "areas", "guarantors"]
    for words in ("own 5 up to 2021-04-25, not on what monitors entered", "terms as shown", "Incidents by kind"):
        assert words in issue.page
    assert 'style="' not in issue.page.split("</style>")[1], "the page allows its own style sheet alone"
    later = made(desk, chosen | {"as_of": "2021-04-29"})
    changed = {one.table for one in report_changes(issue.data, later.data)}
    assert "Verdicts by area" in changed or any("erdict" in name for name in changed)


def test_an_issue_of_events_needs_no_incident(desk, chosen):  # noqa: F811
    with looking_as_the_system():
        Incident.objects.all().delete()
    issue = made(desk, chosen | {"as_of": ""})
    assert "incidents" not in {one["anchor"] for one in issue.data["sections"]}
    refused = sent(desk, {})
    assert refused.status_code == 422
    assert "There is no incident that you can open" in refused.content.decode()


def test_without_events_an_issue_is_of_incidents_alone(desk, chosen):  # noqa: F811
    issue = made(desk, {"terms": chosen["terms"]})
    assert "events" not in issue.data
    assert [one["anchor"] for one in issue.data["sections"]] == ["incidents", "areas", "guarantors"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"as_of": "2021-03-01"}, "first whole day"),
        ({"as_of": "2999-01-01"}, "This day has not come yet."),
        ({"terms": ""}, "Choose the terms"),
        ({"release": ""}, "Choose the events"),
        ({"release": "A" * 22}, "Select a valid choice"),
        ({"terms": "A" * 22}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_studied_is_told_on_the_form_and_nothing_typed_is_lost(fields, says, desk, chosen):  # noqa: F811
    given = chosen | fields
    before = newest(desk).pk
    answer = sent(desk, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert f'value="{given["as_of"]}"' in page
    for name in ("release", "terms"):
        if given[name] == chosen[name]:
            assert f'<option value="{given[name]}" selected' in page
    assert newest(desk).pk == before


def test_a_study_that_takes_too_long_is_stopped_and_the_next_one_has_its_turn(desk, chosen, monkeypatch):  # noqa: F811
    with monkeypatch.context() as short:
        short.setattr(event_store, "LONGEST", 0.0)
        answer = sent(desk, chosen)
    assert answer.status_code == 422
    assert "took longer than a minute" in answer.content.decode()
    with monkeypatch.context() as taken:
        taken.setattr(event_store, "PATIENCE", 0.1)
        with looking_as(desk.viewer("mediator")), event_store.opened(EventRelease.objects.get(pk=chosen["release"])):
            assert "at work on other events" in sent(desk, chosen).content.decode()
    assert made(desk, chosen).data["events"]["areas"]


def test_a_delegation_learns_nothing_of_it_before_its_release_and_then_no_exact_place(desk, chosen):  # noqa: F811
    before = {who: pages_of(desk, who) for who in AT_THE_TABLE}
    issue = made(desk, chosen)
    assert {who: pages_of(desk, who) for who in AT_THE_TABLE} == before
    whole = issue.page + json.dumps(issue.data)
    assert [word for word in (*EXACT, "35.31") if word in whole] == []
    assert "North Valley" in whole
    assert not any(word in raw_database() for word in (*EXACT, "North Valley"))
    with pytest.raises(TalksError, match="together"):  # the rule of the terms holds for it
        asked(desk, issue, "monitoring")
    release = agreed(desk, asked(desk, issue, "north-south"))
    read = desk.client("north").get(reverse("report_released_page", args=[desk.process.pk, release.pk]))
    assert read.content.decode() == issue.page
