"""Fetching from the UCDP API, on a stand-in of it: pages, a busy server, an interruption, a wrong token."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from tests.evidence.events.made import GED, ask, ged_rows

from goodoffices.cli import main
from goodoffices.cli.ucdp_api import Query, fetch
from goodoffices.errors import EvidenceError

EVENTS = ged_rows(*[{}] * 5)
TOKEN = "right"


class StandIn(ThreadingHTTPServer):
    """Hands out five events; `failures` are given first, as (status, headers); `total` is what it announces."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.failures: list[tuple[int, dict[str, str]]] = []
        self.total = len(EVENTS)
        self.fails_from = 99
        self.body: bytes | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/api/gedevents/"


class Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.server.asked.append(self.path)
        page, size = int(asked["page"]), int(asked["pagesize"])
        if self.headers["x-ucdp-access-token"] != TOKEN:
            self._give(401, b"no")
        elif self.server.failures:
            status, headers = self.server.failures.pop(0)
            self._give(status, b"busy", headers)
        elif page >= self.server.fails_from:
            self._give(400, b"bad")
        else:
            rows = [row | {"relid": None} for row in EVENTS[page * size : (page + 1) * size]]
            answer = {"TotalCount": self.server.total, "TotalPages": -(-len(EVENTS) // size), "Result": rows}
            self._give(200, self.server.body or json.dumps(answer).encode())

    def _give(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as one:
        thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield one
        one.shutdown()
        thread.join()


def query(server: StandIn, token: str = TOKEN, **filters: str) -> Query:
    return Query("25.1", token, filters, page_size=2, address=server.address)


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_all_pages_come_into_one_file_that_import_reads(server, tmp_path, monkeypatch):
    monkeypatch.setenv("GOODOFFICES_UCDP_TOKEN", TOKEN)
    monkeypatch.chdir(tmp_path)
    events = ("evidence", "events")
    words = ("fetch", "25.1", "-o", "ged.csv", "--country", "652", "--address", server.address, "--json")
    met = CliRunner().invoke(main, [*events, *words])
    assert json.loads(met.stdout)["events"] == 5
    assert "Country=652" in server.asked[0]
    assert [file.name for file in tmp_path.iterdir()] == ["ged.csv"]
    words = ("import", "ged.csv", "--into", "store", "--source", "ucdp-ged", "--release", "25.1")
    assert CliRunner().invoke(main, [*events, *words]).exit_code == 0
    assert ask(tmp_path / "store", "SELECT count(*), sum(deaths_best) FROM events") == [(5, 30)]


def test_a_busy_server_is_asked_again_after_longer_and_longer_pauses(server, tmp_path):
    server.failures = [(503, {}), (429, {"Retry-After": "7"}), (502, {})]
    pauses: list[float] = []
    assert fetch(query(server), GED, tmp_path / "ged.csv", sleep=pauses.append) == 5
    assert pauses == [1.0, 7.0, 4.0]
    assert len(server.asked) == 6


def test_a_server_that_stays_away_is_given_up_and_what_has_come_is_kept(server, tmp_path):
    server.failures = [(503, {})] * 9
    pauses: list[float] = []
    with pytest.raises(EvidenceError, match="HTTP 503"):
        fetch(query(server), GED, tmp_path / "ged.csv", sleep=pauses.append)
    assert pauses == [1, 2, 4, 8, 16]
    assert not (tmp_path / "ged.csv").exists()


def test_it_goes_on_where_it_was_interrupted_and_takes_no_event_twice(server, tmp_path):
    server.fails_from = 2
    with pytest.raises(EvidenceError, match="HTTP 400"):
        fetch(query(server), GED, tmp_path / "ged.csv")
    with (tmp_path / "ged.csv.part").open("ab") as stream:
        stream.write(b"half a row")
    server.fails_from, server.asked = 99, []
    assert fetch(query(server), GED, tmp_path / "ged.csv") == 5
    assert len(server.asked) == 1
    assert "page=2" in server.asked[0]
    assert [row["id"] for row in rows_of(tmp_path / "ged.csv")] == ["1", "2", "3", "4", "5"]


def test_what_was_begun_with_another_question_is_not_mixed(server, tmp_path):
    server.fails_from = 1
    with pytest.raises(EvidenceError):
        fetch(query(server), GED, tmp_path / "ged.csv")
    with pytest.raises(EvidenceError, match="an unfinished file of another question"):
        fetch(query(server, Country="652"), GED, tmp_path / "ged.csv")


def test_a_refused_token_is_told_and_never_shown(server, tmp_path):
    with pytest.raises(EvidenceError, match="refuses the token") as met:
        fetch(query(server, "wrong-and-secret"), GED, tmp_path / "ged.csv")
    assert "wrong-and-secret" not in f"{met.value} {query(server, 'wrong-and-secret')!r}"
    assert all("wrong-and-secret" not in path for path in server.asked)


def test_a_redirection_is_not_followed_with_the_token(server, tmp_path):
    server.failures = [(302, {"Location": "http://localhost:1/elsewhere"})]
    with pytest.raises(EvidenceError, match="HTTP 302"):
        fetch(query(server), GED, tmp_path / "ged.csv")


def test_the_token_is_sent_over_https_only(tmp_path):
    with pytest.raises(EvidenceError, match="over HTTPS only"):
        fetch(Query("25.1", TOKEN, address="http://example.org/api/"), GED, tmp_path / "ged.csv")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>", "did not answer with JSON"),
        (b"[]", "lacks Result"),
        (b'{"Result": [], "TotalCount": 5, "TotalPages": 3}', "page 0 is empty"),
        (b'{"Result": [{"id": 1}], "TotalCount": 1, "TotalPages": 1}', "an event lacks best, date_start"),
    ],
)
def test_an_answer_of_another_kind_is_refused(body, words, server, tmp_path):
    server.body = body
    with pytest.raises(EvidenceError, match=words):
        fetch(query(server), GED, tmp_path / "ged.csv")


def test_a_total_that_is_not_reached_is_an_error_and_leaves_no_file(server, tmp_path):
    server.total = 6
    with pytest.raises(EvidenceError, match="announced 6 events and gave 5"):
        fetch(query(server), GED, tmp_path / "ged.csv")
    assert not (tmp_path / "ged.csv").exists()
