"""Showing the terms of a ceasefire, and releasing a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.ceasefire.terms import Terms
from goodoffices.errors import TalksError
from goodoffices.talks.domain.moments import ZONES, moment
from goodoffices.talks.forms.fields import DayField, HourField, LongSelect
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.forms.rooms import RoomField
from goodoffices.talks.forms.sessions import readers_zone

__all__ = ["ReleaseForm", "ShowTermsForm"]


class ShowTermsForm(forms.Form):
    """A ceasefire of the dossier, or one whose terms are pasted, and who may read it."""

    room = RoomField(label=_("Who may read it"))
    ceasefire = forms.ChoiceField(label=_("A ceasefire of the dossier"), required=False)
    text = forms.CharField(
        label=_("or its terms as a file has them"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "ltr", "spellcheck": "false", "class": "code"}),
        help_text=_("What stands under the key ceasefires, with this key."),
    )

    def __init__(self, *args: Any, among: Sequence[Terms], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ceasefire"].choices = [("", _("no ceasefire")), *((one.id, one.title or one.id) for one in among)]


class ReleaseForm(forms.Form):
    """Who reads an issue, and from which moment on; `cleaned_data` has the moment as `opens`, None for at once."""

    room = RoomField(label=_("Who may read it"))
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
