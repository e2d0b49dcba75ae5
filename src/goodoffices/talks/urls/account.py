"""The addresses of one's own account: signing in and out, the second factor, the devices one is signed in on."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from goodoffices.talks.views import account as our_account

__all__ = ["urlpatterns"]

second_factor = [
    path("", include("allauth.mfa.base.urls")),
    path("totp/", include("allauth.mfa.totp.urls")),
    path("recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("webauthn/", include("allauth.mfa.webauthn.urls")),
]

urlpatterns = [
    path("account/", our_account.account, name="account"),
    path("account/passphrase/", our_account.passphrase, name="passphrase"),
    path("account/second-factor/", our_account.second_factor, name="second_factor"),
    path("account/sessions/end/", our_account.end_other_sessions, name="sessions_end"),
    path("account/sessions/<str:session>/end/", our_account.end_one_session, name="session_end"),
    path("account/way-back/<str:invitation>/refuse/", our_account.refuse_way_back, name="way_back_refuse"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("second-factor/", include(second_factor)),
    path("sessions/", include("allauth.usersessions.urls")),
]
