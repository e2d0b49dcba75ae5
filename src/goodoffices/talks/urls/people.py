"""The addresses of who is at the table, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import people

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", people.people, name="people"),
    path("invite/", people.new_invitation, name="people_invite"),
    path("invitations/<str:invitation>/withdraw/", people.withdraw_invitation, name="invitation_withdraw"),
    path("invitations/<str:invitation>/second/", people.second_invitation, name="invitation_second"),
    path("<str:seat>/keys/", people.give_keys, name="seat_keys"),
    path("<str:seat>/end/", people.end, name="seat_end"),
    path("<str:seat>/hand-over/", people.hand_on, name="seat_hand_over"),
    path("<str:seat>/back-in/", people.let_back_in, name="seat_back_in"),
]
