"""How a public page is answered: in the language its link names, the same for everybody, kept and asked for again.

A copy may be kept by a browser or a proxy, and is shown again only when the server says that it still holds: what is
withdrawn is not read from a copy, and what has not changed costs a line.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from goodoffices.talks.wording.languages import direction, own_name

__all__ = ["in_language", "public_page", "to_keep"]


def in_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page in the language that the address names as `?in=`; else in that of its reader."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("in", "")
        if asked not in dict(settings.LANGUAGES):
            return view(request, *args, **kwargs)
        with translation.override(asked):
            answer = view(request, *args, **kwargs)
            answer["Content-Language"] = asked
            return answer

    return answered


def public_page(request: HttpRequest, template: str, shown: dict[str, Any], **more: Any) -> HttpResponse:
    """A page with links to the same page in the other languages."""
    asked = request.GET.copy()
    here = translation.get_language()
    choices = []
    for code, _name in settings.LANGUAGES:
        asked["in"] = code
        choices.append(
            {"code": code, "own": own_name(code), "direction": direction(code), "query": asked.urlencode()}
            | {"chosen": code == here}
        )
    shown |= {"choices": choices, "by_mail": bool(settings.MAIL_FROM), "language": here}
    return render(request, template, shown, **more)


def to_keep(request: HttpRequest, answer: HttpResponse, changed: dt.datetime | None = None) -> HttpResponse:
    """The answer with what tells a copy from what it is now, or 304 where the reader's copy holds."""
    etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    last = int(changed.timestamp()) if changed else None
    answer["ETag"] = etag
    if last is not None:
        answer["Last-Modified"] = http_date(last)
    answer["Cache-Control"] = "public, no-cache"
    found: HttpResponse = get_conditional_response(request, etag, last, answer)
    if found is not answer:
        found["Cache-Control"] = "public, no-cache"
    return found
