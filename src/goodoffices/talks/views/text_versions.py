"""Versions of a text: read side by side, compared, printed, shown to further rooms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.text_brackets import open_brackets
from goodoffices.talks.domain.text_versions import show_version
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.forms.text import CompareForm, ShowForm
from goodoffices.talks.models import Process, TextVersion
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.text import versions_of
from goodoffices.talks.views.text_shown import Language, frozen, languages, refusing, rows
from goodoffices.talks.wording.diff import State, difference, pieces
from goodoffices.talks.wording.languages import direction, own_name
from goodoffices.talks.wording.lists import listed

__all__ = ["compare", "found_version", "in_plain_words", "plain", "print_out", "show", "version"]


def found_version(key: str) -> TextVersion:
    """The version with this id, or 404."""
    return get_object_or_404(
        TextVersion.objects.select_related("process", "author__member"),
        pk=key,
    )


@page("text.read")
def version(request: HttpRequest, process: str, version: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """A version, its languages side by side."""
    found = found_version(version)
    if not found.is_open():
        return render(request, "talks/text/closed.html")
    wording = found.wording
    chosen = request.GET.getlist("in")
    return render(
        request,
        "talks/text/version.html",
        {
            "version": found,
            "wording": wording,
            "rows": rows(wording, found.text_id, chosen),
            "languages": languages(wording, chosen),
            "all_languages": languages(wording),
            "open": open_brackets(wording),
            "frozen": frozen(wording.freeze),
            "others": [other for other in versions_of(found.text_id) if other.pk != found.pk],
            "header": header(found),
        },
    )


def header(version: TextVersion) -> str:
    """What stands at the head of every print: which version, of when, its standing, for whom."""
    return _("%(process)s · version %(number)s of %(date)s · NOT AGREED · for: %(room)s · fingerprint %(mark)s") % {
        "process": Process.objects.filter(pk=version.process_id).first() or version.process,
        "number": version.number,
        "date": date_format(timezone.localtime(version.made), "DATE_FORMAT"),
        "room": version.room,
        "mark": version.wording.fingerprint(),
    }


@page("text.read")
def compare(request: HttpRequest, process: str, version: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """What changed from another version to this one."""
    found = found_version(version)
    others = [other for other in versions_of(found.text_id) if other.pk != found.pk and other.is_open()]
    if not found.is_open() or not others:
        return render(request, "talks/text/alone.html", {"version": found})
    form = CompareForm(request.GET if "earlier" in request.GET else None, version=found)
    asked = form.cleaned_data["earlier"] if form.is_bound and form.is_valid() else None
    before = [other for other in others if other.made <= found.made]
    same_room = [other for other in before if other.room_id == found.room_id]
    earlier = asked if asked is not None and asked.is_open() else (same_room or before or others)[0]
    form.initial["earlier"] = earlier.pk
    changes = difference(earlier.wording, found.wording)
    told = {
        "version": found,
        "earlier": earlier,
        "form": form,
        "title": pieces(earlier.wording.title, found.wording.title),
        "changes": [_told(change) for change in changes],
        "nothing": all(c.state is State.UNCHANGED and not c.moved and not c.settings for c in changes),
    }
    return render(request, "talks/text/compare.html", told)


def _told(change) -> dict[str, object]:  # noqa: ANN001 (a Change)
    columns = [
        {"code": code, "name": own_name(code), "direction": direction(code), "pieces": said}
        for code, said in change.pieces.items()
    ]
    return {"change": change, "columns": columns}


@page("text.write", "GET", "POST")
@refusing
def show(request: HttpRequest, process: str, version: str) -> HttpResponse:
    """Show a version to another room."""
    found = found_version(version)
    form = ShowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            shown = show_version(version=found, author=my_seat(), **form.cleaned_data)
        except TalksError as wrong:
            refused_on(form, wrong)
        else:
            return redirect("text_version", process=process, version=shown.pk)
    status = 422 if form.errors else 200
    return render(request, "talks/text/show.html", {"form": form, "version": found}, status=status)


@page("text.read")
def print_out(request: HttpRequest, process: str, version: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """A version to be printed."""
    found = found_version(version)
    if not found.is_open():
        return render(request, "talks/text/closed.html")
    wording, chosen = found.wording, request.GET.getlist("in")
    told = {
        "version": found,
        "wording": wording,
        "header": header(found),
        "rows": rows(wording, found.text_id, chosen),
        "languages": languages(wording, chosen),
        "frozen": frozen(wording.freeze),
    }
    return render(request, "talks/text/print.html", told)


@page("text.read")
def plain(request: HttpRequest, process: str, version: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """A version as plain words, one language after the other."""
    found = found_version(version)
    if not found.is_open():
        return render(request, "talks/text/closed.html")
    shown = languages(found.wording, request.GET.getlist("in"))
    said = [header(found), *(in_plain_words(found, language) for language in shown)]
    answer = HttpResponse("\n\n".join(said) + "\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="text-version-{found.number}.txt"'
    return answer


def in_plain_words(version: TextVersion, language: Language) -> str:
    """A version in one language, clause by clause, with what holds of each."""
    wording, numbers = version.wording, version.wording.numbers()
    marks = listed(filter(None, [language.own, _("authentic") if language.authentic else ""]))
    lines = [f"{wording.title} ({marks})"]
    for clause in wording.clauses:
        words = clause.words.get(language.code, "" if clause.heading else _("(not translated yet)"))
        number = _("Article %(number)s") % {"number": numbers[clause.id]} if clause.heading else numbers[clause.id]
        standing = [_("frozen ad referendum, not consent") if clause.freeze or wording.freeze else ""]
        standing += [_("translation of older words") if clause.behind(language.code, wording.original) else ""]
        told = "; ".join(filter(None, standing))
        lines.append(f"{number}. {words}".rstrip() + (f" ({told})" if told and not clause.heading else ""))
    return "\n\n".join(lines)
