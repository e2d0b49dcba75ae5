"""The command line as a whole: its table of contents, its exit codes, its manners."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from goodoffices import __version__
from goodoffices.cli import contents as contents_module
from goodoffices.cli import main
from goodoffices.cli.contents import CONTENTS
from goodoffices.cli.numbers import Whole
from goodoffices.settlement import DEFAULT_DRAWS
from goodoffices.settlement.uncertain import ensemble

ROOT = Path(__file__).resolve().parents[2]
NAMES = [name for _, commands in CONTENTS for name, _ in commands]
HEAVY = {"altair", "django", "jinja2", "moocore", "numpy", "pydantic", "rich", "scipy", "typst", "vl_convert", "yaml"}

RUN_ELSEWHERE = {
    "serve": "tests/talks/test_serve.py",
    "process": "tests/talks/test_process_command.py",
    "backup": "tests/talks/test_backup.py",
    "evidence events fetch": "tests/cli/test_ucdp_api.py",
    "ceasefire import": "tests/cli/test_ceasefire.py",
    "seal key": "tests/cli/test_seal.py",
    "seal invite": "tests/cli/test_seal.py",
    "seal join": "tests/cli/test_seal.py",
    "seal vote": "tests/cli/test_seal.py",
    "seal next": "tests/cli/test_seal.py",
    "agreement sign": "tests/cli/test_agreement.py",
}
"""Commands that need an installation, the network or data of others, with the tests that run them."""

INCIDENTS = "examples/incidents/incidents.csv --into events.duckdb --source own --release 2017-05"
OF_THE_VALLEYS = "examples/ceasefire-two-valleys/record.csv --into events.duckdb --source own --release 2031-05"


def goodoffices(*words: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "goodoffices", *words],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def all_commands() -> list[tuple[str, click.Command]]:
    """Every command of the tree with the words that call it."""
    found: list[tuple[str, click.Command]] = []
    waiting = [(name, importlib.import_module(f"goodoffices.cli.{name.replace('-', '_')}").command) for name in NAMES]
    while waiting:
        name, command = waiting.pop(0)
        found.append((name, command))
        waiting += [(f"{name} {below}", c) for below, c in getattr(command, "commands", {}).items()]
    return found


COMMANDS = all_commands()


@pytest.mark.parametrize("name", NAMES)
def test_every_command_of_the_contents_can_be_called(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Usage: goodoffices {name}") or f" {name} " in result.output


def test_the_help_reads_as_a_table_of_contents_with_exit_codes():
    text = CliRunner().invoke(main, ["--help"]).output
    assert [text.index(heading) for heading, _ in CONTENTS] == sorted(text.index(heading) for heading, _ in CONTENTS)
    assert all(name in text for name in NAMES)
    assert "Exit codes: 0 done; 1 the answer" in text


def test_the_help_loads_nothing_heavy():
    call = "from goodoffices.cli import main; main(['--help'], standalone_mode=False)"
    code = f"import sys; {call}; print(sorted(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(re.findall(r"'(\w+)'", result.stdout.rpartition("[")[2]))
    assert "click" in loaded
    assert loaded & HEAVY == set()


def test_the_version_is_told():
    assert goodoffices("--version").stdout == f"goodoffices {__version__}\n"


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """A store of events made as each of the two imports makes it."""
    made = {}
    for asked in (INCIDENTS, OF_THE_VALLEYS):
        words = asked.replace("examples/", f"{ROOT}/examples/").split()
        words[words.index("events.duckdb")] = str(made.setdefault(asked, tmp_path_factory.mktemp("store") / "made"))
        result = CliRunner().invoke(main, ["evidence", "events", "import", *words])
        assert result.exit_code == 0, result.output
    return made


def example_of(name: str) -> str:
    """What the help of a command shows at its end."""
    shown = CliRunner().invoke(main, [*name.split(), "--help"]).output
    return shown.partition("Example:\n")[2].partition("\n\n")[0]


def lines_of(name: str) -> list[str]:
    """The same, each command in one line."""
    return [line.strip() for line in re.sub(r"\\\n +", "", example_of(name)).splitlines()]


def copy_examples(named_in: str, into: Path) -> None:
    """The folders of examples that a text names, as they stand in the repository."""
    for folder in set(re.findall(r"\bexamples/([\w-]+)/", named_in)):
        shutil.copytree(ROOT / "examples" / folder, into / "examples" / folder)


@pytest.mark.long
@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_the_example_that_ends_the_help_of_a_command_runs(name, command, stores, tmp_path, monkeypatch):
    help_text, lines = example_of(name), lines_of(name)
    copy_examples(" ".join(lines), tmp_path)
    monkeypatch.chdir(tmp_path)
    for record in ("record.jsonl", "record-of-monday.jsonl"):
        (tmp_path / record).touch()
    assert max(map(len, help_text.splitlines())) <= 100, "an example is wider than a window of 100 columns"
    assert lines, f"the help of {name} shows no example"
    if elsewhere := RUN_ELSEWHERE.get(name) or RUN_ELSEWHERE.get(name.partition(" ")[0]):
        assert name.partition(" ")[0] in (ROOT / elsewhere).read_text(encoding="utf-8")
        lines = []
    if "events.duckdb" in "".join(lines):
        made = stores[OF_THE_VALLEYS if name == "ceasefire report" else INCIDENTS]
        (shutil.copytree if made.is_dir() else shutil.copy)(made, tmp_path / "events.duckdb")
    for line in lines:
        assert line.startswith(f"goodoffices {name}")
        result = CliRunner().invoke(main, shlex.split(line)[1:])
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_and_option_is_in_the_reference(name, command):
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    _, found, section = page.partition(f"`goodoffices {name}")
    assert found, f"`goodoffices {name}` is not in docs/reference/commands.md"
    section = section.partition("\n## ")[0]
    options = {
        option for p in command.params if isinstance(p, click.Option) for option in p.opts if option.startswith("--")
    }
    assert {option for option in options - {"--quiet", "--help"} if option not in section} == set()


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_quiet_may_stand_after_any_command(name, command):
    result = CliRunner().invoke(main, [*name.split(), "-h"])
    assert "--quiet" in result.output


@pytest.mark.long
def test_a_closed_pipe_is_no_error_to_talk_about():
    command = f"{sys.executable} -m goodoffices dossier schema | head -c 10 >/dev/null"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)  # noqa: S602
    assert result.stderr == ""


@pytest.fixture
def failing(monkeypatch):
    """A command line whose one command meets what it is told to meet."""

    def fail_with(error: BaseException):
        @click.command()
        def command() -> None:
            raise error

        monkeypatch.setattr(
            contents_module.importlib, "import_module", lambda _: type("Module", (), {"command": command})
        )
        return CliRunner().invoke(main, ["settle"])

    return fail_with


def test_a_mistake_of_our_own_is_owned_up_to_in_a_sentence(failing, monkeypatch):
    monkeypatch.delenv("GOODOFFICES_TRACE", raising=False)
    result = failing(RuntimeError("lost"))
    assert result.exit_code == 70
    assert "a mistake in goodoffices" in result.stderr
    assert "GOODOFFICES_TRACE=1" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_trace_is_shown_to_who_asks_for_it(failing, monkeypatch):
    monkeypatch.setenv("GOODOFFICES_TRACE", "1")
    result = failing(RuntimeError("lost"))
    assert (result.exit_code, "Traceback" in result.stderr) == (70, True)


def test_an_interrupt_ends_with_one_line(failing):
    result = failing(KeyboardInterrupt())
    assert result.exit_code == 130
    assert result.stderr.strip() == "Interrupted."


def test_an_interrupt_that_meets_compiled_code_is_an_interrupt_too(failing):
    error = SystemError("returned a result with an exception set")
    error.__cause__ = KeyboardInterrupt()
    result = failing(error)
    assert (result.exit_code, result.stderr.strip()) == (130, "Interrupted.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", "mine.yaml"), "`goodoffices dossier check mine.yaml`"),
        (("mine.yaml",), "`goodoffices settle mine.yaml`"),
        (("dosier",), "Did you mean `dossier`?"),
    ],
)
def test_a_command_that_is_written_otherwise_is_told(words, told):
    result = CliRunner().invoke(main, list(words))
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_an_unknown_command_is_bad_input_in_json_too():
    assert CliRunner().invoke(main, ["nosuch"]).exit_code == 2
    result = CliRunner().invoke(main, ["dossier", "check", "--json"])
    assert result.exit_code == 2
    assert "Missing argument" in json.loads(result.stdout)["error"][0]["what"]


NUMBERS = [(name, option) for name, command in COMMANDS for option in command.params if isinstance(option.type, Whole)]


@pytest.mark.parametrize(("name", "option"), NUMBERS, ids=[f"{name} {option.opts[0]}" for name, option in NUMBERS])
@pytest.mark.parametrize("word", ["abc", "1.5", "-1", "٣", "9" * 5000])
def test_what_is_no_whole_number_is_told_in_those_words_with_what_may_be_written(name, option, word):
    result = CliRunner().invoke(main, [*name.split(), option.opts[0], word, "file.yaml"])
    assert result.exit_code == 2
    assert ("is out of range" if word == "-1" else f"'{word}' is not a whole number") in result.stderr
    assert f"Write one from {option.type.low} " in result.stderr
    assert "integer" not in result.stderr


def test_draws_of_judgements_have_one_limit_in_every_command_and_the_help_tells_it():
    assert {(name, option.opts[0]) for name, option in NUMBERS} >= {("settle", "--seed"), ("trade", "--limit")}
    others = ("evidence", "hosting")  # draw estimates, and ideal points of states
    drawing = [(name, one) for name, one in NUMBERS if one.opts[0] == "--draws" and not name.startswith(others)]
    assert [name for name, _ in drawing] == ["settle", "trade", "brief", "stability price", "stability commitment"]
    for name, option in drawing:
        assert option.type.high == ensemble.MOST_DRAWS
        assert option.default in {0, DEFAULT_DRAWS, 2000}
        assert "up to 1,000,000" in " ".join(CliRunner().invoke(main, [*name.split(), "--help"]).output.split())
        result = CliRunner().invoke(main, [*name.split(), "--draws", "1000001", "file.yaml"])
        assert (result.exit_code, "from 0 to 1,000,000" in result.stderr) == (2, True)


def test_workers_have_one_limit_in_every_command_and_the_help_tells_it():
    sharing = [(name, option) for name, option in NUMBERS if option.opts[0] == "--workers"]
    assert [name for name, _ in sharing] == ["settle", "brief"]
    for name, _ in sharing:
        assert "up to 256" in " ".join(CliRunner().invoke(main, [name, "--help"]).output.split())
        for word in ("257", "99999999999"):
            result = CliRunner().invoke(main, [name, "--draws", "100", "--workers", word, "file.yaml"])
            assert result.exit_code == 2
            assert f"{word} is out of range. Write one from 1 to 256, in digits only." in result.stderr


def test_options_for_numbers_load_with_a_click_whose_types_take_no_subscript():
    lines = [
        "import click",
        "class ParamType(click.ParamType): __class_getitem__ = None",
        "click.ParamType = ParamType",
        "from goodoffices.cli.numbers import Whole",
        "assert issubclass(Whole, ParamType) and Whole(1, 9).convert('7', None, None) == 7",
    ]
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)


def test_no_option_of_any_command_takes_a_number_of_another_kind():
    others = {click.types.IntParamType, click.IntRange, click.types.FloatParamType, click.FloatRange}
    assert [name for name, command in COMMANDS for option in command.params if type(option.type) in others] == []
