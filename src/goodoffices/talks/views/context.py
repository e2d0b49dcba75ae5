"""What every template is given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation

from goodoffices.talks.access.roles import RULES, Role
from goodoffices.talks.access.viewer import Viewer
from goodoffices.talks.live import mark_of
from goodoffices.talks.models import Invitation
from goodoffices.talks.wording.languages import direction, own_name

__all__ = ["surroundings"]


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Who is looking, the process they look at, and what they may do there: `may.notes_write` for `notes.write`."""
    viewer: Viewer = getattr(request, "viewer", Viewer())
    found: dict[str, Any] = {
        "viewer": viewer,
        "demo": settings.DEMO,
        "pages_in": [
            {"code": code, "own": own_name(code), "direction": direction(code)} for code, _ in settings.LANGUAGES
        ],
        "right_to_left": translation.get_language_bidi(),
        "may": _may(viewer.role, viewer.granted),
    }
    if viewer.member_id:
        mine = Invitation.objects.filter(member_id=viewer.member_id, used=None, withdrawn=None)
        found["ways_back"] = mine.filter(expires__gt=timezone.now())
    seat = getattr(request, "seat", None)  # found once, by the guard
    if seat is not None and viewer.seat_id:
        found["process"], found["seat"] = seat.process, seat
        found["stands_at"] = mark_of(seat.process)  # read before the view read anything
    return found


@lru_cache(maxsize=256)
def _may(role: Role, granted: frozenset[str]) -> Mapping[str, bool]:
    viewer = Viewer(role=role, granted=granted)
    return MappingProxyType({rule.replace(".", "_"): viewer.may(rule) for rule in RULES})
