"""A report whose issue also rests on events at the desk: the verdicts of the command line, and no exact place."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from tests.talks.laid import lay_again
from tests.talks.test_api import ask, token_of
from tests.talks.test_canaries import raw_database
from tests.talks.test_evidence_events import brought
from tests.talks.test_reports import agreed, asked, desk, looks_of, pages_again, pages_of  # noqa: F401 (the fixture)

from goodoffices.ceasefire.incidents.areas import lay_out
from goodoffices.ceasefire.report.span import span_of
from goodoffices.ceasefire.terms import Area, Terms, parse_moment
from goodoffices.cli import main
from goodoffices.errors import EvidenceError, TalksError, UserError
from goodoffices.evidence.events import FileInMemory, read_polygons
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain import event_store
from goodoffices.talks.domain.ceasefire import show_terms
from goodoffices.talks.domain.report_changes import report_changes
from goodoffices.talks.domain.report_refusals import REASONS, refused_in_words
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
    return lay_again("two valleys at the desk", lambda: shown_and_brought(desk)) | {"as_of": "2021-04-25"}


def shown_and_brought(world) -> dict[str, str]:
    release = brought(world, record(), name="CANARYFILE.csv").of_id
    with looking_as(world.viewer("mediator")):
        room = world.rooms["plenary"]
        shown = show_terms(process=world.process, author=world.seats["mediator"], room=room, text=terms())
    return {"release": release, "terms": shown.pk}


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


def issued(world, fields: dict) -> ReportIssue:
    """The same of the two valleys as they were brought, where nothing else was done before."""
    lay_again("an issue on the two valleys", lambda: made(world, fields).pk)
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


@pytest.mark.long
def test_an_issue_says_what_the_command_line_says_of_the_same_events_and_terms(desk, chosen, tmp_path):  # noqa: F811
    issue = issued(desk, chosen)
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


@pytest.mark.long
def test_it_stands_beside_what_monitors_entered_with_where_each_comes_from(desk, chosen):  # noqa: F811
    issue = issued(desk, chosen)
    anchors = [one["anchor"] for one in issue.data["sections"]]
    assert anchors[0] == "events-answer"
    assert anchors[-3:] == ["incidents", "areas", "guarantors"]
    for words in ("own 5 up to 2021-04-25, not on what monitors entered", "terms as shown", "Incidents by kind"):
        assert words in issue.page
    assert 'style="' not in issue.page.split("</style>")[1], "the page allows its own style sheet alone"
    later = made(desk, chosen | {"as_of": "2021-04-29"})
    changed = {one.table for one in report_changes(issue.data, later.data)}
    assert "Verdicts by area" in changed or any("erdict" in name for name in changed)


@pytest.mark.long
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


def uploaded(desk, fields: dict, content: bytes):  # noqa: F811
    file = SimpleUploadedFile("CANARYAREAS.geojson", content, content_type="application/geo+json")
    return sent(desk, fields | {"areas": file})


@pytest.mark.long
def test_with_areas_of_ones_own_the_issue_has_a_map_and_their_file_is_not_told_by_name(desk, chosen):  # noqa: F811
    plain = issued(desk, chosen)
    assert "ceasefire-map" not in plain.page
    answer = uploaded(desk, chosen, (VALLEYS / "areas.geojson").read_bytes())
    assert answer.status_code == 302, answer.content.decode()
    issue = newest(desk)
    assert "Verdict of each area" in issue.page
    assert issue.data["events"]["places"].endswith("by the polygons of areas.geojson")
    assert "those of a file that the mediator" in issue.page
    digest = hashlib.sha256((VALLEYS / "areas.geojson").read_bytes()).hexdigest()
    assert f"sha256:{digest}" == dict(issue.data["events"]["provenance"]["inputs"])["areas.geojson"]
    whole = issue.page + json.dumps(issue.data)
    assert [word for word in ("CANARYAREAS", *EXACT) if word in whole] == []


@pytest.mark.long
def test_terms_that_name_a_file_of_areas_are_studied_with_that_file_given_and_no_file_of_the_server(desk, chosen):  # noqa: F811
    text = terms().replace("      country: XXA\n", "      file: /etc/passwd\n      codes: [XXA01, XXA02]\n")
    with looking_as(desk.viewer("mediator")):
        shown = show_terms(process=desk.process, author=desk.seats["mediator"], room=desk.rooms["plenary"], text=text)
    fields = chosen | {"terms": shown.pk}
    refused = sent(desk, fields).content.decode()
    assert "The terms name a file of areas, /etc/passwd. Give this file here." in refused
    answer = uploaded(desk, fields, (VALLEYS / "areas.geojson").read_bytes())
    assert answer.status_code == 302, answer.content.decode()
    assert {one["area"] for one in newest(desk).data["events"]["areas"]} <= {"North Valley", "South Valley"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"no json", "The file of areas is no GeoJSON of areas. Give a FeatureCollection of polygons."),
        (b'{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {"adm1_name": "A"}}]}',
         "Feature 1 of the file of areas is no area. Give areas, not points or lines."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_file_of_areas_is_refused_in_words_of_the_page(content, says, desk, chosen):  # noqa: F811
    answer = uploaded(desk, chosen, content)
    assert answer.status_code == 422
    assert says in answer.content.decode()


@pytest.mark.long
def test_a_page_says_no_word_of_the_command_line(desk, chosen):  # noqa: F811
    issue = issued(desk, chosen)
    refused = sent(desk, chosen | {"as_of": "2021-03-01"}).content.decode()
    for words in (issue.page, refused):
        assert not re.search(r"--[a-z]|goodoffices [a-z]+ [a-z]", words.partition("</style>")[2] or words)


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_why_a_study_could_not_be_made_is_said_through_the_words_that_are_translated(language):
    said = "the events reach to 2021-03-01, and the ceasefire's first whole day is 2021-04-02"
    with translation.override(language):
        (problem,) = refused_in_words(EvidenceError.of(said, remedy="x --as-of")).problems
        words = REASONS[1][1] % {"last": "2021-03-01", "since": "2021-04-02"}
    assert problem.what == words
    assert "--" not in problem.remedy


def feature(shape: str, coordinates, **properties) -> bytes:
    geometry = {"type": shape, "coordinates": coordinates}
    return json.dumps({"features": [{"geometry": geometry, "properties": properties}]}).encode()


SQUARE = [[[0, 0], [0, 1], [1, 1], [0, 0]]]
FAR = [[[0, 0], [0, 900], [9, 9], [0, 0]]]
DAY = dt.date(2021, 4, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: read_polygons(FileInMemory("a", b"{")),
        lambda: read_polygons(FileInMemory("a", b"[" * 100_000)),
        lambda: read_polygons(FileInMemory("a", b"{}")),
        lambda: read_polygons(FileInMemory("a", b"\xff")),
        lambda: read_polygons(FileInMemory("a", feature("Point", [0, 0], adm1_name="A"))),
        lambda: read_polygons(FileInMemory("a", feature("Square", [0, 0], adm1_name="A"))),
        lambda: read_polygons(FileInMemory("a", feature("Polygon", FAR, adm1_name="A"))),
        lambda: read_polygons(FileInMemory("a", feature("Polygon", SQUARE, name="A"))),
        lambda: lay_out(Area(file="x", codes=("B",)), FileInMemory("a", feature("Polygon", SQUARE, adm1_name="A"))),
        lambda: span_of(Terms("a", "A"), DAY, DAY),
        lambda: span_of(Terms("a", "A", start=parse_moment("2022-01-01")), DAY, DAY),
        lambda: span_of(Terms("a", "A", start=parse_moment("2021-04-01 00:00 UTC")), DAY, DAY),
    ],
)
def test_every_reason_of_the_library_has_words_of_the_page(wrong):
    with pytest.raises(UserError) as refused:
        wrong()
    (problem,) = refused.value.problems
    assert any(re.fullmatch(pattern, problem.what, re.DOTALL) for pattern, _what, _remedy in REASONS), problem.what
    (told,) = refused_in_words(refused.value).problems
    assert "%" not in told.what + told.remedy


@pytest.mark.long
def test_a_program_makes_the_same_issue_and_only_the_teams_may(desk, chosen, client):  # noqa: F811
    where = f"/api/1/p/{desk.process.pk}/ceasefire/reports"
    areas = json.loads((VALLEYS / "areas.geojson").read_text(encoding="utf-8"))
    answer = ask(client, "POST", where, token_of(desk, "mediator"), json.dumps(chosen | {"areas": areas}))
    assert answer.status_code == 201, answer.content.decode()
    told = answer.json()
    assert told["data"]["events"]["places"].endswith("by the polygons of areas.geojson")
    assert newest(desk).hash == told["hash"]
    refused = ask(client, "POST", where, token_of(desk, "mediator"), json.dumps({"release": chosen["release"]}))
    assert refused.status_code == 422
    assert "terms" in refused.json()["detail"]
    assert ask(client, "POST", where, token_of(desk, "north")).status_code == 404


@pytest.mark.long
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


@pytest.mark.long
def test_a_delegation_learns_nothing_of_it_before_its_release_and_then_no_exact_place(desk, chosen):  # noqa: F811
    looks = looks_of()
    del looks["south"]  # what is true of one delegation is true of the other
    before = {who: pages_of(desk, who, look) for who, look in looks.items()}
    issue = made(desk, chosen)
    assert pages_again(desk, looks) == before
    whole = issue.page + json.dumps(issue.data)
    assert [word for word in (*EXACT, "35.31") if word in whole] == []
    assert "North Valley" in whole
    assert not any(word in raw_database() for word in (*EXACT, "North Valley"))
    with pytest.raises(TalksError, match="together"):  # the rule of the terms holds for it
        asked(desk, issue, "monitoring")
    release = agreed(desk, asked(desk, issue, "north-south"))
    read = desk.client("north").get(reverse("report_released_page", args=[desk.process.pk, release.pk]))
    assert read.content.decode() == issue.page
