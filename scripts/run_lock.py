"""Print the part of requirements.lock that running Good Offices needs, with hashes, and no tools of developers.

With names as arguments, what those need instead (as `hatchling`, which builds our own package). Needs only Python.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_VIA = re.compile(r"^    #(?: via)? +([A-Za-z0-9._-]+)$", re.MULTILINE)


def canonical(name: str) -> str:
    """A name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(lock: str) -> list[tuple[str, str]]:
    """Each entry of the lock with its name; a name has several where systems or versions of Python differ."""
    found = [entry for entry in re.split(r"\n(?=\S)", lock.strip()) if not entry.startswith("#")]
    return [(canonical(re.split(r"[=\[ ]", entry, maxsplit=1)[0]), entry) for entry in found]


def needed(lock: str, roots: set[str]) -> str:
    """The entries of `roots` and of all that they need, in the order of the lock. Raises KeyError for a name that is
    not in it."""
    listed = entries(lock)
    if missing := sorted(roots - {name for name, _ in listed}):
        raise KeyError(", ".join(missing))
    wanted, grows = set(roots), True
    while grows:
        more = {name for name, entry in listed if wanted & {canonical(via) for via in _VIA.findall(entry)}}
        grows = not more <= wanted
        wanted |= more
    return "".join(f"{entry}\n" for name, entry in listed if name in wanted)


def main(arguments: list[str]) -> int:
    """Print it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = arguments or [re.split(r"[\[<>=!~; ]", need, maxsplit=1)[0] for need in project["dependencies"]]
    print(
        needed((ROOT / "requirements.lock").read_text(encoding="utf-8"), {canonical(name) for name in wanted}), end=""
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
