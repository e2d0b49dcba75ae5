"""Asking a delegation for its consent to a stretch of a corridor, and answering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.corridor_consent import ConsentNow, Terms
from goodoffices.talks.domain.corridors import there
from goodoffices.talks.forms.corridors import MomentField
from goodoffices.talks.forms.fields import RecordField, TextField, WordsField
from goodoffices.talks.forms.passphrases import checked_passphrase
from goodoffices.talks.models import ConsentGiven, Party

if TYPE_CHECKING:
    from goodoffices.corridors.consent import Record
    from goodoffices.corridors.plan import CorridorPlan

__all__ = ["AnswerConsentForm", "AskConsentForm"]


class AskConsentForm(forms.Form):
    """For which stretch and for which body a delegation is asked; `cleaned_data` has `party` and `terms`."""

    about = forms.ChoiceField(label=_("Stretch, and who controls it"))
    party = RecordField(Party, label=_("Delegation that answers for them"), empty_label=_("Choose a party"))
    title = WordsField(
        label=_("What the stretch is called in the question"),
        help_text=_("The delegation reads this name. Name no place that it may not know."),
    )
    words = TextField(label=_("What it is asked for"), rows=3)
    conditions = TextField(label=_("Conditions that you offer"), required=False, rows=2)
    since = MomentField(label=_("Consent valid from, on your clock"))
    until = MomentField(label=_("Consent valid until"))
    deadline = MomentField(label=_("Answer by"), help_text=_("No answer by then is no consent."))

    def __init__(self, *args: Any, stated: CorridorPlan, record: Record, **kwargs: Any) -> None:
        zone = there(stated)
        opens = min((window[0] for window in stated.windows), default=None)
        closes = max((window[1] for window in stated.windows), default=None)
        first: dict[str, Any] = {}
        if opens and closes:
            first = {"since": opens.replace(tzinfo=zone), "until": closes.replace(tzinfo=zone)}
        super().__init__(*args, initial=first | kwargs.pop("initial", {}), **kwargs)
        pairs = [(stretch.name, body) for stretch in record.stretches for body in stretch.control]
        self._pairs = {f"{name}: {body}": (name, body) for name, body in pairs}
        self.fields["about"].choices = [(key, key) for key in self._pairs]
        if not self.fields["title"].initial and len({name for name, _body in pairs}) == 1:
            self.fields["title"].initial = pairs[0][0]

    def clean(self) -> dict[str, Any]:
        """As the act takes it."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        stretch, body = self._pairs[said.pop("about")]
        party = said.pop("party")
        return {"party": party, "terms": Terms(stretch=stretch, body=body, **said)}


class AnswerConsentForm(forms.Form):
    """What a delegation says to one asking, and the passphrase of the one who says it."""

    answer = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    conditions = TextField(label=_("Your conditions"), required=False, rows=3)
    office = WordsField(
        label=_("Office that says so"), help_text=_("The office, not the person. It stands in the consent record.")
    )
    document = WordsField(
        label=_("Where it stands in writing besides"),
        required=False,
        help_text=_("A letter or protocol, by its number."),
    )
    until = MomentField(
        label=_("Valid until, on your clock"), required=False, help_text=_("Empty: until the end that was asked for.")
    )
    words = TextField(label=_("Anything else"), required=False, rows=2)
    passphrase = forms.CharField(
        label=_("Your passphrase"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Asked again, so that nobody answers from a browser you left open."),
    )

    def __init__(self, *args: Any, now: ConsentNow, member_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._member_id = member_id
        offered = ConsentGiven.Answer.choices if now.can_answer else []
        if not now.can_withdraw:
            offered = [choice for choice in offered if choice[0] != ConsentGiven.Answer.WITHDRAWN]
        elif not now.can_answer:
            offered = [(ConsentGiven.Answer.WITHDRAWN.value, ConsentGiven.Answer.WITHDRAWN.label)]
            del self.fields["conditions"], self.fields["until"]
        self.fields["answer"].choices = offered

    def clean_passphrase(self) -> str:
        """Right when it unlocks the member's key; wrong tries are counted."""
        return checked_passphrase(self._member_id, self.cleaned_data["passphrase"])

    def clean(self) -> dict[str, Any]:
        """Conditions need words. The passphrase goes no further."""
        said: dict[str, Any] = super().clean() or {}
        said.pop("passphrase", None)
        if said.get("answer") == ConsentGiven.Answer.CONDITIONS and not said.get("conditions", "").strip():
            self.add_error("conditions", gettext("Write them down, or answer yes."))
        return said
