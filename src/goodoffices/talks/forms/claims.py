"""One claim: what is claimed, who says so and where, how sure it is, and how it is related to others."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.evidence.claims import (
    INFORMATION,
    RELATIONS,
    SOURCES,
    Claim,
    Figure,
    Ledger,
    Method,
    Operator,
    claim_texts,
    parse_figure,
    write_figure,
)
from goodoffices.talks.forms.claim_choices import (
    MEASURES,
    METHODS,
    NEW,
    OPERATORS,
    RELATED,
    STANDARDS,
    claim_label,
    code_of,
    harm_choices,
    population_choices,
)
from goodoffices.talks.forms.fields import TextField, WordsField
from goodoffices.talks.forms.ledger import VersionField
from goodoffices.values import Period

__all__ = ["ClaimForm", "GradeForm", "RelateForm"]

_DAYS = _("As exactly as it is known: 2016, 2016-04 or 2016-04-22.")


class GradeForm(forms.Form):
    """An Admiralty grade: the source and what it says, judged apart."""

    FIELDS = {"grade": "source"}

    version = VersionField()
    source = forms.ChoiceField(label=_("How reliable is the source?"))
    information = forms.ChoiceField(label=_("How credible is what it says?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = {"source": SOURCES, "information": INFORMATION}
        for name, words in grades.items():
            told = [(key, f"{key} – {meaning}") for key, meaning in words.items()]
            self.fields[name].choices = [(NEW, _("choose")), *told]

    def grade(self) -> str:
        """As a ledger writes it: `B2`."""
        return f"{self.cleaned_data['source']}{self.cleaned_data['information']}"


class RelateForm(forms.Form):
    """How a claim is related to another."""

    FIELDS = dict.fromkeys(RELATIONS, "other")

    version = VersionField()
    relation = forms.ChoiceField(label=_("This claim"), choices=[(NEW, _("choose")), *RELATED.items()])
    other = forms.ChoiceField(label=_("the claim"))

    def __init__(self, ledger: Ledger, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(one.id, claim_label(one)) for one in ledger.claims if one.id != claim.id]
        self.fields["other"].choices = [(NEW, _("choose")), *others]


class UnlessBetween(forms.TextInput):
    """A figure has to be there, unless it is told by its two ends: the browser does not ask for it."""

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 (as Django calls it)
        """Never."""
        return False


class ClaimForm(GradeForm):
    """A claim. Fields go by the words of the ledger's file; figure and period are asked for in parts."""

    FIELDS = {"figure": "value", "period": "begins", "grade": "source"} | {
        key: key
        for key in (
            *("unit", "harm", "population", "place", "place_code", "measure", "claimant", "document", "quotation"),
            *("method", "how", "standard", "note", "unverified"),
        )
    }
    GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (
            _("What is claimed"),
            (
                *("operator", "value", "low", "high", "harm", "population", "unit"),
                *("place", "place_code", "begins", "ends", "measure"),
            ),
        ),
        (_("Who says so, and where"), ("claimant", "document", "quotation")),
        (_("How sure it is"), ("source", "information", "method", "how", "standard", "note", "unverified")),
    )

    operator = forms.ChoiceField(label=_("How the figure is meant"), choices=list(OPERATORS.items()))
    value = WordsField(
        label=_("Figure"),
        max_length=40,
        widget=UnlessBetween,
        help_text=_("As it was said; for “between”, the two ends below."),
    )
    low = WordsField(label=_("Lower end"), required=False, max_length=40, help_text=_("Only if an interval is told."))
    high = WordsField(label=_("Upper end"), required=False, max_length=40)
    harm = forms.ChoiceField(label=_("What happened to those counted"))
    population = forms.ChoiceField(label=_("Who is counted"))
    unit = WordsField(label=_("Unit"), initial="persons", max_length=80)
    place = WordsField(label=_("Place"))
    place_code = WordsField(label=_("Code of the place"), required=False, max_length=40)
    begins = WordsField(label=_("Of when, or from when"), max_length=10, help_text=_DAYS)
    ends = WordsField(label=_("Until"), required=False, max_length=10, help_text=_("Only for a span of time."))
    measure = forms.ChoiceField(label=_("It counts"), choices=list(MEASURES.items()), widget=forms.RadioSelect)
    claimant = WordsField(
        label=_("Who says so"), required=False, help_text=_("Whoever is said to say so; empty where nobody is named.")
    )
    document = forms.ChoiceField(label=_("Where it stands"))
    quotation = TextField(label=_("Quotation"), required=False, rows=2)
    method = forms.ChoiceField(label=_("How they came to it"), choices=list(METHODS.items()), required=False)
    how = WordsField(label=_("How, in words"), required=False, max_length=500)
    standard = forms.ChoiceField(
        label=_("Standard of proof that they say was met"),
        choices=STANDARDS,
        required=False,
    )
    note = TextField(label=_("Note"), required=False, rows=2)
    unverified = TextField(label=_("What nobody has checked"), required=False, rows=2)

    def __init__(self, ledger: Ledger, *args: Any, claim: Claim | None = None, **kwargs: Any) -> None:
        self.ledger, self.claim = ledger, claim
        super().__init__(*args, **kwargs)
        self.fields["harm"].choices = [(NEW, _("choose")), *harm_choices(ledger)]
        self.fields["population"].choices = population_choices(ledger)
        self.fields["document"].choices = [(one.id, f"{one.id} – {one.what}") for one in ledger.documents]

    @staticmethod
    def of(claim: Claim) -> dict[str, str]:
        """What the form holds for a claim."""
        texts = {key: text for key, text in claim_texts(claim).items() if isinstance(text, str)}
        begins, _dots, ends = claim.period.text.partition("..")
        numbers = {"value": claim.figure.value, "low": claim.figure.low, "high": claim.figure.high}
        return texts | {
            "unit": claim.unit,
            "population": claim.population,
            "method": claim.method.value,
            "operator": claim.figure.operator.value,
            **{key: _digits(number) for key, number in numbers.items()},
            "begins": begins.strip(),
            "ends": ends.strip(),
            "source": claim.grade.source,
            "information": claim.grade.information,
        }

    def groups(self) -> list[dict[str, Any]]:
        """The fields under their headings."""
        return [{"heading": heading, "fields": [self[name] for name in names]} for heading, names in self.GROUPS]

    def clean(self) -> dict[str, Any]:
        """Figure and period are put together, so that what is wrong with them is said beside them."""
        said: dict[str, Any] = super().clean() or {}
        self._clean_figure(said)
        if begins := said.get("begins"):
            said["period"] = "..".join(filter(None, (begins, said.get("ends"))))
            try:
                Period.parse(said["period"])
            except ValueError as error:
                self.add_error("begins", _capital(error))
        return said

    def _clean_figure(self, said: dict[str, Any]) -> None:
        operator, value, low, high = (said.get(name, "") for name in ("operator", "value", "low", "high"))
        told = (
            {"low": low, "high": high} if operator == Operator.BETWEEN else {"value": value, "low": low, "high": high}
        )
        if operator == Operator.BETWEEN:
            self.errors.pop("value", None)
            for name in (name for name, number in told.items() if not number):
                self.add_error(name, _("“Between” needs both ends."))
            said["figure"] = f"between {low} and {high}"
        else:
            said["figure"] = f"{operator} {value} ({low} to {high})" if low or high else f"{operator} {value}"
        for name in (name for name, number in told.items() if number and not _is_number(number)):
            self.add_error(name, _("Write a number, as 400000 or 400,000."))
        if not self.errors.keys() & {"value", "low", "high"}:
            try:
                parse_figure(said["figure"])
            except ValueError as error:
                self.add_error("low", _capital(error))

    def said(self) -> dict[str, str | tuple[str, ...]]:
        """By the keys of a ledger's claim; what the form does not ask for stays as the claim has it."""
        told = self.cleaned_data
        kept = claim_texts(self.claim) if self.claim else {}
        asked = {
            key: " ".join(str(told[key] or "").split())
            for key in ClaimForm.FIELDS
            if key not in {"figure", "period", "grade"}
        }
        asked |= {"figure": told["figure"], "period": told["period"], "grade": self.grade()}
        asked["place_code"] = asked["place_code"] or code_of(self.ledger, asked["place"], but=self.claim)
        silent = {"unit": "persons", "population": "all", "method": Method.STATED.value}
        asked |= {key: "" for key, word in silent.items() if asked[key] == word}
        return {**kept, **asked}


def _digits(number: Fraction | None) -> str:
    return "" if number is None else write_figure(Figure(Operator.EXACTLY, number)).removeprefix("exactly ")


def _is_number(text: str) -> bool:
    try:
        return parse_figure(text).operator is Operator.EXACTLY
    except ValueError:
        return False


def _capital(error: ValueError) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
