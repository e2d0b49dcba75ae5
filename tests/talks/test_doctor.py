"""`goodoffices doctor`: what is wrong is found and said with what would be right; nothing secret is told."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.server
import json
import os
import shutil
import socketserver
import sqlite3
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from tests.talks.servers import free_port

from goodoffices.cli import main
from goodoffices.talks import CHECKS, Asked, State, examine
from goodoffices.talks.backups import _TABLES
from goodoffices.talks.doctor import examining, keeping, machine, reached, software

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
KEY, TOKEN, PASSWORD = "K" * 86, "T" * 43, "hidden-password"


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    secret(folder / "installation-key", KEY)
    return folder


def secret(file: Path, text: str, mode: int = 0o600) -> Path:
    file.write_text(text + "\n")
    file.chmod(mode)
    return file


def asked(home: Path, **environment: str) -> Asked:
    return Asked(home, environment, NOW)


def found(check, *args) -> list[tuple[str, str]]:
    return [(one.state.value, one.found) for one in check(*args)]


def states(check, *args) -> list[str]:
    return [one.state.value for one in check(*args)]


def database(file: Path) -> Path:
    with contextlib.closing(sqlite3.connect(file)) as made:
        for name in _TABLES:
            made.execute(f"CREATE TABLE {name} (said TEXT)")
        made.commit()
    return file


# ---- keys and back-ups -----------------------------------------------------------------------------------------------


def test_secrets_that_are_their_owners_alone_are_as_they_should_be(home, tmp_path):
    token = secret(tmp_path / "token", TOKEN)
    assert states(keeping.keys, asked(home, GOODOFFICES_METRICS_TOKEN_FILE=str(token))) == ["ok", "ok", "ok"]


@pytest.mark.parametrize("place", ["home", "home/installation-key", "token"])
def test_what_others_can_read_is_a_fault_that_names_the_mode_to_set(place, home, tmp_path):
    token = secret(tmp_path / "token", TOKEN)
    (tmp_path / place).chmod(0o755 if place == "home" else 0o640)
    wrong = [
        one for one in keeping.keys(asked(home, GOODOFFICES_METRICS_TOKEN_FILE=str(token))) if one.state == "fault"
    ]
    assert [one.remedy for one in wrong] == [f"chmod {'700' if place == 'home' else '600'} {tmp_path / place}"]


def test_a_key_that_is_missing_short_or_no_text_is_a_fault_and_is_never_told(home, tmp_path):
    key = home / "installation-key"
    for content in (b"short", b"\xff" * 90):
        key.write_bytes(content)
        told = found(keeping.keys, asked(home))
        assert "fault" in dict(told)
        assert "short" not in str(told).replace("has only", "")
    key.unlink()
    assert "fault" in dict(found(keeping.keys, asked(home)))
    assert states(keeping.keys, asked(tmp_path / "nowhere")) == ["fault"]


def test_a_key_that_systemd_hands_in_may_have_the_mode_that_systemd_gives_it(home, tmp_path):
    key = secret(tmp_path / "handed-in", KEY, 0o440)
    environment = {"GOODOFFICES_KEY_FILE": str(key)}
    assert "fault" in states(keeping.keys, asked(home, **environment))
    assert states(keeping.keys, asked(home, CREDENTIALS_DIRECTORY=str(tmp_path), **environment)) == ["ok", "ok"]


@pytest.mark.parametrize(("days", "state"), [(1, "ok"), (3, "warning"), (8, "fault")])
def test_the_age_of_the_newest_back_up_is_told(days, state, home, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir(mode=0o700)
    for name, age in (("talks-1.sqlite3", 30), ("talks-2.sqlite3", days)):
        at = (NOW - dt.timedelta(days=age)).timestamp()
        os.utime(database(folder / name), (at, at))
    told = found(keeping.backups, asked(home, GOODOFFICES_BACKUPS=str(folder)))
    assert [one for one, text in told if "talks-2.sqlite3" in text] == [state]


def test_back_ups_that_are_missing_damaged_of_something_else_or_beside_the_key_are_found(home, tmp_path):
    folder = tmp_path / "backups"
    here = asked(home, GOODOFFICES_BACKUPS=str(folder))
    assert states(keeping.backups, asked(home)) == ["warning"]
    assert states(keeping.backups, here) == ["fault"], "there is no such folder"
    folder.mkdir(mode=0o700)
    assert states(keeping.backups, here) == ["fault"], "there is nothing in it"
    file = folder / "talks-1.sqlite3"
    file.write_bytes(b"SQLite format 3\0" + b"\x07" * 5000)
    assert "no database" in found(keeping.backups, here)[0][1]
    file.unlink()
    sqlite3.connect(file).close()
    assert "no database of Good Offices" in found(keeping.backups, here)[0][1]
    file.unlink()
    (folder / "talks-2.dump").write_bytes(b"no dump")
    assert "no dump" in found(keeping.backups, here)[0][1]
    (folder / "talks-2.dump").write_bytes(b"PGDMP...")
    assert "fault" not in {one for one, text in found(keeping.backups, here) if "cannot be used" in text}
    secret(folder / "installation-key", KEY)
    assert any("lies beside" in text for _, text in found(keeping.backups, here))


# ---- the machine -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mib", "state"), [(10_000, "ok"), (1000, "warning"), (100, "fault")])
def test_a_disk_that_is_nearly_full_is_found(mib, state, home, monkeypatch):
    usage = SimpleNamespace(free=mib * 1024 * 1024)
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: usage)
    assert states(machine.disk, asked(home)) == [state, "ok"]
    assert [file.name for file in home.iterdir()] == ["installation-key"], "the trial leaves nothing behind"


def test_a_folder_that_cannot_be_written_is_found(home, monkeypatch):
    def refused(**_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(machine.tempfile, "NamedTemporaryFile", refused)
    assert states(machine.disk, asked(home))[-1] == "fault"


def test_a_temporary_folder_from_which_nothing_can_be_loaded_is_found(home, monkeypatch):
    assert states(machine.temporary, asked(home)) == ["ok"]
    flags = SimpleNamespace(f_flag=os.ST_NOEXEC)
    monkeypatch.setattr(machine.os, "statvfs", lambda _: flags)
    ((state, text),) = found(machine.temporary, asked(home))
    assert (state, "noexec" in text) == ("fault", True)


def test_little_memory_is_found(home, monkeypatch):
    monkeypatch.setattr(machine, "FEW_MEMORY", 1 << 60)
    assert states(machine.memory, asked(home))[0] == "warning"
    monkeypatch.setattr(machine, "LEAST_MEMORY", 1 << 60)
    assert states(machine.memory, asked(home))[0] == "fault"


@pytest.mark.parametrize(("said", "state"), [("yes", "ok"), ("no", "warning"), ("", "unknown"), ("what?", "unknown")])
def test_a_clock_that_nobody_sets_is_found_and_what_is_not_told_is_called_unknown(
    said, state, home, tmp_path, monkeypatch
):
    tool = tmp_path / "timedatectl"
    tool.write_text(f"#!/bin/sh\necho '{said}'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert states(machine.clock, asked(home)) == [state]
    tool.unlink()
    assert states(machine.clock, asked(home)) == ["unknown"]


# ---- the software ----------------------------------------------------------------------------------------------------


def test_libraries_of_another_version_than_the_locked_one_are_named(home, tmp_path):
    assert states(software.python, asked(home)) == ["ok", "ok"]
    lock = tmp_path / "lock"
    lock.write_text(
        "click==0.0.1 \\\n    --hash=sha256:00\nnumpy==0.0.1 ; python_full_version < '3' \\\n    --hash=sha256:00\n"
    )
    told = found(software.python, Asked(home, {}, NOW, lock=lock))
    assert told[1][0] == "warning"
    assert "1 libraries" in told[1][1]
    assert "click " in told[1][1]


def test_the_published_list_is_that_of_the_files_of_the_pages(home):
    """After a change of a file that browsers are given: scripts/assets.py."""
    assert software.listed_assets(software.ASSETS.read_text(encoding="utf-8")) == software.found_assets()
    assert states(software.assets, asked(home)) == ["ok"]


def test_a_file_of_the_pages_that_was_changed_taken_away_or_put_in_is_a_fault(home, tmp_path):
    listed = software.ASSETS.read_text(encoding="utf-8")
    first, *others = listed.splitlines(keepends=True)
    name = first.split()[1]
    for text, what in (
        (first.replace(first[:64], "0" * 64) + "".join(others), f"1 files of the pages are changed: {name}"),
        ("".join(others), f"1 files of the pages are not on the list: {name}"),
        (f"{listed}{'0' * 64}  talks/gone.js\n", "1 files of the pages are missing: talks/gone.js"),
        ("no list", "cannot be read"),
        ("", "cannot be read"),
    ):
        file = tmp_path / "list"
        file.write_text(text)
        ((state, told),) = found(software.assets, Asked(home, {}, NOW, assets=file))
        assert state == "fault"
        assert what in told


# ---- the network -----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def answering(handler):
    with socketserver.TCPServer(("127.0.0.1", 0), handler) as ear:
        thread = threading.Thread(target=ear.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield ear.server_address[1]
        finally:
            ear.shutdown()
            thread.join()


@pytest.mark.parametrize(("status", "state"), [(200, "ok"), (400, "fault"), (500, "fault")])
def test_a_server_that_answers_wrongly_is_found(status, state, home):
    heads = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            heads.update(self.headers)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_):
            pass

    with answering(Handler) as port:
        here = Asked(home, {"GOODOFFICES_ORIGIN": "https://talks.example.org"}, NOW, port)
        assert states(reached.server, here) == [state]
    assert (heads["Host"], heads["X-Forwarded-Proto"]) == ("talks.example.org", "https")
    assert states(reached.server, here) == ["warning"], "now nothing answers"


def test_a_mail_server_is_reached_and_no_password_is_told(home):
    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 fine\r\n")

    assert states(reached.mail, asked(home)) == ["ok"]
    with answering(Handler) as port:
        assert states(reached.mail, asked(home, GOODOFFICES_MAIL=f"smtp://me:{PASSWORD}@127.0.0.1:{port}")) == ["ok"]
    for address in (
        f"smtp://me:{PASSWORD}@127.0.0.1:{free_port()}",
        f"post://me:{PASSWORD}@host",
        f"smtp://{PASSWORD}:x",
    ):
        told = found(reached.mail, asked(home, GOODOFFICES_MAIL=address))
        assert dict(told).keys() == {"fault"}
        assert PASSWORD not in str(told)


# ---- all of it -------------------------------------------------------------------------------------------------------


def test_where_nothing_is_installed_one_line_says_so_and_nothing_is_made(tmp_path):
    told = examine(asked(tmp_path / "nowhere"), ("settings", "database", "record"))
    assert [(one.check, one.state) for one in told] == [("settings", State.FAULT)]
    assert not (tmp_path / "nowhere").exists()


def test_a_home_that_is_closed_to_whoever_asks_is_told(home, monkeypatch):
    def closed(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", closed)
    told = examine(asked(home), ("settings", "keys"))
    assert [(one.check, one.state) for one in told] == [("settings", State.FAULT), ("keys", State.FAULT)]
    assert "Permission denied" in told[1].found


def test_a_check_that_fails_by_itself_is_a_fault_without_its_words(home, monkeypatch):
    def broken(_asked):
        raise RuntimeError(PASSWORD)

    monkeypatch.setitem(examining._PLAIN, "disk", broken)
    (told,) = examine(asked(home), ("disk",))
    assert (told.check, told.state, "RuntimeError" in told.found) == ("disk", State.FAULT, True)
    assert PASSWORD not in str(told)


def test_an_environment_that_the_server_would_refuse_is_told_in_the_servers_words(home):
    for name, value, words in (
        ("GOODOFFICES_ORIGIN", "http://talks.example.org", "without https"),
        ("DATABASE_URL", f"mysql://me:{PASSWORD}@host/talks", "DATABASE_URL is no address"),
        ("DATABASE_URL_FILE", str(home / "none"), "the address of the database cannot be read"),
    ):
        (told,) = examine(asked(home, **{name: value}), ("settings",))
        assert told.state == State.FAULT
        assert words in told.found
        assert PASSWORD not in str(told)


def doctor(*words: str):
    return CliRunner().invoke(main, ["doctor", *words])


def test_the_command_says_by_its_exit_code_whether_there_is_a_fault(home, monkeypatch):
    monkeypatch.delenv("GOODOFFICES_BACKUPS", raising=False)
    words = ("--home", str(home), "--only", "backups")
    assert doctor(*words).exit_code == 0
    assert doctor(*words, "--strict").exit_code == 1
    assert doctor("--home", str(home / "none"), "--only", "keys").exit_code == 1
    assert doctor("--only", "kyes").exit_code == 2
    assert doctor("--lock", str(home / "none")).exit_code == 2


def test_the_command_tells_programs_the_same_as_people(home):
    words = ("--home", str(home), "--only", "keys", "--only", "memory")
    told = json.loads(doctor(*words, "--json").stdout)
    assert {one["check"] for one in told["findings"]} == {"keys", "memory"}
    assert told["worst"] in set(State)
    shown = " ".join(doctor(*words).stdout.split())
    assert all(one["found"].split(" (")[0] in shown for one in told["findings"])


def test_every_check_is_named_in_the_help_and_in_the_guide():
    shown = doctor("--help").output
    guide = (Path(__file__).parents[2] / "docs" / "deploy.md").read_text(encoding="utf-8")
    assert [name for name in CHECKS if name not in shown or f"`{name}`" not in guide] == []


def test_nothing_that_it_was_given_in_confidence_is_printed(home, tmp_path):
    token = secret(tmp_path / "token", TOKEN)
    address = secret(tmp_path / "address", f"postgres://me:{PASSWORD}@127.0.0.1:1/talks")
    env = {
        "GOODOFFICES_METRICS_TOKEN_FILE": str(token),
        "DATABASE_URL_FILE": str(address),
        "GOODOFFICES_MAIL": f"smtp://me:{PASSWORD}@127.0.0.1:1",
        "GOODOFFICES_BACKUPS": str(tmp_path),
    }
    names = [word for name in CHECKS if name not in {"settings", "database", "record"} for word in ("--only", name)]
    for form in ((), ("--json",)):
        result = CliRunner().invoke(main, ["doctor", "--home", str(home), *names, *form], env=env)
        assert result.exit_code == 1
        assert [word for word in (KEY, TOKEN, PASSWORD) if word in result.output + result.stderr] == []


def test_a_tool_that_is_not_there_is_no_fault(home, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert states(machine.clock, asked(home)) == ["unknown"]
