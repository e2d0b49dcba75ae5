"""Reading a dossier: 100 issues and 20 parties, the largest that the format promises to read in under a second."""

from __future__ import annotations

import time
from typing import Any

from goodoffices.dossier import parse_dossier, write_dossier

ISSUES, PARTIES, OPTIONS = 100, 20, 5


def large_dossier(issues: int = ISSUES, parties: int = PARTIES, options: int = OPTIONS) -> str:
    """The text of a dossier of this size, every party with a view on every issue."""
    names = [f"party{number}" for number in range(parties)]
    lines = ["dossier: large", "title: A large case", "parties:"]
    lines += [f"  {name}: {{name: Party {name}, role: principal, fallback: 20..30}}" for name in names]
    lines.append("issues:")
    for issue in range(issues):
        answers = [f"option{number}" for number in range(options)]
        lines += [f"  issue{issue}:", f"    ask: Question {issue}?"]
        lines.append(f"    options: {{{', '.join(f'{answer}: what {answer} means' for answer in answers)}}}")
        for number, name in enumerate(names):
            turn = (number + issue) % options
            lines.append(f"    {name}: 6..8 {' > '.join(answers[turn:] + answers[:turn])}")
    lines.append("linkages:")
    lines += [
        f"  - issue{number}=option0,option1 requires issue{number + 1}=option1,option2" for number in range(issues - 1)
    ]
    return "\n".join(lines) + "\n"


def _seconds(work: Any, times: int = 3) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def run() -> list[dict[str, Any]]:
    """One row for reading and one for writing: the best of three, in this process."""
    text = large_dossier()
    dossier = parse_dossier(text)
    assert parse_dossier(write_dossier(dossier)) == dossier
    size = f"{ISSUES} issues, {PARTIES} parties, {OPTIONS} options each, {len(text) // 1000} kB"
    return [
        {"name": "read a dossier", "ours_seconds": _seconds(lambda: parse_dossier(text)), "note": size},
        {"name": "write a dossier", "ours_seconds": _seconds(lambda: write_dossier(dossier)), "note": size},
    ]


if __name__ == "__main__":
    for row in run():
        print(f"{row['name']}: {row['ours_seconds']:.3f} s ({row['note']})")
