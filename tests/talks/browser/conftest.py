"""A real server with the test world, and a real browser. Without Chromium these tests are skipped, and say so.

site           one server for the tests of a module, with a database of its own: `site.url`, `site.process`, ...
strict_site    the same, where a second factor is asked of everybody
browser_for    `browser_for("north")` is a page in which North has signed in; each call is a browser of its own
leads          a click on what leads to another page

A click does not wait for the page that it leads to. Whoever looks at once for what is not there, reads an address, or
uses what the page before has as well, looks at the page before: `leads` goes on when the new page is there.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from tests.talks.world import PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]
CHROMIUM = Path("/usr/bin/chromium")
START = 180  # seconds that a server may take to answer first, on a busy machine
PATIENCE = 90_000  # milliseconds; what fails only for want of a processor says nothing
expect.set_options(timeout=PATIENCE)  # for all tests of a run: nobody sets another


@dataclass
class Site:
    """A running server. `world` is the test world with ids in place of records."""

    url: str
    home: Path
    world: dict[str, Any]
    complaints: list[str] = field(default_factory=list)  # what browsers said: errors, refused scripts, foreign hosts

    @property
    def process(self) -> str:
        """The address of the process Harbour."""
        return f"{self.url}/p/{self.world['process']}/"


def environment(home: Path, **more: str) -> dict[str, str]:
    return os.environ | {
        "GOODOFFICES_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tests.talks.browser.settings",
        "PYTHONPATH": str(ROOT),
        **more,
    }


@pytest.fixture(scope="session")
def made_home(tmp_path_factory) -> Path:
    """An installation with the test world, made once and copied for each server."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}: install the distribution's package `chromium` to run the browser tests")
    home = tmp_path_factory.mktemp("made") / "home"
    home.mkdir()
    made = subprocess.run(
        [sys.executable, "-m", "tests.talks.browser.make_home"],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return home


@contextmanager
def serving(made_home: Path, home: Path, **more: str) -> Iterator[Site]:
    shutil.copytree(made_home, home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "tests.talks.browser.asgi:application", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment(home, **more), stdout=log, stderr=log)
        try:
            url = f"http://localhost:{port}"
            wait_until_it_answers(f"{url}/sign-in/", server, home / "server.log")
            yield Site(url, home, json.loads((home / "world.json").read_text(encoding="utf-8")))
        finally:
            server.kill()  # open streams would keep a polite end waiting
            server.wait()


def wait_until_it_answers(address: str, server: subprocess.Popen, log: Path) -> None:
    latest = time.monotonic() + START
    while time.monotonic() < latest and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=START):  # noqa: S310 (our own server)
                return
        except urllib.error.HTTPError as error:
            error.close()
            break
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def site(made_home, tmp_path_factory) -> Iterator[Site]:
    with serving(made_home, tmp_path_factory.mktemp("site") / "home") as found:
        yield found


@pytest.fixture(scope="module")
def strict_site(made_home, tmp_path_factory) -> Iterator[Site]:
    with serving(made_home, tmp_path_factory.mktemp("strict") / "home", TALKS_SECOND_FACTOR="1") as found:
        yield found


# Not for the whole run: Playwright keeps an event loop in the thread, and other tests start one of their own.
@pytest.fixture(scope="module")
def chromium(made_home) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, site: Site, **context: Any) -> Page:
    """A page of a new browser profile, whose complaints are kept in `site.complaints`."""
    page = browser.new_context(base_url=site.url, **context).new_page()
    page.set_default_timeout(PATIENCE)

    def heard(message: Any) -> None:
        # A page that says 404 or 422 is no mistake of ours, nor is a line that a test cuts; everything else the browser
        # calls an error is.
        ours = not any(words in message.text for words in ("the server responded with a status of", "net::ERR_"))
        if message.type == "error" and ours:
            site.complaints.append(f"{page.url}: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith((site.url, "data:", "blob:")):
            site.complaints.append(f"{page.url}: asked {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: site.complaints.append(f"{page.url}: {error}"))
    page.on("request", asked)
    page.on("dialog", lambda dialog: dialog.accept())  # the question that buttons of class danger ask
    return page


def sign_in(page: Page, account: str, passphrase: str = PASSPHRASE, address: str = "/sign-in/") -> Page:
    page.goto(address)
    page.locator("[name=login]").fill(account)
    page.locator("[name=password]").fill(passphrase)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    return page


def leads(part: Locator) -> Page:
    """Press what leads to another page, or to the same one anew; that page, once it is there with all it is made of."""
    with part.page.expect_navigation():
        part.click()
    return part.page


@pytest.fixture
def browser_for(chromium, request) -> Iterator[Callable[..., Page]]:
    """What these browsers complain of is forgotten with them: it is of no other test."""
    pages: list[Page] = []
    complaints: dict[int, tuple[list[str], int]] = {}

    def make(account: str = "", *, at: Site | None = None, **context: Any) -> Page:
        where = at or request.getfixturevalue("site")
        complaints.setdefault(id(where), (where.complaints, len(where.complaints)))
        page = opened(chromium, where, **context)
        pages.append(page)
        return sign_in(page, account) if account else page

    yield make
    for page in pages:
        page.context.close()
    for heard, before in complaints.values():
        del heard[before:]
