"""How pages are shown to a member."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.access.reader import KNOWN_ZONES
from goodoffices.talks.forms.fields import LongSelect
from goodoffices.talks.wording.languages import own_name

__all__ = ["ReadingForm"]


class ReadingForm(forms.Form):
    """Language and time zone."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    timezone = forms.ChoiceField(label=_("Time zone"), required=False, widget=LongSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [
            ("", _("As the browser asks")),
            *((code, own_name(code)) for code, _name in settings.LANGUAGES),
        ]
        zones = sorted(zone for zone in KNOWN_ZONES if "/" in zone and not zone.startswith("Etc/"))
        self.fields["timezone"].choices = [("", "UTC"), *((zone, zone.replace("_", " ")) for zone in zones)]
