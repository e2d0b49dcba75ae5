"""`goodoffices doctor` on what is stored: a record that was touched, a clock behind, a database of another version."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from django.conf import settings as used
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from tests.talks.visibility import ROOMS
from tests.talks.world import PASSPHRASE, SEATS, marker

from goodoffices.cli import main
from goodoffices.talks import Asked
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.doctor import stored
from goodoffices.talks.models import Entry

# The throw-away PostgreSQL of the tests waits for no disk (scripts/with_postgres.sh), and the doctor says so.
OFF = ("fsync", "synchronous_commit", "full_page_writes") if connection.vendor == "postgresql" else ()
KNOWN = [f"PostgreSQL has {name} off" for name in OFF]


@pytest.fixture
def asked():
    return Asked(used.HOME, {}, timezone.now())


def found(check, asked) -> list[tuple[str, str]]:
    return [(one.state.value, one.found) for one in check(asked)]


def faults(check, asked) -> list[str]:
    return [text for state, text in found(check, asked) if state == "fault"]


def last_entry() -> Entry:
    return Entry.objects.order_by("-at").first()


def test_an_installation_as_it_should_be_has_no_fault(world, asked):
    for check in (stored.database, stored.record, stored.deployment):
        told = found(check, asked)
        assert [text for _, text in told if text in KNOWN] == (KNOWN if check is stored.database else [])
        assert {state for state, text in told if text not in KNOWN} <= {"ok", "unknown"}, check


def test_a_record_that_was_touched_is_a_fault_that_names_the_entry_and_no_title(world, asked):
    with looking_as_the_system():
        third = Entry.objects.get(process=world.process, number=3)
        Entry.objects.filter(pk=third.pk).update(act="something.else")
    (told,) = faults(stored.record, asked)
    assert f"{world.process.pk} does not hold from entry 3 on" in told
    assert world.process.title not in told


def test_a_clock_that_is_behind_the_last_entry_of_a_record_is_a_fault(world, asked):
    with looking_as_the_system():
        at = last_entry().at
    assert faults(stored.record, Asked(asked.home, {}, at - dt.timedelta(seconds=50))) == []
    (told,) = faults(stored.record, Asked(asked.home, {}, at - dt.timedelta(hours=5)))
    assert "the clock says" in told


def test_a_database_that_is_behind_or_ahead_of_the_software_is_told(world, asked):
    recorder = MigrationRecorder(connection)
    recorder.record_applied("talks", "9999_of_tomorrow")
    assert faults(stored.database, asked) == [*KNOWN, "the database is of a newer version than this software"]
    recorder.migration_qs.filter(app="talks").delete()
    assert ("warning", "1 steps") in [(state, text[16:23]) for state, text in found(stored.database, asked)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the settings of a connection are SQLite's")
def test_a_connection_that_is_set_otherwise_is_a_fault_for_each_setting(world, asked, monkeypatch):
    monkeypatch.setattr(stored, "PRAGMAS", {**stored.PRAGMAS, "synchronous": 3})
    assert faults(stored.database, asked) == ["SQLite says synchronous = 2, not 3"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses such a row at once")
def test_a_row_that_points_to_nothing_is_a_fault(world, asked):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE talks_note SET author_id = 'nobody' WHERE id = (SELECT min(id) FROM talks_note)")
        assert faults(stored.database, asked) == ["1 rows of the database point to nothing"]
        cursor.execute("UPDATE talks_note SET author_id = NULL WHERE author_id = 'nobody'")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a database that is a file")
def test_a_database_that_is_not_there_is_a_fault_and_is_not_made(world, asked, tmp_path, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "talks.sqlite3"))
    assert ["there is no database" in one for one in faults(stored.database, asked)] == [True]
    assert found(stored.record, asked) == []
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_the_talks_is_printed(world, monkeypatch):
    monkeypatch.setenv("GOODOFFICES_HOME", str(used.HOME))
    words = ["--only", "settings", "--only", "database", "--only", "record"]
    for form in ([], ["--json"]):
        result = CliRunner().invoke(main, ["doctor", *words, *form])
        assert result.exit_code == bool(KNOWN), result.output
        told = result.output + result.stderr
        hidden = [marker(room, "") for room in ROOMS] + [*SEATS, world.process.title, PASSPHRASE, used.SECRET_KEY]
        assert [word for word in hidden if word in told] == []
    assert {one["check"] for one in json.loads(result.stdout)["findings"]} == {"settings", "database", "record"}
