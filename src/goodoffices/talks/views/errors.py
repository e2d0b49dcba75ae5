"""Pages for when something is wrong. They ask no database, name nobody, and say nothing of what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from goodoffices.errors import MachineError

__all__ = ["UnavailableMiddleware", "bad_request", "broken", "csrf_failure", "forbidden", "not_found", "too_many"]


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return _said("400", 400)


def forbidden(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403."""
    return _said("403", 403)


def csrf_failure(_request: HttpRequest, **_details: Any) -> HttpResponse:
    """403, for a form that does not come from a page of ours."""
    return _said("csrf", 403)


def not_found(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404, for what is not there and for what one may not know of: the same page."""
    return _said("404", 404)


def too_many(_request: HttpRequest, **_details: Any) -> HttpResponse:
    """429."""
    return _said("429", 429)


def broken(_request: HttpRequest) -> HttpResponse:
    """500."""
    return _said("500", 500)


def _said(page: str, status: int) -> HttpResponse:
    """A page without a request: nothing of who asks, or for what, can get into it."""
    return HttpResponse(render_to_string(f"talks/errors/{page}.html"), status=status)


class UnavailableMiddleware:
    """503 for what this server cannot do as it was started, with what its keeper can do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, for a MachineError that no form has told."""
        return _said("503", 503) if isinstance(exception, MachineError) else None
