"""The application's own system checks: what would be wrong before the first request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

__all__ = ["every_page_has_a_rule", "our_pages"]


def our_pages(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address that is answered by this application."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from our_pages(entry)
        elif entry.callback.__module__.startswith("goodoffices."):
            yield entry


@register()
def every_page_has_a_rule(**_options: Any) -> list[CheckMessage]:
    """An address without a rule would be refused; better to hear of it at the start."""
    return [
        Error(f"the page {entry.name or entry.pattern} has no rule", hint="decorate its view with @page(...)")
        for entry in our_pages()
        if getattr(entry.callback, "rule", None) is None
    ]
