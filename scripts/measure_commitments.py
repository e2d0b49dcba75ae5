"""How often the rules that suggest commitments are right, by field: `python scripts/measure_commitments.py`.

A suggestion is right where a careful reader would draw a commitment, known by a piece of what is to be done. Of those
that are right, who, by when and by whom verified are compared with the answers, each where either says something.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from goodoffices.commitments import Body, Suggested, suggest, write_due

__all__ = ["BEGIN", "END", "FIELDS", "PARTS", "measure", "table"]

ROOT = Path(__file__).parents[1]
PASSAGES = ROOT / "tests" / "commitments" / "passages.yaml"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FIELDS, PARTS = ("commitment", "who", "by when", "verified by"), ("held out", "open")
_ROLES = {"+": "body", "*": "guarantor"}
_DATED = dt.date(2031, 3, 1)

Scores = dict[tuple[str, str], list[int]]


def passages() -> list[dict[str, Any]]:
    """The passages with their answers."""
    found: list[dict[str, Any]] = yaml.safe_load(PASSAGES.read_text(encoding="utf-8"))
    return found


def measure(cases: Sequence[dict[str, Any]]) -> Scores:
    """By part and field: how many were right, how many were found, how many there are."""
    scores: Scores = {(part, field): [0, 0, 0] for part in PARTS for field in FIELDS}
    for case in cases:
        bodies = [Body(key, name.lstrip("+*"), _ROLES.get(name[0], "party")) for key, name in case["bodies"].items()]
        found = list(suggest(case["text"], bodies, _DATED))
        part, wanted = case["part"], case["wanted"]
        pairs = _paired(wanted, found)
        _add(scores[part, "commitment"], sum(one is not None for _, one in pairs), len(found), len(wanted))
        for want, one in pairs:
            if one is None:
                continue
            answers = {
                "who": (set(want["who"]), set(one.who)),
                "by when": (_told(str(want["due"])), _told(write_due(one.due))),
                "verified by": (set(want.get("verified", ())), set(one.verified_by)),
            }
            for field, (right, told) in answers.items():
                _add(scores[part, field], int(bool(told) and right == told), int(bool(told)), int(bool(right)))
    return scores


def _paired(wanted: Sequence[dict[str, Any]], found: Sequence[Suggested]) -> list[tuple[dict[str, Any], Any]]:
    """Each answer with a suggestion of its own, or None."""
    left = list(found)
    pairs = []
    for want in wanted:
        one = next((one for one in left if want["duty"] in one.what), None)
        if one is not None:
            left.remove(one)
        pairs.append((want, one))
    return pairs


def _told(due: str) -> set[str]:
    return set() if due == "unknown" else {due}


def _add(score: list[int], right: int, found: int, there: int) -> None:
    score[0] += right
    score[1] += found
    score[2] += there


def table(scores: Scores) -> str:
    """The table of the methods page."""
    heads = " | ".join(f"{part} passages: precision | recall" for part in PARTS)
    lines = [f"| Field | {heads} |", "|---|" + "---:|" * 2 * len(PARTS)]
    for field in FIELDS:
        cells = [_share(scores[part, field], place) for part in PARTS for place in (1, 2)]
        lines.append(f"| {field} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _share(score: Sequence[int], place: int) -> str:
    return f"{score[0] / score[place]:.2f} ({score[0]}/{score[place]})" if score[place] else "–"


if __name__ == "__main__":
    print(table(measure(passages())), file=sys.stdout)
