"""The addresses that anybody can open: what a process has made public."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import public, public_digest, report_issues

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", public.public, name="public"),
    path("stories/<str:story>/", public.public_story, name="public_story"),
    path("feed/<str:language>/", public.public_feed, name="public_feed"),
    path("digest/", public_digest.public_digest, name="public_digest"),
    path("digest/confirm/<str:code>/", public_digest.public_digest_confirm, name="public_digest_confirm"),
    path("digest/leave/<str:code>/", public_digest.public_digest_leave, name="public_digest_leave"),
    path("reports/<str:release>/", report_issues.public_report, name="public_report"),
]
