"""The application as it is served, which looks every second whether the reader of an open page is still seated."""

from __future__ import annotations

from goodoffices.talks.asgi import application

__all__ = ["application"]

from goodoffices.talks import live

live.RECHECK = 1.0
