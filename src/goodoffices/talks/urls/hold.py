"""The addresses of what would hold, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import hold

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", hold.hold, name="hold"),
    path("start/", hold.hold_start, name="hold_start"),
    path("<str:model>/", hold.hold_model, name="hold_model"),
    path("<str:model>/words/", hold.hold_words, name="hold_words"),
    path("<str:model>/change/", hold.hold_change, name="hold_change"),
    path("<str:model>/run/", hold.hold_run, name="hold_run"),
    path("<str:model>/stability.yaml", hold.hold_text, name="hold_text"),
]
