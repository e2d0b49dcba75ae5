"""The windows of corridors, for the calendar: of each corridor those that were shown to the viewer last."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.corridor_showing import newest_shown
from goodoffices.talks.domain.corridors import mark_now, newest_plans, plan_of, there
from goodoffices.talks.models import CorridorShown, DeskCorridor

__all__ = ["CorridorWindow", "windows_ahead", "windows_known", "windows_of_plan", "windows_of_shown"]


@dataclass(frozen=True)
class CorridorWindow:
    """A window of a corridor with the word that goes with it. `uid` stays the same, `revision` rises."""

    record: DeskCorridor | CorridorShown
    title: str
    opens: dt.datetime
    closes: dt.datetime
    zone: str
    agreed: bool
    ended: bool
    uid: str
    revision: int
    changed: dt.datetime

    @property
    def on_desk(self) -> bool:
        """Whether it is read from the plan itself."""
        return isinstance(self.record, DeskCorridor)


def windows_known() -> list[CorridorWindow]:
    """All windows that the viewer may know of, by time."""
    if current_viewer().is_mediator():
        found = [window for plan in newest_plans() for window in windows_of_plan(plan)]
    else:
        latest = {shown.name: shown for shown in reversed(newest_shown())}
        found = [window for shown in latest.values() for window in windows_of_shown(shown)]
    return sorted(found, key=lambda window: (window.opens, window.title))


def windows_ahead() -> list[CorridorWindow]:
    """Those that have not closed."""
    return [window for window in windows_known() if window.closes > timezone.now()]


def windows_of_plan(plan: DeskCorridor) -> Iterable[CorridorWindow]:
    """The windows of a plan on the desk, with what the gates say now."""
    stated, (mark, _record) = plan_of(plan), mark_now(plan)
    zone = there(stated)
    for opens, closes in stated.windows:
        at = (opens.replace(tzinfo=zone), closes.replace(tzinfo=zone))
        yield _window(plan, at, stated.time_zone, agreed=mark.agreed, changed=timezone.now())


def windows_of_shown(shown: CorridorShown) -> Iterable[CorridorWindow]:
    """The windows as a room was shown them."""
    for opens, closes in shown.told["windows"]:
        at = (dt.datetime.fromisoformat(opens), dt.datetime.fromisoformat(closes))
        yield _window(shown, at, shown.told["zone"], agreed=shown.is_agreed(), changed=shown.ended or shown.made)


def _window(
    record: DeskCorridor | CorridorShown,
    at: tuple[dt.datetime, dt.datetime],
    zone: str,
    *,
    agreed: bool,
    changed: dt.datetime,
) -> CorridorWindow:
    named = f"{record.process_id} {record.name} {at[0].astimezone(dt.UTC).isoformat()}"
    ended = getattr(record, "ended", None) is not None
    return CorridorWindow(
        record=record,
        title=record.title,
        opens=at[0],
        closes=at[1],
        zone=zone,
        agreed=agreed,
        ended=ended,
        uid=hashlib.sha256(named.encode()).hexdigest()[:32],
        revision=int(changed.timestamp()) // 60 - _FIRST,
        changed=changed,
    )


_FIRST = 29_000_000
"""Minutes since 1970 at some moment of 2025: revisions count from there."""
