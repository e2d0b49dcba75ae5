"""The day on which something is composed: the one clock that the command line reads for what it writes."""

from __future__ import annotations

import datetime as dt
import os

import click

__all__ = ["now", "today"]


def today() -> dt.date:
    """Today in UTC; the date of SOURCE_DATE_EPOCH where that is set, so that the same input gives the same files."""
    return now().date()


def now() -> dt.datetime:
    """The time in UTC, in whole seconds; that of SOURCE_DATE_EPOCH where that is set."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not told:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        return dt.datetime.fromtimestamp(int(told), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError(
            f"The environment variable SOURCE_DATE_EPOCH is {told!r}. Write whole seconds since 1970, or unset it."
        ) from error
