"""The addresses of the mediator's runs, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import analysis

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", analysis.analysis, name="analysis"),
    path("runs/", analysis.runs, name="analysis_runs"),
    path("<str:job>/", analysis.run, name="analysis_run"),
    path("<str:job>/progress/", analysis.progress, name="analysis_progress"),
    path("<str:job>/cancel/", analysis.cancel, name="analysis_cancel"),
    path("<str:job>/delete/", analysis.delete, name="analysis_delete"),
    path("<str:job>/result.json", analysis.numbers, name="analysis_json"),
    path("<str:job>/dossier.yaml", analysis.dossier, name="analysis_dossier"),
]
