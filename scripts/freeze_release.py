"""Store the database of a release, so that every later version is tested to read it: freeze_release.py VERSION.

Run it on the commit that gives the version its day in CHANGELOG.md, and commit what it writes. From then on the
migrations of that release are not changed: what a later version needs is a migration of its own.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.talks.upgrading import STORED, dump, run  # noqa: E402 (found by the line above)


def main(arguments: list[str]) -> int:
    """Make an installation of today's, and store it."""
    if len(arguments) != 1 or not re.fullmatch(r"\d+\.\d+\.\d+", arguments[0]):
        print(__doc__)
        return 2
    file = STORED / f"{arguments[0]}.sql.gz"
    if file.exists():
        print(f"{file.name} is there already: a release is frozen once")
        return 2
    with tempfile.TemporaryDirectory() as home:
        run("make", Path(home))
        file.write_bytes(dump(Path(home) / "talks.sqlite3"))
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
