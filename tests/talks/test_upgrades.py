"""Back-ups are restored, and databases of earlier releases are brought up to date: records hold, texts open."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.talks.upgrading import MIGRATIONS, ROOT, STORED, dump, frozen, load, problems, released, run
from tests.talks.world import marker

from goodoffices.cli import main

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
DATED = "## [0.1.0] - 2027-01-15\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An installation that holds the tests' world."""
    made = tmp_path_factory.mktemp("home")
    run("make", made)
    return made


def is_read(home: Path) -> bool:
    found = json.loads(run("read", home))
    rooms = ("desk", "north", "south", "plenary")
    return found["broken"] == [None, None] and all(marker(room, "text") in found["texts"] for room in rooms)


@pytest.mark.long
def test_a_back_up_made_by_the_command_is_restored_with_the_key_from_elsewhere(home, tmp_path):
    made = CliRunner().invoke(main, ["backup", str(tmp_path / "backups"), "--home", str(home)])
    assert made.exit_code == 0, made.output
    (file,) = (tmp_path / "backups").iterdir()
    restored = tmp_path / "restored"
    restored.mkdir(mode=0o700)
    shutil.copy(file, restored / "talks.sqlite3")
    shutil.copy(home / "installation-key", restored)
    assert is_read(restored)


def test_a_database_stored_as_releases_are_is_the_same_database_again(home, tmp_path):
    stored = dump(home / "talks.sqlite3")
    load(stored, tmp_path / "talks.sqlite3")
    assert dump(tmp_path / "talks.sqlite3") == stored
    assert len(frozen(stored)) == len(list(MIGRATIONS.glob("0*.py"))) > 0


def test_the_database_of_every_release_is_brought_up_to_date_and_read(tmp_path):
    for version in released(CHANGELOG):
        folder = tmp_path / version
        folder.mkdir()
        load((STORED / f"{version}.sql.gz").read_bytes(), folder / "talks.sqlite3")
        assert is_read(folder), version
    assert [file.name for file in STORED.glob("*.gz") if file.name[:-7] not in released(CHANGELOG)] == []


def test_every_release_has_its_database_and_no_migration_changed_since():
    assert problems(CHANGELOG, STORED, MIGRATIONS) == []


def test_a_release_without_its_database_would_be_found(tmp_path):
    assert released(DATED) == ["0.1.0"]
    assert released("## [0.1.0] - unreleased\n") == []
    assert ["its database is not stored" in one for one in problems(DATED, tmp_path, MIGRATIONS)] == [True]


def test_a_migration_that_was_changed_after_a_release_would_be_found(home, tmp_path):
    (tmp_path / "0.1.0.sql.gz").write_bytes(dump(home / "talks.sqlite3"))
    assert problems(DATED, tmp_path, MIGRATIONS) == []
    changed = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, changed)
    with (changed / "0001_initial.py").open("a") as file:
        file.write("# changed\n")
    assert problems(DATED, tmp_path, changed) == ["0001_initial was changed after 0.1.0: write another"]
