"""Stories: drafted on the desk, released by two persons, out from one moment on, corrected and withdrawn in view.

One person can take words away at once, since what endangers somebody cannot wait; no person alone can add one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.meanwhile import refuse_changed
from goodoffices.talks.domain.published import close_words
from goodoffices.talks.models import Process, ReportRelease, Room, Seat, Story, StoryRelease, TextVersion
from goodoffices.talks.wording.languages import own_name
from goodoffices.talks.wording.lists import listed

__all__ = [
    "ask_for_story",
    "can_second_story",
    "edit_story",
    "linkable",
    "remove_story",
    "second_story",
    "take_back_story",
    "waiting_release",
    "withdraw_story",
    "write_story",
]

Words = Mapping[str, Mapping[str, str]]


@all_or_nothing
def write_story(*, process: Process, author: Seat, words: Words, links: Iterable[str] = ()) -> Story:
    """A new story on the desk: title and body by language, and what is public already, as `kind id`."""
    room = _desk(process.pk)
    last = Story.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
    story = Story(room=room, author=author, number=last + 1)
    story.words, story.links = _plain(words), _known(links)
    story.save(force_insert=True)
    record_act("story.write", on=story)
    return story


@all_or_nothing
def edit_story(
    *,
    story: Story,
    words: Words,
    links: Iterable[str] = (),
    correction: Mapping[str, str] | None = None,
    seen: str = "",
) -> None:
    """Other words for a story. What is out stays as it is until they are released.

    Raises TalksError while a release waits, and when somebody has changed it meanwhile.
    """
    _desk(story.process_id)
    refuse_changed(story, seen)
    if waiting_release(story):
        raise TalksError.of(
            _("a release of this story waits, with these words"), remedy=_("take the release back first")
        )
    story.words, story.links, story.correction = _plain(words), _known(links), dict(correction or {})
    story.save()
    record_act("story.edit", on=story)


@all_or_nothing
def remove_story(story: Story) -> None:
    """Delete a draft. Raises TalksError for a story whose release was asked for, or that was ever released."""
    _desk(story.process_id)
    if not Story.objects.filter(pk=story.pk).exists():
        return  # somebody else was faster
    if StoryRelease.objects.filter(story=story).exists():
        raise TalksError.of(
            _("a release of this story was asked for"),
            remedy=_("take the release back first, or withdraw the story if it is out"),
        )
    record_act("story.remove", on=story)
    story.delete()


@all_or_nothing
def ask_for_story(*, story: Story, author: Seat, opens: dt.datetime | None = None, seen: str = "") -> StoryRelease:
    """Ask that the public read a story as it is drafted, from a moment on (none: as soon as a second person agrees).

    Raises TalksError for a moment that has passed, a story without words, a version that does not say what it corrects,
    a link to what will not be public by then, and while another release of it waits.
    """
    now = timezone.now()
    _desk(story.process_id)
    refuse_changed(story, seen)
    if opens is not None and opens < now:
        raise TalksError.of(_("this moment has passed"), remedy=_("choose one to come, or leave it empty"))
    if waiting_release(story):
        raise TalksError.of(_("a release of this story waits already"))
    _check(story, opens or now)
    room = Room.objects.get(process_id=story.process_id, kind=Room.Kind.PUBLIC)
    release = StoryRelease(story=story, room=room, author=author, opens=opens or now)
    release.save(force_insert=True)
    record_act("story.release", on=release, room=story.room)  # of the desk: nobody else hears of it
    return release


def waiting_release(story: Story) -> StoryRelease | None:
    """The release that is not out yet, if there is one."""
    releases = StoryRelease.objects.filter(story=story).select_related("author__member", "seconder__member")
    return next((one for one in releases if not one.is_out), None)


def can_second_story(release: StoryRelease) -> bool:
    """Whether the current viewer may be the second person: another of the mediator's team."""
    viewer = current_viewer()
    other = release.author_id != viewer.seat_id and release.author.member_id != viewer.member_id
    return release.seconded is None and viewer.is_mediator() and other


@all_or_nothing
def second_story(release: StoryRelease, *, seat: Seat, seen: str = "") -> None:
    """Agree to a release as the second person: the words of the draft, as it was `seen`, open at their moment.

    Raises TalksError for who cannot, and when the draft is no longer what they have read.
    """
    _desk(release.process_id)
    fresh = StoryRelease.objects.select_related("author", "story__room").filter(pk=release.pk).first()
    if fresh is None or not can_second_story(fresh):
        raise TalksError.of(_("This release does not wait for your word."))
    story, now = fresh.story, timezone.now()
    refuse_changed(story, seen)
    opens = max(fresh.opens, now)
    _check(story, opens)
    last = StoryRelease.objects.filter(story=story).aggregate(last=Max("number"))["last"] or 0
    fresh.seconder, fresh.seconded, fresh.number, fresh.opens = seat, now, last + 1, opens
    told = {"words": story.words, "links": story.links, "correction": story.correction if last else {}}
    close_words(fresh, told | {"hash": _hash(told)})
    fresh.save()
    record_act("story.second", on=fresh, room=story.room)


@all_or_nothing
def take_back_story(release: StoryRelease) -> None:
    """Take a release back before it is out. Raises TalksError afterwards: then it is withdrawn, for all to see."""
    _desk(release.process_id)
    fresh = StoryRelease.objects.select_related("story__room").filter(pk=release.pk).first()
    if fresh is None:
        return  # somebody else was faster
    if fresh.is_out:
        raise TalksError.of(_("it is out already"), remedy=_("withdraw the story: the page then says so"))
    record_act("story.take-back", on=fresh, room=fresh.story.room)
    fresh.delete()


@all_or_nothing
def withdraw_story(story: Story) -> None:
    """Show the words that are out no longer, at once; the page says since when. One person can: it adds no word.

    Raises TalksError when none of its words are shown.
    """
    _desk(story.process_id)
    now = timezone.now()
    shown = StoryRelease.objects.filter(story=story, withdrawn=None).exclude(seconded=None)
    if not shown.filter(opens__lte=now).update(withdrawn=now):
        raise TalksError.of(_("nothing of this story is shown to the public"))
    record_act("story.withdraw", on=story)


def linkable(process: Process) -> list[tuple[str, TextVersion | ReportRelease]]:
    """What is public already, or will be from a moment on: versions of texts and reports, each with its `kind id`."""
    versions = TextVersion.objects.filter(process=process, room__kind=Room.Kind.PUBLIC)
    reports = ReportRelease.objects.filter(process=process, room__kind=Room.Kind.PUBLIC).exclude(seconded=None)
    found: list[tuple[str, TextVersion | ReportRelease]] = [(f"report {one.pk}", one) for one in reports]
    return found + [(f"text {one.pk}", one) for one in versions]


def _desk(process_id: str) -> Room:
    """The desk, with the process held until the end of the act: two acts on one story come one after the other."""
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process_id)
    return Room.objects.get(process_id=process_id, kind=Room.Kind.DESK)


def _plain(words: Words) -> dict[str, dict[str, str]]:
    return {
        code: {"title": " ".join(said["title"].split()), "body": said["body"].strip()}
        for code, said in words.items()
        if said["title"].strip() or said["body"].strip()
    }


def _known(links: Iterable[str]) -> list[list[str]]:
    return [link.split(" ", 1) for link in links]


def _check(story: Story, opens: dt.datetime) -> None:
    lacking = [own_name(code) for code, said in story.words.items() if not (said["title"] and said["body"])]
    if not story.words or lacking:
        raise TalksError.of(
            _("this story has no title or no text in %(languages)s") % {"languages": listed(lacking)}
            if lacking
            else _("this story has no words"),
            remedy=_("give title and text in each language that is begun"),
        )
    before = StoryRelease.objects.filter(story=story).exclude(seconded=None)
    if before.exists() and [code for code in story.words if not story.correction.get(code, "").strip()]:
        raise TalksError.of(
            _("a version is out, and this one does not say what it corrects in each of its languages"),
            remedy=_("write it under what is corrected"),
        )
    for kind, pk in story.links:
        rows = TextVersion.objects.all() if kind == "text" else ReportRelease.objects.exclude(seconded=None)
        rows = rows.filter(pk=pk, room__kind=Room.Kind.PUBLIC)
        if not (rows.filter(opens__lte=opens) if kind == "report" else rows).exists():
            raise TalksError.of(
                _("what this story links to will not be public by then"),
                remedy=_("choose a later moment, or take the link out"),
            )


def _hash(told: dict[str, Any]) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
