"""The stories that the public can read now: each with its newest version, in one language, and the versions before.

Asked by the public page, the feed and the letters, so that all three say the same.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from goodoffices.errors import SealError
from goodoffices.seal import close, derive, pad, reopen, unpad
from goodoffices.talks.models import ReportRelease, Room, StoryRelease, TextVersion
from goodoffices.talks.wording.languages import direction, own_name

__all__ = [
    "Language",
    "Link",
    "Published",
    "close_words",
    "open_due",
    "published",
    "published_story",
    "shown_in",
    "story_address",
]

_PARTS = ("words", "links", "correction", "hash")


@dataclass(frozen=True)
class Language:
    """A language in which a story can be read."""

    code: str
    own: str
    direction: str


@dataclass(frozen=True)
class Link:
    """What is public beside a story: `kind` is `report` or `text`, `path` where it stands on this site."""

    kind: str
    path: str
    title: str


@dataclass(frozen=True)
class Published:
    """A version of a story in one language. Words are empty when it was withdrawn; `asked` is the language that was
    asked for, and `first_out` the moment of the first version."""

    story: str
    release: StoryRelease
    asked: str
    language: Language
    languages: tuple[Language, ...]
    title: str
    body: str
    correction: str
    first_out: dt.datetime
    before: tuple[StoryRelease, ...]
    links: tuple[Link, ...] = ()

    @property
    def withdrawn(self) -> dt.datetime | None:
        """Since when its words are no longer shown."""
        return self.release.withdrawn

    @property
    def changed(self) -> dt.datetime:
        """When what is shown changed last."""
        return self.release.withdrawn or self.release.opens

    @property
    def in_another(self) -> bool:
        """Whether it is shown in another language than the one asked for."""
        return not self.withdrawn and self.language.code != self.asked

    @property
    def path(self) -> str:
        """Its address on this site, which never changes."""
        return reverse("public_story", args=[self.release.process_id, self.story])


def published(process_id: str, language: str) -> list[Published]:
    """All stories that are out, newest first by their first version, each as it stands now."""
    versions: dict[str, list[StoryRelease]] = {}
    for release in open_due(process_id):
        versions.setdefault(release.story_id, []).append(release)
    found = [shown_in(newest, language, before) for newest, *before in versions.values()]
    return sorted(found, key=lambda one: (one.first_out, one.story), reverse=True)


def published_story(process_id: str, story: str, language: str, number: int | None = None) -> Published | None:
    """One story as it stands now, or an earlier version of it by its number; None when there is no such thing."""
    versions = [one for one in open_due(process_id) if one.story_id == story]
    place = next((at for at, one in enumerate(versions) if number in {None, one.number}), None)
    return None if place is None else shown_in(versions[place], language, versions[place + 1 :])


def shown_in(release: StoryRelease, language: str, before: Sequence[StoryRelease] = ()) -> Published:
    """A version in a language, or in the first that it has; `before` are the earlier versions, newest first."""
    has = [code for code, _name in settings.LANGUAGES if code in release.words]
    has += [code for code in release.words if code not in has]
    code = language if language in has else has[0]
    shown = release.withdrawn is None
    said = release.words[code] if shown else {"title": "", "body": ""}
    return Published(
        story=release.story_id,
        release=release,
        asked=language,
        language=_language(code),
        languages=tuple(_language(one) for one in has) if shown else (),
        title=said["title"],
        body=said["body"],
        correction=release.correction.get(code, "") if shown else "",
        first_out=min([release.opens, *(one.opens for one in before)]),
        before=tuple(before),
        links=tuple(_links(release, code)) if shown else (),
    )


def story_address(path: str) -> str:
    """The whole address of a page of this site, as others have to open it."""
    return f"{settings.ORIGIN}{path}"


def close_words(release: StoryRelease, told: Mapping[str, Any]) -> None:
    """Put the words, links, correction and hash into a release, closed until its moment: the public room has no lock,
    and a stolen database is not to be read before the public reads."""
    plain = json.dumps(dict(told), ensure_ascii=False).encode()
    release.closed = base64.b64encode(close(pad(plain), _key(), release.pk)).decode()


def open_due(process_id: str) -> list[StoryRelease]:
    """Every version that is out, newest first, its words open from now on.

    One that another installation has closed, and that was moved here before its moment, cannot be opened: it is not
    out, and is released anew.
    """
    rows = StoryRelease.objects.filter(process_id=process_id, opens__lte=timezone.now()).exclude(seconded=None)
    return sorted(filter(_opened, rows), key=lambda one: (one.number or 0, one.opens), reverse=True)


def _opened(release: StoryRelease) -> bool:
    """Whether its words are open, or can be opened now."""
    if not release.closed:
        return True
    try:
        told = json.loads(unpad(reopen(base64.b64decode(release.closed), _key(), release.pk)))
    except SealError:
        return False
    for part in _PARTS:
        setattr(release, part, told[part])
    release.closed = ""
    release.save(update_fields=["changed"])
    return True


def _key() -> bytes:
    return derive(settings.SECRET_KEY.encode(), "goodoffices/stories/1")


def _links(release: StoryRelease, language: str) -> Iterable[Link]:
    reports = ReportRelease.objects.filter(pk__in=[pk for kind, pk in release.links if kind == "report"])
    reports = reports.filter(room__kind=Room.Kind.PUBLIC)
    for report in reports:
        if report.is_out:
            yield Link("report", reverse("public_report", args=[release.process_id, report.pk]), report.title)
    texts = TextVersion.objects.filter(pk__in=[pk for kind, pk in release.links if kind == "text"])
    page = reverse("public", args=[release.process_id])
    for text in texts.filter(room__kind=Room.Kind.PUBLIC):
        yield Link("text", f"{page}?in={language}#text-{text.pk}", text.wording.title)


def _language(code: str) -> Language:
    return Language(code, own_name(code), direction(code))
