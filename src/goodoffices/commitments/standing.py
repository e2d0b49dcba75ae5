"""How every commitment stands on a day: what was reported, what was verified, what is late, and what waits for what.

Reporting and verifying are two acts. A report makes nothing done; only a verifying body's `confirmed` does, and where
the agreement names nobody who verifies, a report of all who are bound counts and says so. What waits for another
commitment is never overdue.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goodoffices.commitments.deadlines import end_of
from goodoffices.commitments.model import FINDINGS, IN_FORCE, STATUSES, Agreement, Commitment, Line, Status
from goodoffices.commitments.order import in_order

__all__ = ["SOON", "Standing", "counted", "standings"]

SOON = 14
"""Days before its deadline from which a commitment is `due`."""


@dataclass(frozen=True)
class Standing:
    """How a commitment stands on the day `as_of`.

    `deadline` is None where there is none or it is not known yet; `waiting_for` are ids of commitments, or `IN_FORCE`;
    `fulfilled` is the day on which it was done, as verified; `done` the same, or as reported; `late` the days from the
    deadline to that day, or to `as_of` where it is overdue; `lines` what had been said until then, oldest first.
    """

    commitment: Commitment
    as_of: dt.date
    status: Status
    deadline: dt.date | None = None
    waiting_for: tuple[str, ...] = ()
    fulfilled: dt.date | None = None
    done: dt.date | None = None
    late: int = 0
    lines: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    """Those bound who have not reported it done, where another one has."""
    confirmed: Line | None = None
    open_disputes: tuple[Line, ...] = ()


@dataclass
class _Told:
    """What holds after some lines."""

    reports: dict[str, Line] = field(default_factory=dict)
    findings: dict[str, Line] = field(default_factory=dict)
    disputes: dict[str, Line] = field(default_factory=dict)
    suspended: Line | None = None

    def hear(self, line: Line) -> None:
        if line.said == "reported done":
            self.reports[line.by] = line
            # A new report asks for a new finding; one that confirmed stays.
            self.findings = {by: one for by, one in self.findings.items() if one.said == "confirmed"}
        elif line.said in FINDINGS:
            self.findings[line.by] = line
            if line.said == "confirmed":
                self.disputes.clear()
        elif line.said == "disputed":
            self.disputes[line.by] = line
        elif line.said == "withdrawn":
            for kept in (self.reports, self.findings, self.disputes):
                kept.pop(line.by, None)
        else:
            self.suspended = line if line.said == "suspended" else None

    def finding(self, said: str) -> Line | None:
        return next((line for line in self.findings.values() if line.said == said), None)


def standings(agreement: Agreement, as_of: dt.date, *, soon: int = SOON) -> tuple[Standing, ...]:
    """Every commitment in the order of the file, as it stood on that day: what was said later is not heard.

    Raises ValueError where commitments depend on one another in a circle, which no file that was read does.
    """
    entries = {one.id: one for one in agreement.commitments}
    found: dict[str, Standing] = {}
    for name in in_order({one.id: one.needs for one in agreement.commitments}):
        found[name] = _standing(entries[name], agreement.in_force, as_of, found, soon)
    return tuple(found[one.id] for one in agreement.commitments)


def counted(found: Sequence[Standing]) -> dict[Status, int]:
    """How many stand how, in the order of `STATUSES`; what none does is left out."""
    counts = Counter(one.status for one in found)
    return {status: counts[status] for status in STATUSES if counts[status]}


def _standing(
    entry: Commitment, in_force: dt.date | None, as_of: dt.date, before: Mapping[str, Standing], soon: int
) -> Standing:
    lines = tuple(sorted((line for line in entry.lines if line.on <= as_of), key=lambda line: line.on))
    told = _Told()
    for line in lines:
        told.hear(line)
    start, waiting = _start(entry, in_force, as_of, before)
    deadline = end_of(entry.due, start)
    confirmed, denied = told.finding("confirmed"), told.finding("denied")
    missing = tuple(body for body in entry.who if body not in told.reports)
    reported = max((_done(line) for line in told.reports.values()), default=None) if not missing else None
    disputes = (*told.disputes.values(), *((denied,) if denied else ()))
    verified = _done(confirmed) if confirmed and not disputes and not told.suspended else None
    done = verified or reported
    status = _status(entry, told, bool(disputes), verified, reported) or _by_day(entry, deadline, waiting, as_of, soon)
    kept = not entry.verified_by and reported and status == "reported done"
    late_on = as_of if status == "overdue" else done
    return Standing(
        entry,
        as_of,
        status,
        deadline,
        waiting if status in {"waiting", "not known"} else (),
        verified or (reported if kept else None),
        done,
        max(0, (late_on - deadline).days) if late_on and deadline else 0,
        lines,
        missing if told.reports else (),
        confirmed,
        disputes,
    )


def _status(
    entry: Commitment, told: _Told, disputed: bool, verified: dt.date | None, reported: dt.date | None
) -> Status | None:
    """What was said decides, where it says enough."""
    if told.suspended:
        return "suspended"
    if disputed:
        return "disputed"
    if entry.due.standing:
        return None
    if verified:
        return "verified done"
    if told.finding("partly confirmed"):
        return None
    return "reported done" if reported else None


def _by_day(entry: Commitment, deadline: dt.date | None, waiting: tuple[str, ...], as_of: dt.date, soon: int) -> Status:
    if waiting:
        return "waiting"
    if entry.due.standing:
        return "standing"
    if deadline is None:
        return "not known"
    if deadline < as_of:
        return "overdue"
    return "due" if (deadline - as_of).days <= soon else "not due"


def _start(
    entry: Commitment, in_force: dt.date | None, as_of: dt.date, before: Mapping[str, Standing]
) -> tuple[dt.date | None, tuple[str, ...]]:
    """From when its period runs, and what it waits for."""
    waiting = tuple(name for name in entry.needs if before[name].fulfilled is None)
    if entry.due.after == IN_FORCE or entry.due.standing:
        here = in_force is None or (entry.due.standing and in_force > as_of)
        return in_force, ((IN_FORCE, *waiting) if here else waiting)
    return (before[entry.due.after].fulfilled if entry.due.after else None), waiting


def _done(line: Line) -> dt.date:
    return line.done or line.on
