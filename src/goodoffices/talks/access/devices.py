"""Browsers in which somebody has signed in before, told by a cookie that names nobody.

After the idea of device cookies (OWASP, "Slow down online guessing attacks with device cookies"): wrong passphrases
typed elsewhere do not slow down a browser that is known.
"""

from __future__ import annotations

import base64
import hmac
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from goodoffices.seal import derive

__all__ = ["known_device", "remember_device", "set_device_cookie"]

_MOST = 4  # accounts that one browser is remembered for
_DAYS = 180
_NONCE = 12


def known_device(request: HttpRequest, name: str) -> str:
    """The mark of this browser, when somebody has signed in with this name in it; else the empty text."""
    for mark in _marks(request):
        nonce, _, proof = mark.partition(".")
        if hmac.compare_digest(proof.encode(), _proof(name, nonce).encode()):
            return mark
    return ""


def remember_device(request: HttpRequest, name: str) -> None:
    """Let the response tell the browser that this name has signed in here."""
    nonce = base64.urlsafe_b64encode(secrets.token_bytes(_NONCE)).decode()
    old = known_device(request, name)
    others = [mark for mark in _marks(request) if mark != old]
    request.device_marks = [*others[-(_MOST - 1) :], f"{nonce}.{_proof(name, nonce)}"]


def set_device_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Carry the marks to the browser when there are new ones."""
    marks: list[str] | None = getattr(request, "device_marks", None)
    if marks:
        response.set_cookie(
            settings.DEVICE_COOKIE_NAME,
            "~".join(marks),
            max_age=_DAYS * 24 * 3600,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )


def _marks(request: HttpRequest) -> list[str]:
    return [mark for mark in request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "").split("~")[:_MOST] if mark]


def _proof(name: str, nonce: str) -> str:
    key = derive(settings.SECRET_KEY.encode(), "goodoffices/device/1")
    return hmac.new(key, f"{nonce}\0{name}".encode(), "sha256").hexdigest()
