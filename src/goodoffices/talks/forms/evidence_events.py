"""Importing events, asking a release of them, taking it out."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.event_questions import Question
from goodoffices.talks.domain.event_store import SentFile
from goodoffices.talks.forms.fields import DayField, LongSelect, WordsField
from goodoffices.talks.models import EventRelease

__all__ = ["LARGEST_AREAS", "LEVELS", "SOURCES", "AskForm", "ExportForm", "ImportForm", "plain_name"]

SOURCES = (
    ("ucdp-ged", _("UCDP Georeferenced Event Dataset")),
    ("ucdp-candidate", _("UCDP Candidate Events")),
    ("acled", "ACLED"),
    ("hapi", _("HDX HAPI conflict counts")),
    ("own", _("Our own incidents")),
)
"""As `goodoffices.evidence.events.SOURCES`, which takes a while to load."""

LARGEST_AREAS = 3_000_000
LONGEST_NAME = 120


def plain_name(name: str) -> str:
    """The name of a file that was sent, in letters, digits and a few signs; "events.csv" where none is in it."""
    return re.sub(r"[^\w.()+ -]", "_", name.rpartition("/")[2])[-LONGEST_NAME:].strip(" .") or "events.csv"


class ImportForm(forms.Form):
    """A file of events, what it is, and of which release."""

    source = forms.ChoiceField(label=_("What kind of file it is"), choices=SOURCES)
    release = WordsField(
        label=_("Release"),
        max_length=60,
        help_text=_("Version or date of the file, as 25.1. It stays with every row, and says what a figure rests on."),
    )
    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".csv,.gz,text/csv"}))
    leave_out = WordsField(
        label=_("Columns to leave out"),
        required=False,
        max_length=1000,
        help_text=_("As their headings stand in the file, with commas between. On the command line: --leave-out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.EVENTS_FILE_MOST // (1024 * 1024)
        self.fields["file"].help_text = gettext(
            "CSV in UTF-8, also packed by gzip (.csv.gz); %(most)d MB at most. It is never laid on the server's disk."
        ) % {"most": most}

    def clean_file(self) -> UploadedFile:
        """A file that is not too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size > settings.EVENTS_FILE_MOST:
            raise forms.ValidationError(_("This file is too large. Pack it by gzip, or send fewer years at a time."))
        return file

    def sent(self) -> SentFile:
        """As `import_events` takes it."""
        said = self.cleaned_data
        name = plain_name(said["file"].name)
        columns = [column.strip() for column in said["leave_out"].split(",")]
        return SentFile(said["source"], said["release"], name, said["file"].read(), tuple(filter(None, columns)))


WHAT = (
    ("series", _("How many, and when")),
    ("around", _("Before and after a day")),
    ("map", _("Where: a map")),
    ("concentration", _("On whose word: how few sources it rests on")),
)
EVERY = (("", _("as usual: months; for sources, years")), ("day", _("day")), ("week", _("week")), ("month", _("month")))
BY = (("place", _("place")), ("dyad", _("dyad")), ("kind", _("type")))
PLACES = (
    ("", _("as usual: provinces; on a map, hexagons of 26 km")),
    ("admin1", _("provinces, by the source's own names")),
    ("admin2", _("districts, by the source's own names")),
    ("admin3", _("sub-districts, by the source's own names")),
    ("h3:3", _("hexagons of 69 km")),
    ("h3:4", _("hexagons of 26 km")),
    ("h3:5", _("hexagons of 9 km")),
    ("h3:6", _("hexagons of 4 km")),
)
LEVELS = (("", _("as its properties say")), ("1", _("provinces")), ("2", _("districts")), ("3", _("sub-districts")))


class AskForm(forms.Form):
    """What is asked of a release, and of which of its events."""

    what = forms.ChoiceField(label=_("What is asked"), choices=WHAT, initial="series", widget=forms.RadioSelect)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)
    dyad = forms.MultipleChoiceField(
        label=_("Dyad"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6, "dir": "auto"}),
        help_text=_("Two parties to violence. Its order says nothing of who began. None chosen: all."),
    )
    kind = forms.MultipleChoiceField(label=_("Type"), required=False, widget=forms.CheckboxSelectMultiple)
    every = forms.ChoiceField(label=_("A figure for each"), choices=EVERY, required=False)
    by = forms.MultipleChoiceField(
        label=_("A series for each"), choices=BY, required=False, widget=forms.CheckboxSelectMultiple
    )
    places = forms.ChoiceField(label=_("What counts as a place"), choices=PLACES, required=False)
    areas = forms.FileField(
        label=_("or areas of your own"),
        required=False,
        help_text=_("GeoJSON in degrees, 3 MB at most. It is read for this answer and not kept."),
    )
    level = forms.ChoiceField(label=_("Level of these areas"), choices=LEVELS, required=False)
    day = DayField(label=_("The day, for before and after"), required=False)
    days = forms.IntegerField(label=_("Days on either side of it"), min_value=1, max_value=3660, initial=30)
    points = forms.BooleanField(
        label=_("Show exact places on the map"),
        required=False,
        help_text=_("They can show where those live who told of an event: look at such a map before you hand it on."),
    )

    CHOICE = ("since", "until", "country", "kind", "dyad")
    MORE = ("every", "by", "places", "areas", "level", "day", "days", "points")

    def __init__(self, release: EventRelease, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer = release.offer
        self.fields["country"].choices = [("", _("all")), *((name, name) for name in offer.get("countries", ()))]
        for field, names in (("kind", "kinds"), ("dyad", "dyads")):
            self.fields[field].choices = [(name, name) for name in offer.get(names, ())]

    def about(self) -> list[forms.BoundField]:
        """The fields that say which events."""
        return [self[name] for name in self.CHOICE if name in ("since", "until") or self.fields[name].choices]

    def more(self) -> list[forms.BoundField]:
        """The fields that say how it is counted and shown."""
        return [self[name] for name in self.MORE]

    def clean_areas(self) -> UploadedFile | None:
        """A file that is not too large."""
        file: UploadedFile | None = self.cleaned_data["areas"]
        if file is not None and file.size > LARGEST_AREAS:
            raise forms.ValidationError(_("This file is too large. Make its outlines simpler."))
        return file

    def clean(self) -> dict[str, Any]:
        """Days in order; a day for before and after; shapes for a map."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("This lies before the first day."))
        if said.get("what") == "around" and not said.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say which day."))
        named = str(said.get("places", "")).startswith("admin")
        if said.get("what") == "map" and named and not said.get("areas"):
            self.add_error("places", _("A map needs areas with a shape: hexagons, or a file of your own."))
        return said

    def question(self) -> Question:
        """As `ask` takes it."""
        from goodoffices.evidence.events import FileInMemory  # noqa: PLC0415 (half a second of loading)

        said = self.cleaned_data
        areas = said["areas"]
        return Question(
            what=said["what"],
            since=said["since"],
            until=said["until"],
            country=said["country"],
            dyads=tuple(said["dyad"]),
            kinds=tuple(said["kind"]),
            every=said["every"],
            by=tuple(said["by"]),
            places=said["places"],
            areas=FileInMemory(plain_name(areas.name), areas.read()) if areas else None,
            level=int(said["level"]) if said["level"] else None,
            day=said["day"],
            days=said["days"],
            points=said["points"],
        )


COARSE = (
    ("admin1", _("the province only")),
    ("admin2", _("the district only")),
    ("h3:5", _("the middle of a hexagon of 9 km")),
    ("h3:4", _("the middle of a hexagon of 26 km")),
    ("exact", _("as exactly as the source says")),
)


class ExportForm(forms.Form):
    """The events of a release for other programs; places are made coarser unless that is chosen otherwise."""

    form = forms.ChoiceField(label=_("Format"), choices=(("csv", _("CSV with HXL tags")), ("geojson", "GeoJSON")))
    coarsen = forms.ChoiceField(
        label=_("How exactly places are told"),
        choices=COARSE,
        initial="admin1",
        help_text=_("A date and a kind of event may still be enough to find the place in a public list."),
    )

    def as_given(self) -> dict[str, str]:
        """As `export_text` takes it."""
        said = self.cleaned_data
        return {"form": said["form"], "coarsen": "" if said["coarsen"] == "exact" else said["coarsen"]}
