"""A file of events sent to a real server: larger than all else may be, from the mediator alone, never on the disk."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from tests.talks.served import Client, serving, signed_in

HEAD = "event_id,date_start,kind,actor_a,actor_b,country,admin1,latitude,longitude,place_precision,deaths_best,outlets"
CANARIES = (b"CANARYACTOR", b"CANARYPLACE", b"CANARYOUTLET", b"CANARYFILE", b"CANARYRELEASE", b"CANARYREJECTED")


def events_file() -> bytes:
    """More than another request may hold; its first rows cannot be read."""
    rows = [f"CANARYREJECTED{number},no day,mine,,,,,,,,,\n" for number in range(3)]
    rows += [
        f"E{number:06},2017-{number % 12 + 1:02}-{number % 28 + 1:02},shelling,CANARYACTOR,Others {number / 7:.9f},"
        f"XXA,CANARYPLACE,35.{number % 1000:03},37.{number % 999:03},point,{number % 5},CANARYOUTLET;Radio\n"
        for number in range(48_000)
    ]
    return (f"{HEAD}\n" + "".join(rows)).encode()


def send(client: Client, table: str, content: bytes, page: str = "evidence/events/import/"):
    fields = {"csrfmiddlewaretoken": client.cookies.get("goodoffices_csrf") or "", "source": "own"}
    given = fields | {"release": "CANARYRELEASE"}
    return client.post(f"/p/{table}/{page}", data=given, files={"file": ("CANARYFILE.csv", content)})


def on_disk(*folders: Path) -> dict[str, list[bytes]]:
    """Which of the words, or of the beginnings of packed files, stand in which file."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    assert {"installation-key", "server.log"} <= {file.name for file in files}
    found = {file.name: [word for word in (*CANARIES, b"PAR1\x15") if word in file.read_bytes()] for file in files}
    return {name: words for name, words in found.items() if words}


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A server whose home and whose temporary folder are looked through."""
    (tmp_path / "home").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with serving(tmp_path / "home") as (url, world):
        yield url, world["process"], (tmp_path / "home", tmp_path / "temporary")


@pytest.mark.long
def test_a_large_file_comes_in_whole_from_the_mediator_alone_and_the_disk_never_shows_it(served):
    url, table, folders = served
    content = events_file()
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < len(content) < settings.EVENTS_FILE_MOST
    mediator = signed_in(url, "mediator")
    made = send(mediator, table, content)
    assert made.status_code == 302, made.text
    assert on_disk(*folders) == {}

    told = mediator.get(made.headers["Location"])
    assert "48,000" in told.text
    assert "CANARYRELEASE" in told.text
    answer = mediator.fill(made.headers["Location"], what="map", days="30")
    assert answer.status_code == 200
    assert "<svg" in answer.text
    taken = mediator.fill(f"{made.headers['Location']}export/", form="csv", coarsen="exact")
    assert taken.text.count("CANARYPLACE") == 48_000
    again = send(mediator, table, gzip.compress(content))
    assert again.status_code == 302, again.text
    assert on_disk(*folders) == {}

    for who in ("north", "observer", "stranger", "administrator"):
        assert send(signed_in(url, who), table, content).status_code == 413, who
    assert send(Client(url), table, content).status_code == 413
    assert send(mediator, table, content, "case/load/").status_code == 413
    assert send(mediator, "A" * 22, content).status_code == 413
    assert send(mediator, table, b"s" * (settings.EVENTS_FILE_MOST + 1024 * 1024)).status_code == 413
    assert on_disk(*folders) == {}
