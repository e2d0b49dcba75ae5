"""How a commitment stands, in words: the same on the page, on the terminal and in a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from goodoffices.commitments.deadlines import spoken_due
from goodoffices.commitments.model import IN_FORCE, Agreement, Line, Status
from goodoffices.commitments.standing import Standing
from goodoffices.values import MONTHS, plural, series

__all__ = ["CAUTION", "STATUS_WORDS", "by_when", "day", "said", "why"]

STATUS_WORDS: Final[Mapping[Status, str]] = {
    "overdue": "overdue",
    "disputed": "disputed",
    "suspended": "suspended",
    "due": "due soon",
    "reported done": "reported done, not verified",
    "waiting": "waiting",
    "not due": "not due yet",
    "standing": "standing",
    "not known": "deadline not known",
    "verified done": "verified done",
}
CAUTION: Final = (
    "Says what was reported and what was verified, by whom and when; it finds no breach. Overdue means that the day "
    "has passed and that it is neither reported done nor confirmed, whatever the reason."
)


def day(value: dt.date) -> str:
    """A day in words: `1 May 2031`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def by_when(one: Standing) -> str:
    """The deadline as agreed, and the day it comes to."""
    agreed = spoken_due(one.commitment.due)
    if one.commitment.due.day or not one.deadline:
        return agreed
    return f"{day(one.deadline)} ({agreed})"


def said(line: Line, agreement: Agreement) -> str:
    """One line: who said what, when, resting on what, graded how."""
    done = f", done on {day(line.done)}" if line.done and line.done != line.on else ""
    rests = f"; source: {line.source}" if line.source else "; no source named"
    grade = f", graded {line.grade}" if line.grade else ""
    note = f". {line.note}" if line.note else ""
    return f"{day(line.on)}: {line.said} by {agreement.name_of(line.by)}{done}{rests}{grade}{note}"


def why(one: Standing, agreement: Agreement) -> str:
    """The status in a sentence."""
    words = _why(one, agreement)
    if one.late and one.status in {"verified done", "reported done"}:
        words += f", {plural(one.late, 'day')} after the deadline"
    if one.missing and one.status not in {"verified done", "reported done"}:
        reported = [body for body in one.commitment.who if body not in one.missing]
        words += f"; reported by {_names(reported, agreement)}, not by {_names(one.missing, agreement)}"
    return words


def _why(one: Standing, agreement: Agreement) -> str:
    match one.status:
        case "overdue":
            partly = any(line.said == "partly confirmed" for line in one.lines)
            return f"overdue by {plural(one.late, 'day')}" + ("; a part was confirmed" if partly else "")
        case "disputed":
            return f"disputed by {_names((line.by for line in one.open_disputes), agreement)}"
        case "suspended":
            line = next(line for line in reversed(one.lines) if line.said == "suspended")
            return f"suspended on {day(line.on)} by {agreement.name_of(line.by)}; the deadline is not moved by it"
        case "due":
            left = (one.deadline - one.as_of).days if one.deadline else 0
            return f"due in {plural(left, 'day')}" if left else "due today"
        case "reported done":
            return "reported done, not verified" if one.commitment.verified_by else "reported done; nobody verifies it"
        case "waiting":
            names = ["entry into force" if name == IN_FORCE else name for name in one.waiting_for]
            return f"waiting for {series(names)}"
        case "standing":
            kept = one.confirmed
            return f"standing; last confirmed on {day(kept.on)}" if kept else "standing; never confirmed"
        case "verified done":
            told = agreement.name_of(one.confirmed.by) if one.confirmed else ""
            return f"verified done by {told}"
        case _:
            return STATUS_WORDS[one.status]


def _names(bodies: Iterable[str], agreement: Agreement) -> str:
    return series(agreement.name_of(body) for body in bodies)
