"""A delegation states its preferences; the mediator reads all of them side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.dossier import Dossier
from goodoffices.errors import TalksError, UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.case import case_dossier
from goodoffices.talks.domain.preferences import (
    FALLBACK,
    ChangedMeanwhileError,
    Statement,
    history,
    say_not_yet,
    state_fallback,
    state_preference,
    statements,
)
from goodoffices.talks.domain.questions import Question, case_file, questions
from goodoffices.talks.forms.preferences import FallbackForm, PreferenceForm
from goodoffices.talks.forms.refusals import refused_on, told
from goodoffices.talks.models import Party, Process
from goodoffices.talks.views.parts import closed_case, sortable
from goodoffices.talks.views.said import Line, assessed, assessed_worth, said

__all__ = ["fallback", "preferences", "side_by_side", "state"]


@page("preferences.read")
def preferences(request: HttpRequest, process: str) -> HttpResponse:
    """One's own statements at a glance; for the mediator, all parties side by side."""
    found = Process.objects.get(pk=process)
    if closed := closed_case(request, found):
        return closed
    if current_viewer().is_mediator():
        return _all_parties(request, found)
    party = Party.objects.get(pk=current_viewer().party_id)
    asked, latest = questions(found), statements(found, party)
    own = [(number, question, said(latest.get((party.pk, question.id)))) for number, question in enumerate(asked, 1)]
    gone = [one for one in latest.values() if one.question is None and one.record.issue != FALLBACK]
    context = {
        "party": party,
        "own": own,
        "gone": gone,
        "worth": said(latest.get((party.pk, FALLBACK))),
        "stated": sum(line.is_stated for _number, _question, line in own),
    }
    return render(request, "talks/preferences.html", context)


def _all_parties(request: HttpRequest, process: Process) -> HttpResponse:
    parties = list(Party.objects.all())
    context: dict[str, Any] = {"parties": parties, "case": case_file(process)}
    if context["case"] is not None:
        try:
            dossier = case_dossier(process)
        except UserError as error:
            context["problems"] = told(error)
        else:
            context |= side_by_side(dossier, process, parties)
    return render(request, "talks/preferences_all.html", context)


def side_by_side(dossier: Dossier, process: Process, parties: list[Party]) -> dict[str, Any]:
    """For each question, and for the worth of no agreement, a line of every party."""
    latest, asked = statements(process), questions(process)
    key = {party.key: party for party in parties}
    seats = [seat for seat in dossier.parties if seat.id in key]
    prefers = {(issue.id, line.party): line for issue in dossier.issues for line in issue.preferences}
    rows = [
        (
            question,
            [(key[seat.id], _line(latest, key[seat.id], question, prefers[question.id, seat.id])) for seat in seats],
        )
        for question in asked
    ]
    worth = []
    for seat in seats:
        own = latest.get((key[seat.id].pk, FALLBACK))
        worth.append((key[seat.id], said(own, own=False) if own and own.is_stated else assessed_worth(seat, own)))
    return {"rows": rows, "worth": worth}


def _line(latest: dict[tuple[str, str], Statement], party: Party, question: Question, prefers: Any) -> Line:
    own = latest.get((party.pk, question.id))
    return said(own, own=False) if own and own.is_stated else assessed(prefers, question, own)


@page("preferences.write", "GET", "POST")
def state(request: HttpRequest, process: str) -> HttpResponse:
    """One question: what is stated, and a form to state it anew."""
    found = Process.objects.get(pk=process)
    if closed := closed_case(request, found):
        return closed
    party = Party.objects.get(pk=current_viewer().party_id)
    asked, latest = questions(found), statements(found, party)
    place = _place(request, asked, {issue for _party, issue in latest})
    if place is None:
        return render(request, "talks/preference.html", {"party": party}, status=422 if request.POST else 200)
    question = asked[place]
    now = latest.get((party.pk, question.id))
    version = now.record.number if now else 0
    begun = PreferenceForm.of(question, now.preference if now else None)
    form = PreferenceForm(question, request.POST if request.method == "POST" else None, initial=begun | _kept(now))
    context = {"party": party, "question": question, "number": place + 1, "many": len(asked), "sortable": sortable()}
    context |= {"now": said(now), "earlier": [said(one) for one in history(found, party, question.id)[1:]]}
    status = 200
    if "move" in request.POST:
        moved = form.moved(request.POST["move"])
        form = PreferenceForm(question, initial=moved | {"version": _whole(moved["version"], version)})
    elif request.method == "POST":
        if _done(form, party, question.id, request):
            return redirect(f"{reverse('preference', args=[process])}?question={place + 1}")
        context["theirs"] = said(_latest(found, party, question.id)) if getattr(form, "meanwhile", False) else None
        status = 422
    return render(request, "talks/preference.html", context | {"form": form}, status=status)


def _done(form: Any, party: Party, issue: str, request: HttpRequest) -> bool:
    """Try to store what a form says; whether that went well. Else the form says why not."""
    not_yet = "not_yet" in request.POST
    valid = form.is_valid()
    version = form.cleaned_data.get("version") if hasattr(form, "cleaned_data") else None
    if version is None or not (valid or not_yet):
        return False
    note = form.cleaned_data.get("note", "")
    try:
        if not_yet:
            say_not_yet(party=party, issue=issue, version=version, note=note)
        elif issue == FALLBACK:
            state_fallback(party=party, worth=form.cleaned_data["range"], version=version, note=note)
        else:
            line = form.cleaned_data["line"]
            state_preference(party=party, issue=issue, line=line, version=version, note=note)
    except ChangedMeanwhileError as error:
        form.errors.clear()
        form.meanwhile = True
        form.data = form.data.copy()
        form.data["version"] = str(error.now.number if error.now else 0)
        form.add_error(None, _("Somebody of your delegation changed this meanwhile. Compare both, then save again."))
        return False
    except TalksError as error:
        refused_on(form, error)
        return False
    return True


def _latest(process: Process, party: Party, issue: str) -> Statement | None:
    return statements(process, party).get((party.pk, issue))


@page("preferences.write", "GET", "POST")
def fallback(request: HttpRequest, process: str) -> HttpResponse:
    """What no agreement is worth."""
    found = Process.objects.get(pk=process)
    if closed := closed_case(request, found):
        return closed
    party = Party.objects.get(pk=current_viewer().party_id)
    now = _latest(found, party, FALLBACK)
    begun = {"low": "", "high": ""} | _kept(now)
    if now and now.fallback:
        begun["low"], _dots, high = now.record.line.partition("..")
        begun["high"] = high or begun["low"]
    form = FallbackForm(request.POST if request.method == "POST" else None, initial=begun)
    context = {"party": party, "now": said(now), "form": form, "many": len(questions(found))}
    context["earlier"] = [said(one) for one in history(found, party, FALLBACK)[1:]]
    if request.method == "POST":
        if _done(form, party, FALLBACK, request):
            return redirect("fallback", process=process)
        context["theirs"] = said(_latest(found, party, FALLBACK)) if getattr(form, "meanwhile", False) else None
    return render(request, "talks/fallback.html", context, status=422 if form.errors else 200)


def _kept(now: Statement | None) -> dict[str, Any]:
    return {"version": now.record.number if now else 0, "note": now.record.note if now else ""}


def _place(request: HttpRequest, asked: tuple[Question, ...], known: set[str]) -> int | None:
    """Which question is meant: the form's, the address's, else the first of which nothing was said."""
    ids = [question.id for question in asked]
    if request.method == "POST":
        issue = request.POST.get("issue", "")
        return ids.index(issue) if issue in ids else None
    place = _whole(request.GET.get("question", ""), 0) - 1
    if 0 <= place < len(ids):
        return place
    unsaid = [place for place, issue in enumerate(ids) if issue not in known]
    return unsaid[0] if unsaid else 0 if ids else None


def _whole(word: Any, otherwise: int) -> int:
    text = str(word)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise  # noqa: PLR2004 (no number here has more digits)
