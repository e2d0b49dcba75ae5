"""Nothing that was acknowledged is lost when the server is killed in the middle of writing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.talks.servers import environment

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 6

START = """
import sys
from goodoffices.talks import open_installation
open_installation(home=sys.argv[1])
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.record import broken_entry
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.domain.processes import open_process
from goodoffices.talks.models import Entry, Member, Note, Process, Room, Seat
"""
SET_UP = """
member = Member(username="mediator")
member.new_key("a long passphrase for tests")
member.save()
with looking_as_the_system():
    open_process(title="Harbour", mediator=member)
"""
SIGN_IN = """
member = Member.objects.get()
with looking_as_the_system():
    process = Process.objects.get()
viewer = viewer_in(process.pk, member.pk, member.unlocked("a long passphrase for tests"))
"""
WRITE = """
with looking_as(viewer):
    room, seat = Room.objects.get(kind="desk"), Seat.objects.get(pk=viewer.seat_id)
    number = 0
    while True:
        number += 1
        note = write_note(room=room, author=seat, title=f"{sys.argv[2]}-{number}", text="x" * 2000)
        print(note.pk, note.title, flush=True)
"""
LOOK = """
import json
with looking_as(viewer):
    notes = {note.pk: note.title for note in Note.objects.all() if note.text == "x" * 2000}
with looking_as_the_system():
    entries = Entry.objects.filter(act="note.write").count()
    broken = broken_entry(Process.objects.get())
print(json.dumps({"notes": notes, "entries": entries, "broken": broken}))
"""


def run(code: str, *words: str, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(**env),
    )


def finished(code: str, *words: str, **env: str) -> str:
    process = run(code, *words, **env)
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out


def killed_while_writing(home: Path, round_: int, chance: random.Random, **env: str) -> dict[str, str]:
    """What a writer acknowledged before it was killed at a moment that nobody chose."""
    with run(START + SIGN_IN + WRITE, str(home), str(round_), **env) as writer:
        first = writer.stdout.readline()
        assert first, writer.stderr.read()
        time.sleep(chance.uniform(0, 0.3))
        os.kill(writer.pid, signal.SIGKILL)
        lines = [first, *writer.stdout.read().splitlines(keepends=True)]
        assert writer.wait() == -signal.SIGKILL
    # A line that was cut was not acknowledged.
    return dict(line.split() for line in lines if line.endswith("\n"))


def test_every_acknowledged_note_is_there_after_kill_9_and_opens_and_the_record_holds(tmp_path):
    finished(START + SET_UP, str(tmp_path))
    chance = random.Random(4)  # noqa: S311 (moments, no secrets)
    acknowledged: dict[str, str] = {}
    for round_ in range(ROUNDS):
        acknowledged |= killed_while_writing(tmp_path, round_, chance)
    found = json.loads(finished(START + SIGN_IN + LOOK, str(tmp_path)))
    assert len(acknowledged) >= ROUNDS
    assert acknowledged.items() <= found["notes"].items()
    assert len(found["notes"]) - len(acknowledged) <= ROUNDS, "at most one note a round was stored and not told of"
    assert (found["entries"], found["broken"]) == (len(found["notes"]), None)
