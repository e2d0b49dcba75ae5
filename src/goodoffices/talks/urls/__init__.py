"""Every address of the application. Each view carries its rule; the guard refuses those without one."""

from __future__ import annotations

from django.urls import include, path

from goodoffices.talks.api import api
from goodoffices.talks.urls import (
    account,
    agreements,
    analysis,
    blind,
    case,
    ceasefire,
    commitments,
    corridors,
    evidence_claims,
    evidence_events,
    hold,
    hosts,
    installation,
    people,
    preparing,
    proposals,
    public,
    stories,
    text,
)
from goodoffices.talks.views import audit, events, home, invitation, language, metrics, notes, tokens

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

in_process = [
    path("", home.process, name="process"),
    path("", include(case)),
    path("agreements/", include(agreements)),
    path("analysis/", include(analysis)),
    path("double-blind/", include(blind)),
    path("ceasefire/", include(ceasefire)),
    path("commitments/", include(commitments)),
    path("corridors/", include(corridors)),
    path("evidence/claims/", include(evidence_claims)),
    path("evidence/events/", include(evidence_events)),
    path("hold/", include(hold)),
    path("hosts/", include(hosts)),
    path("people/", include(people)),
    path("preparing/", include(preparing)),
    path("proposals/", include(proposals)),
    path("stories/", include(stories)),
    path("text/", include(text)),
    path("notes/", notes.notes, name="notes"),
    path("notes/<str:note>/edit/", notes.edit, name="note_edit"),
    path("notes/<str:note>/delete/", notes.delete, name="note_delete"),
    path("events/", events.events, name="events"),
    path("audit/", audit.audit, name="audit"),
    path("audit/check/", audit.check, name="audit_check"),
    path("audit/record.jsonl", audit.export, name="audit_export"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<str:token>/revoke/", tokens.revoke, name="token_revoke"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("", include(account)),
    path("invitation/<str:invitation>/", invitation.invitation, name="invitation"),
    path("installation/", include(installation)),
    path("language/", language.language, name="language"),
    path("metrics", metrics.metrics, name="metrics"),  # without a slash: where monitoring programs look
    path("p/<str:process>/", include(in_process)),
    path("public/<str:process>/", include(public)),
    path("api/1/", api.urls),
]

handler400 = "goodoffices.talks.views.errors.bad_request"
handler403 = "goodoffices.talks.views.errors.forbidden"
handler404 = "goodoffices.talks.views.errors.not_found"
handler429 = "goodoffices.talks.views.errors.too_many"
handler500 = "goodoffices.talks.views.errors.broken"
