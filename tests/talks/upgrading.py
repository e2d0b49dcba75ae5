"""Databases of earlier releases, and whether today's software still reads them.

Run as a module in a process of its own: `make` turns GOODOFFICES_HOME into an installation that holds the tests' world;
`read` brings one up to date and says what can be read in it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORED = Path(__file__).parent / "upgrades"
MIGRATIONS = ROOT / "src" / "goodoffices" / "talks" / "migrations"
FIRST_LINE = "-- goodoffices migrations: "


def hashes(folder: Path = MIGRATIONS) -> dict[str, str]:
    """The hash of every migration of a folder, by its name."""
    return {file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("[0-9]*.py"))}


def dump(database: Path) -> bytes:
    """A database as packed SQL, with the migrations that made it in its first line."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as opened:
        lines = "\n".join(opened.iterdump())
    return gzip.compress(f"{FIRST_LINE}{json.dumps(hashes())}\n{lines}\n".encode(), mtime=0)


def load(packed: bytes, database: Path) -> None:
    """The database of a dump."""
    with closing(sqlite3.connect(database)) as opened:
        opened.executescript(gzip.decompress(packed).decode())


def frozen(packed: bytes) -> dict[str, str]:
    """The migrations that a dump was made with."""
    return json.loads(gzip.decompress(packed).decode().partition("\n")[0].removeprefix(FIRST_LINE))


def released(changelog: str) -> list[str]:
    """The versions that have a day, and so are out."""
    return re.findall(r"^## \[([^\]]+)\] - \d{4}-\d{2}-\d{2}$", changelog, re.MULTILINE)


def problems(changelog: str, stored: Path, migrations: Path) -> list[str]:
    """What is wrong with the releases: one without its database, a migration that was changed after one."""
    now, wrong = hashes(migrations), []
    for version in released(changelog):
        file = stored / f"{version}.sql.gz"
        if not file.is_file():
            wrong.append(f"{version} is out and its database is not stored: scripts/freeze_release.py {version}")
            continue
        then = frozen(file.read_bytes())
        wrong += [f"{name} was changed after {version}: write another" for name in then if then[name] != now.get(name)]
    return wrong


def run(act: str, home: Path) -> str:
    """`make` or `read` in a process of its own; what it printed."""
    theirs = ("DATABASE_URL", "GOODOFFICES_ORIGIN", "GOODOFFICES_DEMO", "DJANGO_ALLOW_ASYNC_UNSAFE")
    env = {name: value for name, value in os.environ.items() if name not in theirs}
    env |= {"GOODOFFICES_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tests.talks.upgrading_settings"}
    told = subprocess.run(
        [sys.executable, "-m", "tests.talks.upgrading", act],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def _make() -> None:
    from tests.talks.world import make_world

    from goodoffices.talks.hosting import _bring_up_to_date

    _bring_up_to_date(lambda _: None)
    make_world()


def _read() -> dict[str, object]:
    """After the present migrations: whether each record holds, and what the mediator of Harbour can open."""
    from tests.talks.world import PASSPHRASE

    from goodoffices.talks.access.identify import viewer_in
    from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
    from goodoffices.talks.domain.record import broken_entry
    from goodoffices.talks.hosting import _bring_up_to_date
    from goodoffices.talks.models import Member, Note, Process

    _bring_up_to_date(lambda _: None)
    with looking_as_the_system():
        broken = [broken_entry(process) for process in Process.objects.all()]
        harbour = Process.objects.get(title="Harbour")
        member = Member.known.get(username="mediator")
    with looking_as(viewer_in(harbour.pk, member.pk, member.unlocked(PASSPHRASE))):
        texts = sorted(note.text for note in Note.objects.all())
    return {"broken": broken, "texts": texts}


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "make":
        _make()
    else:
        sys.stdout.write(json.dumps(_read()))
