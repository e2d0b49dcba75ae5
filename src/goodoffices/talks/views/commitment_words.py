"""Commitments as pages show them: by when, how each stands and why, and what was said, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodoffices.commitments import IN_FORCE, STATUSES, Due, Happening, Line, Standing, touched_by
from goodoffices.talks.domain.commitment_standing import Standings
from goodoffices.talks.forms.commitments import SAID_WORDS
from goodoffices.talks.models import Commitment
from goodoffices.talks.wording.lists import listed

__all__ = ["ShownCommitment", "shown_commitments", "status_in_words"]

_BAD, _GOOD = ("overdue", "disputed", "suspended"), ("verified done",)


@dataclass(frozen=True)
class ShownCommitment:
    """A commitment in a list or on a page of its own; `tone` is a class of badges."""

    record: Commitment
    standing: Standing
    who: str
    verified_by: str
    by_when: str
    status: str
    tone: str
    why: str
    waits: tuple[Commitment, ...]
    lines: tuple[tuple[Line, str, str], ...]  # with who said it, and what, in words
    touched: tuple[tuple[Happening, str], ...]  # with the address of a page that says more, "" where there is none


def status_in_words(status: str) -> str:
    """How a commitment stands."""
    return {
        "overdue": _("overdue"),
        "disputed": _("disputed"),
        "suspended": _("suspended"),
        "due": _("due soon"),
        "reported done": _("reported done"),
        "waiting": _("waiting"),
        "not due": _("not due yet"),
        "standing": _("at all times"),
        "not known": _("deadline not known"),
        "verified done": _("verified done"),
    }[status]


def shown_commitments(known: Sequence[Standings], happenings: Sequence[Happening] = ()) -> list[ShownCommitment]:
    """All of them, what needs somebody first; of those that stand the same the earliest deadline first."""
    found = [_shown(one, room, happenings) for room in known for one in room.found]
    order = {status: place for place, status in enumerate(STATUSES)}
    return sorted(
        found,
        key=lambda one: (order[one.standing.status], one.standing.deadline or dt.date.max, one.record.made),
    )


def _shown(one: Standing, room: Standings, happenings: Sequence[Happening]) -> ShownCommitment:
    name = room.agreement.name_of
    return ShownCommitment(
        record=room.records[one.commitment.id],
        standing=one,
        who=listed([name(body) for body in one.commitment.who]),
        verified_by=listed([name(body) for body in one.commitment.verified_by]),
        by_when=_by_when(one, room.records),
        status=status_in_words(one.status),
        tone="warning" if one.status in _BAD else "good" if one.status in _GOOD else "",
        why=_why(one, room),
        waits=tuple(room.records[key] for key in one.waiting_for if key in room.records),
        lines=tuple((line, name(line.by), str(SAID_WORDS[line.said])) for line in one.lines),
        touched=tuple((event, _address(event, room)) for event in touched_by(one.commitment, happenings)),
    )


def _address(event: Happening, room: Standings) -> str:
    kind, _space, key = event.source.partition(" ")
    name = {"incident": "incident", "report": "report_released"}.get(kind)
    return reverse(name, args=[room.room.process_id, key]) if name else ""


def _by_when(one: Standing, records: Mapping[str, Commitment]) -> str:
    due = one.commitment.due
    if one.deadline and not due.after:
        return date_format(one.deadline, "DATE_FORMAT")
    if due.after:
        agreed = _period(due, records)
        return f"{date_format(one.deadline, 'DATE_FORMAT')} ({agreed})" if one.deadline else agreed
    return _("at all times") if due.standing else _("the text does not say")


def _period(due: Due, records: Mapping[str, Commitment]) -> str:
    counted = {
        "day": ngettext("%(count)s day", "%(count)s days", due.count),
        "week": ngettext("%(count)s week", "%(count)s weeks", due.count),
        "month": ngettext("%(count)s month", "%(count)s months", due.count),
    }[due.unit] % {"count": due.count}
    if due.after == IN_FORCE:
        return _("%(time)s after the entry into force") % {"time": counted}
    return _("%(time)s after this is fulfilled: %(other)s") % {"time": counted, "other": records[due.after].what}


def _why(one: Standing, room: Standings) -> str:
    parts = []
    if one.status == "overdue":
        parts.append(ngettext("by %(count)s day", "by %(count)s days", one.late) % {"count": one.late})
    if one.status == "waiting" and IN_FORCE in one.waiting_for:
        parts.append(_("for the entry into force"))
    if one.status == "disputed":
        parts.append(_("by %(who)s") % {"who": listed([room.agreement.name_of(x.by) for x in one.open_disputes])})
    if one.status == "suspended":
        parts.append(_("the deadline is not moved by it"))
    if one.status == "reported done":
        parts.append(_("not verified") if one.commitment.verified_by else _("nobody verifies it"))
    if one.late and one.status in {"verified done", "reported done"}:
        late = ngettext("%(count)s day after the deadline", "%(count)s days after the deadline", one.late)
        parts.append(late % {"count": one.late})
    if one.missing:
        parts.append(_("not reported by %(who)s") % {"who": listed([room.agreement.name_of(x) for x in one.missing])})
    if one.status == "standing":
        day = date_format(one.confirmed.on, "DATE_FORMAT") if one.confirmed else ""
        parts.append(_("last confirmed on %(day)s") % {"day": day} if day else _("never confirmed"))
    return "; ".join(parts)
