"""What the administrator fills in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.forms.invitations import seat_choices
from goodoffices.talks.forms.passphrases import PassphraseAgainForm
from goodoffices.talks.models import Member, Party

__all__ = ["AccountForm", "AdministratorForm", "GrantForm", "OpenForm"]


class MemberField(forms.ModelChoiceField):
    """An account in use."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Member.objects.filter(is_active=True).order_by("username"), **kwargs)

    def label_from_instance(self, obj: Member) -> str:
        """The name others see, and the one to sign in with."""
        return f"{obj} ({obj.username})"


class AccountForm(forms.Form):
    """For whom an account is made."""

    label = forms.CharField(label=_("For whom"), max_length=120)


class AdministratorForm(PassphraseAgainForm):
    """For whom an administrator's account is made, and one's own passphrase."""

    field_order = ("label", "own")
    label = forms.CharField(label=_("For whom"), max_length=120)


class OpenForm(forms.Form):
    """A new process and its first mediator."""

    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    mediator = MemberField(label=_("First mediator"))


class GrantForm(forms.Form):
    """A seat for an account."""

    member = MemberField(label=_("Account"))
    seat = forms.ChoiceField(label=_("Seat"))

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {party.pk: party for party in parties}
        self.fields["seat"].choices = [("", "—"), *seat_choices(parties)]

    def clean(self) -> dict[str, Any]:
        """The seat as role and party."""
        cleaned: dict[str, Any] = super().clean()
        role, _colon, party = cleaned.pop("seat", "").partition(":")
        return cleaned | {"role": role, "party": self.parties.get(party)}
