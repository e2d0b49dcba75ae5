"""Parties, those who are missing, consent, agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.forms.fields import DayField, RecordField, TextField, WordsField
from goodoffices.talks.forms.rooms import RoomField, RoomForm
from goodoffices.talks.models import Absent, Party, Statement

__all__ = ["AbsentForm", "ItemForm", "PartyForm", "StatementForm"]


class PartyForm(forms.Form):
    """A new party with a caucus."""

    name = WordsField(label=_("Name"), help_text=_("As the party wants to be called. Everybody at the table sees it."))
    key = forms.SlugField(
        label=_("Short name"), max_length=64, help_text=_("A short word in Latin letters, as in a dossier: north.")
    )
    standing = forms.ChoiceField(label=_("What its consent is needed for"), choices=Party.Standing.choices)


class AbsentForm(RoomForm):
    """Somebody who is not at the table."""

    room = RoomField(label=_("Who may read it"))
    who = WordsField(label=_("Who they are"))
    kind = forms.ChoiceField(label=_("Of which kind"), choices=Absent.Kind.choices)
    standing = forms.ChoiceField(label=_("How things stand with them"), choices=Absent.Standing.choices)
    how = TextField(label=_("How they are heard"), required=False, rows=3)
    reason = TextField(label=_("Why they are not at the table"), required=False, rows=3)
    judgement = WordsField(label=_("Whose judgement this is"), required=False)


class StatementForm(forms.Form):
    """What a party said. A delegation speaks for itself; the mediator's team says for whom, and who told it."""

    party = RecordField(Party, label=_("Which party"), empty_label=_("Choose a party"))
    answer = forms.ChoiceField(label=_("What was said"), choices=Statement.Answer.choices)
    said = DayField(label=_("On which day"), initial=timezone.localdate)
    conditions = TextField(label=_("The conditions"), required=False)
    words = TextField(label=_("In their own words"), required=False)
    source = WordsField(
        label=_("As told to us by, or how they were asked"),
        help_text=_("The person, letter or meeting that this rests on."),
        max_length=500,
    )
    room = RoomField(
        label=_("Who may read it"),
        help_text=_("The caucus keeps it between this delegation and the mediator; plenary tells everybody here."),
    )

    def __init__(self, *args: Any, for_itself: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_itself:
            del self.fields["party"]
            self.fields["source"].label = _("Who said it, and where")
            self.fields["source"].required = False
            self.fields["answer"].choices = [
                choice for choice in Statement.Answer.choices if choice[0] != Statement.Answer.INVITED
            ]


class ItemForm(RoomForm):
    """An item of the agenda."""

    room = RoomField(label=_("Who may read it"))
    title = WordsField(label=_("Title"))
    text = TextField(label=_("What it is about"), required=False)
