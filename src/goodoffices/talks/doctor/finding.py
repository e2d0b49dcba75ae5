"""What was found out about an installation, and how sure that is."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Asked", "Finding", "State", "fault", "ok", "unknown", "warning"]


class State(enum.StrEnum):
    """How a thing stands. `unknown`: this system does not tell."""

    OK = "ok"
    UNKNOWN = "unknown"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """What was found, and what would be right where it is not (`remedy`). Holds no secret and no word of the talks."""

    state: State
    found: str
    remedy: str = ""
    check: str = ""


@dataclass(frozen=True)
class Asked:
    """What is looked at: the home of the installation, the environment, the moment, the port of the server; a list of
    the hashes of the pages' files and a lock where others than those of the package are meant."""

    home: Path
    environment: Mapping[str, str] = field(repr=False)
    at: dt.datetime
    port: int = 8000
    assets: Path | None = None
    lock: Path | None = None


def ok(found: str) -> Finding:
    """As it should be."""
    return Finding(State.OK, found)


def unknown(found: str, remedy: str = "") -> Finding:
    """Not told by this system."""
    return Finding(State.UNKNOWN, found, remedy)


def warning(found: str, remedy: str) -> Finding:
    """It works, and may not for long, or is less safe than it could be."""
    return Finding(State.WARNING, found, remedy)


def fault(found: str, remedy: str) -> Finding:
    """It does not work, or is not safe."""
    return Finding(State.FAULT, found, remedy)
