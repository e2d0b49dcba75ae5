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


def bundles(folder: Path) -> list[dict[str, Any]]:
    """The modules that the list of a folder has made of several packages."""
    listed: list[dict[str, Any]] = tomllib.loads((folder / LIST).read_text(encoding="utf-8")).get("bundle", [])
    return listed


def problems(folder: Path) -> list[str]:
    """What is wrong in a folder: files that are missing, changed, or not on the list."""
    wanted = {name: file["sha256"] for package in packages(folder) for name, file in package["files"].items()}
    wanted |= {bundle["name"]: bundle["sha256"] for bundle in bundles(folder)}
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


def bundled(bundle: dict[str, Any], listed: list[dict[str, Any]]) -> bytes:
    """One module of several packages, made by esbuild. Raises ValueError when anything is not what was written down."""
    with tempfile.TemporaryDirectory() as folder:
        for package in (each for each in listed if each["name"] in bundle["packages"]):
            exact = f"{package['name']}@{package['version']}"
            subprocess.run(["npm", "pack", "--silent", exact], cwd=folder, check=True)  # noqa: S607 (npm is on the path)
            (archive,) = Path(folder).glob("*.tgz")
            if hashlib.sha256(archive.read_bytes()).hexdigest() != package["archive"]:
                raise ValueError(f"{exact} is not the archive whose hash is in {LIST}")
            with tarfile.open(archive) as packed:
                packed.extractall(Path(folder, "taken"), filter="data")
            archive.unlink()
            place = Path(folder, "node_modules", package["name"])
            place.parent.mkdir(parents=True, exist_ok=True)
            Path(folder, "taken", "package").rename(place)
        Path(folder, "entry.js").write_text(bundle["entry"].lstrip(), encoding="utf-8")
        options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=inline"]
        tool = ["npm", "exec", "--yes", f"esbuild@{bundle['esbuild']}", "--", "entry.js", *options, "--log-level=error"]
        subprocess.run([*tool, "--outfile=made.js"], cwd=folder, check=True)
        made = Path(folder, "made.js").read_bytes()
    if hashlib.sha256(made).hexdigest() != bundle["sha256"]:
        raise ValueError(f"{bundle['name']} is not the module whose hash is in {LIST}")
    return made


def main(arguments: list[str]) -> int:
    """Fetch, or check."""
    if "--check" not in arguments:
        for folder in FOLDERS:
            files: dict[str, bytes] = {}
            for package in packages(folder):
                files |= fetched(package)
            files |= {bundle["name"]: bundled(bundle, packages(folder)) for bundle in bundles(folder)}
            for name, content in files.items():
                (folder / name).write_bytes(content)
    wrong = [f"{folder.relative_to(PACKAGE)}: {problem}" for folder in FOLDERS for problem in problems(folder)]
    print("\n".join(wrong) or "every file of others is the one that was chosen")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
