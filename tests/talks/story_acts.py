"""Acts on stories, as tests need them."""

from __future__ import annotations

import datetime as dt

from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.stories import (
    ask_for_story,
    edit_story,
    second_story,
    take_back_story,
    withdraw_story,
    write_story,
)
from goodoffices.talks.models import Story, StoryRelease

__all__ = ["HOUR", "agreed", "asked", "changed", "drafted", "moved", "out", "taken_back", "withdrawn"]

HOUR = dt.timedelta(hours=1)


def drafted(world, who: str = "mediator", *, links=(), **words: str) -> Story:
    """A story; `words` by language as `title: body`."""
    said = {code: dict(zip(("title", "body"), text.split(": ", 1), strict=True)) for code, text in words.items()}
    with looking_as(world.viewer(who)):
        return write_story(process=world.process, author=world.seats[who], words=said, links=links)


def changed(world, story, who: str = "mediator", *, correction: str = "", **words: str) -> None:
    """Other words, with the same words of correction in each language."""
    said = {code: dict(zip(("title", "body"), text.split(": ", 1), strict=True)) for code, text in words.items()}
    with looking_as(world.viewer(who)):
        found = Story.objects.get(pk=story.pk)
        edit_story(story=found, words=said, links=(), correction=dict.fromkeys(said, correction))


def asked(world, story, who: str = "mediator", opens=None) -> StoryRelease:
    """Its release, asked for."""
    with looking_as(world.viewer(who)):
        found = Story.objects.select_related("room").get(pk=story.pk)
        return ask_for_story(story=found, author=world.seats[who], opens=opens)


def agreed(world, release, who: str = "deputy") -> StoryRelease:
    """The release, with the word of a second person."""
    with looking_as(world.viewer(who)):
        second_story(StoryRelease.objects.get(pk=release.pk), seat=world.seats[who])
        return StoryRelease.objects.get(pk=release.pk)


def taken_back(world, release, who: str = "mediator") -> None:
    """Taken back before it is out."""
    with looking_as(world.viewer(who)):
        take_back_story(StoryRelease.objects.get(pk=release.pk))


def withdrawn(world, story, who: str = "mediator") -> None:
    """Its words shown no longer."""
    with looking_as(world.viewer(who)):
        withdraw_story(Story.objects.get(pk=story.pk))


def out(world, *, links=(), **words: str) -> Story:
    """A story that is out."""
    story = drafted(world, links=links, **words)
    agreed(world, asked(world, story))
    return story


def moved(release, by: dt.timedelta) -> None:
    """As if time had passed."""
    with looking_as_the_system():
        StoryRelease.objects.filter(pk=release.pk).update(opens=release.opens + by)
