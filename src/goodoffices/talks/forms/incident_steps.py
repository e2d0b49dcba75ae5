"""The stages after a report: a finding, an attribution, a guarantor's word; and with whom an incident is shared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.forms.fields import RecordsField, TextField, WordsField
from goodoffices.talks.models import IncidentStep, Party

__all__ = ["AttributionForm", "FindingForm", "ShareIncidentForm"]


class FindingForm(forms.Form):
    """What was found; `cannot confirm` is not `denied`."""

    finding = forms.ChoiceField(label=_("The finding"), choices=IncidentStep.Finding.choices, widget=forms.RadioSelect)
    words = TextField(
        label=_("On what it rests"),
        required=False,
        help_text=_("No names of victims or witnesses, and nothing by which they could be found."),
    )


class AttributionForm(forms.Form):
    """Who is held responsible."""

    attributed_to = WordsField(label=_("Who is held responsible"), help_text=_("A party, or nobody."))
    words = TextField(label=_("On what it rests"))


class ShareIncidentForm(forms.Form):
    """With which parties an incident is shared."""

    parties = RecordsField(Party, label=_("With whom"))

    def __init__(self, *args: Any, among: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = Party.objects.filter(pk__in=[party.pk for party in among])
