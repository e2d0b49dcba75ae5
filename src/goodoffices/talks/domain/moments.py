"""From a day and an hour on somebody's wall to a moment, with the two nights a year on which that is not simple."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.reader import KNOWN_ZONES

__all__ = ["ZONES", "moment"]

# The places of the world, without the doubles and the signs turned round (`Etc/GMT+3` is three hours west).
ZONES = (
    "UTC",
    *sorted(
        name
        for name in KNOWN_ZONES
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/", "Brazil/", "Mexico/"))
    ),
)


def moment(day: dt.date, hour: dt.time, zone: str) -> dt.datetime:
    """The moment at which clocks in a zone show this day and hour.

    Raises TalksError for an hour that does not occur there (clocks are put forward) or occurs twice (put back).
    """
    if zone not in ZONES:
        raise TalksError.of(_("there is no such time zone"), remedy=_("choose one of the list, for instance UTC"))
    there = zoneinfo.ZoneInfo(zone)
    wall = dt.datetime.combine(day, hour.replace(tzinfo=None))
    first, second = (wall.replace(tzinfo=there, fold=fold).astimezone(dt.UTC) for fold in (0, 1))
    if first.astimezone(there).replace(tzinfo=None, fold=0) != wall:
        raise TalksError.of(
            _("%(hour)s does not occur that night: clocks are put forward") % {"hour": f"{hour:%H:%M}"},
            remedy=_("choose an hour before or after the change"),
        )
    if first != second:
        raise TalksError.of(
            _("%(hour)s occurs twice that night: clocks are put back") % {"hour": f"{hour:%H:%M}"},
            remedy=_("choose the zone UTC and write %(first)s for the first or %(second)s for the second")
            % {"first": f"{first:%Y-%m-%d %H:%M}", "second": f"{second:%Y-%m-%d %H:%M}"},
        )
    return first
