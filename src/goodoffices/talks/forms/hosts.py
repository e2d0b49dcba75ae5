"""Bringing in hosts and the data they are compared by; recording what a party told of a candidate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.hosts import LONGEST, SentStore
from goodoffices.talks.forms.corridors import text_of
from goodoffices.talks.forms.evidence_events import plain_name
from goodoffices.talks.forms.fields import DayField, WordsField

if TYPE_CHECKING:
    from goodoffices.hosting import Hosts
    from goodoffices.talks.models import Party

__all__ = ["HostsForm", "RateHostForm"]


class StoreField(forms.FileField):
    """A file of data, of a size that is kept in memory."""

    def clean(self, data: Any, initial: Any = None) -> SentStore | None:
        """The file as it was sent; None for none."""
        file: UploadedFile | None = super().clean(data, initial)
        if file is None:
            return None
        if file.size > settings.ROADS_FILE_MOST:
            most = settings.ROADS_FILE_MOST // (1024 * 1024)
            told = gettext("This file is larger than %(most)d MB. Import only the files that you need into the store.")
            raise forms.ValidationError(told % {"most": most})
        return SentStore(plain_name(file.name), file.read())


class HostsForm(forms.Form):
    """Hosts as a file or as text, with data and weights."""

    file = forms.FileField(
        label=_("Hosts as a file"), required=False, widget=forms.FileInput(attrs={"accept": ".yaml,.yml,text/*"})
    )
    text = forms.CharField(
        label=_("or the hosts as text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "ltr", "spellcheck": "false", "class": "code"}),
    )
    store = StoreField(
        label=_("Data"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".duckdb,.csv,.gz"}),
        help_text=_(
            "The store that “goodoffices hosting import” made (.duckdb), or one table, as of ideal points (.csv). What "
            "the file of hosts holds itself needs none. It is sealed like all else here."
        ),
    )
    drop = forms.BooleanField(label=_("Without the data of the version before"), required=False)
    weights = forms.CharField(
        label=_("Weights"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false", "class": "code"}),
        help_text=_(
            "One criterion on each line, as “largest_distance: 2..4”; others are balance, disputes, hosted, rating. "
            "Without weights nobody is ranked; with them it is shown how much the rank hangs on them."
        ),
    )

    def clean_file(self) -> str:
        """The text of the file."""
        return text_of(self.cleaned_data["file"])

    def clean_weights(self) -> str:
        """The weights as a file has them."""
        lines = [line.strip() for line in self.cleaned_data["weights"].splitlines() if line.strip()]
        if lines[:1] == ["weights:"]:
            lines = lines[1:]
        return "\n".join(["weights:", *(f"  {line}" for line in lines), ""]) if lines else ""

    def clean(self) -> dict[str, Any]:
        """One text, from the file or from the page."""
        said: dict[str, Any] = super().clean() or {}
        text = said.pop("file", "") or said.get("text", "")
        if not text.strip() and not self.errors:
            self.add_error("file", gettext("Choose a file, or paste the hosts below."))
        return said | {"text": text}


class RateHostForm(forms.Form):
    """What a party told of a candidate; `cleaned_data` has `about`, `rating`, `day` and `note`."""

    party = forms.ChoiceField(label=_("Which party said it"))
    candidate = forms.ChoiceField(label=_("Of which candidate"))
    low = forms.IntegerField(
        label=_("At least"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("From 0 (unacceptable) to 100 (wished for). Leave both empty to take back what was recorded."),
    )
    high = forms.IntegerField(label=_("At most"), required=False, min_value=0, max_value=100)
    day = DayField(label=_("On which day"), required=False)
    note = WordsField(label=_("Note"), required=False, max_length=500)

    def __init__(self, *args: Any, parties: Iterable[Party], read: Hosts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from goodoffices.hosting import name_of  # noqa: PLC0415 (loaded when it is needed)

        self.fields["party"].choices = [(one.key, one.name) for one in parties]
        self.fields["candidate"].choices = [(code, f"{name_of(code)} ({code})") for code in read.candidates]

    def clean(self) -> dict[str, Any]:
        """The rating as its lowest and highest."""
        said: dict[str, Any] = super().clean() or {}
        rating = [value for value in (said.pop("low", None), said.pop("high", None)) if value is not None]
        if rating != sorted(rating):
            self.add_error("high", gettext("The highest is below the lowest."))
        about = said.pop("party", ""), said.pop("candidate", "")
        return said | {"about": about, "rating": rating * 2 if len(rating) == 1 else rating}
