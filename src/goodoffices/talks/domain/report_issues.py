"""Issues of the report: frozen, released by two persons, read by all of a room from one stated moment on."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.report_events import EventsAsked, EventsStudied, study_events
from goodoffices.talks.domain.report_made import make_issue
from goodoffices.talks.domain.report_rule import check_rule
from goodoffices.talks.models import Process, ReportIssue, ReportRelease, Room, Seat

__all__ = [
    "ask_for_release",
    "can_second_release",
    "make_report",
    "second_release",
    "withdraw_release",
]


def make_report(*, process: Process, author: Seat, asked: EventsAsked | None = None) -> ReportIssue:
    """Make an issue of what is known now, with events set against terms if that is `asked`; freeze it on the desk.

    Raises TalksError when there is nothing to say, UserError as `study_events`.
    """
    studied = study_events(asked) if asked else None  # before anything is locked: it may take a minute
    return _frozen(process, author, studied)


@all_or_nothing
def _frozen(process: Process, author: Seat, studied: EventsStudied | None) -> ReportIssue:
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
        room = Room.objects.get(process=process, kind=Room.Kind.DESK)
        last = ReportIssue.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
    made = make_issue(process, timezone.now(), studied)
    issue = ReportIssue(room=room, author=author, number=last + 1)
    issue.title, issue.page, issue.data, issue.hash = made.title, made.page, made.data, made.hash
    issue.save(force_insert=True)
    record_act("report.make", on=issue)
    return issue


@all_or_nothing
def ask_for_release(*, issue: ReportIssue, author: Seat, room: Room, opens: dt.datetime | None = None) -> ReportRelease:
    """Ask that the people of a room read an issue, all from the same moment (none: as soon as a second person agrees).

    Raises TalksError for a moment that has passed, for the desk, where it was asked already, where the release rule of
    the terms says otherwise, and for the public before the issue is out in plenary.
    """
    now = timezone.now()
    if room.kind == Room.Kind.DESK:
        raise TalksError.of(_("it lies on the desk already"), remedy=_("choose those who are to read it"))
    if opens is not None and opens < now:
        raise TalksError.of(_("this moment has passed"), remedy=_("choose one to come, or leave it empty"))
    if ReportRelease.objects.filter(issue=issue, room=room).exists():
        raise TalksError.of(_("this issue has its release to this room already"))
    check_rule(issue, room, opens or now)
    release = ReportRelease(issue=issue, room=room, author=author, opens=opens or now)
    release.save(force_insert=True)
    record_act("report.release", on=release, room=issue.room)  # of the desk: nobody else hears of it
    return release


def can_second_release(release: ReportRelease) -> bool:
    """Whether the current viewer may be the second person: another of the mediator's team."""
    viewer = current_viewer()
    other = release.author_id != viewer.seat_id and release.author.member_id != viewer.member_id
    return release.seconded is None and viewer.is_mediator() and other


@all_or_nothing
def second_release(release: ReportRelease, *, seat: Seat) -> None:
    """Agree to a release as the second person: the bytes are sealed to the room, and open at their moment; at once when
    that has passed meanwhile. Raises TalksError for who cannot.
    """
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=release.process_id)
    fresh = ReportRelease.objects.select_related("author", "issue").get(pk=release.pk)
    if not can_second_release(fresh):
        raise TalksError.of(_("This release does not wait for your word."))
    issue, now = fresh.issue, timezone.now()
    check_rule(issue, fresh.room, max(fresh.opens, now))
    last = ReportRelease.objects.filter(room=fresh.room).aggregate(last=Max("number"))["last"] or 0
    fresh.seconder, fresh.seconded, fresh.number, fresh.opens = seat, now, last + 1, max(fresh.opens, now)
    fresh.title, fresh.page, fresh.data, fresh.hash = issue.title, issue.page, issue.data, issue.hash
    fresh.save()
    record_act("report.second", on=fresh, room=issue.room)


@all_or_nothing
def withdraw_release(release: ReportRelease) -> None:
    """Take a release back before it is out. Raises TalksError afterwards: what was read stays read."""
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=release.process_id)
    fresh = ReportRelease.objects.select_related("issue__room").get(pk=release.pk)
    if fresh.is_out:
        raise TalksError.of(_("it is out already; what was read stays read"))
    record_act("report.withdraw", on=fresh, room=fresh.issue.room)
    fresh.delete()
