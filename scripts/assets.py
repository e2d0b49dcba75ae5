"""Write the list of the files that browsers are given, with their hashes; or with --check compare it.

It is published with each version, in the package and in the documentation: run this after a change of any of them.
"""

from __future__ import annotations

import sys

from goodoffices.talks.doctor.software import ASSETS, found_assets


def main(arguments: list[str]) -> int:
    """Write, or compare."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(found_assets().items()))
    if "--check" not in arguments:
        ASSETS.write_text(lines, encoding="utf-8")
    same = ASSETS.read_text(encoding="utf-8") == lines
    print(f"{ASSETS.name}: " + ("the list is of these files" if same else "another list; run scripts/assets.py"))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
