"""Inviting somebody, and taking an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from goodoffices.errors import SealError, TalksError
from goodoffices.seal import read_code
from goodoffices.talks.access.attempts import begin, member_counters, succeeded, wait_text
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.accounts import check_username, codes_of
from goodoffices.talks.forms.passphrases import NewPassphraseForm, PassphraseAgainForm
from goodoffices.talks.forms.refusals import told
from goodoffices.talks.models import Member, Party

__all__ = ["BackForm", "CodeForm", "HandOverForm", "InviteForm", "JoinForm", "NewAccountForm", "seat_choices"]

_FREE_SEATS = (Role.MEDIATOR, Role.OBSERVER, Role.MONITOR)
_PLAIN = {"autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}


def seat_choices(parties: list[Party]) -> list[tuple[str, str]]:
    """The seats that somebody can be given, as `role:party`."""
    for_parties = [
        (f"{role.value}:{party.pk}", f"{role.label}: {party.name}")
        for party in parties
        for role in [Role.GUARANTOR if party.standing == Party.Standing.GUARANTOR else Role.DELEGATE]
    ]
    return [*for_parties, *((f"{role.value}:", str(role.label)) for role in _FREE_SEATS)]


class InviteForm(forms.Form):
    """Who is invited, and to which seat. Who is not of the mediator's team invites to their own side."""

    label = forms.CharField(label=_("Who is invited"), max_length=120, help_text=_("Seen by those who invite here."))
    seat = forms.ChoiceField(label=_("Seat"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {party.pk: party for party in Party.objects.all()}
        self.fields["label"].widget.attrs["dir"] = "auto"
        if current_viewer().is_mediator():
            self.fields["seat"].choices = [("", "—"), *seat_choices(list(self.parties.values()))]
        else:
            del self.fields["seat"]

    def clean(self) -> dict[str, Any]:
        """The seat as role and party."""
        cleaned: dict[str, Any] = super().clean()
        viewer = current_viewer()
        role, _colon, party = cleaned.pop("seat", f"{viewer.role}:{viewer.party_id}").partition(":")
        return cleaned | {"role": role, "party": self.parties.get(party)}


class HandOverForm(PassphraseAgainForm):
    """Who takes over the seat."""

    label = forms.CharField(label=_("Who takes over"), max_length=120)
    field_order = ("label", "own")


class CodeForm(forms.Form):
    """The code of an invitation."""

    code = forms.CharField(
        label=_("Code"),
        max_length=64,
        help_text=_("26 letters and digits. It came by another road than the address of this page."),
        widget=forms.TextInput(attrs=_PLAIN | {"autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        """Something that can be a code at all."""
        code: str = self.cleaned_data["code"]
        try:
            read_code(code)
        except SealError as error:
            raise forms.ValidationError(
                _("This is no code: a code has 26 letters and digits. Hyphens and spaces do not matter.")
            ) from error
        return code


class JoinForm(forms.Form):
    """Somebody signed in takes the seat; the code goes along from the first step."""

    code = forms.CharField(widget=forms.HiddenInput)
    step = forms.CharField(widget=forms.HiddenInput, initial="2")


class NewAccountForm(NewPassphraseForm, JoinForm):
    """A new account."""

    username = forms.CharField(
        label=_("Name to sign in with"),
        min_length=3,
        max_length=64,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]*$", _("Small letters, digits, dots and hyphens only."))],
        help_text=_("Small letters, digits, dots and hyphens. Only you and the administrator see it."),
        widget=forms.TextInput(attrs=_PLAIN | {"autocomplete": "username"}),
    )
    name = forms.CharField(
        label=_("Name that others see"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    field_order = ("username", "name", "passphrase", "again")

    def clean_username(self) -> str:
        """A name that is free."""
        username: str = self.cleaned_data["username"]
        try:
            check_username(username)
        except TalksError as error:
            raise forms.ValidationError(told(error)) from error
        return username

    def names(self) -> list[str]:
        """The two names just chosen."""
        return [self.cleaned_data.get("username", ""), self.cleaned_data.get("name", "")]


class BackForm(NewPassphraseForm, JoinForm):
    """A new passphrase for an account that there is. Who has a code generator or recovery codes shows one: a mislaid
    invitation must not close somebody's rooms to them.
    """

    second_factor = forms.CharField(
        label=_("Code of your second factor"),
        max_length=64,
        help_text=_("From your code generator, or one of your recovery codes."),
        widget=forms.TextInput(attrs=_PLAIN | {"autocomplete": "one-time-code"}),
    )
    field_order = ("second_factor", "passphrase", "again")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.factors = codes_of(member)
        if not self.factors:
            del self.fields["second_factor"]

    def clean_second_factor(self) -> str:
        """Check the code; wrong tries are counted with those at sign-in."""
        counters = member_counters("second factor", self.member.pk)
        if wait := begin(counters):
            raise forms.ValidationError(wait_text(wait))
        code: str = self.cleaned_data["second_factor"]
        if not any(factor.wrap().validate_code(code) for factor in self.factors):
            raise forms.ValidationError(_("This code is not right."))
        succeeded(counters)
        return ""
