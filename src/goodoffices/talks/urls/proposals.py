"""The addresses of proposals, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import proposals

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", proposals.proposals, name="proposals"),
    path("new/", proposals.new, name="proposal_new"),
    path("<str:proposal>/", proposals.proposal, name="proposal"),
    path("<str:proposal>/next/", proposals.following, name="proposal_next"),
    path("<str:proposal>/answer/", proposals.answer, name="proposal_answer"),
    path("<str:proposal>/withdraw/", proposals.withdraw, name="proposal_withdraw"),
]
