"""One's own account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.talks.access.guard import page

__all__ = ["account", "second_factor"]


@page("account")
def account(request: HttpRequest) -> HttpResponse:
    """Passphrase, second factor, sessions, language."""
    return render(request, "talks/account.html")


@page("account")
def second_factor(request: HttpRequest) -> HttpResponse:
    """What a member without a second factor sees before anything else."""
    return render(request, "talks/second_factor.html")


second_factor.before_enrolment = True
