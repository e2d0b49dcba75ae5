"""The post, for the administrator: how many letters wait, were sent, were refused; no address and no word of any."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.post import post_now
from goodoffices.talks.models import Letter

__all__ = ["post"]


@page("installation.manage")
def post(request: HttpRequest) -> HttpResponse:
    """How the post stands."""
    now = post_now()
    rows = [(label, now.by_state[state]) for state, label in Letter.State.choices]
    shown = {"now": now, "rows": rows, "server": settings.MAIL_SERVER}
    return render(request, "talks/installation_post.html", shown)
