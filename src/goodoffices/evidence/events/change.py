"""Before and after a day: the same number of days on either side, place by place, from dated events only."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.errors import EvidenceError
from goodoffices.evidence.events.choice import (
    Choice,
    Tally,
    chosen,
    dated,
    no_event_fits,
    one_release,
    tallies,
    tally_of,
)
from goodoffices.evidence.events.places import PROVINCES, Places, placed

if TYPE_CHECKING:
    import ibis

__all__ = ["Around", "Change", "against", "around", "around_expression", "before_and_after", "undated_expression"]

_SHARE: Final = 0.05
_FACTOR: Final = 4 / 3
_SPREADS: Final = 2.0
_NOTHING: Final = Tally(0, 0, 0, 0)


@dataclass(frozen=True)
class Change:
    """What is recorded before and after, of one group (`name` as in a series; None: not told so finely)."""

    name: tuple[str | None, ...]
    before: Tally
    after: Tally


@dataclass(frozen=True)
class Around:
    """`days` days before `day`, and as many from `day` on."""

    day: dt.date
    days: int
    by: tuple[str, ...]
    whole: Change
    groups: tuple[Change, ...]
    """The largest first."""
    undated: Tally
    """Events that may lie in these days, and may not: they are in neither figure."""


def before_and_after(
    table: ibis.Table,
    choice: Choice,
    day: dt.date,
    days: int,
    *,
    by: tuple[str, ...] = ("place",),
    places: Places = PROVINCES,
) -> Around:
    """Ask for it. Raises EvidenceError when more than one release fits, or no dated event."""
    choice = one_release(table, choice)
    found = around(placed(chosen(table, choice), places), choice, day, days, by)
    if not found.groups:
        if not chosen(table, choice).limit(1).to_pyarrow().num_rows:
            raise no_event_fits(table, choice)
        what = f"no dated event of {choice.source} {choice.release} fits within {days} days of {day}"
        raise EvidenceError.of(what, remedy="Ask for more days.")
    return found


def around(table: ibis.Table, choice: Choice, day: dt.date, days: int, by: tuple[str, ...]) -> Around:
    """The same for rows that are chosen and have their places."""
    rows = around_expression(table, choice, day, days, by).to_pyarrow().to_pylist()
    undated = undated_expression(table, choice, day, days).to_pyarrow().to_pylist()
    sides: dict[tuple[str | None, ...], dict[bool, Tally]] = {}
    for row in rows:
        sides.setdefault(tuple(row[name] for name in by), {})[bool(row["later"])] = tally_of(row)
    groups = [Change(name, side.get(False, _NOTHING), side.get(True, _NOTHING)) for name, side in sides.items()]
    groups.sort(key=lambda change: (None in change.name, -change.before.best - change.after.best, str(change.name)))
    whole = Change((), _NOTHING, _NOTHING)
    for change in groups:
        whole = Change((), whole.before + change.before, whole.after + change.after)
    return Around(day, days, by, whole, tuple(groups), tally_of(undated[0]))


def around_expression(table: ibis.Table, choice: Choice, day: dt.date, days: int, by: tuple[str, ...]) -> ibis.Table:
    """Dated events within so many days of a day, by side and group; they count by their first day."""
    since, until = _days(choice, day, days)
    rows = table.filter(dated(table), table.date_start >= since, table.date_start <= until)
    return rows.group_by(later=rows.date_start >= day, **{name: rows[name] for name in by}).agg(**tallies(rows))


def undated_expression(table: ibis.Table, choice: Choice, day: dt.date, days: int) -> ibis.Table:
    """Undated events that may lie within so many days of a day."""
    since, until = _days(choice, day, days)
    rows = table.filter(~dated(table), table.date_start <= until, table.date_end >= since)
    return rows.agg(**tallies(rows))


def _days(choice: Choice, day: dt.date, days: int) -> tuple[dt.date, dt.date]:
    since, until = day - dt.timedelta(days), day + dt.timedelta(days - 1)
    return max(since, choice.since or since), min(until, choice.until or until)


def against(found: Around) -> tuple[Change, ...]:
    """Groups that went against the whole, so that the whole alone would hide them.

    One counts when it holds at least 5% of the deaths, its deaths rose while those of the whole fell (or the other way)
    by a third or more, and by more than twice the square root of their number, which chance alone would seldom make.
    """
    whole = found.whole.before.best + found.whole.after.best
    trend = found.whole.after.best - found.whole.before.best

    def counts(change: Change) -> bool:
        before, after = change.before.best, change.after.best
        small, large = sorted((before, after))
        return (
            (after - before) * trend < 0
            and before + after >= _SHARE * whole
            and large >= _FACTOR * small
            and large - small > _SPREADS * math.sqrt(before + after)
        )

    return tuple(change for change in found.groups if change.name != (None,) and counts(change))
