"""Passphrases: one's own once more, and a new one twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from goodoffices.errors import TalksError
from goodoffices.seal import PrivateKey
from goodoffices.talks.access.attempts import begin, member_counters, succeeded, wait_text
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.accounts import check_passphrase
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import Member

__all__ = ["ChangePassphraseForm", "NewPassphraseForm", "PassphraseAgainForm", "checked_passphrase"]

_OLD = {"autocomplete": "current-password"}
_NEW = {"autocomplete": "new-password"}
_HELP = _(
    "At least %(least)d characters: five or more words that have nothing to do with each other. "
    "It opens all that you may read. Nobody can look it up for you, and nobody can reset it."
)


def checked_passphrase(member_id: str, passphrase: str) -> str:
    """A member's own passphrase, when it is that; wrong tries are counted. Raises ValidationError."""
    counters = member_counters("passphrase", member_id)
    if wait := begin(counters):
        raise forms.ValidationError(wait_text(wait))
    with looking_as_the_system():
        member = Member.objects.get(pk=member_id)
    if not member.check_password(passphrase):
        raise forms.ValidationError(_("This is not your passphrase."))
    succeeded(counters)
    return passphrase


class PassphraseAgainForm(forms.Form):
    """One's own passphrase once more, before an act that cannot be taken back."""

    own = forms.CharField(
        label=_("Your own passphrase, once more"), strip=False, widget=forms.PasswordInput(attrs=_OLD), max_length=1000
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.key: PrivateKey | None = None

    def clean_own(self) -> str:
        """Unlock the member's key; wrong tries are counted."""
        counters = member_counters("passphrase", self.member.pk)
        if wait := begin(counters):
            raise forms.ValidationError(wait_text(wait))
        self.key = self.member.unlocked(self.cleaned_data["own"])
        if self.key is None:
            raise forms.ValidationError(_("This is not your passphrase."))
        succeeded(counters)
        return ""  # nothing needs the passphrase any more


class NewPassphraseForm(forms.Form):
    """A new passphrase for an account, typed twice."""

    member: Member
    passphrase = forms.CharField(
        label=_("New passphrase"), strip=False, widget=forms.PasswordInput(attrs=_NEW), max_length=1000
    )
    again = forms.CharField(
        label=_("The new passphrase, once more"), strip=False, widget=forms.PasswordInput(attrs=_NEW), max_length=1000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passphrase"].help_text = _HELP % {"least": settings.SHORTEST_PASSPHRASE}

    def names(self) -> list[str]:
        """What must not occur in the passphrase: the names of the account."""
        return [self.member.username, self.member.name]

    def clean(self) -> dict[str, Any]:
        """Both are the same, and it will do."""
        cleaned: dict[str, Any] = super().clean()
        passphrase, again = cleaned.get("passphrase"), cleaned.get("again")
        if passphrase and again:
            if passphrase != again:
                self.add_error("again", _("This differs from the passphrase above."))
            try:
                check_passphrase(passphrase, *self.names())
            except TalksError as error:
                refused_on(self, error, "passphrase")
        return cleaned


class ChangePassphraseForm(NewPassphraseForm, PassphraseAgainForm):
    """The old passphrase, and a new one twice."""

    field_order = ("own", "passphrase", "again")
