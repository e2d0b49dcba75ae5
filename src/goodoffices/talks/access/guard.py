"""The guard at the door: no page is reached without a rule, and what one may not know of is not there (404)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from goodoffices.talks.access.devices import set_device_cookie
from goodoffices.talks.access.identify import public_viewer, seat_in, viewer_outside, viewer_seated
from goodoffices.talks.access.roles import RULES, Role
from goodoffices.talks.access.session_key import set_cookie, unlocked_key
from goodoffices.talks.access.sessions import end_when_over, seen, sign_out
from goodoffices.talks.access.viewer import Viewer, looking_as

__all__ = ["GuardMiddleware", "page"]

View = Callable[..., HttpResponseBase]
PROCESS = "process"  # the name of the part of an address that names a process


def page(rule: str, *methods: str) -> Callable[[View], View]:
    """A view with its rule (a line of `roles.RULES`) and the methods it answers (GET when none is named)."""
    if rule not in RULES:
        raise KeyError(f"there is no rule {rule!r} in access/roles.py")
    allowed = methods or ("GET",)

    def named(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            method = "GET" if request.method == "HEAD" else request.method
            if method not in allowed:
                return HttpResponseNotAllowed(allowed)
            return view(request, *args, **kwargs)

        answered.rule = rule
        answered.methods = allowed
        return answered

    return named


class GuardMiddleware:
    """Says who is looking, for the whole of a request, and stops those whom the page's rule does not name.

    Pages of other applications (signing in, second factor) have no rule of ours: they see no records, since a query
    for nobody raises. Every page of ours without a rule is refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        with ExitStack() as stack:
            request.looking = stack
            request.viewer, request.seat = Viewer(), None
            end_when_over(request)
            response = self.get_response(request)
            set_cookie(request, response)
            set_device_cookie(request, response)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: View, _args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Find who asks; stop them here when the rule does not name their role."""
        asked = (text for values in request.GET.lists() for text in (values[0], *values[1]))
        if any("\0" in str(part) for part in (*kwargs.values(), *asked)):
            raise Http404  # no record is called so, and PostgreSQL refuses to look
        rule = getattr(view, "rule", None)
        if rule is None:
            if view.__module__.startswith("goodoffices."):
                raise Http404
            return None
        viewer = self._viewer(request, kwargs.get(PROCESS, ""), rule)
        if viewer is None:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if viewer.member_id and rule != "events.read":  # a page that renews itself is nobody's doing
            seen(request)
        request.viewer = viewer
        request.looking.enter_context(looking_as(viewer))
        if not viewer.may(rule):
            raise Http404
        if viewer.member_id and self._second_factor_missing(request) and not getattr(view, "before_enrolment", False):
            return redirect("second_factor")
        return None

    def _viewer(self, request: HttpRequest, process_id: str, rule: str) -> Viewer | None:
        """Who asks; None when they have to sign in first."""
        if rule == "anyone" and process_id:
            return public_viewer(process_id)
        user = request.user
        if not user.is_authenticated:
            return Viewer() if rule == "anyone" else None
        key = unlocked_key(request)
        if key is None and rule != "anyone":
            sign_out(request)  # else the page for signing in would send them here again
            return None
        if not process_id:
            return viewer_outside(user.pk, administrator=user.is_administrator, key=key)
        request.seat = seat_in(process_id, user.pk)
        return Viewer(role=Role.PUBLIC) if request.seat is None else viewer_seated(request.seat, key)

    def _second_factor_missing(self, request: HttpRequest) -> bool:
        from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415 (its models must be loaded first)

        return settings.SECOND_FACTOR_REQUIRED and not is_mfa_enabled(request.user)
