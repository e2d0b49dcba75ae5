"""Where an installation keeps its things, and the key that is not in the database."""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

__all__ = ["home_folder", "installation_key", "is_this_machine"]


def home_folder(environment: Mapping[str, str]) -> Path:
    """The folder of the database and the key; made, for its owner only, when it is not there."""
    given = environment.get("GOODOFFICES_HOME")
    data = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = Path(given) if given else data / "goodoffices"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def installation_key(home: Path) -> str:
    """The key that signs cookies and closes second factors: made once, in a file that only its owner reads."""
    file = home / "installation-key"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as out:
        key = secrets.token_urlsafe(64)
        out.write(key + "\n")
    return key


def is_this_machine(host: str) -> bool:
    """Whether a host name stands for this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
