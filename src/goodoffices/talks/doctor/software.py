"""The software itself: Python, the libraries against the lock, the files of the pages against the published list."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from goodoffices import __version__
from goodoffices.talks.doctor.finding import Asked, Finding, fault, ok, unknown, warning

__all__ = ["ASSETS", "assets", "found_assets", "listed_assets", "python"]

_PACKAGE = Path(__file__).resolve().parents[2]
ASSETS = _PACKAGE / "talks" / "assets.sha256"
"""The list that was published with this version."""
_LOCKS = (_PACKAGE / "requirements.lock", _PACKAGE.parents[1] / "requirements.lock")  # in a wheel; in a clone
_OLDEST, _NEXT = (3, 11), (3, 14)
_ENTRY = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(?: *; *([^\\\n]*))?", re.MULTILINE)


def python(asked: Asked) -> Iterator[Finding]:
    """Python is one that was tested, and every library is the one that was locked."""
    here = ".".join(map(str, sys.version_info[:3]))
    if _OLDEST <= sys.version_info[:2] < _NEXT:
        yield ok(f"goodoffices {__version__} on Python {here}")
    else:
        yield fault(f"Python is {here}", "Good Offices was tested with 3.11, 3.12 and 3.13.")
    file = asked.lock or next((lock for lock in _LOCKS if lock.is_file()), None)
    if file is None:
        yield unknown("there is no requirements.lock to compare the libraries with", "Name one with --lock.")
        return
    try:
        locked = _locked(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        yield fault(f"{file} cannot be read ({type(error).__name__})", "Name another lock with --lock.")
        return
    yield from _compared(locked, {canonicalize_name(one.name): one.version for one in metadata.distributions()})


def assets(asked: Asked) -> Iterator[Finding]:
    """The files that browsers are given are those of the published list."""
    file = asked.assets or ASSETS
    try:
        wanted = listed_assets(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        yield fault(
            f"the list {file} cannot be read ({type(error).__name__})", "It has lines as sha256sum writes them."
        )
        return
    there = found_assets()
    changed = sorted(name for name in wanted.keys() & there.keys() if wanted[name] != there[name])
    missing, more = sorted(wanted.keys() - there.keys()), sorted(there.keys() - wanted.keys())
    remedy = "Install this version anew; if nobody changed it on purpose, take the server off the network first."
    for names, what in ((changed, "changed"), (missing, "missing"), (more, "not on the list")):
        if names:
            yield fault(f"{len(names)} files of the pages are {what}: {_few(names)}", remedy)
    if not (changed or missing or more):
        yield ok(f"all {len(wanted)} files of the pages are those of {file.name}")


def listed_assets(text: str) -> dict[str, str]:
    """Hashes by name, from lines as sha256sum writes them. Raises ValueError for another line, or none."""
    found = {}
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        if not re.fullmatch("[0-9a-f]{64}", digest) or not name:
            raise ValueError(line)
        found[name] = digest
    if not found:
        raise ValueError("empty")
    return found


def found_assets() -> dict[str, str]:
    """The hash of every file of ours that is served under /static/, by its path there."""
    places = {
        "talks": _PACKAGE / "talks" / "static" / "talks",
        "talks/maplibre": _PACKAGE / "corridors/papers/maplibre",
    }
    return {
        f"{prefix}/{file.relative_to(folder).as_posix()}": hashlib.sha256(file.read_bytes()).hexdigest()
        for prefix, folder in places.items()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _locked(text: str) -> dict[str, set[str]]:
    """Versions by name, of those entries that this Python and this system take."""
    found: dict[str, set[str]] = {}
    for name, version, marker in _ENTRY.findall(text):
        if not marker or Marker(marker.strip()).evaluate():
            found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def _compared(locked: dict[str, set[str]], installed: dict[str, str]) -> Iterator[Finding]:
    remedy = "Install from the lock: pip install --require-hashes -r requirements.lock."
    needs = [Requirement(text) for text in metadata.requires("goodoffices") or ()]
    wanted = {
        canonicalize_name(need.name) for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})
    }
    if missing := sorted(wanted - installed.keys()):
        yield fault(f"{len(missing)} libraries are missing: {_few(missing)}", remedy)
    shared = sorted(locked.keys() & installed.keys())
    if other := [f"{name} {installed[name]}" for name in shared if installed[name] not in locked[name]]:
        yield warning(f"{len(other)} libraries are not of the locked version: {_few(other)}", remedy)
    else:
        yield ok(f"{len(shared)} libraries are of the locked versions")


def _few(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"  # noqa: PLR2004 (five, twice)
