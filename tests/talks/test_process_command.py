"""`goodoffices process`: a process moves between installations, from SQLite to PostgreSQL and back.

The commands of one installation are called one after another in a process of its own, as from a shell.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.talks.servers import WITH_POSTGRES, environment, needs_postgresql

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE_PASSPHRASE = "words for the archive only"
TYPED = f"{ARCHIVE_PASSPHRASE}\n"

# Reads a list of [words of a command, what is typed] or of Python code; prints [exit code, stdout, stderr] for each.
COMMANDS = """
import contextlib, io, json, os, sys
from click.testing import CliRunner
from goodoffices.cli import main
told = []
for step in json.loads(os.environ["STEPS"]):
    if isinstance(step, str):
        with contextlib.redirect_stdout(io.StringIO()) as said:
            exec(step, {})
        told.append([0, said.getvalue().strip(), ""])
        continue
    words, typed = step
    result = CliRunner().invoke(main, words, input=typed)
    told.append([result.exit_code, result.stdout, result.stderr])
print(json.dumps(told))
"""
MAKE = """
from goodoffices.talks import open_installation
open_installation()
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.domain.processes import open_process
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.models import Member, Room, Seat
member = Member(username="mediator")
key = member.new_key("a long passphrase for tests")
member.save()
with looking_as_the_system():
    process = open_process(title="Harbour talks", mediator=member)
with looking_as(viewer_in(process.pk, member.pk, key)) as viewer:
    write_note(
        room=Room.objects.get(kind="desk"), author=Seat.objects.get(pk=viewer.seat_id), title="Plan", text="It moved."
    )
print(process.pk)
"""
READ = """
from goodoffices.talks import open_installation
open_installation()
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.record import broken_entry
from goodoffices.talks.models import Member, Note, Process
from django.db import connection
member = Member.objects.get()
with looking_as_the_system():
    process = Process.objects.get()
with looking_as(viewer_in(process.pk, member.pk, member.unlocked("a long passphrase for tests"))):
    print(connection.vendor, broken_entry(process), Note.objects.get().text)
"""


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    stdout: str
    stderr: str


def command(*words: str, typed: str = "") -> list:
    return [["process", *words], typed]


def told(*steps: str | list, before: tuple[str | Path, ...] = (), **env: str) -> list[Told]:
    """What the commands (and the Python between them) answered in one installation."""
    result = subprocess.run(
        [*before, sys.executable, "-c", COMMANDS],
        env=environment(STEPS=json.dumps(steps), **env),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert result.returncode == 0, result.stderr
    return [Told(*one) for one in json.loads(result.stdout)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive of a process that was made in SQLite, with the id of the process."""
    folder = tmp_path_factory.mktemp("archive")
    file = str(folder / "harbour.goodoffices")
    made, listed, short, result, again, unknown = told(
        MAKE,
        command("list", "--json"),
        command("export", "Harbour talks", "-o", file, typed="short\n"),
        command("export", "Harbour talks", "-o", file, typed=TYPED),
        command("export", "Harbour talks", "-o", file, typed=TYPED),
        command("export", "Hills", "-o", f"{file}2", typed=TYPED),
        GOODOFFICES_HOME=str(folder / "home"),
    )
    process = made.stdout
    (one,) = json.loads(listed.stdout)["processes"]
    assert (one["id"], one["title"], one["seats"]) == (process, "Harbour talks", 1)
    assert (short.code, "needs 15" in short.stderr) == (2, True)
    assert (result.code, result.stdout) == (0, ""), result.stderr  # the short one had made no file
    assert (again.code, "there already" in again.stderr) == (2, True)
    assert (unknown.code, "no processes are called `Hills`" in unknown.stderr) == (2, True)
    return file, process


@pytest.mark.long
def test_a_back_up_is_restored_into_another_home(archive, tmp_path):
    file, process = archive
    wrong, missing, empty, result, listed, read, twice = told(
        command("import", file, typed="not the passphrase\n"),
        command("import", f"{file}.not", typed="not the passphrase\n"),
        command("list"),
        command("import", file, typed=TYPED),
        command("list"),
        READ,
        command("import", file, typed=TYPED),
        GOODOFFICES_HOME=str(tmp_path),
    )
    assert (wrong.code, "passphrase is another" in wrong.stderr) == (2, True)
    assert (missing.code, "cannot be read" in missing.stderr) == (2, True)
    assert empty.stdout == ""
    assert (result.code, f"Imported Harbour talks ({process})" in result.stderr) == (0, True), result.stderr
    assert re.match(rf"{process}  \d{{4}}-\d\d-\d\d    1  Harbour talks\n", listed.stdout)
    assert read.stdout == "sqlite None It moved."
    assert (twice.code, "here already" in twice.stderr) == (2, True)


@pytest.mark.long
@needs_postgresql
def test_a_process_moves_from_sqlite_to_postgresql_and_back(archive, tmp_path):
    file, _ = archive
    back = str(tmp_path / "back.goodoffices")
    there = told(
        command("import", file, typed=TYPED),
        READ,
        command("export", "Harbour talks", "-o", back, typed=TYPED),
        before=(WITH_POSTGRES,),
        GOODOFFICES_HOME=str(tmp_path / "first"),
    )
    assert [one.code for one in there] == [0, 0, 0], there
    home = {"GOODOFFICES_HOME": str(tmp_path / "second")}
    typed = subprocess.run(  # as from a shell, with nothing between
        [sys.executable, "-m", "goodoffices", "-q", "process", "import", back],
        input=TYPED, env=environment(**home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (typed.returncode, typed.stdout, typed.stderr) == (0, "", "")
    (here,) = told(READ, **home)
    assert (there[1].stdout, here.stdout) == ("postgresql None It moved.", "sqlite None It moved.")


@pytest.mark.long
@needs_postgresql
def test_a_command_under_with_postgres_is_told_its_database_and_leaves_nothing_behind(tmp_path):
    show = "import os; print(os.environ['DATABASE_URL']); raise SystemExit(7)"
    result = subprocess.run(
        [WITH_POSTGRES, sys.executable, "-c", show], capture_output=True, text=True, check=False, env=environment()
    )
    place = re.search(r"goodoffices-pg\.\w+", result.stdout)[0]
    assert (result.returncode, Path("/tmp", place).exists()) == (7, False)  # noqa: S108 (to be gone)
