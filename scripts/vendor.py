"""Fetch what the package carries of others' work (each `vendor.toml`), or with --check verify what lies in the folders.

Fetching needs npm and a network; every file must have the hash that is written down, or nothing is stored.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "goodoffices"
FOLDERS = (
    PACKAGE / "talks" / "static" / "talks" / "vendor",
    PACKAGE / "evidence" / "events" / "boundaries",
    PACKAGE / "corridors" / "papers" / "maplibre",
)
LIST = "vendor.toml"


def packages(folder: Path) -> list[dict[str, Any]]:
    """The packages that the list of a folder names."""
    listed: list[dict[str, Any]] = tomllib.loads((folder / LIST).read_text(encoding="utf-8"))["package"]
    return listed


def problems(folder: Path) -> list[str]:
    """What is wrong in a folder: files that are missing, changed, or not on the list."""
    wanted = {name: file["sha256"] for package in packages(folder) for name, file in package["files"].items()}
    there = {path.name for path in folder.iterdir()} - {LIST}
    wrong = [f"{name} is missing" for name in sorted(wanted.keys() - there)]
    wrong += [f"{name} is not in {LIST}" for name in sorted(there - wanted.keys())]
    wrong += [
        f"{name} is not the file whose hash is in {LIST}"
        for name in sorted(there & wanted.keys())
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted[name]
    ]
    return wrong


def fetched(package: dict[str, Any]) -> dict[str, bytes]:
    """The files of one package as npm hands them out. Raises ValueError when one is not what was written down."""
    exact = f"{package['name']}@{package['version']}"
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", exact], cwd=folder, check=True)  # noqa: S607 (npm is on the path)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for name, file in package["files"].items():
                member = packed.extractfile(f"package/{file['path']}")
                if member is None:
                    raise ValueError(f"{exact} has no {file['path']}")
                found[name] = member.read()
                if hashlib.sha256(found[name]).hexdigest() != file["sha256"]:
                    raise ValueError(f"{file['path']} of {exact} is not the file whose hash is in {LIST}")
    return found


def main(arguments: list[str]) -> int:
    """Fetch, or check."""
    if "--check" not in arguments:
        for folder in FOLDERS:
            files: dict[str, bytes] = {}
            for package in packages(folder):
                files |= fetched(package)
            for name, content in files.items():
                (folder / name).write_bytes(content)
    wrong = [f"{folder.relative_to(PACKAGE)}: {problem}" for folder in FOLDERS for problem in problems(folder)]
    print("\n".join(wrong) or "every file of others is the one that was chosen")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
