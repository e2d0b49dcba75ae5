"""What was said of a commitment, line by line: who may say what, and on which day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final

from goodoffices.commitments import keys
from goodoffices.commitments.deadlines import within_reason
from goodoffices.commitments.model import FINDINGS, SAID, Line
from goodoffices.dossier import Part, Parts, Reading, nearest, quoted

__all__ = ["GRADE", "read_lines", "why_not"]

GRADE: Final = re.compile(r"[A-F][1-6]")
_LINE = "`{said: reported done, by: upper, on: 2031-04-20, source: letter}`"


def read_lines(
    reading: Reading, part: Part | None, who: Sequence[str], verified_by: Sequence[str], roles: Mapping[str, str]
) -> tuple[Line, ...]:
    """The lines of `status`, in the order of the file; what cannot stand there is a problem."""
    found = (_line(reading, row, who, verified_by, roles) for row in reading.rows(part, f"`status:` and {_LINE}"))
    return tuple(line for line in found if line)


def why_not(said: str, by: str, who: Sequence[str], verified_by: Sequence[str]) -> str:
    """Why this body may not say this of a commitment; "" where it may."""
    if said == "reported done" and by not in who:
        return "only those who are bound report it done"
    if said in FINDINGS and by in who:
        return "nobody verifies their own commitment"
    if said in FINDINGS and by not in verified_by:
        return "only who is named under `verified_by` verifies"
    if said == "disputed" and by in who:
        return "those who are bound withdraw their report; they do not dispute it"
    return ""


def _line(
    reading: Reading, row: Part, who: Sequence[str], verified_by: Sequence[str], roles: Mapping[str, str]
) -> Line | None:
    before = len(reading.problems.found)
    parts = reading.branch(row, _LINE)
    if not parts and len(reading.problems.found) > before:
        return None  # no line at all, and told
    reading.known(parts, keys.LINE)
    said = reading.text(parts, "said", row, f"As {_LINE}.")
    by = reading.text(parts, "by", row, "Write `by:` and the id of who says it.")
    on, done = _day(reading, parts, "on", row), _day(reading, parts, "done")
    if said and said not in SAID:
        reading.problems.add(parts["said"], f"{quoted(said)} is nothing that is said here", nearest(said, SAID, "They"))
    elif by and by not in roles:
        remedy = nearest(by, roles, "They") or "List it under `parties`, `guarantors` or `bodies`."
        reading.problems.add(parts["by"], f"{quoted(by)} is named nowhere in this file", remedy)
    elif said and by and (why := why_not(said, by, who, verified_by)):
        reading.problems.add(parts["by"], f"{quoted(by)} cannot say `{said}` here: {why}", _right(who, verified_by))
    if on and done and done > on:
        reading.problems.add(parts["done"], "it is said to be done on a later day", "Check the two days.")
    grade = reading.text(parts, "grade").upper()
    if grade and not GRADE.fullmatch(grade):
        remedy = "Write a letter A–F and a digit 1–6, as `B2`, or leave it out."
        reading.problems.add(parts["grade"], f"{quoted(grade)} is no Admiralty grade", remedy)
    source = reading.judgement({key: part for key, part in parts.items() if key == "source"}).source
    return Line(said, by, on, done, source, grade, reading.text(parts, "note")) if on else None


def _day(reading: Reading, parts: Parts, key: str, owner: Part | None = None) -> dt.date | None:
    word = reading.text(parts, key, owner, f"Write `{key}: 2031-04-20`.")
    period = reading.date(parts, key) if word else None
    if period and period.precision != "day":
        reading.problems.add(parts[key], f"`{key}` is one day", f"Write `{key}: 2031-04-20`.")
    try:
        return within_reason(period).first if period else None
    except ValueError as error:
        reading.problems.add(parts[key], str(error).partition("; ")[0], f"Write `{key}: 2031-04-20`.")
        return None


def _right(who: Sequence[str], verified_by: Sequence[str]) -> str:
    verifies = ", ".join(verified_by) or "nobody, for `verified_by` is empty"
    return f"Bound: {', '.join(who) or 'nobody'}. Verifying: {verifies}."
