"""`goodoffices process`: a process moves between installations, from SQLite to PostgreSQL and back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.talks.servers import environment, goodoffices

ROOT = Path(__file__).resolve().parents[2]
WITH_POSTGRES = ROOT / "scripts" / "with_postgres.sh"
ARCHIVE_PASSPHRASE = "words for the archive only"

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


def python(code: str, **env: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment(**env), capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive of a process that was made in SQLite, with the id of the process."""
    folder = tmp_path_factory.mktemp("archive")
    home = {"GOODOFFICES_HOME": str(folder / "home")}
    process = python(MAKE, **home)
    listed = json.loads(goodoffices("process", "list", "--json", **home).stdout)["processes"]
    assert [(one["id"], one["title"], one["seats"]) for one in listed] == [(process, "Harbour talks", 1)]
    file = folder / "harbour.goodoffices"
    words = ("process", "export", "Harbour talks", "-o", str(file))
    short = goodoffices(*words, typed="short\n", **home)
    assert (short.returncode, "needs 15" in short.stderr, file.exists()) == (2, True, False)
    result = goodoffices(*words, typed=f"{ARCHIVE_PASSPHRASE}\n", **home)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    again = goodoffices(*words, typed=f"{ARCHIVE_PASSPHRASE}\n", **home)
    assert (again.returncode, "there already" in again.stderr) == (2, True)
    unknown = goodoffices("process", "export", "Hills", "-o", f"{file}2", typed=f"{ARCHIVE_PASSPHRASE}\n", **home)
    assert (unknown.returncode, "no processes are called `Hills`" in unknown.stderr) == (2, True)
    return file, process


def test_a_back_up_is_restored_into_another_home(archive, tmp_path):
    file, process = archive
    home = {"GOODOFFICES_HOME": str(tmp_path)}
    wrong = goodoffices("process", "import", str(file), typed="not the passphrase\n", **home)
    assert (wrong.returncode, "passphrase is another" in wrong.stderr) == (2, True)
    missing = goodoffices("process", "import", f"{file}.not", typed="not the passphrase\n", **home)
    assert (missing.returncode, "cannot be read" in missing.stderr) == (2, True)
    assert goodoffices("process", "list", **home).stdout == ""
    result = goodoffices("process", "import", str(file), typed=f"{ARCHIVE_PASSPHRASE}\n", **home)
    assert (result.returncode, f"Imported Harbour talks ({process})" in result.stderr) == (0, True), result.stderr
    assert re.match(
        rf"{process}  \d{{4}}-\d\d-\d\d    1  Harbour talks\n", goodoffices("process", "list", **home).stdout
    )
    assert python(READ, **home) == "sqlite None It moved."
    twice = goodoffices("process", "import", str(file), typed=f"{ARCHIVE_PASSPHRASE}\n", **home)
    assert (twice.returncode, "here already" in twice.stderr) == (2, True)


MOVE = """
set -e
echo "$PASSPHRASE" | "$PYTHON" -m goodoffices -q process import "$FILE"
"$PYTHON" -c "$READ"
echo "$PASSPHRASE" | "$PYTHON" -m goodoffices -q process export "Harbour talks" -o "$BACK"
unset DATABASE_URL
export GOODOFFICES_HOME="$SECOND"
echo "$PASSPHRASE" | "$PYTHON" -m goodoffices -q process import "$BACK"
"$PYTHON" -c "$READ"
"""


@pytest.mark.skipif(
    subprocess.run([WITH_POSTGRES, "--can"], check=False, capture_output=True).returncode != 0,
    reason="PostgreSQL is not here (apt-get install postgresql)",
)
def test_a_process_moves_from_sqlite_to_postgresql_and_back(archive, tmp_path):
    file, _ = archive
    env = environment(
        GOODOFFICES_HOME=str(tmp_path / "first"),
        SECOND=str(tmp_path / "second"),
        FILE=str(file),
        BACK=str(tmp_path / "back.goodoffices"),
        PASSPHRASE=ARCHIVE_PASSPHRASE,
        PYTHON=sys.executable,
        READ=READ,
    )
    result = subprocess.run(
        [WITH_POSTGRES, "bash", "-c", MOVE], env=env, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == ["postgresql None It moved.", "sqlite None It moved."]


def test_a_command_under_with_postgres_is_told_its_database_and_leaves_nothing_behind(tmp_path):
    if subprocess.run([WITH_POSTGRES, "--can"], check=False, capture_output=True).returncode != 0:
        pytest.skip("PostgreSQL is not here (apt-get install postgresql)")
    show = "import os; print(os.environ['DATABASE_URL']); raise SystemExit(7)"
    result = subprocess.run(
        [WITH_POSTGRES, sys.executable, "-c", show], capture_output=True, text=True, check=False, env=environment()
    )
    place = re.search(r"goodoffices-pg\.\w+", result.stdout)[0]
    assert (result.returncode, Path("/tmp", place).exists()) == (7, False)  # noqa: S108 (to be gone)
