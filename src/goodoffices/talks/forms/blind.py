"""Double-blind questions: asking one, naming who answers, a key for the roster, and what a device hands in."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.domain.blind import MOST_DELEGATIONS
from goodoffices.talks.domain.blind_roster import nameable
from goodoffices.talks.forms.fields import RecordField, RecordsField, WordsField, in_readers_zone
from goodoffices.talks.forms.passphrases import checked_passphrase
from goodoffices.talks.forms.proposals import VersionField
from goodoffices.talks.models import BlindQuestion, Party, Proposal, Seat, TextVersion

__all__ = ["AskAgainForm", "AskBlindForm", "BlindKeyForm", "BlindMessageForm", "NameHolderForm"]

_LONGEST = 2 * 1024 * 1024
_AUDIENCES = [
    ("asked", _("Those who are asked, and the mediator's team")),
    ("all", _("Everybody at the table (plenary)")),
]


class DeadlineField(forms.DateTimeField):
    """Until when all have to finish."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(
            label=_("All have to finish by"),
            widget=widget,
            help_text=in_readers_zone(
                _("Who has not finished by then is named to all. There are six steps, and each waits for the slowest.")
            ),
            **kwargs,
        )


class PassphraseField(forms.CharField):
    """One's own passphrase once more."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Your passphrase"),
            strip=False,
            max_length=1000,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            help_text=_("Asked again, so that nobody answers from a browser you left open."),
        )


class AskBlindForm(forms.Form):
    """Who is asked, about what, until when. `cleaned_data` holds one of `version` and `proposal`, the other None."""

    parties = RecordsField(Party, label=_("Which delegations answer"))
    title = WordsField(
        label=_("What is asked, in a few words"),
        max_length=120,
        help_text=_("As “Article 4 as it stands”. It is bound into every signature and cannot be changed."),
    )
    version = VersionField(
        TextVersion,
        label=_("Version of the text"),
        required=False,
        empty_label=_("none"),
        help_text=_("Choose a version of the text, or a proposal: one of the two."),
    )
    proposal = RecordField(
        Proposal,
        label=_("or a proposal"),
        required=False,
        help_text=_("All who are asked must have been shown it."),
    )
    audience = forms.ChoiceField(
        label=_("Who may read that it is asked, and what came of it"),
        choices=_AUDIENCES,
        widget=forms.RadioSelect,
        initial="asked",
    )
    most = forms.IntegerField(
        label=_("At most so many questions to each delegation in this round"),
        min_value=1,
        max_value=MOST_DELEGATIONS,
        initial=3,
        help_text=_(
            "A promise that all of them see. No later question can make it larger; a new round in plenary begins anew."
        ),
    )
    deadline = DeadlineField()

    def clean(self) -> dict[str, Any]:
        """As the act takes it."""
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("version")) == bool(said.get("proposal")) and not self.errors:
            self.add_error("version", gettext("Choose a version of the text, or a proposal: one of the two."))
        return said | {"to_all": said.pop("audience", "") == "all"}


class AskAgainForm(forms.Form):
    """Until when the new run has to be finished; all else is as before."""

    deadline = DeadlineField()


class NameHolderForm(forms.Form):
    """Who of one's own delegation answers, on a device of theirs."""

    seat = forms.ChoiceField(label=_("Who answers for our delegation"))
    passphrase = PassphraseField()

    def __init__(self, *args: Any, party: Party, member_id: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="name_%s", **kwargs)
        self._member_id, self._seats = member_id, {seat.pk: seat for seat in nameable(party)}
        self.fields["seat"].choices = [(pk, str(seat.member)) for pk, seat in self._seats.items()]

    def clean_passphrase(self) -> str:
        """Right when it unlocks the member's key; wrong tries are counted."""
        return checked_passphrase(self._member_id, self.cleaned_data["passphrase"])

    def clean(self) -> dict[str, Seat]:
        """The seat."""
        said = super().clean() or {}
        return {"seat": self._seats[said["seat"]]} if "seat" in said else {}


class BlindKeyForm(forms.Form):
    """The public key of a device, from this page or from a card that `goodoffices seal key` wrote."""

    acts = WordsField(
        label=_("Who acts, on which device"),
        required=False,
        max_length=120,
        help_text=_("As “Amina, grey laptop”. All who may read the question read it."),
    )
    key = forms.CharField(label=_("Public key, 64 digits"), required=False, max_length=64, widget=forms.HiddenInput)
    card = forms.CharField(label=_("or the card, as text"), required=False, max_length=2000, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("The card that “goodoffices seal key” wrote"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".card,.json,text/*"}),
    )
    passphrase = PassphraseField()

    def __init__(self, *args: Any, member_id: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="key_%s", use_required_attribute=False, **kwargs)
        self._member_id = member_id
        self.fields["acts"].required = not (self.files or self.data.get("card"))  # a card says so itself

    def clean_passphrase(self) -> str:
        """Right when it unlocks the member's key; wrong tries are counted."""
        return checked_passphrase(self._member_id, self.cleaned_data["passphrase"])

    def clean(self) -> dict[str, str]:
        """`key`, `acts` and the name on the card, if any."""
        said = super().clean() or {}
        card = read_file(said.get("file")) or said.get("card", "")
        told = {"key": said.get("key", ""), "acts": said.get("acts", ""), "name": ""}
        if card:
            told = _card(card)
        if not told["key"] and not self.errors:
            self.add_error(
                "file", gettext("There is no key. Let this browser make one, or choose the card of a device.")
            )
        return told


class BlindMessageForm(forms.Form):
    """What a device hands in. For the first step one says that the fingerprints were compared; for that and for the
    answer the passphrase is asked."""

    message = forms.CharField(
        label=_("The message, as its file has it"), required=False, max_length=_LONGEST, widget=forms.HiddenInput
    )
    file = forms.FileField(
        label=_("The record, or the message, that your device wrote"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".jsonl,.json,text/*"}),
    )
    compared = forms.BooleanField(
        label=_("We compared every fingerprint with its owner, by voice or on paper, and they are the same."),
        required=False,
    )
    passphrase = PassphraseField()

    def __init__(self, *args: Any, question: BlindQuestion, member_id: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="message_%s", **kwargs)
        self._member_id = member_id
        if question.phase != "key":
            del self.fields["compared"]
            if question.phase != "seal":
                del self.fields["passphrase"]

    def clean_compared(self) -> bool:
        """It has to be said."""
        if not self.cleaned_data["compared"]:
            raise forms.ValidationError(gettext("Compare them first. If a key was swapped, all this protects nothing."))
        return True

    def clean_passphrase(self) -> str:
        """Right when it unlocks the member's key; wrong tries are counted."""
        return checked_passphrase(self._member_id, self.cleaned_data["passphrase"])

    def clean(self) -> dict[str, str]:
        """`text`: what was handed in."""
        said = super().clean() or {}
        text = read_file(said.get("file")) or said.get("message", "")
        if not text.strip() and not self.errors:
            self.add_error("file", gettext("There is no message: choose the file that your device wrote."))
        return {"text": text}


def read_file(file: UploadedFile | None) -> str:
    """The text of a file that was sent; empty for none. Raises ValidationError for one that is too large or no text."""
    if file is None:
        return ""
    if file.size is None or file.size > _LONGEST:
        raise forms.ValidationError(gettext("This file is larger than any record of a question."))
    try:
        return bytes(file.read()).decode("utf-8")
    except UnicodeDecodeError as error:
        raise forms.ValidationError(gettext("This file is no text.")) from error


def _card(text: str) -> dict[str, str]:
    try:
        told = json.loads(text)
        found = {part: str(told[part]) for part in ("key", "acts", "name")}
        "".join(found.values()).encode()  # JSON can write half a pair of UTF-16, which cannot be shown
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise forms.ValidationError(
            gettext("This is no card. “goodoffices seal key” writes one, with a name, a key and who acts.")
        ) from error
    return found
