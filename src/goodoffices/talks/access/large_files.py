"""Who may send a file larger than any other request: the mediator's team, to the pages that import events, roads and
data on hosts.

Asked before the first byte is read, so that nobody else can fill the server's memory with it.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.sessions import is_over

__all__ = ["PAGES", "may_send"]

PAGES = {"corridor_change", "corridor_load", "corridor_start", "evidence_import", "hosts_load"}
"""Names of the pages that take such a file."""


async def may_send(scope: dict[str, Any]) -> int:
    """Bytes that this request may send beyond the usual: 0 for all but a signed-in mediator on one of `PAGES`."""
    try:
        page = resolve(scope["path"])
    except Resolver404:
        return 0
    if scope["method"] != "POST" or page.url_name not in PAGES:
        return 0
    allowed = await sync_to_async(_is_allowed, thread_sensitive=False)(scope, page.kwargs["process"], page.func.rule)
    return settings.FILE_UPLOAD_MAX_MEMORY_SIZE if allowed else 0


def _is_allowed(scope: dict[str, Any], process_id: str, rule: str) -> bool:
    close_old_connections()
    try:
        request = HttpRequest()
        key = _cookies(scope).get(settings.SESSION_COOKIE_NAME)
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(key.value if key else None)
        user = get_user(request)
        if not user.is_authenticated or not user.is_active or is_over(request.session):
            return False
        viewer = viewer_in(process_id, user.pk)
        return viewer is not None and viewer.may(rule)
    finally:
        close_old_connections()


def _cookies(scope: dict[str, Any]) -> SimpleCookie:
    given = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    try:
        return SimpleCookie(given.decode("latin-1"))
    except CookieError:
        return SimpleCookie()
