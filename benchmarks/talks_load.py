"""The web application under load: `goodoffices serve` as it is run, people signed in at several tables.

The people are locust's, in a process of their own on the same machine: they take a share of its cores.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.clock import tell
from benchmarks.machine import THREADS
from benchmarks.talks_streams import Heard, hear
from benchmarks.talks_world import TABLES, User

ROOT = Path(__file__).parents[1]
USERS = 200
THINKS = (10, 30)  # seconds between two pages
RAMP = 30  # seconds in which they come
MEASURED = 60  # seconds after that
STREAMS = 4  # of each at one table, for the second measurement of streams
STREAM = "event stream"


@dataclass(frozen=True)
class Page:
    """What one kind of request took. `times`: how many answers took so many milliseconds, as locust rounds them."""

    name: str
    times: Mapping[int, int]
    failures: int

    @property
    def count(self) -> int:
        """How many answers there were."""
        return sum(self.times.values())

    def within(self, share: float) -> int:
        """The milliseconds within which this share of the answers came."""
        left = share * self.count
        for took, many in sorted(self.times.items()):
            left -= many
            if left <= 0:
                return took
        raise ValueError(f"nobody asked for {self.name}")


@dataclass(frozen=True)
class Load:
    """What a run has found. `memory` of the server at its end, in bytes; `busy`: cores it used; `waiting`: how many
    processes of the machine wanted a core when the run began."""

    pages: Sequence[Page]
    streams: Page
    seconds: float
    memory: int
    busy: float
    waiting: float
    heard: Sequence[Heard]

    @property
    def everything(self) -> Page:
        """All pages together."""
        times: Counter[int] = Counter()
        for page in self.pages:
            times.update(page.times)
        return Page("all pages", times, sum(page.failures for page in self.pages))


def run() -> Load:
    """Make the world, serve it, let everybody in, measure."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-load-") as folder:
        people = Path(folder) / "people.json"
        home = Path(folder) / "home"
        tell(f"Setting {TABLES} tables for {USERS} people ...")
        _python("-m", "benchmarks.talks_world", str(home), str(people)).check_returncode()
        everybody = [User(**one) for one in json.loads(people.read_text(encoding="utf-8"))]
        assert len(everybody) == USERS, len(everybody)
        waiting = os.getloadavg()[0]
        with _serving(home) as (port, server):
            tell(f"{USERS} people for {RAMP + MEASURED} s; {waiting:.1f} processes were waiting before ...")
            before, start = _cpu(server), time.monotonic()
            found = _asked(port, people)
            busy = (_cpu(server) - before) / (time.monotonic() - start)
            memory = _memory(server)
            table = [one for one in everybody if one.process == everybody[0].process]
            tell("How long until all have heard ...")
            heard = [hear(port, table, each) for each in (1, STREAMS)]
    pages = [page for page in found if page.name != STREAM]
    streams = next(page for page in found if page.name == STREAM)
    return Load(pages, streams, MEASURED, memory, busy, waiting, heard)


def pages_of(told: Sequence[Mapping[str, Any]]) -> list[Page]:
    """What locust says, by kind of request."""
    rows = sorted(told, key=lambda row: str(row["name"]))
    return [
        Page(row["name"], {int(took): many for took, many in row["response_times"].items()}, int(row["num_failures"]))
        for row in rows
        if row["response_times"]
    ]


def _asked(port: int, people: Path) -> list[Page]:
    locust = (
        *("-m", "locust", "-f", str(ROOT / "benchmarks" / "talks_users.py"), "--headless", "--only-summary", "--json"),
        *("-u", str(USERS), "-r", str(USERS / RAMP), "-t", f"{RAMP + MEASURED}s", "--reset-stats"),
        *("--host", f"http://127.0.0.1:{port}", "--loglevel", "WARNING", "--exit-code-on-error", "0"),
    )
    said = {"GOODOFFICES_LOAD_PEOPLE": str(people), "GOODOFFICES_LOAD_THINKS": "{} {}".format(*THINKS)}
    done = _python(*locust, **said)
    if done.returncode:
        sys.exit(f"locust ended with {done.returncode}:\n{done.stderr[-2000:]}")
    for line in done.stderr.splitlines():
        tell(line)
    return pages_of(json.loads(done.stdout))


def _environment(**more: str) -> dict[str, str]:
    """As a user's, without what the other benchmarks say of threads and without an installation of one's own."""
    ours = (*THREADS, "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    known = {name: word for name, word in os.environ.items() if name not in ours and "GOODOFFICES" not in name}
    return known | more


def _python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=_environment(**environment),
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def _serving(home: Path) -> Iterator[tuple[int, int]]:
    """The server on a free port; its port and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "goodoffices", "serve", "--port", str(port), "--home", str(home)]
    log = home / "server.log"
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=out, stderr=out)
        try:
            until = time.monotonic() + 120
            while not re.search("^Good Offices is at ", log.read_text(encoding="utf-8"), re.MULTILINE):
                if server.poll() is not None or time.monotonic() > until:
                    sys.exit(f"the server did not start:\n{log.read_text(encoding='utf-8')}")
                time.sleep(0.2)
            yield port, server.pid
        finally:
            server.kill()
            server.wait()


def _cpu(process: int) -> float:
    import psutil

    used = psutil.Process(process).cpu_times()
    return float(used.user + used.system)


def _memory(process: int) -> int:
    import psutil

    return int(psutil.Process(process).memory_info().rss)
