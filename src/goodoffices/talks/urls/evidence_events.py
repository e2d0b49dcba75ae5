"""The addresses of the events at the mediator's desk, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import evidence_events

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", evidence_events.events, name="evidence_events"),
    path("import/", evidence_events.load, name="evidence_import"),
    path("rejected/<str:one>/rejected.csv", evidence_events.rejected, name="evidence_rejected"),
    path("<str:release>/", evidence_events.release, name="evidence_release"),
    path("<str:release>/export/", evidence_events.export, name="evidence_export"),
    path("<str:release>/delete/", evidence_events.delete, name="evidence_delete"),
]
