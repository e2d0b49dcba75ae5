"""A token for a program."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.tokens import LONGEST

__all__ = ["TokenForm"]


class TokenForm(forms.Form):
    """What it is for, how long, and whether it may write."""

    label = forms.CharField(label=_("What it is for"), max_length=120)
    days = forms.IntegerField(label=_("Days it lasts"), min_value=1, max_value=LONGEST, initial=30)
    may_write = forms.BooleanField(
        label=_("It may also write"), required=False, help_text=_("Otherwise it only reads what you may read.")
    )
