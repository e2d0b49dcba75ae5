"""The house keeps its rules. The arrows between rooms are import-linter's (`make check`); the rest is here."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "goodoffices"
FILES = sorted(HOUSE.rglob("*.py"))
SHELLS = {"cli", "talks"}
LIBRARY_FILES = [file for file in FILES if file.relative_to(HOUSE).parts[0] not in SHELLS]
DOORS = tuple(
    door
    for rooms in ("*", "evidence/*", "ceasefire/*", "corridors/*", "seal/*", "stability/*")
    for door in HOUSE.glob(f"{rooms}/__init__.py")
)
ROOMS = sorted(".".join(file.relative_to(HOUSE).parts[:-1]) for file in DOORS)

LONGEST_FILE = 300
LONGEST_FUNCTION = 60

NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "urllib", "urllib3"}
CLOCK = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "time.asctime",
    "time.ctime",
    "time.gmtime",
    "time.localtime",
    "time.monotonic",
    "time.monotonic_ns",
    "time.perf_counter",
    "time.perf_counter_ns",
    "time.process_time",
    "time.strftime",
    "time.time",
    "time.time_ns",
}
CHANCE = {"random", "secrets"}
CHANCE_CALLS = {"os.urandom", "uuid.uuid1", "uuid.uuid4"}
SEEDED = {"numpy.random.Generator", "numpy.random.SeedSequence"}


def names_in(tree: ast.Module) -> dict[str, str]:
    """What each imported name of a module stands for: `dt` is `datetime`, `now` is `datetime.datetime.now`."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                known[bound] = alias.name if alias.asname else bound
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return known


def full_name(node: ast.expr, known: dict[str, str]) -> str:
    """The dotted name an expression stands for, or "" when it is not a name."""
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.Attribute):
        owner = full_name(node.value, known)
        return f"{owner}.{node.attr}" if owner else ""
    return ""


def imported_modules(tree: ast.Module) -> set[str]:
    """The top names of all modules that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found


@cache
def tree_of(file: Path) -> ast.Module:
    """What a file says, read once for all that look at it."""
    return ast.parse(file.read_text(encoding="utf-8"))


def impurities(tree: ast.Module) -> list[str]:
    """Every place where Python reaches for the network, the clock or unseeded chance."""
    known = names_in(tree)
    found = [f"imports {name}" for name in sorted(imported_modules(tree) & (NETWORK | CHANCE))]
    calls = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        name = full_name(node, known) if isinstance(node, ast.Name | ast.Attribute) else ""
        if name in CLOCK | CHANCE_CALLS:
            found.append(f"line {node.lineno}: {name}")
        elif name == "numpy.random.default_rng":
            call = calls.get(id(node))
            if call is None or not (call.args or call.keywords):
                found.append(f"line {node.lineno}: {name} without a seed")
        elif name.startswith("numpy.random.") and name not in SEEDED:
            found.append(f"line {node.lineno}: {name}")
    return found


def called(file: Path) -> str:
    return str(file.relative_to(ROOT))


def by_folder(files: list[Path]) -> dict[str, list[Path]]:
    """The files of each folder: one test for a folder is as plain as one for a file, and soon collected."""
    found: dict[str, list[Path]] = {}
    for file in files:
        found.setdefault(called(file.parent), []).append(file)
    return found


@pytest.mark.parametrize(("folder", "files"), by_folder(LIBRARY_FILES).items())
def test_no_library_room_reads_the_clock_the_network_or_global_randomness(folder, files):
    # Keys are made of the operating system's randomness, and of nothing that could be repeated.
    allowed = {"imports secrets"} if files[0].relative_to(HOUSE).parts[0] == "seal" else set()
    assert {called(file): found for file in files if (found := set(impurities(tree_of(file))) - allowed)} == {}


@pytest.mark.parametrize("file", [file for file in FILES if file.relative_to(HOUSE).parts[0] == "cli"], ids=called)
def test_the_command_line_may_read_the_clock_but_neither_network_nor_global_randomness(file):
    offences = impurities(tree_of(file))
    # The one client: it is asked by name (`evidence events fetch`), and nothing else calls it.
    allowed = {"imports http", "imports urllib"} if file.name == "ucdp_api.py" else set()
    assert [offence for offence in offences if not offence.endswith(tuple(CLOCK)) and offence not in allowed] == []


@pytest.mark.parametrize(
    "source",
    [
        "import datetime as dt\nx = dt.datetime.now()",
        "from datetime import date\nx = date.today()",
        "from time import time as clock\nx = clock()",
        "import random",
        "def f():\n    from urllib.request import urlopen\n",
        "import http.client",
        "import numpy as np\nx = np.random.rand(3)",
        "import numpy as np\nx = np.random.default_rng()",
        "from numpy.random import default_rng\nmake = default_rng",
        "import uuid\nx = uuid.uuid4()",
    ],
)
def test_an_impure_line_would_be_found(source):
    assert len(impurities(ast.parse(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import datetime as dt\nx = dt.date(2017, 5, 4)",
        "import numpy as np\nx = np.random.default_rng(seed)",
        "def f(rng: np.random.Generator): return rng.random()",
        "import numpy as np\ndef f(rng: np.random.Generator): return rng.random()",
    ],
)
def test_a_pure_line_is_left_in_peace(source):
    assert impurities(ast.parse(source)) == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_name_a_room_hands_out_exists_once_and_says_what_it_is(room):
    door = importlib.import_module(f"goodoffices.{room}")
    assert door.__doc__
    assert len(door.__all__) == len(set(door.__all__))
    described = {name: getattr(door, name).__doc__ for name in door.__all__ if wants_a_docstring(getattr(door, name))}
    # A dataclass without a docstring is given its signature as one.
    assert [name for name, text in described.items() if not text or text.startswith(f"{name}(")] == []


def wants_a_docstring(value: object) -> bool:
    return inspect.isclass(value) or inspect.isroutine(value)


def test_every_error_of_the_family_says_what_it_is():
    errors = importlib.import_module("goodoffices.errors")
    assert [name for name in errors.__all__ if not getattr(errors, name).__doc__] == []


@pytest.mark.parametrize(
    ("folder", "files"), by_folder([file for file in FILES if file.parent.name != "migrations"]).items()
)
def test_no_file_and_no_function_is_long(folder, files):
    assert [called(file) for file in files if file.read_bytes().count(b"\n") > LONGEST_FILE] == []
    functions = [
        (called(file), n)
        for file in files
        for n in ast.walk(tree_of(file))
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert {(file, f.name) for file, f in functions if f.end_lineno - f.lineno + 1 > LONGEST_FUNCTION} == set()


def test_every_folder_of_the_house_is_a_room_with_a_door():
    folders = {file.parent for file in FILES}
    assert {called(folder) for folder in folders if not (folder / "__init__.py").exists()} == set()


def test_the_lock_holds_every_declared_dependency_at_an_allowed_version_with_hashes():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text(encoding="utf-8"))
    locked: dict[str, list[str]] = {}
    for entry in entries:
        if match := re.match(r"([\w.-]+)==([^\s;\\]+)", entry):
            assert "--hash=sha256:" in entry, f"{match[1]} has no hash"
            locked.setdefault(canonicalize_name(match[1]), []).append(match[2])
    for text in wanted:
        need = Requirement(text)
        versions = locked.get(canonicalize_name(need.name), [])
        assert versions, f"{need.name} is not in requirements.lock; run `make lock`"
        assert all(need.specifier.contains(version) for version in versions), f"{need} is locked at {versions}"


def test_the_version_is_the_same_everywhere_it_stands():
    version = importlib.import_module("goodoffices").__version__
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert project["version"] == version
    assert f"\nversion: {version}\n" in citation
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
