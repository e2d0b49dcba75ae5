"""`goodoffices serve`: it starts with nothing but a folder, says plainly what is wrong, and stops without a fuss."""

from __future__ import annotations

import signal
import socket
import stat
import subprocess
import sys

import pytest
from tests.talks.servers import PATIENCE, environment, free_port, goodoffices, serving

from goodoffices.errors import TalksError
from goodoffices.talks import origin_of

PASSPHRASE = "four words that nobody knows"


@pytest.mark.long
def test_a_first_start_makes_the_administrator_and_serves(tmp_path):
    home = tmp_path / "home"
    with serving(tmp_path, "--home", str(home), "--administrator", "clerk", typed=f"{PASSPHRASE}\n") as server:
        answer = server.get("/sign-in/")
        assert (answer.status, answer.getheader("server")) == (200, None)
        assert server.get("/static/talks/talks.css").status == 200
        assert "Warning" not in server.printed()
        assert f"http://localhost:{server.port}" in server.printed()
        assert "Bringing the database up to date" in server.printed()
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert stat.S_IMODE((home / "installation-key").stat().st_mode) == 0o600
    with serving(tmp_path, "--home", str(home)) as again:
        assert "Nobody can sign in yet" not in again.printed()
        assert "Bringing the database up to date" not in again.printed()
    taken = goodoffices(
        "serve", "--port", str(free_port()), "--home", str(home), "--administrator", "clerk", typed=f"{PASSPHRASE}\n"
    )
    assert (taken.returncode, "there is an account `clerk` already" in taken.stderr) == (2, True)


@pytest.mark.long
def test_a_start_without_accounts_says_how_to_make_the_first(tmp_path):
    with serving(tmp_path, "--home", str(tmp_path / "home")) as server:
        assert "goodoffices serve --administrator NAME" in server.printed()


@pytest.mark.long
def test_a_passphrase_that_is_too_short_makes_no_administrator(tmp_path):
    result = goodoffices(
        "serve", "--port", str(free_port()), "--home", str(tmp_path), "--administrator", "clerk", typed="short\n"
    )
    assert (result.returncode, "it needs 15" in result.stderr) == (2, True)


@pytest.mark.long
def test_a_passphrase_that_repeats_itself_makes_no_administrator(tmp_path):
    result = goodoffices(
        "serve", "--port", str(free_port()), "--home", str(tmp_path), "--administrator", "clerk", typed=f"{'a' * 20}\n"
    )
    assert (result.returncode, "repeats too few letters" in result.stderr) == (2, True)


STREAM = """
import sys
from goodoffices.talks.server import listen, run_application
import asyncio

async def endless(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    while True:
        await send({"type": "http.response.body", "body": b": still here\\n\\n", "more_body": True})
        await asyncio.sleep(0.05)

run_application(endless, listen("127.0.0.1", int(sys.argv[1])), ready=lambda: print("ready", flush=True))
print("ended", flush=True)
"""


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_though_a_stream_of_events_is_open(sign):
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-c", STREAM, str(port)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "ready\n"
        with socket.create_connection(("127.0.0.1", port)) as reader:
            reader.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert b"200 OK" in reader.recv(1000)
            process.send_signal(sign)
            out, errors = process.communicate(timeout=PATIENCE)  # the stream itself has no end
        assert (process.returncode, out, "Traceback" in errors) == (0, "ended\n", False), errors


@pytest.mark.long
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_end_is_obeyed_with_one_word(sign, tmp_path):
    with serving(tmp_path, "--home", str(tmp_path / "home")) as server:
        server.process.send_signal(sign)
        assert server.process.wait(PATIENCE) == 0
        assert server.printed().endswith("Stopped.\n")
        assert "Traceback" not in server.printed()


def test_a_used_port_is_told_before_anything_is_made(tmp_path):
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        ear.listen()
        port = ear.getsockname()[1]
        result = goodoffices("serve", "--port", str(port), "--home", str(tmp_path / "home"))
    assert (result.returncode, f"port {port} is used by another program" in result.stderr) == (2, True)
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is no address of a database"),
        ({"DATABASE_URL": "mysql://me:hidden@here/talks"}, "DATABASE_URL is no address of a database"),
        ({"DATABASE_URL": "postgres://me:hidden@127.0.0.1:1/talks"}, "the database (PostgreSQL) cannot be used"),
        ({"GOODOFFICES_ORIGIN": "talks.example.org"}, "which is no address"),
        ({"GOODOFFICES_ORIGIN": "http://talks.example.org"}, "without https"),
    ],
)
def test_what_is_wrong_in_the_environment_is_told_without_its_password_and_without_a_traceback(env, told, tmp_path):
    result = goodoffices("serve", "--port", str(free_port()), "--home", str(tmp_path), **env)
    assert (result.returncode, told in result.stderr) == (2, True), result.stderr
    assert "hidden" not in result.stderr
    assert "Traceback" not in result.stderr


def test_a_home_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "file").touch()
    for demo in ([], ["--demo"]):
        result = goodoffices("serve", "--port", str(free_port()), "--home", str(tmp_path / "file" / "home"), *demo)
        assert (result.returncode, "cannot be used" in result.stderr) == (2, True), result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])  # noqa: S104 (to be refused)
def test_other_machines_are_served_over_https_only(host):
    with pytest.raises(TalksError, match="without https"):
        origin_of({}, 8000, host, demo=False)
    secure = {"GOODOFFICES_ORIGIN": "https://talks.example.org/"}
    assert origin_of(secure, 8000, host, demo=False) == "https://talks.example.org"
    with pytest.raises(TalksError, match="for this machine alone"):
        origin_of({}, 8000, host, demo=True)
    with pytest.raises(TalksError, match="for this machine alone"):
        origin_of(secure, 8000, "127.0.0.1", demo=True)


@pytest.mark.long
def test_a_deployed_installation_passes_every_check_of_django(tmp_path):
    result = subprocess.run(
        [sys.executable, "-W", "error", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment(
            DJANGO_SETTINGS_MODULE="goodoffices.talks.settings",
            GOODOFFICES_HOME=str(tmp_path),
            GOODOFFICES_ORIGIN="https://talks.example.org",
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, "no issues" in result.stdout) == (0, True), result.stderr


def test_the_door_of_the_room_loads_no_django():
    code = "import sys, goodoffices.talks; print('django' in sys.modules, 'uvicorn' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "False False\n"
