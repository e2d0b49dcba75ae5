"""Showing the terms of a ceasefire, making and releasing a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.ceasefire.terms import Terms
from goodoffices.talks.domain.ceasefire import newest_terms
from goodoffices.talks.domain.report_events import EventsAsked
from goodoffices.talks.forms.evidence_events import LARGEST_AREAS, LEVELS, SOURCES
from goodoffices.talks.forms.fields import DayField
from goodoffices.talks.forms.moments import MomentForm
from goodoffices.talks.forms.rooms import RoomField
from goodoffices.talks.models import EventRelease

__all__ = ["MakeReportForm", "ReleaseForm", "ShowTermsForm"]


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


class MakeReportForm(forms.Form):
    """What an issue rests on beside what monitors entered: events, set against the terms of a ceasefire."""

    release = forms.ChoiceField(label=_("Events"), required=False)
    terms = forms.ChoiceField(
        label=_("The terms that the events are set against"),
        required=False,
        help_text=_("The report shows these terms to all who will read it."),
    )
    as_of = DayField(
        label=_("As of"),
        required=False,
        help_text=_("Empty: the last day with an event."),
    )
    areas = forms.FileField(
        label=_("Areas of your own"),
        required=False,
        help_text=_(
            "GeoJSON in degrees, 3 MB at most; then the report has a map. Without it, areas are provinces by the "
            "source's own names. It is read for this issue and not kept."
        ),
    )
    level = forms.ChoiceField(label=_("Level of these areas"), choices=LEVELS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [one for one in EventRelease.objects.all() if one.is_open() and one.holds_events()]
        self.releases = {one.pk: one for one in held}
        self.shown = {one.pk: one for one in newest_terms()}
        sources = dict(SOURCES)
        names = [(one.pk, f"{sources.get(one.source, one.source)} {one.release}") for one in held]
        self.fields["release"].choices = [("", _("none")), *names]
        titles = [(key, f"{one.terms.title or one.name} ({one.room})") for key, one in self.shown.items()]
        self.fields["terms"].choices = [("", _("no ceasefire")), *titles]
        if len(self.shown) == 1:
            self.fields["terms"].initial = next(iter(self.shown))

    def clean_areas(self) -> UploadedFile | None:
        """A file that is not too large."""
        file: UploadedFile | None = self.cleaned_data["areas"]
        if file is not None and file.size > LARGEST_AREAS:
            raise forms.ValidationError(_("This file is too large. Make its outlines simpler."))
        return file

    def clean(self) -> dict[str, Any]:
        """Events need terms; a day and areas need events, and the day has come."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("release") and not said.get("terms") and "terms" not in self.errors:
            self.add_error("terms", gettext("Choose the terms: events are set against them."))
        if said.get("as_of") and not said.get("release") and "release" not in self.errors:
            self.add_error("release", gettext("Choose the events of which this day is the last."))
        if said.get("areas") and not said.get("release") and "release" not in self.errors:
            self.add_error("release", gettext("Choose the events that these areas are for."))
        if said.get("as_of") and said["as_of"] > timezone.now().date():
            self.add_error("as_of", gettext("This day has not come yet."))
        return said

    def asked(self) -> EventsAsked | None:
        """As `make_report` takes it; None without events."""
        said = self.cleaned_data
        if not said["release"]:
            return None
        return EventsAsked(
            self.releases[said["release"]],
            self.shown[said["terms"]],
            said["as_of"],
            said["areas"].read() if said["areas"] else None,
            {"1": 1, "2": 2, "3": 3}.get(said["level"]),  # type: ignore[arg-type]
        )


class ReleaseForm(MomentForm):
    """Who reads an issue, and from which moment on."""

    room = RoomField(label=_("Who may read it"))
    field_order = ("room",)
