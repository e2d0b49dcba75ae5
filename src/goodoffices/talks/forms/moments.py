"""From which moment on something may be read, as day and hour on the clocks of a place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.errors import TalksError
from goodoffices.talks.domain.moments import ZONES, moment
from goodoffices.talks.forms.fields import DayField, HourField, LongSelect
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.forms.sessions import readers_zone

__all__ = ["MomentForm"]


class MomentForm(forms.Form):
    """`cleaned_data` has the moment as `opens`, None for at once."""

    day = DayField(
        label=_("From which day on"), required=False, help_text=_("Empty: as soon as a second person agrees.")
    )
    hour = HourField(label=_("From which hour on"), required=False)
    zone = forms.ChoiceField(
        label=_("Time zone of the hour"),
        choices=[(zone, zone.replace("_", " ")) for zone in ZONES],
        widget=LongSelect,
        initial=readers_zone,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Day and hour as a moment."""
        found = super().clean() or {}
        day, hour = found.pop("day", None), found.pop("hour", None)
        zone = found.pop("zone", "") or "UTC"
        opens: dt.datetime | None = None
        if (day is None) != (hour is None):
            self.add_error("hour" if hour is None else "day", gettext("Give day and hour, or neither."))
        elif day is not None and hour is not None:
            try:
                opens = moment(day, hour, zone)
            except TalksError as error:
                refused_on(self, error, "hour")
        return found | {"opens": opens}
