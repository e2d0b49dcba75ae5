"""`goodoffices backup`: one moment of a running installation, looked at, and no more of them than were asked for."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.errors import FileError, TalksError
from goodoffices.talks import back_up
from goodoffices.talks.backups import _TABLES, backups_in, fault_in

AT = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path):
    """The folder of an installation that has said one thing."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    with contextlib.closing(sqlite3.connect(folder / "talks.sqlite3")) as made:
        made.execute("PRAGMA journal_mode=WAL")
        for name in _TABLES:
            made.execute(f"CREATE TABLE {name} (said TEXT)")
        made.execute("INSERT INTO talks_entry VALUES ('kept')")
        made.commit()
    return folder


def said(file: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(file)) as opened:
        return [text for (text,) in opened.execute("SELECT said FROM talks_entry")]


def test_what_was_stored_is_in_it_and_what_is_being_written_is_not(home, tmp_path):
    with contextlib.closing(sqlite3.connect(home / "talks.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO talks_entry VALUES ('half')")
        made = back_up(home / "talks.sqlite3", tmp_path / "backups", at=AT)
        writer.execute("COMMIT")
    assert made.file.name == "talks-20261126T120000Z.sqlite3"
    assert said(made.file) == ["kept"]
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.file.parent.stat().st_mode) == 0o700
    assert said(home / "talks.sqlite3") == ["kept", "half"]


def test_the_oldest_are_deleted_beyond_the_number_to_keep_and_nothing_else(home, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "notes.txt").touch()
    for hour in range(5):
        back_up(home / "talks.sqlite3", folder, at=AT + dt.timedelta(hours=hour), keep=2)
    names = sorted(file.name for file in folder.iterdir())
    assert names == ["notes.txt", "talks-20261126T150000Z.sqlite3", "talks-20261126T160000Z.sqlite3"]
    assert [one.file.name for one in backups_in(folder)] == names[1:]


def test_a_damaged_database_is_no_back_up_and_costs_none_of_the_older_ones(home, tmp_path):
    folder = tmp_path / "backups"
    back_up(home / "talks.sqlite3", folder, at=AT, keep=1)
    file = home / "talks.sqlite3"
    file.write_bytes(b"SQLite format 3\0" + b"\x07" * 8000)
    with pytest.raises(TalksError):
        back_up(file, folder, at=AT + dt.timedelta(hours=1), keep=1)
    assert [fault_in(one.file) for one in backups_in(folder)] == [""]
    assert len(list(folder.iterdir())) == 1, "no half of a back-up is left"


def test_what_is_in_the_way_is_told(home, tmp_path):
    with pytest.raises(FileError, match="no database"):
        back_up(tmp_path / "nowhere" / "talks.sqlite3", tmp_path / "backups", at=AT)
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="cannot be written"):
        back_up(home / "talks.sqlite3", tmp_path / "file", at=AT)
    back_up(home / "talks.sqlite3", tmp_path / "backups", at=AT)
    with pytest.raises(FileError, match="of this second already"):
        back_up(home / "talks.sqlite3", tmp_path / "backups", at=AT)


def test_the_command_says_what_it_wrote_and_sends_postgresql_to_its_own_tool(home, tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    words = ["backup", str(tmp_path / "backups"), "--home", str(home), "--keep", "1"]
    made = CliRunner().invoke(main, words)
    assert (made.exit_code, "is whole" in made.stderr) == (0, True)
    (tmp_path / "address").write_text("postgres://me:hidden@host/talks")
    other = CliRunner().invoke(main, words, env={"DATABASE_URL_FILE": str(tmp_path / "address")})
    assert (other.exit_code, "pg_dump" in other.stderr) == (2, True)
    assert "hidden" not in other.output
    gone = CliRunner().invoke(main, words, env={"DATABASE_URL_FILE": str(tmp_path / "none")})
    assert (gone.exit_code, "cannot be read" in gone.stderr) == (2, True)
