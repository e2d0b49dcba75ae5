"""What a process has made public: for anybody, without an account. Stories, notes, versions of texts, reports."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed

from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.feed import feed_text, in_another_words
from goodoffices.talks.domain.published import Published, published, published_story
from goodoffices.talks.models import Note, Process, ReportRelease, TextVersion
from goodoffices.talks.views.public_answers import in_language, public_page, to_keep
from goodoffices.talks.views.text_shown import languages
from goodoffices.talks.views.text_versions import in_plain_words

__all__ = ["public", "public_feed", "public_story", "title_or_404"]


@page("anyone")
@in_language
def public(request: HttpRequest, process: str) -> HttpResponse:
    """Stories, notes, versions of texts and released reports, newest first, without their authors.

    A process that has made nothing public looks like one that is not there.
    """
    title = title_or_404(process)
    texts = [
        {
            "key": version.pk,
            "at": version.made,
            "said": [(one, in_plain_words(version, one)) for one in languages(version.wording)],
        }
        for version in TextVersion.objects.order_by("-made")
    ]
    shown = {
        "title": title,
        "process_id": process,
        "stories": [_with_words(one) for one in published(process, translation.get_language())],
        "notes": list(Note.objects.order_by("-made")),
        "texts": texts,
        "reports": [one for one in ReportRelease.objects.all() if one.is_out],
    }
    return to_keep(request, public_page(request, "talks/public/index.html", shown))


@page("anyone")
@in_language
def public_story(request: HttpRequest, process: str, story: str) -> HttpResponse:
    """A story as it stands now, or, with `?version=`, as it stood."""
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None  # noqa: PLR2004 (a number)
    language = translation.get_language()
    found = published_story(process, story, language, number)
    now = published_story(process, story, language)
    if found is None or now is None:
        raise Http404
    shown = {
        "title": Process.objects.get(pk=process).title,
        "process_id": process,
        "story": _with_words(found),
        "is_old": found.release.pk != now.release.pk,
    }
    return to_keep(request, public_page(request, "talks/public/story.html", shown), now.changed)


@page("anyone")
def public_feed(request: HttpRequest, process: str, language: str) -> HttpResponse:
    """The stories as an Atom feed in one of the languages of the pages."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    title_or_404(process)
    with translation.override(language):
        text = feed_text(Process.objects.get(pk=process), published(process, language), language)
    return to_keep(request, HttpResponse(text, content_type=Atom1Feed.content_type))


def title_or_404(process: str) -> str:
    """The title of a process that has made something public."""
    reports = [one for one in ReportRelease.objects.all() if one.is_out]
    anything = reports or Note.objects.exists() or TextVersion.objects.exists()
    if not anything and not published(process, settings.LANGUAGE_CODE):
        raise Http404
    return str(Process.objects.get(pk=process).title)


def _with_words(story: Published) -> dict[str, object]:
    return {"one": story, "another": in_another_words(story)}
