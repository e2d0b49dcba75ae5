"""The negotiating text: what there is, and the draft on the mediator's desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from goodoffices.errors import TalksError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.text_brackets import open_brackets
from goodoffices.talks.domain.text_drafts import draft_from_paste, set_languages, start_text
from goodoffices.talks.domain.text_versions import publish as publish_text
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.forms.text import AboutForm, FreezeForm, PasteForm, PublishForm
from goodoffices.talks.models import Room, Text, TextVersion
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.text_shown import frozen, languages, refusing, rows
from goodoffices.talks.wording.paste import split_paste

__all__ = ["about", "draft", "new", "paste", "publish", "texts", "versions_of"]


@page("text.read")
def texts(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The texts: to the mediator the drafts with their versions, to others the versions shown to them."""
    drafts = [
        {"text": text, "wording": text.wording, "open": open_brackets(text.wording), "versions": versions_of(text.pk)}
        for text in Text.objects.all()
        if text.is_open()
    ]
    known = {told["text"].pk for told in drafts}
    shown: dict[str, list[TextVersion]] = {}
    for version in TextVersion.objects.all():
        if version.text_id not in known:
            shown.setdefault(version.text_id, []).append(version)
    return render(request, "talks/text/texts.html", {"drafts": drafts, "shown": list(shown.values())})


def versions_of(text_id: str) -> list[TextVersion]:
    """The versions of a text that the viewer may see, newest first."""
    found = TextVersion.objects.filter(text_id=text_id)
    return list(found)


def desk() -> Room:
    """The mediator's desk of this process."""
    return Room.objects.get(kind=Room.Kind.DESK)


@page("text.write", "GET", "POST")
def new(request: HttpRequest, process: str) -> HttpResponse:
    """A text begun from nothing."""
    form = AboutForm(request.POST or None, initial={"original": "en"})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        text = start_text(
            room=desk(),
            author=my_seat(),
            title=said["title"],
            languages=said["all_languages"],
            authentic=said["authentic"],
        )
        return redirect("text_draft", process=process, text=text.pk)
    return render(request, "talks/text/about.html", {"form": form}, status=422 if form.errors else 200)


@page("text.write", "GET", "POST")
def paste(request: HttpRequest, process: str) -> HttpResponse:
    """A text from pasted words: first what it would become, then saved."""
    form = PasteForm(request.POST or None, initial={"language": "en"})
    proposed = None
    if request.method == "POST" and form.is_valid():
        try:
            proposed = split_paste(form.cleaned_data["pasted"])
            if "save" in request.POST:
                text = draft_from_paste(room=desk(), author=my_seat(), **form.cleaned_data)
                return redirect("text_draft", process=process, text=text.pk)
        except TalksError as wrong:
            refused_on(form, wrong, "pasted")
    status = 422 if form.errors else 200
    return render(request, "talks/text/paste.html", {"form": form, "proposed": proposed}, status=status)


@page("text.write")
def draft(request: HttpRequest, process: str, text: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The draft, with a way to every change."""
    found = get_object_or_404(Text, pk=text)
    if not found.is_open():
        return render(request, "talks/text/closed.html")
    wording = found.wording
    return render(
        request,
        "talks/text/draft.html",
        {
            "text": found,
            "wording": wording,
            "rows": rows(wording, found.pk),
            "languages": languages(wording),
            "open": open_brackets(wording),
            "frozen": frozen(wording.freeze),
            "freeze_form": FreezeForm(),
            "versions": versions_of(found.pk),
        },
    )


@page("text.write", "GET", "POST")
@refusing
def about(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """Title and languages of a text."""
    found = get_object_or_404(Text, pk=text)
    now = found.wording
    told = {"title": now.title, "original": now.original, "languages": now.languages, "authentic": now.authentic}
    form = AboutForm(request.POST or None, initial=told | {"seen": now.about_mark()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            set_languages(
                text=found,
                title=said["title"],
                languages=said["all_languages"],
                authentic=said["authentic"],
                seen=said["seen"],
            )
        except TalksError as wrong:
            refused_on(form, wrong)
        else:
            return redirect("text_draft", process=process, text=text)
    status = 422 if form.errors else 200
    return render(request, "talks/text/about.html", {"form": form, "text": found}, status=status)


@page("text.write", "GET", "POST")
@refusing
def publish(request: HttpRequest, process: str, text: str) -> HttpResponse:
    """Make a version of the draft."""
    found = get_object_or_404(Text, pk=text)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            version = publish_text(text=found, author=my_seat(), note=form.cleaned_data["note"])
        except TalksError as wrong:
            refused_on(form, wrong)
        else:
            return redirect("text_version", process=process, version=version.pk)
    status = 422 if form.errors else 200
    told = {"form": form, "text": found, "open": open_brackets(found.wording)}
    return render(request, "talks/text/publish.html", told, status=status)
