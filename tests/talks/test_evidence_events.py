"""Events at the mediator's desk: the figures of the command line, sealed rows, and files that touch no disk."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.evidence.events.test_counts_and_own import HAPI
from tests.talks.laid import lay_again
from tests.talks.test_api import ask as ask_api
from tests.talks.test_api import token_of
from tests.talks.test_archives import exported, forget_harbour, imported
from tests.talks.test_canaries import raw_database
from tests.talks.test_injection import HOSTILE, Elements

from goodoffices.cli import main
from goodoffices.errors import TalksError
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain import event_store
from goodoffices.talks.domain.event_questions import Question, ask
from goodoffices.talks.domain.event_store import SentFile, import_events
from goodoffices.talks.models import Entry, EventImport, EventRelease, EventRows, LockKey

INCIDENTS = Path(__file__).parents[2] / "examples" / "incidents" / "incidents.csv"
CONTENT = INCIDENTS.read_bytes()
NOT_READ = b"R-08,no day,,mine,,,,,,,,,,,,,\n"


def sent(content: bytes = CONTENT, **other) -> SentFile:
    return SentFile(**({"source": "own", "release": "5", "name": "incidents.csv", "content": content} | other))


def brought(world, content: bytes = CONTENT, **other) -> EventImport:
    with looking_as(world.viewer("mediator")):
        return import_events(process=world.process, author=world.seats["mediator"], sent=sent(content, **other))


def release_of(world) -> str:
    """The release of the incidents at the desk, where nothing else was done before."""
    return lay_again("incidents", lambda: brought(world).of_id)


def address(world, name: str, **own) -> str:
    return reverse(name, kwargs={"process": world.process.pk, **own})


def form(content: bytes = CONTENT, name: str = "incidents.csv", **other) -> dict:
    return {"source": "own", "release": "5", "file": SimpleUploadedFile(name, content), **other}


def question(**given) -> dict:
    return {"what": "series", "days": 30, **given}


COMMANDS = {
    "series": (question(by=["place"], every="week"), "series STORE --by place --every week"),
    "of some events": (
        question(since="2017-05-03", until="2017-05-20", kind=["crossfire", "shelling"], country="XXA"),
        "series STORE --since 2017-05-03 --until 2017-05-20 --kind crossfire --kind shelling --country XXA",
    ),
    "around": (question(what="around", day="2017-05-06", days=10), "series STORE --around 2017-05-06 --days 10"),
    "map": (question(what="map", places="h3:5", points="on"), "map STORE --places h3:5 --points"),
    "concentration": (question(what="concentration", every="month"), "concentration STORE --every month"),
}


@pytest.fixture(scope="module")
def command_line(tmp_path_factory):
    """What the command line prints for the same file."""
    store = str(tmp_path_factory.mktemp("events") / "store")
    made = f"evidence events import {INCIDENTS} --into {store} --source own --release 5"
    assert CliRunner().invoke(main, made.split()).exit_code == 0

    def told(words: str) -> dict:
        run = CliRunner().invoke(main, f"evidence events {words.replace('STORE', store)} --json".split())
        assert run.exit_code == 0, run.output
        return json.loads(run.stdout)

    return told


@pytest.mark.long
@pytest.mark.parametrize("asked", COMMANDS)
def test_the_figures_are_those_of_the_command_line(asked, world, command_line):
    fields, words = COMMANDS[asked]
    page = address(world, "evidence_release", release=release_of(world))
    answer = world.client("mediator").post(page, fields | {"as": "json"})
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Content-Type"].startswith("application/json")
    assert "attachment" in answer["Content-Disposition"]
    assert answer.json() == command_line(words)


@pytest.mark.parametrize("what", ["series", "map", "concentration"])
def test_the_answer_stands_on_the_page_with_its_picture_and_how_it_was_made(what, world):
    page = address(world, "evidence_release", release=release_of(world))
    told = world.client("mediator").post(page, question(what=what)).content.decode()
    assert "<svg" in told
    assert "How this was made" in told
    assert "own 5" in told


def test_areas_of_ones_own_are_read_for_one_answer_and_not_kept(world):
    areas = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"adm1_name": "CANARYAREA"},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[37, 35], [38, 35], [38, 35.5], [37, 35.5], [37, 35]]],
                },
            }
        ],
    }
    page = address(world, "evidence_release", release=release_of(world))
    file = SimpleUploadedFile("areas.geojson", json.dumps(areas).encode())
    told = world.client("mediator").post(page, question(by=["place"], areas=file))
    assert "CANARYAREA" in told.content.decode()
    assert "CANARYAREA" not in raw_database()
    broken = SimpleUploadedFile("areas.geojson", b"{")
    refused = world.client("mediator").post(page, question(areas=broken))
    assert refused.status_code == 422
    assert "This is no JSON" in refused.content.decode()


def test_importing_twice_adds_nothing_and_both_imports_are_on_record(world):
    first, second = brought(world), brought(world)
    assert first.of_id == second.of_id
    assert (first.told["new"], second.told["new"], second.told["known"]) == (7, 0, 7)
    with looking_as(world.viewer("mediator")):
        release = EventRelease.objects.get(pk=first.of_id)
        assert release.held["rows"] == 7
        assert release.imports.count() == 2
        assert Entry.objects.filter(act="events.import", record=release.pk).count() == 2


def test_what_a_second_file_adds_stands_beside_the_first_and_what_it_changes_is_told_not_taken(world):
    lines = CONTENT.decode().splitlines()
    brought(world, "\n".join(lines[:6]).encode())
    one = brought(world, CONTENT.replace(b"point,0,0,0,Team", b"point,9,9,9,Team"))
    assert (one.told["new"], one.told["known"], one.told["changed"]) == (3, 4, 1)
    with looking_as(world.viewer("mediator")), event_store.opened(one.of) as connection:
        deaths = dict(connection.execute("SELECT event_id, deaths_best FROM events").fetchall())
    assert (len(deaths), deaths["R-01"]) == (7, 0)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"PK\x03\x04xl/", "a.xlsx", "This is an Excel file, not CSV"),
        (b"", "empty.csv", "empty"),
        (b"event_id,date_start\n1,2017-05-01\n", "short.csv", "needs the column"),
        (b"event_id,date_start,kind\n1,never,mine\n", "bad.csv", "None of the 1 rows can be read"),
        (b"event_id,date_start,kind\n", "head.csv", "The file holds no rows"),
        (gzip.compress(CONTENT)[:-20], "cut.csv.gz", "The packed file is damaged"),
        (b"\xff\xfee\x00v\x00", "utf16.csv", "not in UTF-8"),
        (b"event_id,date_start,kind,victim\n1,2017-05-01,mine,A. Person\n", "names.csv", "has no column"),
    ],
)
def test_a_file_that_is_not_what_it_is_said_to_be_is_refused_in_words_and_nothing_is_kept(content, name, says, world):
    with looking_as_the_system():
        before = EventRelease.objects.count(), EventRows.objects.count()
    answer = world.client("mediator").post(address(world, "evidence_import"), form(content, name))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    with looking_as_the_system():
        assert (EventRelease.objects.count(), EventRows.objects.count()) == before


def test_columns_that_are_left_out_are_told(world):
    content = b"event_id,date_start,kind,victim\n1,2017-05-01,mine,A. Person\n"
    answer = world.client("mediator").post(
        address(world, "evidence_import"), form(content, leave_out="victim"), follow=True
    )
    assert answer.status_code == 200
    assert "not read: victim" in answer.content.decode()
    assert "Person" not in answer.content.decode()


def test_rejected_rows_are_told_with_line_and_reason(world):
    one = brought(world, CONTENT + NOT_READ)
    answer = world.client("mediator").get(address(world, "evidence_rejected", one=one.pk))
    (row,) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert (row["line"], row["event_id"]) == ("10", "R-08")
    assert "no day" in row["reason"]
    without = brought(world, release="6")
    assert world.client("mediator").get(address(world, "evidence_rejected", one=without.pk)).status_code == 404


def test_a_packed_file_that_unpacks_to_too_much_is_not_unpacked(world, monkeypatch):
    monkeypatch.setattr(event_store, "MOST_UNPACKED", 1024 * 1024)
    with pytest.raises(TalksError, match="unpacks to more than 1 MB"):
        brought(world, gzip.compress(CONTENT + b" " * 2 * 1024 * 1024))


def test_free_text_of_a_file_is_neither_kept_nor_sealed(world):
    one = brought(world)
    assert b"Two shells by the upper mill" in CONTENT
    with looking_as(world.viewer("mediator")), event_store.opened(one.of) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)
        rows = connection.execute("SELECT * FROM events").fetchall()
    assert "upper mill" not in str(rows)


@pytest.mark.parametrize(
    ("there_before", "says"), [(True, "changed this meanwhile"), (False, "begun this release meanwhile")]
)
def test_who_imports_into_what_somebody_else_has_just_changed_is_told(there_before, says, world, monkeypatch):
    if there_before:
        brought(world)
    store = event_store._stored

    def meanwhile(*given):
        monkeypatch.setattr(event_store, "_stored", store)
        brought(world)  # the other one's
        return store(*given)

    monkeypatch.setattr(event_store, "_stored", meanwhile)
    with pytest.raises(TalksError, match=says):
        brought(world)
    with looking_as_the_system():
        assert EventImport.objects.filter(of__imports__isnull=False).distinct().count() == 2 + there_before


def test_a_question_that_takes_too_long_is_stopped_and_one_at_a_time_is_at_work(monkeypatch):
    monkeypatch.setattr(event_store, "LONGEST", 0.1)
    monkeypatch.setattr(event_store, "PATIENCE", 0.1)
    endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range % 7 = b.range % 5"

    def run_on():
        with event_store._at_work() as connection:
            connection.execute(endless).fetchall()

    def at_once():
        with event_store._at_work(), event_store._at_work():
            pass

    with pytest.raises(TalksError, match="took longer than a minute"):
        run_on()
    with pytest.raises(TalksError, match="at work on other events"):
        at_once()
    with event_store._at_work() as connection:  # and then it is the next one's turn
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)


@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_what_is_taken_out_tells_the_province_only_unless_more_is_asked_for(kind, world):
    page = address(world, "evidence_export", release=release_of(world))
    client = world.client("mediator")
    coarse = client.post(page, {"form": kind, "coarsen": "admin1"}).content.decode()
    exact = client.post(page, {"form": kind, "coarsen": "exact"}).content.decode()
    assert "River province" in coarse
    assert "35.12" not in coarse
    assert "Mill district" not in coarse
    assert "35.12" in exact
    assert "Mill district" in exact
    assert client.post(page, {"form": "parquet", "coarsen": "admin1"}).status_code == 422


def test_a_release_that_is_deleted_is_gone_with_its_rows_and_the_record_says_so(world):
    release = release_of(world)
    answer = world.client("mediator").post(address(world, "evidence_delete", release=release), follow=True)
    assert "The release was deleted." in answer.content.decode()
    with looking_as_the_system():
        assert not EventRelease.objects.filter(pk=release).exists()
        assert not EventRows.objects.filter(of_id=release).exists()
        assert not EventImport.objects.filter(of_id=release).exists()
        assert Entry.objects.filter(act="events.delete", record=release).exists()


def test_counts_per_period_are_held_apart_and_asked_for_no_series(world):
    release = brought(world, HAPI.encode(), source="hapi", name="hapi.csv").of_id
    client, page = world.client("mediator"), address(world, "evidence_release", release=release)
    told = client.get(page).content.decode()
    assert "not events" in told
    assert 'name="what"' not in told
    assert 'name="what"' not in client.post(page, question()).content.decode()
    assert client.post(address(world, "evidence_export", release=release), {"form": "csv"}).status_code == 404
    token = token_of(world, "mediator")
    series = f"/api/1/p/{world.process.pk}/evidence/events/{release}/series"
    assert ask_api(world.client(), "GET", series, token).status_code == 404


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"what": "map", "places": "admin1"}, "A map needs areas with a shape"),
        ({"what": "around"}, "Say which day."),
        ({"since": "2017-06-01", "until": "2017-05-01"}, "This lies before the first day."),
        ({"since": "1990-01-01", "until": "1990-12-31"}, "No event of own 5 fits"),
        ({"country": "ZZZ"}, "Select a valid choice"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_beside_what_was_asked(fields, says, world):
    page = address(world, "evidence_release", release=release_of(world))
    answer = world.client("mediator").post(page, question(**fields))
    assert answer.status_code == 422
    assert says in answer.content.decode()


@pytest.mark.long
def test_hostile_words_in_a_file_stay_words(world):
    rows = [["event_id", "date_start", "kind", "actor_a", "actor_b", "admin1", "outlets"]]
    rows += [[str(number), f"2017-05-0{number}", *[HOSTILE.replace(";", "")] * 5] for number in (1, 2)]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    page = address(world, "evidence_release", release=brought(world, out.getvalue().encode(), name=HOSTILE).of_id)
    client = world.client("mediator")
    for asked in (question(by=["place", "kind"]), question(what="concentration")):
        told = client.post(page, asked)
        assert told.status_code == 200
        assert "HOSTILE" in told.content.decode()
        assert Elements(told.content.decode()).found == []
    assert Elements(client.get(page).content.decode()).found == []


def test_nothing_of_the_events_stands_in_the_database_in_plain_or_packed(world):
    brought(world, CONTENT.replace(b"River Radio", b"CANARYRADIO"), name="CANARYNAME.csv", release="CANARYRELEASE")
    raw = raw_database()
    assert "CANARY" not in raw
    assert "PAR1\x15" not in raw
    assert "UEFSMQ" not in raw  # the same in the letters in which a piece is sealed
    assert "Harbour" in raw, "the search itself would find a word"


@pytest.mark.long
def test_a_process_that_moves_takes_its_events_along(world):
    release = release_of(world)
    with looking_as(world.viewer("mediator")):
        before = ask(EventRelease.objects.get(pk=release), Question("series")).figures
        data = exported(world)
    forget_harbour(world)
    imported(data)
    viewer = viewer_in(world.process.pk, world.members["mediator"].pk, world.keys["mediator"])
    with looking_as(viewer):
        assert ask(EventRelease.objects.get(pk=release), Question("series")).figures == before


def test_events_whose_key_somebody_lacks_are_closed_to_them_and_they_import_none(world):
    release = release_of(world)
    client = world.client("mediator")
    with looking_as_the_system():
        LockKey.objects.filter(member=world.members["mediator"]).delete()
    assert "closed to you" in client.get(address(world, "evidence_events")).content.decode()
    assert "This is closed to you" in client.get(address(world, "evidence_release", release=release)).content.decode()
    answer = client.post(address(world, "evidence_import"), form())
    assert answer.status_code == 422
    assert "closed to you" in answer.content.decode()


@pytest.mark.long
def test_a_program_imports_and_asks_what_the_page_does(world, client, command_line):
    token, base = token_of(world, "mediator"), f"/api/1/p/{world.process.pk}/evidence/events"
    body = {"source": "own", "release": "5", "name": "incidents.csv", "text": CONTENT.decode()}
    made = ask_api(client, "POST", base, token, json.dumps(body))
    assert made.status_code == 201, made.content.decode()
    release = made.json()["release"]
    for words, line in (
        ("series?by=place&every=week", "series STORE --by place --every week"),
        ("series?day=2017-05-06&days=10", "series STORE --around 2017-05-06 --days 10"),
        ("map?places=h3:5&points=true", "map STORE --places h3:5 --points"),
        ("concentration?every=month", "concentration STORE --every month"),
    ):
        answer = ask_api(client, "GET", f"{base}/{release}/{words}", token, "")
        assert answer.status_code == 200, answer.content.decode()
        assert answer.json()["figures"] == command_line(line)
    listed = ask_api(client, "GET", base, token).json()
    assert {one["release"] for one in listed} >= {"5"}
    taken = ask_api(client, "GET", f"{base}/{release}/export?form=geojson", token).json()
    assert taken["name"] == "events.geojson"
    assert "35.12" not in taken["text"]
    assert ask_api(client, "DELETE", f"{base}/{release}", token).status_code == 204
