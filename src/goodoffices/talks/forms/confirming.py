"""Confirmed within the very request: a passkey or a code; the passphrase where no second factor is asked for."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.access.signin import SecondFactorOnceMoreForm
from goodoffices.talks.forms.passphrases import checked_passphrase
from goodoffices.talks.models import AgreementCopy, Member

__all__ = ["ConfirmingForm"]

_Means = AgreementCopy.Means
_Type = Authenticator.Type


class ConfirmingForm(forms.Form):
    """An act that is confirmed with the second factor as it is done. `means` says by which, once the form is valid.

    Nothing is used up where anything else in the form is wrong. A passkey or a code serves once.
    """

    credential = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    passphrase = forms.CharField(
        label=_("Your passphrase"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Asked again, so that nobody answers from a browser you left open."),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.means = member, ""
        factors = set(Authenticator.objects.filter(user=member).values_list("type", flat=True))
        self.has_passkey = _Type.WEBAUTHN in factors
        needless = ["passphrase"] if factors else ["credential", "code"]
        for name in [*needless, *([] if self.has_passkey else ["credential"])]:
            self.fields.pop(name, None)
        if "code" in self.fields:
            self.fields["code"].help_text = (
                _("Only if you do not use the passkey: from your authenticator app, or one of your recovery codes.")
                if self.has_passkey
                else _("From your authenticator app, or one of your recovery codes.")
            )

    def passkey_options(self) -> dict[str, Any] | None:
        """What the browser asks the passkey for, with a challenge that serves once; None for somebody without one."""
        return {"request_options": begin_authentication(self.member)} if self.has_passkey else None

    def clean(self) -> dict[str, Any]:
        """What was said, once it is confirmed."""
        said: dict[str, Any] = super().clean() or {}
        given = {name: said.pop(name, "") for name in ("credential", "code", "passphrase")}
        if not self.errors:
            if "passphrase" in self.fields:
                self.means = self._by_passphrase(given["passphrase"])
            elif given["code"]:
                self.means = self._by_code(given["code"])
            else:
                self.means = self._by_passkey(given["credential"])
        return said

    def _by_passphrase(self, passphrase: str) -> str:
        try:
            checked_passphrase(self.member.pk, passphrase)
        except forms.ValidationError as error:
            self.add_error("passphrase", error)
        return str(_Means.PASSPHRASE)

    def _by_code(self, code: str) -> str:
        form = SecondFactorOnceMoreForm({"code": code}, user=self.member)
        if not form.is_valid():
            self.add_error("code", form.errors["code"])
            return ""
        form.save()
        return str(_Means.CODE if form.authenticator.type == _Type.TOTP else _Means.RECOVERY)

    def _by_passkey(self, credential: str) -> str:
        if not self.has_passkey:
            self.add_error("code", gettext("Without a code nothing is signed."))
            return ""
        form = ReauthenticateWebAuthnForm({"credential": credential or json.dumps(None)}, user=self.member)
        if not form.is_valid():
            raise forms.ValidationError(gettext("The passkey did not confirm it. Nothing was signed; try again."))
        form.save()
        return str(_Means.PASSKEY)
