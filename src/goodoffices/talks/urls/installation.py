"""The addresses of the administrator's pages."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import installation, post

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", installation.installation, name="installation"),
    path("administrators/", installation.administrators, name="installation_administrators"),
    path("administrators/step-down/", installation.step_down, name="installation_step_down"),
    path("accounts/invite/", installation.invite_account, name="installation_invite"),
    path("accounts/<str:member>/use/", installation.account_use, name="installation_account_use"),
    path("accounts/<str:member>/back-in/", installation.account_back_in, name="installation_back_in"),
    path("invitations/<str:invitation>/withdraw/", installation.take_back, name="installation_withdraw"),
    path("invitations/<str:invitation>/second/", installation.second_invitation, name="installation_second"),
    path("post/", post.post, name="installation_post"),
    path("processes/open/", installation.open_table, name="installation_open"),
    path("processes/<str:table>/", installation.table, name="installation_process"),
    path("seats/<str:seat>/end/", installation.end, name="installation_seat_end"),
]
