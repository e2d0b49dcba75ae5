"""Choosing the language of the pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.language import choose_language

__all__ = ["language"]


@page("anyone", "POST")
def language(request: HttpRequest) -> HttpResponse:
    """Read on in another language: kept in a cookie and, for members, with their account."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    ours = here and back.startswith("/")  # not the name of a page, which would be looked up
    response = redirect(back if ours else "home")
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            choose_language(member=request.user, language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


language.before_enrolment = True
