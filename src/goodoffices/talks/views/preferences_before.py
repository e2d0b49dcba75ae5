"""What a party has stated of its preferences over time: who, when, and what changed from one statement to the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.preferences import FALLBACK, Statement, histories
from goodoffices.talks.models import Party, Process
from goodoffices.talks.views.parts import closed_case
from goodoffices.talks.views.said import Line, said
from goodoffices.talks.wording.diff import Piece, pieces

__all__ = ["preferences_before"]


@dataclass(frozen=True)
class Stated:
    """One statement; `words` and `note` show what differs from the one before. `put_otherwise`: the question or its
    options read otherwise when the one before was made.
    """

    line: Line
    words: tuple[Piece, ...]
    note: tuple[Piece, ...]
    is_first: bool
    put_otherwise: bool


@page("preferences.read")
def preferences_before(request: HttpRequest, process: str, party: str) -> HttpResponse:
    """All statements of one's own party; for the mediator, of any."""
    found, viewer = get_object_or_404(Party, pk=party), current_viewer()
    if not viewer.is_mediator() and found.pk != viewer.party_id:
        raise Http404
    table = Process.objects.get(pk=process)
    if closed := closed_case(request, table):
        return closed
    own = not viewer.is_mediator()
    told = [
        (_("If there is no agreement") if issue == FALLBACK else made[0].record.asked["ask"], _told(made, own=own))
        for issue, made in histories(table, found).items()
    ]
    others = Party.objects.exclude(pk=found.pk) if viewer.is_mediator() else []
    shown = {"party": found, "own": own, "told": told, "others": others}
    return render(request, "talks/preferences_before.html", shown)


def _told(made: list[Statement], *, own: bool) -> list[Stated]:
    """The statements on one question, newest first, each beside the one before."""
    first = made[-1]
    words, note = _words(first, own=own), first.record.note
    return [
        *(_beside(before, now, own=own) for now, before in pairwise(made)),
        Stated(said(first, own=own), pieces(words, words), pieces(note, note), is_first=True, put_otherwise=False),
    ]


def _beside(before: Statement, now: Statement, *, own: bool) -> Stated:
    return Stated(
        line=said(now, own=own),
        words=pieces(_words(before, own=own), _words(now, own=own)),
        note=pieces(before.record.note, now.record.note),
        is_first=False,
        put_otherwise=before.record.asked != now.record.asked,
    )


def _words(statement: Statement, *, own: bool) -> str:
    """A statement as one text."""
    if statement.not_yet:
        return _("Not yet: we have not made up our mind.") if own else _("Not yet: they have not made up their mind.")
    return " ".join(said(statement, own=own).words)
