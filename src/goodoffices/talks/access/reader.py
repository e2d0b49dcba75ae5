"""The reader's own language and time zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

__all__ = ["ReaderMiddleware"]


class ReaderMiddleware:
    """Pages in the member's language and dates in the member's zone, whatever the server's are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        user = request.user
        language = user.language if user.is_authenticated else ""
        zone = user.timezone if user.is_authenticated else ""
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language() or language
        with timezone.override(_zone(zone) if zone else None):
            return self.get_response(request)


@cache
def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    """The zone of this name; None when there is none. Looked up once: the list of zones is read from the disk."""
    return zoneinfo.ZoneInfo(name) if name in zoneinfo.available_timezones() else None
