"""Putting an agreement on the table, and putting signatures to it: one file each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.agreements import LARGEST
from goodoffices.talks.forms.rooms import RoomField

__all__ = ["PutAgreementForm", "SignedForm"]


class AgreementFileField(forms.FileField):
    """A file of an agreement, as it was sent."""

    widget = forms.FileInput(attrs={"accept": ".agreement,application/json"})

    def clean(self, data: Any, initial: Any = None) -> bytes:
        """Its bytes."""
        file: UploadedFile | None = super().clean(data, initial)
        if file is None:
            return b""
        if file.size > LARGEST:
            told = gettext(
                "This file is larger than %(most)d MB. Exchange it by another road, and put large annexes aside."
            )
            raise forms.ValidationError(told % {"most": LARGEST // 1024 // 1024})
        return bytes(file.read())


class PutAgreementForm(forms.Form):
    """The frozen file, and who may see and sign it."""

    file = AgreementFileField(label=_("The file that “goodoffices agreement freeze” made (.agreement)"))
    room = RoomField(label=_("Who may see it and sign it"))


class SignedForm(forms.Form):
    """A copy that was signed elsewhere."""

    file = AgreementFileField(label=_("The copy that you signed (.agreement)"))
