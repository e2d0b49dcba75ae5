"""A clause of a version: its words, who asked for its brackets, what is said about it, how it came to be."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.text_brackets import ask as ask_for
from goodoffices.talks.domain.text_brackets import withdraw_asking
from goodoffices.talks.domain.text_comments import answer as answer_comment
from goodoffices.talks.domain.text_comments import comment, delete_comment, edit_comment
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.forms.text import AskForm, CommentForm
from goodoffices.talks.models import TextAsking, TextComment, TextVersion
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.text import versions_of
from goodoffices.talks.views.text_shown import clause_named, history, refusing, rows
from goodoffices.talks.views.text_versions import found_version

__all__ = ["answer", "ask", "clause", "delete", "edit", "withdraw"]


def _to_clause(process: str, version: str, clause: str) -> HttpResponse:
    address = reverse("text_version_clause", kwargs={"process": process, "version": version})
    return redirect(f"{address}?{urlencode({'clause': clause})}")


@page("text.read", "GET", "POST")
@refusing
def clause(request: HttpRequest, process: str, version: str) -> HttpResponse:
    """A clause, with a form for a comment."""
    found = found_version(version)
    if not found.is_open():
        return render(request, "talks/text/closed.html")
    now = clause_named(request, found.wording)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            comment(version=found, clause=now.id, author=my_seat(), **form.cleaned_data)
        except TalksError as wrong:
            refused_on(form, wrong, "room")
        else:
            return _to_clause(process, version, now.id)
    told = _clause_page(found, now.id) | {"form": form}
    return render(request, "talks/text/version_clause.html", told, status=422 if form.errors else 200)


def _clause_page(version: TextVersion, key: str, asking: AskForm | None = None) -> dict[str, Any]:
    row = next(row for row in rows(version.wording, version.text_id) if row.clause.id == key)
    said = TextComment.objects.filter(text_id=version.text_id, clause=key)
    said = said.select_related("author__member", "author__party", "version")
    threads: dict[str, list[TextComment]] = {}
    for one in said:
        threads.setdefault(one.to_id or one.pk, []).append(one)
    earlier = [one for one in reversed(versions_of(version.text_id)) if one.is_open()]
    return {
        "version": version,
        "row": row,
        "threads": list(threads.values()),
        "answer_form": CommentForm(answering=True),
        "ask_form": asking or AskForm(brackets=list(row.disputed), party_id=current_viewer().party_id),
        "history": history(earlier, key),
    }


@page("text.ask", "POST")
@refusing
def ask(request: HttpRequest, process: str, version: str) -> HttpResponse:
    """Write down who asked for a bracket."""
    found = found_version(version)
    now = clause_named(request, found.wording)
    row = next(row for row in rows(found.wording, found.text_id) if row.clause.id == now.id)
    form = AskForm(request.POST, brackets=list(row.disputed), party_id=current_viewer().party_id)
    if form.is_valid():
        said = form.cleaned_data
        try:
            ask_for(
                version=found,
                at=(now.id, said["bracket"]),
                room=said["room"],
                author=my_seat(),
                party=said["party"],
                reason=said["reason"],
            )
        except TalksError as wrong:
            refused_on(form, wrong, "room")
        else:
            return _to_clause(process, version, now.id)
    told = _clause_page(found, now.id, form) | {"form": CommentForm()}
    return render(request, "talks/text/version_clause.html", told, status=422)


@page("text.ask", "POST")
def withdraw(request: HttpRequest, process: str, asking: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """Take back what one wrote down about a bracket."""
    withdraw_asking(get_object_or_404(TextAsking, pk=asking, author_id=current_viewer().seat_id))
    return redirect("text", process=process)


@page("text.comment", "POST")
@refusing
def answer(request: HttpRequest, process: str, comment: str) -> HttpResponse:
    """Answer a comment, to the same room."""
    to = get_object_or_404(TextComment, pk=comment)
    form = CommentForm(request.POST, answering=True)
    if not form.is_valid():
        raise TalksError.of(_("there are no words in the answer"))
    answer_comment(to=to, author=my_seat(), words=form.cleaned_data["words"])
    return _to_clause(process, _version_to_go_to(request, to), to.clause)


@page("text.comment", "GET", "POST")
@refusing
def edit(request: HttpRequest, process: str, comment: str) -> HttpResponse:
    """Change one's own comment, until somebody answers."""
    own = get_object_or_404(TextComment, pk=comment, author_id=current_viewer().seat_id)
    form = CommentForm(request.POST or None, answering=True, initial={"words": own.words})
    if request.method == "POST" and form.is_valid():
        edit_comment(comment=own, words=form.cleaned_data["words"])
        return _to_clause(process, _version_to_go_to(request, own), own.clause)
    status = 422 if form.errors else 200
    return render(request, "talks/text/comment.html", {"form": form, "comment": own}, status=status)


@page("text.comment", "POST")
@refusing
def delete(request: HttpRequest, process: str, comment: str) -> HttpResponse:
    """Take one's own comment back, until somebody answers."""
    own = get_object_or_404(TextComment, pk=comment, author_id=current_viewer().seat_id)
    version, key = _version_to_go_to(request, own), own.clause
    delete_comment(own)
    return _to_clause(process, version, key)


def _version_to_go_to(request: HttpRequest, comment: TextComment) -> str:
    """The version in which the comment was read, when the viewer may see it; else the newest they may see."""
    seen = [version.pk for version in versions_of(comment.text_id)]
    asked = request.POST.get("version", comment.version_id)
    return asked if asked in seen else seen[0] if seen else comment.version_id
