"""The member's key while signed in: closed in the session under a secret that only the browser's cookie holds.

A stolen database (sessions included) opens nothing; so does a stolen cookie once the session has ended. The server
keeps no key in memory between two requests, so several workers and a restart make no difference.
"""

from __future__ import annotations

import base64
import binascii

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from goodoffices.errors import SealError
from goodoffices.seal import PrivateKey, close, new_secret, reopen

__all__ = ["keep_key", "set_cookie", "unlocked_key"]

_IN_SESSION = "closed_key"
_INFO = "goodoffices/session/1"


def keep_key(request: HttpRequest, key: PrivateKey) -> None:
    """Close the key into the session; the response will carry the secret to the browser."""
    secret = new_secret()
    request.session[_IN_SESSION] = base64.b64encode(close(key.raw, secret, _INFO)).decode()
    request.new_session_secret = secret


def unlocked_key(request: HttpRequest) -> PrivateKey | None:
    """The member's key, when session and cookie fit together."""
    closed = request.session.get(_IN_SESSION)
    secret: bytes | None = getattr(request, "new_session_secret", None)
    try:
        if secret is None:
            secret = base64.b64decode(request.COOKIES.get(settings.KEY_COOKIE_NAME, ""), validate=True)
        return PrivateKey(reopen(base64.b64decode(closed), secret, _INFO)) if closed else None
    except (SealError, binascii.Error, ValueError):
        return None


def set_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Carry a new secret to the browser, or take an old one away when nobody is signed in any more."""
    secret: bytes | None = getattr(request, "new_session_secret", None)
    if secret is not None:
        response.set_cookie(
            settings.KEY_COOKIE_NAME,
            base64.b64encode(secret).decode(),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    elif settings.KEY_COOKIE_NAME in request.COOKIES and not request.session.get(_IN_SESSION):
        response.delete_cookie(settings.KEY_COOKIE_NAME, samesite="Strict")
        response["Clear-Site-Data"] = '"cache"'  # no page comes back by the browser's own button
