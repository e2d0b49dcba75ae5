"""Stories: those that are out, as anybody reads them, and for the mediator's team the drafts. Pages write them."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest
from django.utils import translation
from ninja import Path, Router, Schema

from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.shapes import answers
from goodoffices.talks.domain.published import Published, published, story_address
from goodoffices.talks.domain.stories import waiting_release
from goodoffices.talks.models import Story

router = Router()
READ = "stories.read"


class StoryWordsOut(Schema):
    """A story in one language; `correction`: what this version corrects."""

    title: str
    body: str
    correction: str


class StoryLinkOut(Schema):
    """What is public beside a story: a `report` or a `text`."""

    kind: str
    address: str
    title: str


class StoryDraftOut(Schema):
    """The words on the desk, by language; null when the seat holds no key to them. `release` is none, asked or agreed;
    `opens`: the moment of the one that is not out yet."""

    words: dict[str, StoryWordsOut] | None
    release: str
    opens: dt.datetime | None


class StoryOut(Schema):
    """A story as it is out, by language; `version` is null, and there are no words, while it never was. Once
    `withdrawn`, it has neither words nor hash. `draft` is there for the mediator's team alone."""

    id: str
    version: int | None = None
    first_out: dt.datetime | None = None
    changed: dt.datetime | None = None
    withdrawn: dt.datetime | None = None
    hash: str | None = None
    words: dict[str, StoryWordsOut] = {}
    links: list[StoryLinkOut] = []
    draft: StoryDraftOut | None = None


@router.get("", response=answers(list[StoryOut]), auth=Seated(READ), operation_id="stories")
def list_stories(request: HttpRequest, process: Path[str]) -> list[StoryOut]:
    """The stories that are out, newest first; for the mediator's team those before them that never were."""
    out = {one.story: _as_it_is_out(one) for one in published(process, translation.get_language())}
    drafts = {one.pk: one for one in Story.objects.all()}
    found = [StoryOut(id=pk) for pk in drafts if pk not in out] + list(out.values())
    for one in found:
        if one.id in drafts:
            one.draft = _draft(drafts[one.id])
    return found


@router.get("/{story}", response=answers(StoryOut), auth=Seated(READ), operation_id="story")
def read_story(request: HttpRequest, process: Path[str], story: Path[str]) -> StoryOut:
    """One story, as the list has it."""
    for one in list_stories(request, process):
        if one.id == story:
            return one
    raise Http404


def _as_it_is_out(one: Published) -> StoryOut:
    found = StoryOut(
        id=one.story, version=one.release.number, first_out=one.first_out, changed=one.changed, withdrawn=one.withdrawn
    )
    if one.withdrawn is None:
        found.hash = one.release.hash
        found.words = _words(one.release.words, one.release.correction)
        found.links = [StoryLinkOut(kind=i.kind, address=story_address(i.path), title=i.title) for i in one.links]
    return found


def _draft(story: Story) -> StoryDraftOut:
    waits = waiting_release(story)
    release = "none" if waits is None else "agreed" if waits.seconded else "asked"
    words = _words(story.words, story.correction) if story.is_open() else None
    return StoryDraftOut(words=words, release=release, opens=waits.opens if waits else None)


def _words(words: dict[str, dict[str, str]], correction: dict[str, str]) -> dict[str, StoryWordsOut]:
    return {
        code: StoryWordsOut(title=said["title"], body=said["body"], correction=correction.get(code, ""))
        for code, said in words.items()
    }
