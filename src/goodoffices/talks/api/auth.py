"""Who a program is, and whether it may: the token stands for a seat, each operation names its rule."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja.security import HttpBearer

from goodoffices.talks.access.roles import RULES
from goodoffices.talks.access.viewer import Viewer, looking_as
from goodoffices.talks.domain.tokens import viewer_of_token

__all__ = ["Seated"]

READING = {"GET", "HEAD", "OPTIONS"}


class Seated(HttpBearer):
    """A token whose seat may do what `rule` says; for anything else there is nothing here (404)."""

    openapi_description = "A token made on the page of your account, as `Authorization: Bearer ID.CODE`."

    def __init__(self, rule: str) -> None:
        super().__init__()
        if rule not in RULES:
            raise KeyError(f"there is no rule {rule!r} in access/roles.py")
        self.rule = rule

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        """The viewer, for the rest of the request; None makes the answer 401. Raises Http404 when it may not."""
        found = viewer_of_token(token)
        if found is None:
            return None
        viewer, stored = found
        if viewer.process_id != asked_for(request):
            raise Http404
        request.viewer = viewer
        request.looking.enter_context(looking_as(viewer))
        if not viewer.may(self.rule) or not (stored.may_write or request.method in READING):
            raise Http404
        return viewer


def asked_for(request: HttpRequest) -> str:
    """The process that the address names."""
    match: Any = request.resolver_match
    return str(match.kwargs.get("process", "")) if match else ""
