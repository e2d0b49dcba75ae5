"""Drawing a commitment out of a clause, saying from which day periods run, and what is said of a commitment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.commitments import IN_FORCE, Due, write_due
from goodoffices.talks.domain.ceasefire import newest_terms
from goodoffices.talks.domain.commitment_standing import MEDIATOR, bodies_known
from goodoffices.talks.domain.corridor_windows import windows_known
from goodoffices.talks.forms.fields import DayField, RecordField, RecordsField, TextField, WordsField
from goodoffices.talks.forms.rooms import RoomField
from goodoffices.talks.models import Commitment
from goodoffices.values import Period

__all__ = ["SAID_WORDS", "CommitmentForm", "IntoForceForm", "SayForm"]

SAID_WORDS = {
    "reported done": _("it was done (a report)"),
    "confirmed": _("confirmed: it was done"),
    "partly confirmed": _("partly confirmed"),
    "cannot confirm": _("cannot confirm"),
    "denied": _("denied: it was not done"),
    "disputed": _("disputed"),
    "suspended": _("suspended"),
    "resumed": _("holds again"),
    "withdrawn": _("what we said before is taken back"),
}
"""What may be said of a commitment, by the words of files and of the API."""
_WHEN = (
    ("day", _("by a day")),
    ("force", _("a time after the entry into force")),
    ("after", _("a time after another commitment is fulfilled")),
    ("standing", _("at all times")),
    ("unknown", _("the text does not say")),
)
_UNITS = (("day", _("days")), ("week", _("weeks")), ("month", _("months")))
_CLAUSES = (
    ("", _("all of it")),
    ("time", _("time")),
    ("area", _("area")),
    ("parties", _("parties")),
    ("acts", _("prohibited acts")),
    ("exceptions", _("exceptions")),
)
_MOST = 3660
_YEARS = (MinValueValidator(dt.date(1900, 1, 1)), MaxValueValidator(dt.date(2200, 12, 31)))


def _bodies(label: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, **more)


class CommitmentForm(forms.Form):
    """One commitment. `cleaned_data` has it by the names that `draw_commitment` takes."""

    room = RoomField(label=_("Who reads it"))
    who = _bodies(_("Who is bound"))
    what = WordsField(label=_("What is to be done"), max_length=400)
    where = WordsField(label=_("Where"), required=False)
    when = forms.ChoiceField(label=_("By when"), choices=_WHEN, widget=forms.RadioSelect)
    day = DayField(
        label=_("By which day"), required=False, help_text=_("The day itself still counts."), validators=_YEARS
    )
    count = forms.IntegerField(
        label=_("How many days, weeks or months after"), min_value=1, max_value=_MOST, required=False
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=_UNITS, required=False)
    after = RecordField(Commitment, label=_("After which commitment"), required=False)
    verified_by = _bodies(
        _("Who verifies it"), required=False, help_text=_("Never who is bound. Nobody: a report is all there will be.")
    )
    depends_on = RecordsField(Commitment, label=_("What has to be done first"), required=False)
    article = WordsField(label=_("Article"), max_length=40, required=False)
    clause = TextField(label=_("The words of the clause"), required=False)
    ceasefire = forms.ChoiceField(label=_("It is about a ceasefire"), required=False)
    ceasefire_clause = forms.ChoiceField(label=_("Which clause of it"), choices=_CLAUSES, required=False)
    corridor = forms.ChoiceField(label=_("It is about a corridor"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(body.id, body.name) for body in bodies_known()]
        self.fields["who"].choices = [one for one in bodies if one[0] != MEDIATOR]
        self.fields["verified_by"].choices = bodies
        for name in ("after", "depends_on"):
            self.fields[name].queryset = Commitment.objects.filter(withdrawn=None)
        terms = [(one.name, one.terms.title or one.name) for one in newest_terms()]
        self.fields["ceasefire"].choices = [("", _("none")), *terms]
        corridors = {window.record.name: window.title for window in windows_known()}
        self.fields["corridor"].choices = [("", _("none")), *corridors.items()]

    def clean(self) -> dict[str, Any]:
        """By when as one value; nobody verifies their own."""
        found: dict[str, Any] = super().clean() or {}
        if set(found.get("who", ())) & set(found.get("verified_by", ())):
            self.add_error("verified_by", gettext("Nobody verifies their own commitment."))
        told = {name: found.pop(name, None) for name in ("when", "day", "count", "unit", "after")}
        if told["when"]:
            found["due"] = self._due(told)
        found["depends_on"] = [one.pk for one in found.get("depends_on") or ()]
        touches = {"ceasefire": found.pop("ceasefire", ""), "corridor": found.pop("corridor", "")}
        clause = found.pop("ceasefire_clause", "")
        found["touches"] = {name: value for name, value in touches.items() if value}
        if touches["ceasefire"] and clause:
            found["touches"]["clause"] = clause
        return found

    def _due(self, told: dict[str, Any]) -> str:
        when = told["when"]
        if when == "day":
            if not told["day"]:
                self.add_error("day", gettext("Give the day."))
                return write_due(Due())
            return write_due(Due(day=Period.parse(told["day"].isoformat())))
        if when in {"force", "after"}:
            if not told["count"] and "count" not in self.errors:
                self.add_error("count", gettext("Give a number."))
            if when == "after" and not told["after"]:
                self.add_error("after", gettext("Choose the commitment."))
            after = told["after"].pk if when == "after" and told["after"] else IN_FORCE
            return write_due(Due(count=told["count"] or 1, unit=told["unit"] or "day", after=after))
        return write_due(Due(standing=when == "standing"))


class IntoForceForm(forms.Form):
    """From which day periods run, told to a room."""

    room = RoomField(label=_("Whom you tell"))
    day = DayField(label=_("The day of the entry into force"), validators=_YEARS)
    words = WordsField(label=_("How this is known"), required=False)


class SayForm(forms.Form):
    """What is said of a commitment, and what it rests on. `may` are the words that the viewer may say."""

    said = forms.ChoiceField(label=_("What you say"), widget=forms.RadioSelect)
    done = DayField(label=_("On which day it was done"), required=False)
    source = WordsField(
        label=_("What it rests on"), required=False, help_text=_("A document or a visit, with its number and day.")
    )
    grade = forms.RegexField(
        r"^[A-F][1-6]$",
        label=_("Grade of the source"),
        required=False,
        help_text=_("Admiralty: how reliable the source is (A to F) and how credible what it says (1 to 6), as B2."),
    )
    words = TextField(label=_("In words"), required=False, rows=3)

    def __init__(self, *args: Any, may: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = [(word, SAID_WORDS[word]) for word in may]
