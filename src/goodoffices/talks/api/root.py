"""The API as a whole: its operations by part, and its errors in one form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from goodoffices.errors import MachineError, UserError, Where
from goodoffices.talks.api import (
    agreements,
    analysis,
    blind,
    case,
    ceasefire,
    commitments,
    corridor_consent,
    corridors,
    evidence_events,
    hold,
    hosts,
    ledger,
    notes,
    packages,
    people,
    preferences,
    preparing,
    process,
    proposals,
    sessions,
    stories,
    text,
    text_clauses,
    text_comments,
)
from goodoffices.talks.api.bodies import NotFilledError

__all__ = ["api"]

api = NinjaAPI(
    title="Good Offices",
    version="1",
    description="Talks: what the pages do, for programs. A token stands for one seat in one process.",
    docs_url=None,  # its page would load scripts from elsewhere; openapi.json is read by any viewer
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("/p/{process}", process.router, tags=["process"])
api.add_router("/p/{process}/notes", notes.router, tags=["notes"])
api.add_router("/p/{process}", people.router, tags=["people"])
api.add_router("/p/{process}/preparing", preparing.router, tags=["preparing"])
api.add_router("/p/{process}/preparing", sessions.router, tags=["preparing"])
api.add_router("/p/{process}/case", case.router, tags=["case"])
api.add_router("/p/{process}/ceasefire", ceasefire.router, tags=["ceasefire"])
api.add_router("/p/{process}/commitments", commitments.router, tags=["commitments"])
api.add_router("/p/{process}/corridors", corridors.router, tags=["corridors"])
api.add_router("/p/{process}/corridors", corridor_consent.router, tags=["corridors"])
api.add_router("/p/{process}/evidence/claims", ledger.router, tags=["evidence"])
api.add_router("/p/{process}", packages.router, tags=["packages"])
api.add_router("/p/{process}/agreements", agreements.router, tags=["agreements"])
api.add_router("/p/{process}/analysis", analysis.router, tags=["analysis"])
api.add_router("/p/{process}/evidence/events", evidence_events.router, tags=["evidence"])
api.add_router("/p/{process}/hold", hold.router, tags=["hold"])
api.add_router("/p/{process}/hosts", hosts.router, tags=["hosts"])
api.add_router("/p/{process}/preferences", preferences.router, tags=["preferences"])
api.add_router("/p/{process}/proposals", proposals.router, tags=["proposals"])
api.add_router("/p/{process}/double-blind", blind.router, tags=["double-blind"])
api.add_router("/p/{process}/stories", stories.router, tags=["stories"])
api.add_router("/p/{process}/text", text.router, tags=["text"])
api.add_router("/p/{process}/text/drafts", text_clauses.router, tags=["text"])
api.add_router("/p/{process}/text", text_comments.router, tags=["text"])


@api.exception_handler(NotFilledError)
def not_filled(request: HttpRequest, error: NotFilledError) -> HttpResponse:
    """What the form of the page would say."""
    return api.create_response(request, {"detail": error.detail}, status=422)


@api.exception_handler(UserError)
def refused(request: HttpRequest, error: UserError) -> HttpResponse:
    """What is wrong, where, and what would be right, as on the pages."""
    problems = [{"what": item.what, "where": _place(item.where), "remedy": item.remedy} for item in error.problems]
    status = 503 if isinstance(error, MachineError) else 409
    return api.create_response(request, {"problems": problems}, status=status)


def _place(where: Where) -> str:
    """Line and column, where what is wrong has them, and the path of keys."""
    return " ".join(filter(None, (f"{where.line}:{where.column}" if where.line else "", where.key)))
