"""Laying a case on the table, changing its words, showing a package."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.questions import Question
from goodoffices.talks.models import Party

__all__ = ["CaseForm", "PackageForm", "ShareForm", "WordsForm"]

LARGEST = 2_000_000
OPEN = ""


class CaseForm(forms.Form):
    """A dossier as a file, or pasted."""

    version = forms.IntegerField(
        label=_("The version that you read"), min_value=0, required=False, widget=forms.HiddenInput
    )
    file = forms.FileField(label=_("Dossier file"), required=False, help_text=_("A .yaml file from your computer."))
    text = forms.CharField(
        label=_("or its text"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "ltr", "spellcheck": "false", "class": "code"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of both; the file counts before the text."""
        said: dict[str, Any] = super().clean() or {}
        file = said.get("file")
        if file is not None:
            if file.size > LARGEST:
                raise forms.ValidationError(_("This file is too large to be a dossier."))
            try:
                said["text"] = file.read().decode("utf-8")
            except UnicodeDecodeError:
                raise forms.ValidationError(_("This file is not plain text (UTF-8).")) from None
        if not said.get("text", "").strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text of a dossier."))
        return said


class WordsForm(forms.Form):
    """How every question is asked and every option is worded."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, asked: tuple[Question, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.keys: dict[str, tuple[str, str]] = {}
        for q, question in enumerate(asked):
            self._add(f"q{q}", (question.id, ""), question.ask, _("Question"))
            for o, (option, words) in enumerate(question.options.items()):
                self._add(f"q{q}o{o}", (question.id, option), words, option)

    def _add(self, name: str, key: tuple[str, str], words: str, label: Any) -> None:
        widget = forms.TextInput(attrs={"dir": "auto"})
        self.fields[name] = forms.CharField(label=label, max_length=500, initial=words, widget=widget)
        self.keys[name] = key

    def cards(self) -> list[dict[str, Any]]:
        """The fields of each question: the question's own, then its options'."""
        return [
            {"ask": self[f"q{q}"], "options": [self[f"q{q}o{o}"] for o in range(len(question.options))]}
            for q, question in enumerate(self.asked)
        ]

    def changed_words(self) -> dict[tuple[str, str], str]:
        """What was worded anew."""
        return {
            key: self.cleaned_data[name]
            for name, key in self.keys.items()
            if self.cleaned_data[name] != self.fields[name].initial
        }


class PackageForm(forms.Form):
    """An option for each question, or none."""

    def __init__(self, asked: tuple[Question, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for q, question in enumerate(asked):
            choices = [(OPEN, _("left open")), *question.options.items()]
            self.fields[f"q{q}"] = forms.ChoiceField(label=question.ask, choices=choices, required=False)

    @staticmethod
    def of(asked: tuple[Question, ...], package: dict[str, str]) -> dict[str, str]:
        """What the form holds for a package."""
        return {f"q{q}": package.get(question.id, OPEN) for q, question in enumerate(asked)}

    def choices(self) -> list[forms.BoundField]:
        """The fields, one for each question."""
        return [self[f"q{q}"] for q in range(len(self.asked))]

    def package(self) -> dict[str, str]:
        """What was chosen."""
        chosen = {question.id: self.cleaned_data[f"q{q}"] for q, question in enumerate(self.asked)}
        return {issue: option for issue, option in chosen.items() if option != OPEN}


class ShareForm(PackageForm):
    """A package to show, under a title, to some parties or to all."""

    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    audience = forms.ChoiceField(
        label=_("Who may see it"),
        choices=(("named", _("only the parties marked below")), ("all", _("everybody at the table"))),
        widget=forms.RadioSelect,
    )
    parties = forms.ModelMultipleChoiceField(
        label=_("Parties"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, asked: tuple[Question, ...], texts: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(asked, *args, **kwargs)
        self.fields["parties"].queryset = Party.objects.all()
        choices = [("", _("put together below")), *texts]
        self.fields["text"] = forms.ChoiceField(label=_("Package"), choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """Nobody is shown a package by oversight."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("audience") == "named" and not said.get("parties"):
            self.add_error("parties", _("Mark at least one party."))
        return said
