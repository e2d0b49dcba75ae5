"""The reader's own language and time zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

__all__ = ["KNOWN_ZONES", "ReaderMiddleware"]

# Read once: finding them reads some 600 files.
KNOWN_ZONES = frozenset(zoneinfo.available_timezones())


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
        with timezone.override(zoneinfo.ZoneInfo(zone) if zone in KNOWN_ZONES else None):
            return self.get_response(request)
