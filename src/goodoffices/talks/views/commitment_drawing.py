"""Drawing commitments at the desk: from the clauses of a version, with what rules suggest; and the entry into force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.commitments import IN_FORCE, LANGUAGES, Suggested, suggest
from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.commitment_standing import bodies_known, today
from goodoffices.talks.domain.commitments import draw_commitment, enter_into_force
from goodoffices.talks.domain.text_brackets import open_brackets
from goodoffices.talks.forms.commitments import CommitmentForm, IntoForceForm
from goodoffices.talks.models import Process, TextVersion
from goodoffices.talks.views.acts import form_page, my_seat, was_done

__all__ = ["commitment_add", "commitment_draw", "commitment_force"]


@dataclass(frozen=True)
class Offered:
    """A clause, or what rules suggest of one of its sentences; `place` counts the suggestions of the clause."""

    clause: str
    number: str
    words: str
    place: int | None = None
    suggested: Suggested | None = None


@page("commitments.manage")
def commitment_draw(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """Choose a version of a text, then a clause of it. What rules suggest stands at the clause and decides nothing."""
    versions = [one for one in TextVersion.objects.all() if one.is_open()]
    chosen = next((one for one in versions if one.pk == request.GET.get("version", "")), None)
    shown: dict[str, Any] = {"versions": versions, "chosen": chosen, "offered": _offered(chosen) if chosen else ()}
    shown["brackets"] = bool(chosen and open_brackets(chosen.wording))
    return render(request, "talks/commitments/draw.html", shown)


@page("commitments.manage", "GET", "POST")
def commitment_add(request: HttpRequest, process: str) -> HttpResponse:
    """A commitment, begun from a clause where one was chosen."""
    versions = TextVersion.objects.all()
    version = versions.filter(pk=request.GET.get("version", "")).first()
    if version is not None and not version.is_open():
        version = None
    first = _first(version, request.GET.get("clause", ""), request.GET.get("place", "")) if version else {}
    form = CommitmentForm(request.POST if request.method == "POST" else None, initial={"when": "unknown"} | first)
    given = {"process": Process.objects.get(pk=process), "author": my_seat(), "version": version}
    if request.method == "POST" and was_done(form, draw_commitment, **given):
        return redirect("commitments", process=process)
    lead = _(
        "What is filled in was suggested by rules from the words of the clause: check each line against the clause. "
        "A commitment is not changed afterwards; one that was drawn wrongly is withdrawn and drawn anew."
    )
    back = reverse("commitment_draw", args=[process])
    return form_page(request, form, heading=_("A commitment"), lead=lead, submit=_("Show it to the room"), back=back)


@page("commitments.manage", "GET", "POST")
def commitment_force(request: HttpRequest, process: str) -> HttpResponse:
    """Tell a room from which day periods run."""
    form = IntoForceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and was_done(form, enter_into_force, author=my_seat()):
        return redirect("commitments", process=process)
    lead = _("Deadlines that are counted from the entry into force are reckoned from this day. The newest day counts.")
    back = reverse("commitments", args=[process])
    return form_page(request, form, heading=_("Entry into force"), lead=lead, submit=_("Save"), back=back)


def _words(version: TextVersion) -> tuple[str, list[tuple[str, str, str]]]:
    """The language to read, and every clause with its number and words in it."""
    wording = version.wording
    language = "en" if "en" in wording.languages else wording.original
    numbers = wording.numbers()
    found = [(one.id, numbers[one.id], one.words.get(language, "")) for one in wording.clauses if not one.heading]
    return language, [one for one in found if one[2]]


def _suggested(words: str, language: str) -> tuple[Suggested, ...]:
    if language not in LANGUAGES:
        return ()
    try:
        return suggest(words, bodies_known(), today(), language=language)
    except UserError:  # what rules cannot read is drawn by hand
        return ()


def _offered(version: TextVersion) -> list[Offered]:
    language, clauses = _words(version)
    found: list[Offered] = []
    for key, number, words in clauses:
        hits = _suggested(words, language)
        found += [Offered(key, number, one.text, place, one) for place, one in enumerate(hits)]
        found += [] if hits else [Offered(key, number, words)]
    return found


def _first(version: TextVersion, clause: str, place: str) -> dict[str, Any]:
    """What the form begins with: the clause, and what was suggested of it."""
    language, clauses = _words(version)
    known = next(((number, words) for key, number, words in clauses if key == clause), None)
    if known is None:
        return {}
    first: dict[str, Any] = {"article": known[0], "clause": known[1]}
    hits = _suggested(known[1], language)
    if not place.isascii() or not place.isdigit() or int(place[:4]) >= len(hits):
        return first
    one = hits[int(place[:4])]
    first |= {"clause": one.text, "what": one.what, "who": list(one.who), "verified_by": list(one.verified_by)}
    due = one.due
    if due.day:
        first |= {"when": "day", "day": due.day.last}
    elif due.after == IN_FORCE:
        first |= {"when": "force", "count": due.count, "unit": due.unit}
    elif due.standing:
        first |= {"when": "standing"}
    return first
