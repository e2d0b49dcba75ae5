"""Bringing in a plan of a corridor, starting one, showing it, recording who was notified."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.corridor_reading import LONGEST_TEXT, SentRoads
from goodoffices.talks.domain.corridors import there
from goodoffices.talks.domain.moments import ZONES
from goodoffices.talks.forms.evidence_events import plain_name
from goodoffices.talks.forms.fields import DayField, HourField, LongSelect, ShortNameField, WordsField
from goodoffices.talks.forms.rooms import RoomField
from goodoffices.talks.forms.sessions import readers_zone

if TYPE_CHECKING:
    from goodoffices.corridors.consent import Record
    from goodoffices.corridors.plan import CorridorPlan

__all__ = ["LoadCorridorForm", "MomentField", "NotifyForm", "ShowCorridorForm", "StartCorridorForm", "text_of"]

_SEEN_BY = (
    ("party", _("the delegations")),
    ("monitor", _("the monitors")),
    ("driver", _("drivers")),
    ("public", _("everybody")),
)
_ENDS = 2


class MomentField(forms.DateTimeField):
    """A day and time on the reader's own clock."""

    def __init__(self, **kwargs: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **kwargs)


class RoadsField(forms.FileField):
    """A file of roads, of a size that is kept in memory."""

    def __init__(self, **kwargs: Any) -> None:
        picker = forms.FileInput(attrs={"accept": ".npz,.csv,.parquet"})
        super().__init__(required=False, widget=picker, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> SentRoads | None:
        """The file as it was sent; None for none."""
        file: UploadedFile | None = super().clean(data, initial)
        if file is None:
            return None
        if file.size > settings.ROADS_FILE_MOST:
            most = settings.ROADS_FILE_MOST // (1024 * 1024)
            raise forms.ValidationError(
                gettext("This file is larger than %(most)d MB. Cut the roads to the region of the plan.")
                % {"most": most}
            )
        return SentRoads(plain_name(file.name), file.read())


_ROADS_HELP = _(
    "A table of edges (.csv, .parquet), or what “goodoffices corridors roads import” wrote (.npz). It is sealed like "
    "all else here, and never laid on the server's disk. Without roads the map shows straight lines."
)


class LoadCorridorForm(forms.Form):
    """A plan as a file or as text, with its roads and a drawing of dangers."""

    file = forms.FileField(
        label=_("Plan as a file"), required=False, widget=forms.FileInput(attrs={"accept": ".yaml,.yml,text/*"})
    )
    text = forms.CharField(
        label=_("or the plan as text"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 16, "dir": "ltr", "spellcheck": "false", "class": "code"}),
    )
    roads = RoadsField(label=_("Roads"), help_text=_ROADS_HELP)
    drawing = forms.FileField(
        label=_("Dangers drawn by hand"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".geojson,.json"}),
        help_text=_("GeoJSON: hazards, lines of control, checkpoints, closures. It stays at the desk."),
    )

    def clean_file(self) -> str:
        """The text of the file."""
        return text_of(self.cleaned_data["file"])

    def clean_drawing(self) -> str:
        """The text of the drawing."""
        return text_of(self.cleaned_data["drawing"])

    def clean(self) -> dict[str, Any]:
        """One text, from the file or from the page."""
        said: dict[str, Any] = super().clean() or {}
        text = said.pop("file", "") or said.get("text", "")
        if not text.strip() and not self.errors:
            self.add_error("file", gettext("Choose a file, or paste the plan below."))
        return said | {"text": text}


class StartCorridorForm(forms.Form):
    """What a plan needs to begin with; its text is written from it and can be changed afterwards."""

    corridor = ShortNameField(
        label=_("Short name"), help_text=_("Letters, digits, dots and dashes, as river-corridor. It stays the same.")
    )
    title = WordsField(label=_("Title"))
    by = WordsField(label=_("Whose plan it is"), help_text=_("An office, not a person."))
    points = forms.CharField(
        label=_("Points of the route, in the order in which they are passed"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false", "class": "code"}),
        help_text=_("One on each line, as “old-town: 35.207,37.302”: latitude, longitude."),
    )
    stretches = forms.CharField(
        label=_("Stretches, and who controls each"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "spellcheck": "false", "class": "code"}),
        help_text=_("One on each line, as “north-bank: old-town > bridge: northern command, river council”."),
    )
    monitors = WordsField(label=_("Who monitors"), required=False, help_text=_("Bodies, with commas between."))
    day = DayField(label=_("Day of the window"))
    opens = HourField(label=_("Opens"))
    closes = HourField(label=_("Closes"))
    zone = forms.ChoiceField(
        label=_("Time zone of the place"),
        choices=[(zone, zone.replace("_", " ")) for zone in ZONES],
        widget=LongSelect,
        initial=readers_zone,
    )
    seen_by = forms.MultipleChoiceField(
        label=_("Who may see the route, besides the desk"),
        choices=_SEEN_BY,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Others are shown its ends within about 5 km."),
    )
    roads = RoadsField(label=_("Roads"), help_text=_ROADS_HELP)

    def clean_points(self) -> dict[str, str]:
        """Latitude and longitude by name."""
        found = {}
        for line in _lines(self.cleaned_data["points"]):
            name, colon, place = (part.strip() for part in line.partition(":"))
            if not colon or not name or not re.fullmatch(r"-?\d+(\.\d+)?\s*,\s*-?\d+(\.\d+)?", place):
                raise forms.ValidationError(gettext("This is no point: %(line)s") % {"line": line})
            found[name] = re.sub(r"\s", "", place)
        if len(found) < _ENDS:
            raise forms.ValidationError(gettext("A route needs two points or more."))
        return found

    def clean_stretches(self) -> dict[str, dict[str, Any]]:
        """Stretches by name, as a plan has them."""
        found = {}
        for line in _lines(self.cleaned_data["stretches"]):
            parts = re.fullmatch(r"([^:>]+):([^:>]+)>([^:>]+)(?::(.*))?", line)
            if parts is None:
                raise forms.ValidationError(gettext("This is no stretch: %(line)s") % {"line": line})
            name, start, end, control = (part.strip() for part in parts.groups(default=""))
            found[name] = {"from": start, "to": end, "control": _listed(control)}
        return found

    def written(self, today: dt.date) -> str:
        """The plan as a text."""
        import yaml  # noqa: PLC0415 (when a plan is begun)

        said = self.cleaned_data
        window = f"{said['day']} {said['opens']:%H:%M} .. {said['closes']:%H:%M}"
        plan: dict[str, Any] = {name: said[name] for name in ("corridor", "title", "by")}
        plan |= {"as_of": today.isoformat(), "audience": "desk", "time_zone": said["zone"], "points": said["points"]}
        plan |= {"route": list(said["points"]), "windows": [window], "stretches": said["stretches"]}
        if said["monitors"]:
            plan["monitors"] = _listed(said["monitors"])
        plan["seen_by"] = ["desk", *said["seen_by"]]
        return str(yaml.safe_dump(plan, sort_keys=False, allow_unicode=True, width=100))


class ShowCorridorForm(forms.Form):
    """To whom a plan is shown, and by which name."""

    room = RoomField(label=_("Who is shown it"))
    title = WordsField(
        label=_("What it is called there"),
        help_text=_(
            "They read this name, whether or not they may see the route. Name no place that they may not know."
        ),
    )


class NotifyForm(forms.Form):
    """Who was told of which window, when and by whom; `cleaned_data` has the window as `opens`."""

    whom = forms.ChoiceField(label=_("Who was told"))
    window = forms.ChoiceField(label=_("Of which window"))
    at = MomentField(label=_("When, on your clock"))
    by = WordsField(label=_("By whom"), help_text=_("An office, not a person."))

    def __init__(self, *args: Any, stated: CorridorPlan, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = there(stated)
        bodies = dict.fromkeys((*record.bodies, *record.monitors))
        self.fields["whom"].choices = [(body, body) for body in bodies]
        self.fields["window"].choices = [
            (f"{opens:%Y-%m-%dT%H:%M}", f"{opens:%Y-%m-%d %H:%M} – {closes:%H:%M}") for opens, closes in record.windows
        ]

    def clean(self) -> dict[str, Any]:
        """The window by the moment at which it opens."""
        said: dict[str, Any] = super().clean() or {}
        if window := said.pop("window", ""):
            said["opens"] = dt.datetime.fromisoformat(window).replace(tzinfo=self._zone)
        return said


def text_of(file: UploadedFile | None) -> str:
    """The text of a file that was sent; empty for none."""
    if file is None:
        return ""
    if file.size > LONGEST_TEXT:
        raise forms.ValidationError(gettext("This file is too large."))
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise forms.ValidationError(gettext("This file is no text in UTF-8.")) from error


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
