"""What the users of the load benchmark do; run by locust, in a process of its own (it replaces Python's sockets).

Like a browser, each holds one event stream for the page it looks at, opens another with the next page, and fetches
the page again when it is told that a part of it has changed.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import gevent
from locust import FastHttpUser, between, events, task

PEOPLE = json.loads(Path(os.environ["GOODOFFICES_LOAD_PEOPLE"]).read_text(encoding="utf-8"))
THINKS = tuple(float(word) for word in os.environ["GOODOFFICES_LOAD_THINKS"].split())  # seconds, from and to
WORDS = "We can say more on this point when our people have seen the maps. " * 3
CHANCE = random.Random(4)  # noqa: S311 (chooses pages)


@events.quitting.add_listener
def tell_failures(environment: Any, **_more: Any) -> None:
    """What failed and why, once each, for whoever runs this."""
    for error in environment.stats.errors.values():
        print(f"{error.occurrences} failed: {error.to_name()}", file=sys.stderr)


class Participant(FastHttpUser):
    """Somebody at a table: reads more than they write."""

    wait_time = between(*THINKS)
    network_timeout = connection_timeout = 60.0

    def on_start(self) -> None:
        """Take the next person, who is signed in."""
        self.me = PEOPLE.pop()
        # Not by request: two at once, a form that is sent and a page that is renewed, would set it back for each other.
        self.client.client.redirect_response_codes = frozenset()
        self.client.client.cookiejar = None  # it would send what it knows, in place of what we keep
        self.cookies = "; ".join(f"{name}={value}" for name, value in self.me["cookies"].items())
        self.at = f"/p/{self.me['process']}/"
        self.listening = self.renewing = None
        self.here, self.stream, self.shows = "", "", set()
        gevent.sleep(CHANCE.uniform(0, THINKS[1]))

    def on_stop(self) -> None:
        """Close the page."""
        self.leave()

    @task(4)
    def front(self) -> None:
        """The first page of the process."""
        self.page("", "front")

    @task(3)
    def notes(self) -> None:
        """The notes of one's rooms."""
        self.page("notes/", "notes")

    @task(2)
    def texts(self) -> None:
        """What texts there are."""
        self.page("text/", "texts")

    @task(3)
    def version(self) -> None:
        """The text that was shown."""
        self.page(f"text/version/{self.me['version']}/", "text")

    @task(1)
    def clause(self) -> None:
        """A clause with what is said about it."""
        self.page(self.clause_address(), "clause and its comments")

    @task(2)
    def preparing(self) -> None:
        """Who takes part, agenda, sessions."""
        self.page("preparing/", "preparing")

    @task(3)
    def proposals(self) -> None:
        """The proposals, and one of them."""
        if self.me["proposal"]:
            one = CHANCE.random() < 0.5
            self.page(f"proposals/{self.me['proposal']}/" if one else "proposals/", "proposal" if one else "proposals")

    @task(2)
    def preferences(self) -> None:
        """Own preferences; the mediator, everybody's."""
        if self.me["proposal"]:
            who = "all" if self.me["role"] == "mediator" else "own"
            self.page("preferences/", f"preferences, {who}")

    @task(1)
    def record(self) -> None:
        """The record of who did what."""
        if self.me["role"] == "mediator":
            self.page("audit/", "record")

    @task(1)
    def write_note(self) -> None:
        """A note, mostly in one's own caucus."""
        self.write("notes/", "notes", {"title": "On the maps", "text": WORDS})

    @task(1)
    def write_comment(self) -> None:
        """A comment on a clause."""
        self.write(self.clause_address(), "clause and its comments", {"words": WORDS})

    def clause_address(self) -> str:
        """Where one clause is read and commented."""
        return f"text/version/{self.me['version']}/clause/?clause={self.me['clause']}"

    def page(self, address: str, name: str) -> str:
        """Open a page, and listen to what changes on it."""
        words = self.asked("GET", self.at + address, name)
        stream = re.search(r'data-events="([^"]+)"', words)
        self.stream = stream[1] if stream else ""
        self.here, self.shows = address, set(" ".join(re.findall(r'data-live="([^"]*)"', words)).split())
        self.leave()
        if self.stream:
            self.listening = gevent.spawn(self.listen, name)
        return words

    def write(self, address: str, name: str, said: dict[str, str]) -> None:
        """Open a page with a form, think, send the form, and read what comes."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page(address, name))
        if token is None:
            return  # the failure of the page is counted
        gevent.sleep(self.wait_time())
        room = self.me["rooms"][-1 if CHANCE.random() < 0.7 else 0]
        self.asked(
            "POST", self.at + address, f"write: {name}", data=said | {"room": room, "csrfmiddlewaretoken": token[1]}
        )
        self.page(address, name)

    def asked(self, method: str, address: str, name: str, **more: Any) -> str:
        """One request; anything but the page (or, having sent a form, the way back to it) is a failure."""
        expected = 302 if method == "POST" else 200
        given = {"Cookie": self.cookies, "Referer": self.host}
        with self.client.request(
            method, address, name=name, headers=given, allow_redirects=False, catch_response=True, **more
        ) as answer:
            for cookie in answer.headers.get_all("set-cookie", []) if answer.headers else []:
                self.keep(cookie)
            if answer.status_code != expected:
                reasons = re.findall(
                    r'class="(?:notice error|errorlist)[^"]*"[^>]*>(.{0,200})', answer.text or "", re.DOTALL
                )
                answer.failure(f"{answer.status_code} where {expected} was expected {reasons}")
                return ""
            return answer.text or ""

    def keep(self, cookie: str) -> None:
        """Send a cookie from now on."""
        name, _is, value = cookie.partition(";")[0].partition("=")
        kept = dict(one.split("=", 1) for one in self.cookies.split("; ")) | {name.strip(): value}
        self.cookies = "; ".join(f"{name}={value}" for name, value in kept.items())

    def leave(self) -> None:
        """Hear nothing more of the page that was open."""
        for task_ in (self.listening, self.renewing):
            if task_:
                task_.kill()
        self.listening = self.renewing = None

    def renew(self, name: str) -> None:
        """Fetch the page that is open again."""
        self.renewing = None
        self.asked("GET", self.at + self.here, name)

    def listen(self, name: str) -> None:
        """Hold the stream of the page; on a change of what the page shows, fetch it again."""
        server = urlsplit(self.host)
        connection = http.client.HTTPConnection(server.hostname, server.port, timeout=60)
        try:
            start = time.perf_counter()
            connection.request("GET", self.stream, headers={"Cookie": self.cookies})
            answer = connection.getresponse()
            answer.readline()
            wrong = None if answer.status == 200 else OSError(f"{answer.status} where a stream was expected")
            self.environment.events.request.fire(
                request_type="GET",
                name="event stream",
                response_time=1000 * (time.perf_counter() - start),
                response_length=0,
                exception=wrong,
                context={},
            )
            while wrong is None and (line := answer.readline()):
                if line.startswith(b"data: ") and line[6:].strip().decode() in self.shows and not self.renewing:
                    self.renewing = gevent.spawn_later(0.2 + 1.3 * CHANCE.random(), self.renew, name)
        finally:
            with suppress(OSError):
                connection.close()
