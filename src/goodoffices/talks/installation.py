"""Where an installation keeps its things, and the secrets that are not in the database."""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

__all__ = ["database_address", "home_folder", "installation_key", "is_this_machine", "key_file", "named_home"]


def named_home(environment: Mapping[str, str]) -> Path:
    """The folder of the database and the key, whether it is there or not."""
    given = environment.get("GOODOFFICES_HOME")
    data = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Path(given) if given else data / "goodoffices"


def home_folder(environment: Mapping[str, str]) -> Path:
    """The same folder; made, for its owner only, when it is not there."""
    folder = named_home(environment)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def key_file(home: Path, environment: Mapping[str, str]) -> Path:
    """Where the installation's key lies: where GOODOFFICES_KEY_FILE says, else in the home."""
    return Path(environment.get("GOODOFFICES_KEY_FILE") or home / "installation-key")


def installation_key(home: Path, environment: Mapping[str, str]) -> str:
    """The key that signs cookies and closes second factors: made once, in a file that only its owner reads.

    One that GOODOFFICES_KEY_FILE names is somebody else's to make: it is read, never made. Raises OSError.
    """
    file = key_file(home, environment)
    if environment.get("GOODOFFICES_KEY_FILE"):
        return file.read_text(encoding="ascii").strip()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as out:
        key = secrets.token_urlsafe(64)
        out.write(key + "\n")
    return key


def database_address(environment: Mapping[str, str]) -> str | None:
    """DATABASE_URL, or what the file that DATABASE_URL_FILE names holds; None where neither is set. Raises OSError."""
    if (address := environment.get("DATABASE_URL")) is not None:
        return address
    file = environment.get("DATABASE_URL_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else None


def is_this_machine(host: str) -> bool:
    """Whether a host name stands for this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
