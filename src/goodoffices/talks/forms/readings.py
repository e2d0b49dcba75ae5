"""Texts to read, and a person's decision on what the rules suggest of them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.evidence.claims import Ledger, parse_figure
from goodoffices.talks.forms.claim_choices import MEASURES, NEW, harm_choices, population_choices
from goodoffices.talks.forms.claims import GradeForm
from goodoffices.talks.forms.fields import DayField, SeenField, ShortNameField, TextField, WordsField
from goodoffices.values import Period

__all__ = ["FORMS", "FigureForm", "ReadForm"]

LONGEST = 100_000
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_AS_PERIOD = _("As 2016, 2016-04, 2016-04-22 or 2016-04..2016-05.")
_AS_FIGURE = _("As: about 400000, at least 93, between 250 and 300.")


class ReadForm(forms.Form):
    """A text, what it is, and of which day."""

    what = WordsField(label=_("What it is"), max_length=500, help_text=_("So that another can find it."))
    dated = DayField(label=_("Its day"), help_text=_("What “last week” means depends on it."))
    url = forms.RegexField(r"^https?://\S+$", label=_("Web address"), required=False, max_length=2000)
    name = ShortNameField(
        label=_("Short name"), required=False, max_length=60, help_text=_("One is made when you leave it empty.")
    )
    text = forms.CharField(
        label=_("Text"),
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        help_text=_("In English: there are rules for no other language yet. It is kept sealed on the desk."),
    )

    def clean_text(self) -> str:
        """The text with plain ends of lines. Refuses signs that only programs write."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise forms.ValidationError(_("Paste the words of the text."))
        if found := _NO_TEXT.search(text):
            raise forms.ValidationError(
                _("The sign %(sign)s stands in no text; copy its words alone.") % {"sign": f"U+{ord(found[0]):04X}"}
            )
        return text

    def document(self) -> dict[str, str]:
        """What the text is, as a document of a ledger."""
        said = {"id": self.cleaned_data["name"], "what": self.cleaned_data["what"], "url": self.cleaned_data["url"]}
        return {key: " ".join(text.split()) for key, text in said.items()}


class DecisionForm(forms.Form):
    """What a person says of one suggestion."""

    seen = SeenField()
    asked: tuple[str, ...] = ()

    def __init__(self, _ledger: Ledger | None, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)

    def said(self) -> dict[str, str]:
        """By the keys of a review."""
        return {key: " ".join(str(self.cleaned_data[key] or "").split()) for key in self.asked}


class DateForm(DecisionForm):
    """What a date means."""

    asked = ("period",)
    period = WordsField(label=_("It means"), max_length=40, help_text=_AS_PERIOD)

    def clean_period(self) -> str:
        """A period as a ledger writes it."""
        return _period(self.cleaned_data["period"])


class SaidForm(DecisionForm):
    """Who is said to say something."""

    asked = ("by",)
    by = WordsField(label=_("Said by"))


class ActorForm(DecisionForm):
    """Whom a name names."""

    asked = ("name", "kind")
    name = WordsField(label=_("Name"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("person", _("person")),
            ("organisation", _("organisation")),
            ("state", _("state")),
            ("name", _("not told")),
        ],
    )


class FigureForm(DecisionForm, GradeForm):
    """A figure that becomes a claim: what was suggested, and what no rule suggests."""

    version = None
    asked = (
        *("figure", "unit", "harm", "population", "measure", "claimant", "place", "period", "place_code"),
        *("note", "unverified"),
    )

    figure = WordsField(label=_("Figure"), max_length=80, help_text=_AS_FIGURE)
    harm = forms.ChoiceField(label=_("What happened to those counted"))
    population = forms.ChoiceField(label=_("Who is counted"))
    unit = WordsField(label=_("Unit"), max_length=80)
    measure = forms.ChoiceField(
        label=_("It counts"),
        choices=[(NEW, _("choose")), *MEASURES.items()],
    )
    claimant = WordsField(label=_("Who says so"), required=False)
    place = WordsField(label=_("Place"))
    place_code = WordsField(label=_("Code of the place"), required=False, max_length=40)
    period = WordsField(label=_("Of when"), max_length=40, help_text=_AS_PERIOD)
    note = TextField(label=_("Note"), required=False, rows=2)
    unverified = TextField(label=_("What nobody has checked"), required=False, rows=2)
    field_order = (
        *("figure", "unit", "harm", "population", "measure", "claimant", "place", "place_code", "period"),
        *("source", "information", "note", "unverified"),
    )

    def __init__(self, ledger: Ledger | None, data: Any = None, **kwargs: Any) -> None:
        super().__init__(ledger, data, **kwargs)
        self.ledger = ledger
        self.fields["harm"].choices = [(NEW, _("choose")), *harm_choices(ledger)]
        self.fields["population"].choices = population_choices(ledger)
        self.fields["period"].widget.attrs["list"] = "found-dates"  # offered by the page: the dates of the text

    def clean_figure(self) -> str:
        """A figure as a ledger writes it."""
        try:
            parse_figure(self.cleaned_data["figure"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        return str(self.cleaned_data["figure"])

    def clean_period(self) -> str:
        """A period as a ledger writes it."""
        return _period(self.cleaned_data["period"])

    def said(self) -> dict[str, str]:
        """By the keys of a review; the code of a place is that which the ledger has for it."""
        told = super().said() | {"grade": self.grade()}
        known = (
            (one.place_code for one in self.ledger.claims if one.place == told["place"]) if self.ledger else iter(())
        )
        told["place_code"] = told["place_code"] or next(known, "")
        return told


FORMS: dict[str, type[DecisionForm]] = {
    "figure": FigureForm,
    "date": DateForm,
    "said": SaidForm,
    "actor": ActorForm,
}


def _period(text: str) -> str:
    try:
        Period.parse(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None
    return text
