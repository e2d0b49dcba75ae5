"""Real servers for tests: `goodoffices serve` in a process of its own, with its own home."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["PATIENCE", "WITH_POSTGRES", "environment", "free_port", "goodoffices", "needs_postgresql", "serving"]

PATIENCE = 240  # seconds that anything may take on a machine that does much else at the same time
WITH_POSTGRES = Path(__file__).resolve().parents[2] / "scripts" / "with_postgres.sh"
needs_postgresql = pytest.mark.skipif(
    subprocess.run([WITH_POSTGRES, "--can"], check=False, capture_output=True).returncode != 0,
    reason="PostgreSQL is not here (apt-get install postgresql)",
)

_NOT_OURS = (
    "DJANGO_SETTINGS_MODULE",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "GOODOFFICES_HOME",
    "GOODOFFICES_MAIL",
    "GOODOFFICES_MAIL_FROM",
    "GOODOFFICES_ORIGIN",
    "GOODOFFICES_DEMO",
    "DATABASE_URL",
)


def environment(**more: str) -> dict[str, str]:
    """The environment of a user who has set nothing but `more`."""
    return {name: value for name, value in os.environ.items() if name not in _NOT_OURS} | more


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        return int(ear.getsockname()[1])


def goodoffices(*words: str, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "goodoffices", *words],
        env=environment(**env),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


class Serving:
    """A server that runs: its port, what it printed, and its process."""

    def __init__(self, process: subprocess.Popen[str], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def printed(self) -> str:
        """All that it said so far."""
        return self.log.read_text(encoding="utf-8")

    def get(self, address: str) -> http.client.HTTPResponse:
        """One answer, read whole and closed: its status and headers are what is looked at."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE)
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer


@contextmanager
def serving(folder: Path, *words: str, typed: str = "", **env: str) -> Iterator[Serving]:
    """`goodoffices serve` with these words, once it listens. It is killed at the end if it still runs."""
    port = free_port()
    log = folder / f"server-{port}.log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "goodoffices", "serve", "--port", str(port), *words],
            env=environment(**env),
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        )
        process.stdin.write(typed)
        process.stdin.close()
        server = Serving(process, port, log)
        try:
            _wait(server)
            yield server
        finally:
            process.kill()
            process.wait()


def _wait(server: Serving) -> None:
    end = time.monotonic() + PATIENCE
    while not re.search(r"^Good Offices is at ", server.printed(), re.MULTILINE):
        assert server.process.poll() is None, server.printed()
        assert time.monotonic() < end, server.printed()
        time.sleep(0.05)
