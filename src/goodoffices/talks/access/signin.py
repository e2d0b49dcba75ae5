"""Signing in: invitation only, a passphrase that unlocks the member's key, then the second factor (django-allauth)."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.account.models import Login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgainForm
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from goodoffices.seal import Cost, PrivateKey, close, derive, lock, reopen
from goodoffices.talks.access.attempts import begin, member_counters, sign_in_counters, succeeded, wait_text
from goodoffices.talks.access.devices import remember_device
from goodoffices.talks.access.session_key import keep_key
from goodoffices.talks.access.sessions import begin_session
from goodoffices.talks.models import Member

__all__ = [
    "AccountAdapter",
    "MFAAdapter",
    "PassphraseAgainForm",
    "SecondFactorForm",
    "SecondFactorOnceMoreForm",
    "SignInForm",
]


class SignInForm(LoginForm):
    """Name and passphrase. A name that does not exist takes as long as a passphrase that is wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name")
        self.fields["password"].label = _("Passphrase")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def _clean_with_password(self, credentials: dict[str, str]) -> dict[str, Any]:
        """Unlock the member's key; it goes into the session once the sign-in goes on."""
        counters = sign_in_counters(self.request, credentials["username"])
        if wait := begin(counters):
            raise forms.ValidationError(wait_text(wait))
        member = Member.objects.filter(username=credentials["username"], is_active=True).first()
        key: PrivateKey | None = None
        if member is None:
            lock(b"", credentials["password"], Cost(**settings.PASSPHRASE_COST))
        else:
            key = member.unlocked(credentials["password"])
        if member is None or key is None:
            raise forms.ValidationError(_("The name or the passphrase is not right."))
        succeeded(counters)
        self._key = key
        self.user = member
        self._login = Login(user=member)
        return self.cleaned_data

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Go on to the second factor, the key closed into the session."""
        keep_key(request, self._key)
        begin_session(request)
        remember_device(request, self.user.username)
        response: HttpResponse = super().login(request, redirect_url)
        return response


class PassphraseAgainForm(ReauthenticateForm):
    """The passphrase once more, before what concerns the account itself; not as often as one likes."""

    def clean_password(self) -> str:
        """Check it."""
        counters = member_counters("passphrase", self.user.pk)
        if wait := begin(counters):
            raise forms.ValidationError(wait_text(wait))
        passphrase: str = super().clean_password()
        succeeded(counters)
        return passphrase


class _Counted:
    """Codes of second factors are short: they are counted for the member, who has shown their passphrase already."""

    def clean_code(self) -> str:
        """Check the code."""
        counters = member_counters("second factor", self.user.pk)
        if wait := begin(counters):
            raise forms.ValidationError(wait_text(wait))
        code: str = super().clean_code()
        succeeded(counters)
        return code


class SecondFactorForm(_Counted, AuthenticateForm):
    """The second factor at sign-in."""


class SecondFactorOnceMoreForm(_Counted, SecondFactorAgainForm):
    """The second factor once more, before what concerns the account itself."""


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: seats are given by invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {"incorrect_password": _("This is not your passphrase.")}

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth asks so)
        """Never."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie closed under the installation's key, which is not in the database."""

    def encrypt(self, text: str) -> str:
        """Close a secret for the database."""
        return base64.b64encode(close(text.encode(), self._secret(), "second factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Reopen it."""
        return reopen(base64.b64decode(encrypted_text), self._secret(), "second factor").decode()

    def generate_authenticator_name(self, user: Member, type: Authenticator.Type) -> str:  # noqa: A002 (as allauth calls)
        """What a passkey is called until its owner calls it otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}

    def _secret(self) -> bytes:
        return derive(settings.SECRET_KEY.encode(), "goodoffices/second-factor/1")
