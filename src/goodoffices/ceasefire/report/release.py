"""Who may see a report, and when: the release rule of the terms as the mark that every page bears."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from goodoffices.ceasefire.terms import Moment, Release, Terms
from goodoffices.errors import EvidenceError
from goodoffices.values import MONTHS, plural, series

__all__ = ["release_mark"]


def release_mark(terms: Terms, released: Moment | None = None) -> str:
    """What every page says of its release. `released` is when those named first receive it; the embargo runs from then.

    Raises EvidenceError where that moment has no hour.
    """
    rule = terms.release
    if rule is None:
        return "Release rule not known: ask those who verify before passing this on."
    told = [_first(rule, {party.id: party.name for party in terms.parties})]
    if rule.embargo_hours is None:
        return f"{told[0]} How long others wait is not known."
    if not rule.embargo_hours:
        return f"{told[0]} No embargo."
    if released is None:
        return f"{told[0]} Nobody else before {plural(rule.embargo_hours, 'hour')} have passed."
    if released.hour is None:
        raise EvidenceError.of(f"{released.text} has no hour", remedy="Write it with hour and zone, as 12:00 +03:00.")
    return f"Not to be released before {_until(released, rule.embargo_hours)}. {told[0]}"


def _first(rule: Release, names: dict[str, str]) -> str:
    if not rule.first:
        return "Who sees it first is not known."
    who = series(names.get(name) or name for name in rule.first)
    how = {True: ", together", False: ", one after the other", None: ""}[rule.together]
    return f"First for {who}{how}."


def _until(released: Moment, hours: int) -> str:
    """In the zone of the moment."""
    zone: dt.tzinfo = _zone(released.zone)
    local = dt.datetime.combine(released.day, released.hour or dt.time(0), zone)
    end = (local.astimezone(dt.UTC) + dt.timedelta(hours=hours)).astimezone(zone)
    return f"{end.day} {MONTHS[end.month - 1]} {end.year}, {end:%H:%M} {released.zone}"


def _zone(text: str) -> dt.tzinfo:
    plain = text.upper().removeprefix("UTC")
    if plain in ("", "Z"):
        return dt.UTC
    if plain[0] in "+-":
        hours, minutes = plain[1:].split(":")
        span = dt.timedelta(hours=int(hours), minutes=int(minutes))
        return dt.timezone(-span if plain[0] == "-" else span)
    return ZoneInfo(text)
