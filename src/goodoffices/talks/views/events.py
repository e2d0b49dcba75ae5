"""What changes while a page is open."""

from __future__ import annotations

from collections.abc import AsyncIterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.still_seated import Ticket
from goodoffices.talks.access.viewer import current_viewer
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

    ticket = Ticket(str(request.session.session_key), viewer.member_id, process)

    async def told() -> AsyncIterator[bytes]:
        async for event in hub().stream(ticket, viewer, number_in(request.GET.get("since", ""), process)):
            yield event

    answer = StreamingHttpResponse(told(), content_type="text/event-stream")
    answer["Cache-Control"] = "no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer
