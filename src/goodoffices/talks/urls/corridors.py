"""The addresses of corridors within a process: plans on the desk, what was shown to rooms, what was asked."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import corridor_consent, corridor_files, corridors

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", corridors.corridors, name="corridors"),
    path("corridors.ics", corridor_files.corridors_calendar, name="corridors_calendar"),
    path("load/", corridors.corridor_load, name="corridor_load"),
    path("start/", corridors.corridor_start, name="corridor_start"),
    path("plans/<str:plan>/", corridors.corridor, name="corridor"),
    path("plans/<str:plan>/change/", corridors.corridor_change, name="corridor_change"),
    path("plans/<str:plan>/ask/", corridor_consent.corridor_ask, name="corridor_ask"),
    path("plans/<str:plan>/notify/", corridors.corridor_notify, name="corridor_notify"),
    path("plans/<str:plan>/show/", corridors.corridor_show, name="corridor_show"),
    path("plans/<str:plan>/end/", corridors.corridor_end, name="corridor_end"),
    path("plans/<str:plan>/plan.yaml", corridor_files.corridor_text, name="corridor_text"),
    path("plans/<str:plan>/corridor.geojson", corridor_files.corridor_map, name="corridor_map"),
    path("plans/<str:plan>/corridor.ics", corridor_files.corridor_calendar, name="corridor_calendar"),
    path("plans/<str:plan>/papers.zip", corridor_files.corridor_papers, name="corridor_papers"),
    path("shown/<str:shown>/", corridors.corridor_shown, name="corridor_shown"),
    path("shown/<str:shown>/corridor.geojson", corridor_files.corridor_shown_map, name="corridor_shown_map"),
    path("shown/<str:shown>/corridor.ics", corridor_files.corridor_shown_calendar, name="corridor_shown_calendar"),
    path("shown/<str:shown>/papers.zip", corridor_files.corridor_shown_papers, name="corridor_shown_papers"),
    path("asked/<str:asked>/", corridor_consent.corridor_asked, name="corridor_asked"),
    path("asked/<str:asked>/answer/", corridor_consent.corridor_answer, name="corridor_answer"),
    path("asked/<str:asked>/withdraw/", corridor_consent.corridor_ask_withdraw, name="corridor_ask_withdraw"),
]
