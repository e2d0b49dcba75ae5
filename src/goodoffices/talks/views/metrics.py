"""Numbers for a monitoring program: only where a token is set, and only for whoever shows it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.numbers import numbers_as_text
from goodoffices.talks.metrics import Published

__all__ = ["SHORTEST_TOKEN", "metrics"]

SHORTEST_TOKEN = 32
"""Letters: a shorter token opens nothing."""

_published = Published(numbers_as_text)


@page("anyone")
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers in Prometheus' text format. To everybody else there is no such page."""
    if not _is_shown(request.headers.get("Authorization", "")):
        raise Http404
    return HttpResponse(_published.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _is_shown(authorization: str) -> bool:
    token = _token()
    return bool(token) and constant_time_compare(authorization, f"Bearer {token}")


def _token() -> str:
    """Read at each request, so that it can be changed while the server runs."""
    try:
        token = (
            Path(settings.METRICS_TOKEN_FILE).read_text(encoding="ascii").strip() if settings.METRICS_TOKEN_FILE else ""
        )
    except (OSError, UnicodeDecodeError):
        return ""
    return token if len(token) >= SHORTEST_TOKEN else ""
