"""Which letters are due: a story to those who want each, a week's stories to those who want them weekly.

A row for each subscriber and what is told is stored before anything is sent, together with how far the subscriber has
been told. Asked again, by another server or after a crash, the same rows are found and none is added.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Letter, Process, StoryRelease, Subscriber

__all__ = ["last_monday", "queue_letters", "withdrawn_since"]

_HOUR = 8
"""The hour of Monday, in UTC, at which weekly letters are due: the same for all, so that it tells nothing."""


def queue_letters() -> int:
    """Store the letters that are due now; how many were new."""
    with looking_as_the_system():
        processes = list(Process.objects.filter(pk__in=Subscriber.objects.exclude(confirmed=None).values("process_id")))
        return sum(_for_process(process) for process in processes)


def last_monday(now: dt.datetime) -> dt.datetime:
    """The last moment at which weekly letters were due."""
    day = now.astimezone(dt.UTC)
    due = (day - dt.timedelta(days=day.weekday())).replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    return due if due <= day else due - dt.timedelta(days=7)


def withdrawn_since(reader: Subscriber, since: dt.datetime, until: dt.datetime) -> set[str]:
    """Stories that earlier weekly letters can have brought a reader and that were withdrawn in a time since, whole. The
    rows of old letters are gone, so what counts is which stories were out then. Not those of which a letter of its own
    has told."""
    versions: dict[str, list[StoryRelease]] = {}
    out = StoryRelease.objects.filter(process_id=reader.process_id, opens__lte=until).exclude(seconded=None)
    for one in out.order_by("number"):
        versions.setdefault(one.story_id, []).append(one)
    begun = reader.confirmed or since
    told = Letter.objects.filter(subscriber=reader, kind=Letter.Kind.WITHDRAWN).select_related("release")
    known = {_withdrawal(one) for one in told}
    found = set()
    for story, all_of_it in versions.items():
        gone = all_of_it[-1].withdrawn
        was_out = any(begun < one.opens <= since for one in all_of_it)
        if gone and since < gone <= until and was_out and (reader.pk, story, gone) not in known:
            found.add(story)
    return found


@transaction.atomic
def _for_process(process: Process) -> int:
    Process.objects.select_for_update().get(pk=process.pk)
    now = timezone.now()  # while nobody releases a story: none comes out before it and is seen only later
    out = StoryRelease.objects.filter(process=process, opens__lte=now).exclude(seconded=None)
    readers = Subscriber.objects.filter(process=process).exclude(confirmed=None).select_for_update()
    made = _withdrawals(list(out.exclude(withdrawn=None)), now)
    for reader in readers:
        weekly = reader.frequency == Subscriber.Frequency.WEEKLY
        until = last_monday(now) if weekly else now
        told = reader.told or reader.confirmed
        if told is None or until <= told:
            continue
        news = _newest([one for one in out if told < one.opens <= until and one.withdrawn is None])
        if not news and not (weekly and withdrawn_since(reader, told, until)):
            continue
        if weekly:
            made.append(_letter(reader, Letter.Kind.WEEK, until, since=told, until=until))
        else:
            made += [_letter(reader, Letter.Kind.STORY, now, release=one) for one in news]
        reader.told = until
        reader.save(update_fields=["told"])
    Letter.objects.bulk_create(made)
    return len(made)


def _withdrawals(withdrawn: list[StoryRelease], now: dt.datetime) -> list[Letter]:
    """One to each who was sent a story of its own, in whichever versions, that is withdrawn by now. What still waits is
    not sent."""
    letters = Letter.objects.filter(release__in=withdrawn).select_related("subscriber", "release")
    letters.filter(kind=Letter.Kind.STORY, state=Letter.State.WAITING).delete()
    told = {_withdrawal(one) for one in letters.filter(kind=Letter.Kind.WITHDRAWN)}
    reached = letters.filter(kind=Letter.Kind.STORY, state__in=[Letter.State.SENT, Letter.State.UNKNOWN])
    new = {_withdrawal(one): one for one in reached if _withdrawal(one) not in told}
    return [_letter(one.subscriber, Letter.Kind.WITHDRAWN, now, release=one.release) for one in new.values()]


def _withdrawal(letter: Letter) -> tuple[str, str, dt.datetime | None]:
    """To whom, of which story, and the moment at which all of its versions were withdrawn."""
    release = letter.release
    return (letter.subscriber_id, release.story_id, release.withdrawn) if release else ("", "", None)


def _newest(releases: list[StoryRelease]) -> list[StoryRelease]:
    """Of each story its newest version, in the order of their moments."""
    last = {one.story_id: one for one in sorted(releases, key=lambda one: one.number or 0)}
    return sorted(last.values(), key=lambda one: one.opens)


def _letter(
    reader: Subscriber,
    kind: Letter.Kind,
    due: dt.datetime,
    **about: StoryRelease | dt.datetime,
) -> Letter:
    return Letter(process_id=reader.process_id, subscriber=reader, kind=kind, due=due, **about)
