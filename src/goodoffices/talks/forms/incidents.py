"""Entering an incident, and finding one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.errors import TalksError
from goodoffices.talks.domain.ceasefire import terms_known
from goodoffices.talks.domain.moments import ZONES, moment
from goodoffices.talks.forms.fields import DayField, HourField, LongSelect, TextField, WordsField
from goodoffices.talks.forms.incident_choices import KINDS
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.forms.sessions import readers_zone
from goodoffices.talks.models import Incident
from goodoffices.talks.models.base import new_id

__all__ = ["IncidentForm", "IncidentsFilter"]

_MOST = 1_000_000
_COARSE = 1  # decimals of a degree, about 11 km
_EXACT = 5


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=_MOST, required=False)


class IncidentForm(forms.Form):
    """What happened, when, where, who says so, and whom they accuse. `cleaned_data` has it as `told` and `client`."""

    client = forms.RegexField(
        r"^[A-Za-z0-9]{22}$", label=_("Name of the entry"), initial=new_id, widget=forms.HiddenInput,
        help_text=_("Made on the device; the same entry sent again makes no second incident."),
    )  # fmt: skip
    ceasefire = forms.ChoiceField(label=_("Under which ceasefire"), required=False)
    kind = forms.ChoiceField(label=_("What happened"), choices=[("", _("Choose what happened")), *KINDS.items()])
    words = TextField(
        label=_("What happened, in your own words"),
        help_text=_("No names of victims or witnesses, and nothing by which they could be found."),
    )
    day_known = forms.ChoiceField(label=_("How well is the time known?"), choices=Incident.Day.choices, initial="day")
    day = DayField(label=_("Day, or the first of the days"), required=False)
    last_day = DayField(label=_("Last of the days"), required=False)
    hour = HourField(label=_("Hour"), required=False)
    zone = forms.ChoiceField(
        label=_("Time zone of the hour"),
        choices=[(zone, zone.replace("_", " ")) for zone in ZONES],
        widget=LongSelect,
        initial=readers_zone,
        required=False,
    )
    area = WordsField(
        label=_("Province or valley"), help_text=_("As the terms call it. Reports count by this and tell no more.")
    )
    place = WordsField(label=_("Place"), required=False, help_text=_("A town or village, not a house."))
    place_known = forms.ChoiceField(
        label=_("How well is the place known?"), choices=Incident.Spot.choices, initial="near"
    )
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(label=_("Longitude"), min_value=-180, max_value=180, required=False)
    exact = forms.BooleanField(
        label=_("Keep the exact coordinates"),
        help_text=_("Otherwise they are rounded to a tenth of a degree, about 11 kilometres."),
        required=False,
    )
    claimant = WordsField(
        label=_("Who says so"), required=False, help_text=_("Leave it empty where monitors saw it themselves.")
    )
    accused = WordsField(
        label=_("Whom they accuse"), required=False, help_text=_("As they say it. It is shown as an accusation only.")
    )
    killed_low, killed_best, killed_high = _people(_("Killed: at least")), _people(_("best")), _people(_("at most"))
    injured_low, injured_best, injured_high = _people(_("Injured: at least")), _people(_("best")), _people(_("at most"))
    source = WordsField(
        label=_("How this is known"), max_length=500, help_text=_("A visit, a call, a list: never a person's name.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {shown.name: shown.terms.title for shown in reversed(terms_known())}
        self.fields["ceasefire"].choices = [("", _("none of those shown here")), *names.items()]
        if len(names) == 1:
            self.fields["ceasefire"].initial = next(iter(names))

    def clean(self) -> dict[str, Any]:
        """What was typed, in the shape of the record."""
        found = super().clean() or {}
        when = self._when(found)
        where = self._where(found)
        people = {name: self._range(found, name) for name in ("killed", "injured")}
        if self.errors:
            return found
        told = {name: found[name] for name in ("ceasefire", "kind", "words", "claimant", "accused", "source")}
        return {"client": found["client"], "told": told | people | {"when": when, "where": where}}

    def _when(self, found: dict[str, Any]) -> dict[str, str]:
        known, day, last, hour = (found.get(name) for name in ("day_known", "day", "last_day", "hour"))
        if known == Incident.Day.UNKNOWN:
            return {"precision": known}
        if day is None:
            if "day" not in self.errors:
                self.add_error("day", gettext("Give the day, or say that it is not known."))
            return {}
        if max(day, last or day) > timezone.now().date() + dt.timedelta(days=1):  # somewhere it is tomorrow already
            self.add_error("day", gettext("This day has not come yet."))
        when = {"precision": str(known), "first": day.isoformat(), "last": day.isoformat()}
        if known == Incident.Day.RANGE:
            if last is None or last < day:
                self.add_error("last_day", gettext("Give the last of the days, not before the first."))
                return {}
            when["last"] = last.isoformat()
        if known == Incident.Day.HOUR:
            when |= self._hour(found, day, hour)
        return when

    def _hour(self, found: dict[str, Any], day: dt.date, hour: dt.time | None) -> dict[str, str]:
        zone = found.get("zone") or "UTC"
        if hour is None:
            self.add_error("hour", gettext("Give the hour, or say that only the day is known."))
            return {}
        try:
            moment(day, hour, zone)
        except TalksError as error:
            refused_on(self, error, "hour")
        return {"hour": f"{hour:%H:%M}", "zone": zone}

    def _where(self, found: dict[str, Any]) -> dict[str, Any]:
        where = {"area": found.get("area", ""), "place": found.get("place", "")}
        where["precision"] = found.get("place_known", "")
        latitude, longitude = found.get("latitude"), found.get("longitude")
        if (latitude is None) != (longitude is None):
            self.add_error("longitude" if longitude is None else "latitude", gettext("Give both coordinates, or none."))
        elif latitude is not None and longitude is not None:
            decimals = _EXACT if found.get("exact") else _COARSE
            where |= {"latitude": round(latitude, decimals), "longitude": round(longitude, decimals)}
        return where

    def _range(self, found: dict[str, Any], name: str) -> dict[str, int]:
        told = {part: found.get(f"{name}_{part}") for part in ("low", "best", "high")}
        known = [value for value in told.values() if value is not None]
        if known != sorted(known):
            self.add_error(f"{name}_low", gettext("At least, best and at most have to rise in this order."))
        return {part: value for part, value in told.items() if value is not None}


class IncidentsFilter(forms.Form):
    """Only incidents of a stage, an area or a type. An area goes by a code, so that no address holds its name."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    kind = forms.ChoiceField(label=_("Type"), required=False)

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = [("reported", _("reported")), ("verified", _("verified")), ("attributed", _("attributed"))]
        self.fields["stage"].choices = [("", _("all")), *stages]
        self.fields["area"].choices = [("", _("all")), *areas]
        self.fields["kind"].choices = [("", _("all")), *((kind, KINDS.get(kind, kind)) for kind in kinds)]
