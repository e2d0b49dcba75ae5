"""Whether everybody who controls or monitors was told of every window at least 48 hours ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goodoffices.corridors.consent.model import Notification, Record, Window
from goodoffices.corridors.consent.standing import windows_ahead
from goodoffices.values import series

__all__ = ["NOTICE", "notice_problems"]

NOTICE = dt.timedelta(hours=48)
"""How long before a window opens everybody has to be told."""


def notice_problems(record: Record, as_of: dt.date) -> tuple[list[str], list[str]]:
    """What is against it (somebody was told too late), and what is missing from the record."""
    late, missing = [], []
    for what, absent in (
        ("who monitors", not record.monitors),
        ("who controls the stretches", not record.bodies),
        ("any window", not record.windows),
    ):
        if absent:
            missing.append(f"The record does not name {what}.")
    for window in windows_ahead(record, as_of):
        for body in dict.fromkeys((*record.bodies, *record.monitors)):
            too_late, untold = _told(record, body, window, as_of)
            late += too_late
            missing += untold
    return late, missing


def _told(record: Record, body: str, window: Window, as_of: dt.date) -> tuple[list[str], list[str]]:
    opens, late, untold = window[0], [], []
    for stretch in _stretches(record, body):
        notes = [note for note in _notes(record, body, opens, as_of) if note.stretch in {"", stretch}]
        if not notes:
            untold.append(stretch)
        elif min(note.at.last for note in notes) > opens - NOTICE:
            late.append(stretch)
    of = f"of the window of {opens:%Y-%m-%d %H:%M}"
    own = len(_stretches(record, body))

    def where(some: list[str]) -> str:
        return "" if len(some) == own else f" for {series(some)}"

    return (
        [f"{body} was told {of}{where(late)} less than 48 hours ahead."] if late else [],
        [f"That {body} was told {of}{where(untold)} is not on record."] if untold else [],
    )


def _stretches(record: Record, body: str) -> list[str]:
    """Those it controls; for one who only monitors, all."""
    own = [stretch.name for stretch in record.stretches if body in stretch.control]
    every = [stretch.name for stretch in record.stretches]
    return every if body in record.monitors or not own else own


def _notes(record: Record, body: str, opens: dt.datetime, as_of: dt.date) -> Iterator[Notification]:
    for note in record.notifications:
        named = note.opens.when == opens if note.opens.exact else note.opens.when.date() == opens.date()
        if note.body == body and named and note.at.when.date() <= as_of:
            yield note
