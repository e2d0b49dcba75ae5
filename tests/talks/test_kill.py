"""Nothing that was acknowledged is lost when the server, or the database beside it, is killed in the middle of writing.

The writer is a child of a process that has Django loaded and no connection open, so that a round costs no start.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.talks.servers import WITH_POSTGRES, environment, needs_postgresql

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 6

START = """
import contextlib, json, os, random, re, signal, sys, time
from goodoffices.talks import open_installation
open_installation()
from django.db import DatabaseError, connection
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.record import broken_entry
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.domain.processes import open_process
from goodoffices.talks.models import Entry, Member, Note, Process, Room, Seat

TEXT = "x" * 2000

def signed_in():
    member = Member.objects.get()
    with looking_as_the_system():
        process = Process.objects.get()
    return viewer_in(process.pk, member.pk, member.unlocked("a long passphrase for tests"))
"""
# Told: the server process of the database where there is one, then every note once it is stored.
WRITE = """
def write(round_, told):
    with looking_as(signed_in()) as viewer:
        room, seat = Room.objects.get(kind="desk"), Seat.objects.get(pk=viewer.seat_id)
        with connection.cursor() as cursor:
            backend = 0
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_backend_pid()")
                (backend,) = cursor.fetchone()
        os.write(told, f"{backend}\\n".encode())
        number = 0
        while True:
            number += 1
            note = write_note(room=room, author=seat, title=f"{round_}-{number}", text=TEXT)
            os.write(told, f"{note.pk} {note.title}\\n".encode())

def one_round(round_, whom, chance):
    # The notes that a writer acknowledged before it, or its database, was killed at a moment that nobody chose.
    ear, mouth = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(ear)
        with contextlib.suppress(DatabaseError):
            write(round_, mouth)
        os._exit(3)
    os.close(mouth)
    with os.fdopen(ear, encoding="utf-8") as heard:
        backend, first = int(heard.readline()), heard.readline()
        time.sleep(chance.uniform(0, 0.3))
        os.kill(backend if whom == "database" else writer, signal.SIGKILL)
        lines = [first, *heard]
    _, status = os.waitpid(writer, 0)
    ended = os.WEXITSTATUS(status) == 3 if whom == "database" else os.WTERMSIG(status) == signal.SIGKILL
    assert ended, (whom, status)
    # A line that was cut was not acknowledged.
    return dict(line.split() for line in lines if line.endswith("\\n"))

member = Member(username="mediator")
member.new_key("a long passphrase for tests")
member.save()
with looking_as_the_system():
    open_process(title="Harbour", mediator=member)
connection.close()
chance = random.Random(4)
acknowledged = {}
for round_ in range(int(sys.argv[1])):
    whom = ("server", *sys.argv[2:])[round_ % len(sys.argv[1:])]
    acknowledged |= one_round(round_, whom, chance)
    while whom == "database":  # it mends itself, and takes nobody in meanwhile
        try:
            connection.ensure_connection()
            break
        except DatabaseError:
            time.sleep(0.05)
    connection.close()
print(json.dumps({"vendor": connection.vendor, "notes": acknowledged}))
"""
LOOK = """
with looking_as(signed_in()):
    notes = {note.pk: note.title for note in Note.objects.all() if note.text == TEXT}
with looking_as_the_system():
    entries = Entry.objects.filter(act="note.write").count()
    broken = broken_entry(Process.objects.get())
print(json.dumps({"notes": notes, "entries": entries, "broken": broken}))
"""


def told(result: subprocess.CompletedProcess[str]) -> tuple[dict, dict]:
    assert result.returncode == 0, result.stderr
    written, found = map(json.loads, result.stdout.splitlines())
    return written, found


def nothing_is_lost(written: dict, found: dict) -> None:
    assert len(written["notes"]) >= ROUNDS
    assert written["notes"].items() <= found["notes"].items()
    assert len(found["notes"]) - len(written["notes"]) <= ROUNDS, "at most one note a round was stored and not told of"
    assert (found["entries"], found["broken"]) == (len(found["notes"]), None)


SCRIPT = '"$PYTHON" -c "$WRITE" $WORDS && "$PYTHON" -c "$LOOK"'
# with_postgres.sh lets nothing wait for the disk; here a commit waits for its place in the log, as it does by default.
COMMITS = 'export DATABASE_URL="$DATABASE_URL?options=-c%20synchronous_commit%3Don"; '


def run(command: list[str], words: str, home: Path) -> subprocess.CompletedProcess[str]:
    codes = {"WRITE": START + WRITE, "LOOK": START + LOOK, "WORDS": words, "PYTHON": sys.executable}
    env = environment(GOODOFFICES_HOME=str(home), **codes)
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=600)


@pytest.mark.long
def test_every_acknowledged_note_is_there_after_kill_9_and_opens_and_the_record_holds(tmp_path):
    written, found = told(run(["bash", "-c", SCRIPT], str(ROUNDS), tmp_path))
    assert written["vendor"] == "sqlite"
    nothing_is_lost(written, found)


@pytest.mark.long
@needs_postgresql
def test_on_postgresql_too_whether_the_server_or_the_database_is_killed(tmp_path):
    command = [str(WITH_POSTGRES), "bash", "-c", COMMITS + SCRIPT]
    written, found = told(run(command, f"{ROUNDS} database", tmp_path))
    assert written["vendor"] == "postgresql"
    nothing_is_lost(written, found)
