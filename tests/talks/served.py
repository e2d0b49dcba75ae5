"""A real server with the tests' world, for what only a real server does: streams and load. No browser is needed."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import requests
from tests.talks.world import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180  # seconds that a server may take to answer, on a busy machine


def environment(home: Path) -> dict[str, str]:
    """What the server and those who prepare its home are told."""
    return os.environ | {
        "GOODOFFICES_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tests.talks.served_settings",
        "PYTHONPATH": str(ROOT),
    }


def own_database() -> dict[str, str]:
    """On PostgreSQL a database of its own, as each home has a file of its own."""
    known = os.environ.get("DATABASE_URL", "")
    if not known.startswith("postgres"):
        return {}
    import psycopg

    name = f"served_{secrets.token_hex(8)}"
    with psycopg.connect(known, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return {"DATABASE_URL": f"{known.rpartition('/')[0]}/{name}"}


@contextlib.contextmanager
def serving(home: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A server on a free port of this machine: its address, and what the world's records are called."""
    made = [sys.executable, "-m", "tests.talks.served_home"]
    env = environment(home) | own_database()
    subprocess.run(made, cwd=ROOT, env=env, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "goodoffices.talks.asgi:application", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, server, home / "server.log")
            yield url, json.loads((home / "world.json").read_text(encoding="utf-8"))
        finally:
            server.kill()  # open streams would keep a polite end waiting
            server.wait()


class Client(requests.Session):
    """A browser of sorts: it knows its server, and answers forms with the token they need."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.headers["Referer"] = url

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask for an address of the server; redirects are not followed."""
        kwargs = {"timeout": PATIENCE, "allow_redirects": False} | kwargs | {"allow_redirects": False}
        return super().request(method, self.url + url, *args, **kwargs)

    def fill(self, address: str, **given: str) -> requests.Response:
        """Send a form."""
        known = {"csrfmiddlewaretoken": self.cookies.get("goodoffices_csrf") or ""}
        return self.post(address, data=given | known)


def signed_in(url: str, who: str) -> Client:
    """A client in which an account has signed in."""
    client = Client(url)
    client.get("/sign-in/")
    answer = client.fill("/sign-in/", login=who, password=PASSPHRASE)
    assert answer.status_code == HTTPStatus.FOUND, answer.text
    return client


def _wait(url: str, server: subprocess.Popen, log: Path) -> None:
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest and server.poll() is None:
        with contextlib.suppress(requests.ConnectionError):
            requests.get(f"{url}/sign-in/", timeout=PATIENCE)
            return
        time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")
