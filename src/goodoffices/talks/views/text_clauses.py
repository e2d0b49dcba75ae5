"""Clauses of the draft: written, settled, split, moved, frozen, removed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.text_brackets import bracket_of_options, resolve_bracket
from goodoffices.talks.domain.text_drafts import (
    ChangedMeanwhileError,
    add_clause,
    edit_clause,
    freeze,
    move_clause,
    remove_clause,
    split_clause,
    unfreeze,
)
from goodoffices.talks.domain.text_issues import questions
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.forms.text import ClauseForm, FreezeForm, MoveForm, ResolveForm, SplitForm
from goodoffices.talks.models import Text
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.text_shown import clause_named, frozen, refusing, rows
from goodoffices.talks.wording.brackets import brackets
from goodoffices.talks.wording.clauses import Clause, Wording
from goodoffices.talks.wording.diff import pieces
from goodoffices.talks.wording.languages import own_name

__all__ = ["add", "clause", "freezing", "move", "options", "remove", "resolve", "split"]


def back(process: str, text: str, key: str = "") -> HttpResponse:
    """To the draft, at the clause."""
    answer = redirect("text_draft", process=process, text=text)
    answer["Location"] += f"#{key}" if key else ""
    return answer


@page("text.write", "GET", "POST")
@refusing
def add(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """A new clause or heading, after the one the address names."""
    found = get_object_or_404(Text, pk=text)
    form = ClauseForm(request.POST or None, wording=found.wording)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_clause(
                text=found,
                words=form.words(),
                heading=form.cleaned_data["heading"],
                after=request.GET.get("after", ""),
                tie=form.tie(),
            )
        except TalksError as wrong:
            refused_on(form, wrong)
        else:
            return back(process, text, made.id)
    status = 422 if form.errors else 200
    return render(request, "talks/text/add.html", {"form": form, "text": found}, status=status)


@page("text.write", "GET", "POST")
@refusing
def clause(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """The words of a clause; if somebody changed them meanwhile, both wordings are shown."""
    found = get_object_or_404(Text, pk=text)
    wording = found.wording
    now = clause_named(request, wording)
    form = ClauseForm(request.POST if request.method == "POST" else None, wording=wording, clause=now)
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            edit_clause(
                text=found,
                clause=now.id,
                seen=form.cleaned_data["seen"],
                words=form.words(),
                tie=form.tie(),
                still_fit=form.cleaned_data.get("still_fit", False),
            )
        except ChangedMeanwhileError as wrong:
            refused_on(form, wrong)
            theirs = _compared(form, wrong.now, wording)
            form.data = form.data.copy()
            form.data["seen"] = wrong.now.mark()
        except TalksError as wrong:
            refused_on(form, wrong)
        else:
            return back(process, text, now.id)
    told = _clause_page(found, wording, now) | {"form": form, "theirs": theirs}
    return render(request, "talks/text/clause.html", told, status=422 if form.errors else 200)


def _compared(form: ClauseForm, theirs: Clause, wording: Wording) -> list[dict[str, Any]]:
    yours = form.words()
    return [
        {"language": own_name(code), "code": code, "pieces": pieces(theirs.words.get(code, ""), yours[code].strip())}
        for code in wording.languages
    ]


def _clause_page(text: Text, wording: Wording, now: Clause) -> dict[str, Any]:
    return {
        "text": text,
        "clause": now,
        "number": wording.numbers()[now.id],
        "frozen": frozen(now.freeze),
        "text_frozen": wording.freeze is not None,
        "brackets": brackets(now.words.get(wording.original, "")),
        "move_form": MoveForm(wording=wording, clause=now),
        "freeze_form": FreezeForm(),
        "has_options": any(question.id == now.issue for question in questions()),
    }


@page("text.write", "GET", "POST")
@refusing
def split(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """Two clauses out of one."""
    found = get_object_or_404(Text, pk=text)
    wording = found.wording
    now = clause_named(request, wording)
    form = SplitForm(request.POST or None, wording=wording, clause=now)
    if request.method == "POST" and form.is_valid():
        try:
            split_clause(
                text=found,
                clause=now.id,
                seen=form.cleaned_data["seen"],
                stays=form.words("stays"),
                goes=form.words("goes"),
            )
        except TalksError as wrong:
            refused_on(form, wrong)
        else:
            return back(process, text, now.id)
    told = {"form": form, "text": found, "clause": now, "number": wording.numbers()[now.id]}
    return render(request, "talks/text/split.html", told, status=422 if form.errors else 200)


@page("text.write", "POST")
@refusing
def move(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """Put a clause elsewhere."""
    found = get_object_or_404(Text, pk=text)
    now = clause_named(request, found.wording)
    form = MoveForm(request.POST, wording=found.wording, clause=now)
    if not form.is_valid():
        raise TalksError.of(_("there is no such place any more"), remedy=_("look at the text as it stands now"))
    move_clause(text=found, clause=now.id, after=form.cleaned_data["after"])
    return back(process, text, now.id)


@page("text.write", "POST")
@refusing
def remove(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """Take a clause out."""
    found = get_object_or_404(Text, pk=text)
    now = clause_named(request, found.wording)
    remove_clause(text=found, clause=now.id, seen=request.POST.get("seen", ""))
    return back(process, text)


@page("text.write", "POST")
@refusing
def freezing(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """Freeze or unfreeze a clause, or the whole text when the address names none."""
    found = get_object_or_404(Text, pk=text)
    key = request.GET.get("clause", "")
    if "unfreeze" in request.POST:
        unfreeze(text=found, clause=key)
    else:
        form = FreezeForm(request.POST)
        chosen = form.cleaned_data["parties"] if form.is_valid() else ()
        freeze(text=found, by=my_seat(), clause=key, parties=[str(party) for party in chosen])
    return back(process, text, key)


@page("text.write", "GET", "POST")
@refusing
def resolve(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """Settle a bracket."""
    found = get_object_or_404(Text, pk=text)
    wording = found.wording
    now = clause_named(request, wording)
    asked = request.GET.get("bracket", "0")
    disputed = brackets(now.words.get(wording.original, ""))
    if not asked.isdecimal() or int(asked) >= len(disputed):
        raise TalksError.of(_("there is no such bracket any more"), remedy=_("look at the clause as it stands now"))
    place = int(asked)
    form = ResolveForm(request.POST or None, wording=wording, clause=now, bracket=disputed[place])
    if request.method == "POST" and form.is_valid():
        choice, words = form.decision()
        try:
            resolve_bracket(
                text=found, clause=now.id, seen=form.cleaned_data["seen"], bracket=place, choice=choice, words=words
            )
        except TalksError as wrong:
            refused_on(form, wrong)
        else:
            return back(process, text, now.id)
    row = next(row for row in rows(wording, found.pk) if row.clause.id == now.id)
    told = {"form": form, "text": found, "row": row, "bracket": disputed[place]}
    return render(request, "talks/text/resolve.html", told, status=422 if form.errors else 200)


@page("text.write", "POST")
@refusing
def options(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """Put the options of the clause's issue into a bracket."""
    found = get_object_or_404(Text, pk=text)
    now = clause_named(request, found.wording)
    bracket_of_options(text=found, clause=now.id, seen=request.POST.get("seen", ""))
    return back(process, text, now.id)
