"""What a process has made public: for anybody, without an account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.talks.access.guard import page
from goodoffices.talks.models import Note, Process, ReportRelease, TextVersion
from goodoffices.talks.views.text_shown import languages
from goodoffices.talks.views.text_versions import in_plain_words

__all__ = ["public"]


@page("anyone")
def public(request: HttpRequest, process: str) -> HttpResponse:
    """Notes, versions of texts and released reports in the public room, newest first, without their authors.

    A process that has made nothing public looks like one that is not there.
    """
    notes = list(Note.objects.order_by("-made"))
    versions = list(TextVersion.objects.order_by("-made"))
    reports = [one for one in ReportRelease.objects.all() if one.is_out]
    if not notes and not versions and not reports:
        raise Http404
    texts = [
        {"at": version.made, "said": [in_plain_words(version, language) for language in languages(version.wording)]}
        for version in versions
    ]
    shown = {"title": Process.objects.get(pk=process).title, "notes": notes, "texts": texts}
    shown |= {"reports": reports, "process_id": process}
    return render(request, "talks/public.html", shown)
