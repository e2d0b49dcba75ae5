"""The files of deploy/ are what the guide says of them, and are taken by the programs they are for."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from goodoffices.cli import main

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
CADDYFILE = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
PROMISED = {
    "User": "goodoffices",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "StateDirectory": "goodoffices",
    "StateDirectoryMode": "0700",
    "IPAddressDeny": "any",
    "IPAddressAllow": "localhost",
    "LimitCORE": "0",
    "MemorySwapMax": "0",
    "UMask": "0077",
    "RestrictNamespaces": "yes",
    "SystemCallErrorNumber": "EPERM",
}


def lines_of(unit: Path) -> list[tuple[str, str]]:
    """Every key of a unit with its value, repeated ones too."""
    lines = [line for line in unit.read_text(encoding="utf-8").splitlines() if line and line[0] not in "#["]
    return [(key, value) for key, sign, value in (line.partition("=") for line in lines) if sign]


def options_wrong_in(words: list[str]) -> list[str]:
    """Options of a `goodoffices` command that it does not have."""
    command = main.get_command(click.Context(main), words[0])
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return [word for word in words[1:] if word.startswith("-") and word not in known]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_has_every_guard_that_the_guide_promises(unit):
    found = lines_of(unit)
    assert {key: value for key, value in PROMISED.items() if (key, value) not in found} == {}
    assert ("SystemCallFilter", "~@privileged") in found


def test_the_server_and_the_doctor_are_handed_the_key_and_the_back_up_is_not():
    for unit in UNITS:
        handed = ("LoadCredential", "installation-key:/etc/goodoffices/installation-key") in lines_of(unit)
        assert handed == (unit.stem != "goodoffices-backup"), unit.name
        assert handed == (("Environment", "GOODOFFICES_KEY_FILE=%d/installation-key") in lines_of(unit))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_that_exists_with_its_options(unit):
    (start,) = [value for key, value in lines_of(unit) if key == "ExecStart"]
    program, *words = shlex.split(start)
    assert program == "/opt/goodoffices/bin/goodoffices"
    assert options_wrong_in(words) == []


def test_every_variable_of_the_units_and_of_the_guide_is_one_that_the_settings_know():
    settings = (ROOT / "src" / "goodoffices" / "talks" / "settings.py").read_text(encoding="utf-8")
    texts = [GUIDE, CONTAINERFILE, *(unit.read_text(encoding="utf-8") for unit in UNITS)]
    named = {name for text in texts for name in re.findall(r"\bGOODOFFICES_[A-Z_]+", text)}
    known = settings.partition('"""\n\nfrom')[0]
    assert len(named) > 4
    assert (
        sorted(name for name in named - {"GOODOFFICES_MAIL"} if not re.search(rf"^{name} ", known, re.MULTILINE)) == []
    )


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here (apt-get install systemd)")
def test_systemd_takes_every_unit_and_timer(tmp_path):
    for file in (*UNITS, *DEPLOY.glob("*.timer")):
        text = re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    copies = [str(file) for file in tmp_path.iterdir()]
    told = subprocess.run(
        [shutil.which("systemd-analyze"), "verify", *copies], capture_output=True, text=True, check=False
    )
    assert (told.returncode, [line for line in told.stderr.splitlines() if str(tmp_path) in line]) == (0, [])


def test_the_proxy_streams_bounds_what_is_sent_compresses_nothing_and_closes_the_numbers():
    config = re.sub(r"#.*", "", CADDYFILE)
    assert config.count("{") == config.count("}")
    assert re.search(r"reverse_proxy 127\.0\.0\.1:8000 \{\s+flush_interval -1\s+\}", config)
    assert re.search(r"request_body \{\s+max_size 33MB\s+\}", config)
    assert "respond @numbers 404" in config
    assert "encode" not in config
    assert "exclude http.log" in config


@pytest.mark.skipif(shutil.which("caddy") is None, reason="caddy is not here (apt-get install caddy)")
def test_caddy_takes_its_file(tmp_path):
    command = [shutil.which("caddy"), "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    env = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert (told.returncode, "Valid configuration" in told.stdout + told.stderr) == (0, True), told.stderr


def test_everything_the_image_copies_is_there():
    copied = [
        name for line in re.findall(r"^COPY (?!--from)(.*)$", CONTAINERFILE, re.MULTILINE) for name in line.split()[:-1]
    ]
    assert len(copied) > 5
    assert [name for name in copied if not (ROOT / name).exists()] == []
    left_out = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert [name for name in copied if name in left_out] == []


def test_the_image_runs_as_nobody_in_particular_and_installs_by_hash():
    last = CONTAINERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER goodoffices$", last, re.MULTILINE)
    assert last.index("USER") < last.index("ENTRYPOINT")
    installs = [line for line in CONTAINERFILE.splitlines() if "pip install" in line]
    assert all("--require-hashes" in line or "--no-deps /wheel/" in line for line in installs)
    assert len(installs) == 3
    assert "latest" not in CONTAINERFILE


def test_the_image_starts_and_looks_after_itself_by_commands_that_exist():
    start = re.search(r"^CMD (\[.*\])$", CONTAINERFILE, re.MULTILINE)[1]
    health = re.search(r"HEALTHCHECK .*\n +CMD (\[.*\])$", CONTAINERFILE, re.MULTILINE)[1]
    words = [re.findall(r'"([^"]*)"', text) for text in (start, health)]
    assert words[0][0] == "serve"
    assert words[1][:2] == ["goodoffices", "doctor"]
    assert [options_wrong_in(words[0]), options_wrong_in(words[1][1:])] == [[], []]


def test_what_is_installed_on_a_server_is_locked_and_has_no_tool_of_developers():
    printed = subprocess.run(
        [sys.executable, "scripts/run_lock.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    entries = re.split(r"\n(?=\S)", printed.strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    names = {re.split("[= ]", entry, maxsplit=1)[0] for entry in entries}
    assert names >= {"django", "uvicorn", "numpy", "cffi", "asgiref", "sqlparse", "packaging"}
    assert names & {"pytest", "mkdocs", "ruff", "mypy", "playwright", "hypothesis", "schemathesis"} == set()


def test_the_part_of_a_lock_is_what_the_roots_need_and_all_its_variants():
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("run_lock", ROOT / "scripts" / "run_lock.py")
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    lock = (
        "a==1 \\\n    --hash=sha256:1\n    # via project\n"
        "b==1 ; python_version < '3' \\\n    --hash=sha256:2\n    # via a\n"
        "b==2 ; python_version >= '3' \\\n    --hash=sha256:3\n    # via a\n"
        "C.d==1 \\\n    --hash=sha256:4\n    # via\n    #   b\n    #   e\n"
        "e==1 \\\n    --hash=sha256:5\n    # via project\n"
    )
    assert re.findall(r"^\S+==\d", script.needed(lock, {"a"}), re.MULTILINE) == ["a==1", "b==1", "b==2", "C.d==1"]
    with pytest.raises(KeyError, match="missing"):
        script.needed(lock, {"missing"})


def test_every_file_of_the_folder_is_in_the_guide():
    names = [file.name for file in DEPLOY.iterdir() if file.suffix != ".timer"]
    assert [name for name in names if name.removesuffix(".service") not in GUIDE] == []
