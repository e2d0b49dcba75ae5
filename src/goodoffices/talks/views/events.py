"""What changes while a page is open."""

from __future__ import annotations

from collections.abc import AsyncIterator

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.sessions import is_over
from goodoffices.talks.access.viewer import Viewer, current_viewer
from goodoffices.talks.live import hub, may_open_another, number_in

__all__ = ["events"]

LATER = 60  # seconds after which a stream may be free


@page("events.read")
def events(request: HttpRequest, process: str) -> HttpResponseBase:
    """A stream of the kinds of things that change in the reader's rooms; it ends when they leave or sign out.

    It begins with what has changed since the page was made, when `since` is the mark that this page carries.

    Who holds as many streams as one may is answered 429: a browser then asks no more, and its page stays as it is until
    it is loaded again.
    """
    viewer = current_viewer()  # the guard's own context ends before the stream begins
    if not may_open_another(viewer.member_id):
        return HttpResponse(status=429, headers={"Retry-After": str(LATER)})

    def seated() -> Viewer | None:
        return _still_seated(request, process, viewer)

    async def told() -> AsyncIterator[bytes]:
        async for event in hub().stream(viewer, seated, number_in(request.GET.get("since", ""), process)):
            yield event

    answer = StreamingHttpResponse(told(), content_type="text/event-stream")
    answer["Cache-Control"] = "no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def _still_seated(request: HttpRequest, process: str, viewer: Viewer) -> Viewer | None:
    """The reader as they are now; None when their session or their seat has ended."""
    store = type(request.session)(request.session.session_key)
    fresh = HttpRequest()
    fresh.session = store
    user = get_user(fresh)
    if not user.is_authenticated or user.pk != viewer.member_id or not user.is_active or is_over(store):
        return None
    return viewer_in(process, viewer.member_id)
