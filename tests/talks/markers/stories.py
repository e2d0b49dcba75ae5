"""A story on the desk and two for the public: one that is out, one that waits for its moment; and a subscriber."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.published import close_words, open_due
from goodoffices.talks.domain.stories import write_story
from goodoffices.talks.domain.subscribers import code_for, confirm, sign_up
from goodoffices.talks.models import StoryRelease, Subscriber


def put(world) -> None:
    """Every word of theirs bears a marker; what waits, that of the desk."""
    from tests.talks.world import marker

    with looking_as(world.viewer("mediator")):
        story = write_story(
            process=world.process,
            author=world.seats["mediator"],
            words={"en": {"title": marker("desk", "storytitle"), "body": marker("desk", "story")}},
        )
        out = released(world, story, "public", dt.timedelta(hours=-1), number=1)
        waiting = released(world, story, "desk", dt.timedelta(days=30), number=2)
        later = write_story(
            process=world.process,
            author=world.seats["mediator"],
            words={"en": {"title": marker("desk", "storylater"), "body": marker("desk", "story")}},
        )
    world.records["story"] = {"desk": story}
    world.records["storyrelease"] = {"public": out}
    world.others["public_story"] = SimpleNamespace(pk=story.pk)
    world.others["draft_story"] = SimpleNamespace(pk=later.pk)
    world.others["waiting_story"] = SimpleNamespace(pk=waiting.pk)
    world.others["feed_language"] = SimpleNamespace(pk="en")
    subscriber = subscribed(world)
    world.others["confirm_code"] = SimpleNamespace(pk=code_for(subscriber, "confirm"))
    world.others["leave_code"] = SimpleNamespace(pk="A" * 65)


def released(world, story, room: str, opens: dt.timedelta, *, number: int) -> StoryRelease:
    """A release two persons have agreed to, with words of its own."""
    from tests.talks.world import marker

    release = StoryRelease(story=story, room=world.rooms["public"], author=world.seats["mediator"])
    release.opens, release.seconded, release.number = timezone.now() + opens, timezone.now(), number
    release.seconder = world.seats["mediator"]
    words = {"en": {"title": marker(room, "storytitle"), "body": marker(room, "story")}}
    close_words(release, {"words": words, "links": [], "correction": {}, "hash": marker(room, "storyhash")})
    release.save(force_insert=True)
    if number == 1:
        open_due(world.process.pk)
        release.refresh_from_db()
    return release


def subscribed(world, address: str = "reader@example.org", frequency: str = "each") -> Subscriber:
    """An address that was confirmed."""
    sign_up(process=world.process, address=address, language="en", frequency=frequency)
    with looking_as_the_system():
        subscriber = Subscriber.objects.latest("asked")
    assert confirm(world.process.pk, code_for(subscriber, "confirm"))
    with looking_as_the_system():
        return Subscriber.objects.get(pk=subscriber.pk)
