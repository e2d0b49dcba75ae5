"""The ledger as a whole: brought in as a file, told what it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.evidence.claims import Document, Ledger, document_texts, head_texts
from goodoffices.talks.forms.fields import ShortNameField, TextField, WordsField

__all__ = ["LARGEST", "AboutForm", "DocumentForm", "EntryForm", "LedgerForm", "VersionField"]

LARGEST = 1_000_000


class VersionField(forms.IntegerField):
    """The number of the ledger as it was when the form was opened."""

    def __init__(self) -> None:
        super().__init__(label=_("The version that you read"), min_value=0, required=False, widget=forms.HiddenInput)


class EntryForm(forms.Form):
    """An act on one entry that asks for nothing."""

    FIELDS: dict[str, str] = {}

    version = VersionField()


class LedgerForm(forms.Form):
    """A ledger as a file, or pasted."""

    version = VersionField()
    file = forms.FileField(
        label=_("Ledger file"),
        required=False,
        help_text=_("YAML, or CSV with a row of HXL tags (its name ends in .csv)."),
    )
    text = forms.CharField(
        label=_("or its text"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 18, "dir": "ltr", "spellcheck": "false", "class": "code"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of both, as `text`; the file counts before the text. `form` says whether it is `yaml` or `csv`."""
        said: dict[str, Any] = super().clean() or {}
        said["form"] = "yaml"
        said["text"] = said.get("text", "").replace("\r\n", "\n")  # a browser sends every line so, a file as it is
        file = said.pop("file", None)
        if file is not None:
            if file.size > LARGEST:
                raise forms.ValidationError(_("This file is too large to be a ledger."))
            try:
                said["text"] = file.read().decode("utf-8")
            except UnicodeDecodeError:
                raise forms.ValidationError(_("This file is not plain text (UTF-8).")) from None
            said["form"] = "csv" if file.name.lower().endswith(".csv") else "yaml"
        if not said.get("text", "").strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text of a ledger."))
        return said


class AboutForm(forms.Form):
    """What the ledger is as a whole."""

    FIELDS = {"ledger": "name", "title": "title", "by": "by", "as_of": "as_of", "caution": "caution"}
    FIELDS |= {"period_tolerance": "period_tolerance"}

    version = VersionField()
    title = WordsField(label=_("What it is about"))
    name = ShortNameField(label=_("Short name"))
    by = WordsField(label=_("Whose judgement the grades are"), required=False)
    as_of = WordsField(label=_("As of"), required=False, max_length=40, help_text=_("As 2016, 2016-04 or 2016-04-22."))
    caution = TextField(
        label=_("Caution"),
        required=False,
        rows=3,
        help_text=_("It stands above everything that is made of the ledger."),
    )
    period_tolerance = forms.IntegerField(
        label=_("Days by which periods may differ and still be compared"), min_value=0, max_value=366, initial=0
    )

    @staticmethod
    def of(ledger: Ledger) -> dict[str, str]:
        """What the form holds for a ledger."""
        return {AboutForm.FIELDS[key]: text for key, text in head_texts(ledger).items()}

    def said(self) -> dict[str, str]:
        """By the keys of a ledger."""
        told = {key: str(self.cleaned_data[name] or "") for key, name in self.FIELDS.items()}
        return {key: text for key, text in told.items() if text}


class DocumentForm(forms.Form):
    """A document: what it is, where, of when, and what it only passes on."""

    FIELDS = {key: key for key in ("what", "url", "published", "reports", "unverified")}

    version = VersionField()
    what = WordsField(label=_("What it is"), max_length=500)
    url = WordsField(label=_("Web address"), required=False, max_length=2000)
    published = WordsField(
        label=_("Published"), required=False, max_length=40, help_text=_("As 2016, 2016-04 or 2016-04-22.")
    )
    reports = forms.MultipleChoiceField(
        label=_("It only passes on what these say"), required=False, widget=forms.CheckboxSelectMultiple
    )
    unverified = TextField(label=_("What nobody has checked"), required=False, rows=2)

    def __init__(self, ledger: Ledger, document: Document, data: Any = None, *, version: int | None = None) -> None:
        super().__init__(data, initial={**document_texts(document), "version": version})
        others = [one for one in ledger.documents if one.id != document.id]
        self.fields["reports"].choices = [(one.id, f"{one.id} – {one.what}") for one in others]

    def said(self) -> dict[str, str | tuple[str, ...]]:
        """By the keys of a ledger's document."""
        told = self.cleaned_data
        return {key: tuple(told[key]) if key == "reports" else " ".join(told[key].split()) for key in self.FIELDS}
