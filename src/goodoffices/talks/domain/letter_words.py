"""A letter as it is sent: plain words and plain HTML, in the subscriber's language, with a way out of the list.

No picture and no address but those of this site; nothing tells whether it was opened. RFC 2369, RFC 2919 (what names
the list), RFC 8058 (leaving by one press of a button).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from goodoffices.talks.domain.feed import in_another_words
from goodoffices.talks.domain.letters import withdrawn_since
from goodoffices.talks.domain.published import Published, published, published_story, story_address
from goodoffices.talks.domain.subscribers import address_of, code_for
from goodoffices.talks.models import Letter, Process, Subscriber

__all__ = ["write_letter"]


def write_letter(letter: Letter, process: Process) -> EmailMultiAlternatives | None:
    """The letter to its one subscriber; None when there is nothing left to tell, as all was withdrawn meanwhile."""
    reader = letter.subscriber
    language = _language(letter)
    with translation.override(language), timezone.override(dt.UTC):
        stories = _stories(letter, language)
        if letter.kind in {Letter.Kind.STORY, Letter.Kind.WEEK} and not stories:
            return None
        shown: dict[str, Any] = {
            "kind": str(letter.kind),
            "process": process,
            "language": language,
            "bidi": translation.get_language_bidi(),
            "stories": [
                {"one": one, "address": f"{story_address(one.path)}?in={language}", "another": in_another_words(one)}
                for one in stories
            ],
            "page": f"{story_address(reverse('public', args=[process.pk]))}?in={language}",
            "confirm": _link(reader, "confirm", language),
            "leave": _link(reader, "leave", language),
        }
        subject = " ".join(_subject(letter, process, stories).split())
        return _mail(letter, subject, shown)


def _language(letter: Letter) -> str:
    reader = letter.subscriber
    wanted = reader.wanted.get("language", "") if letter.kind == Letter.Kind.CONFIRM else ""
    asked = wanted or reader.language
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _stories(letter: Letter, language: str) -> list[Published]:
    if letter.kind == Letter.Kind.CONFIRM:
        return []
    if letter.kind == Letter.Kind.WEEK:
        until = letter.until or letter.due
        since = letter.since or until
        gone = withdrawn_since(letter.subscriber, since, until)
        new = [one for one in published(letter.process_id, language) if since < one.changed <= until]
        taken_away = [one for one in new if one.withdrawn and one.story in gone]
        return [*taken_away, *(one for one in new if one.title)]
    release = letter.release
    if release is None or (letter.kind == Letter.Kind.STORY and release.withdrawn is not None):
        return []
    found = published_story(letter.process_id, release.story_id, language, release.number)
    return [found] if found else []


def _subject(letter: Letter, process: Process, stories: list[Published]) -> str:
    if letter.kind == Letter.Kind.CONFIRM:
        return _("Confirm that you want stories of %(process)s") % {"process": process.title}
    if letter.kind == Letter.Kind.WITHDRAWN:
        return _("Withdrawn: a story of %(process)s") % {"process": process.title}
    if letter.kind == Letter.Kind.WEEK:
        return _("Stories of the week: %(process)s") % {"process": process.title}
    (one,) = stories
    return _("Corrected: %(words)s") % {"words": one.title} if one.correction else one.title


def _link(reader: Subscriber, purpose: str, language: str) -> str:
    path = reverse(f"public_digest_{purpose}", args=[reader.process_id, code_for(reader, purpose)])
    return f"{story_address(path)}?in={language}"


def _mail(letter: Letter, subject: str, shown: dict[str, Any]) -> EmailMultiAlternatives:
    host = settings.HOST
    headers = {
        "Message-ID": f"<{letter.pk}@{host}>",  # the same at every try
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if letter.kind != Letter.Kind.CONFIRM:
        headers |= {
            "List-Id": f"<{letter.process_id.lower()}.stories.{host}>",
            "List-Unsubscribe": f"<{shown['leave']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "list",
        }
    plain = render_to_string("talks/letters/letter.txt", shown)
    mail = EmailMultiAlternatives(subject, plain, settings.MAIL_FROM, [address_of(letter.subscriber)], headers=headers)
    mail.attach_alternative(render_to_string("talks/letters/letter.html", shown), "text/html")
    return mail
