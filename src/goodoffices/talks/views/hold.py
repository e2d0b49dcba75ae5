"""Would it hold: stability models on the mediator's desk, begun from a package, changed in words, worked out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe

from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.hold import (
    ask_hold,
    begin_model,
    candidates,
    newest_models,
    run_about,
    versions_of_model,
    write_model,
)
from goodoffices.talks.domain.hold_words import in_words, with_words
from goodoffices.talks.domain.jobs.acts import take_up
from goodoffices.talks.forms.hold import MOVES, HoldTextForm, HoldWordsForm, StartHoldForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import DeskHosts, DeskStability, Process
from goodoffices.talks.views.acts import my_seat, told_or_done

__all__ = ["found_of", "hold", "hold_change", "hold_model", "hold_run", "hold_start", "hold_text", "hold_words"]


@page("hold.manage")
def hold(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The models on the desk, newest first."""
    models = newest_models()
    closed = not models and DeskStability.objects.exists()
    listed = [(one, run_about(one)[0]) for one in models]
    return render(request, "talks/hold/hold.html", {"models": listed, "closed": closed})


@page("hold.manage", "GET", "POST")
def hold_start(request: HttpRequest, process: str) -> HttpResponse:
    """Begin a model from a package, or bring one in."""
    found, sent = Process.objects.get(pk=process), request.method == "POST"
    form = StartHoldForm(request.POST if sent else None, request.FILES if sent else None, among=candidates(found))
    if sent and form.is_valid():
        said, seat = form.cleaned_data, my_seat()
        try:
            if said["package"]:
                made = begin_model(process=found, author=seat, candidate=form.among[said["package"]])
            else:
                made = write_model(process=found, author=seat, text=said["text"])
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("hold_words" if said["package"] else "hold_model", process=process, model=made.pk)
    return render(request, "talks/hold/start.html", {"form": form}, status=422 if form.errors else 200)


@page("hold.manage")
def hold_model(request: HttpRequest, process: str, model: str) -> HttpResponse:
    """One version of a model: who could do what, and what came of it."""
    take_up(Process.objects.get(pk=process))
    found = _model(model)
    shown: dict[str, Any] = {"model": found}
    if found.is_open():
        versions = versions_of_model(found)
        shown |= {"told": in_words(found.text), "moves": dict(MOVES), "versions": versions}
        shown |= {"is_newest": versions[0].pk == found.pk} | found_of(found)
    return render(request, "talks/hold/model.html", shown)


@page("hold.manage", "GET", "POST")
def hold_words(request: HttpRequest, process: str, model: str) -> HttpResponse:
    """Change a model in words; what comes of it is another version."""
    found = _model(model)
    if not found.is_open():
        return redirect("hold_model", process=process, model=model)
    form = HoldWordsForm(in_words(found.text), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            text = with_words(found.text, form.words())
            made = write_model(process=Process.objects.get(pk=process), author=my_seat(), text=text, before=found)
        except UserError as error:
            form.refuse(error)
        else:
            return _worked_out(request, process, made)
    shown = {"form": form, "model": found}
    return render(request, "talks/hold/words.html", shown, status=422 if form.errors else 200)


@page("hold.manage", "GET", "POST")
def hold_change(request: HttpRequest, process: str, model: str) -> HttpResponse:
    """Change a model as text; what comes of it is another version."""
    found = _model(model)
    if not found.is_open():
        return redirect("hold_model", process=process, model=model)
    sent = request.method == "POST"
    form = HoldTextForm(request.POST if sent else None, request.FILES if sent else None, initial={"text": found.text})
    if sent and form.is_valid():
        try:
            own = Process.objects.get(pk=process)
            made = write_model(process=own, author=my_seat(), text=form.cleaned_data["text"], before=found)
        except UserError as error:
            refused_on(form, error)
        else:
            return _worked_out(request, process, made)
    shown = {"form": form, "model": found}
    return render(request, "talks/hold/change.html", shown, status=422 if form.errors else 200)


@page("hold.manage", "POST")
def hold_run(request: HttpRequest, process: str, model: str) -> HttpResponse:
    """Ask for a run on a version."""
    found = _model(model)
    return _worked_out(request, process, found) if found.is_open() else redirect("hold", process=process)


@page("hold.manage")
def hold_text(_request: HttpRequest, process: str, model: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """A version as a file, which the command line reads."""
    found = _model(model)
    if not found.is_open():
        raise Http404
    answer = HttpResponse(found.text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="stability.yaml"'
    return answer


def found_of(desk: DeskStability | DeskHosts) -> dict[str, Any]:
    """The newest run on a record, and what came of it, for a page."""
    job, result = run_about(desk)
    shown: dict[str, Any] = {"job": job, "result": result}
    if result is not None and not result.is_open():
        return {"job": job, "result": None, "result_closed": True}
    if result is not None and result.html and result.is_proved():
        # Made by our own renderer, which escapes every word, and proved to be this installation's.
        shown["findings"] = mark_safe(result.html)  # noqa: S308
    return shown


def _worked_out(request: HttpRequest, process: str, made: DeskStability) -> HttpResponse:
    told_or_done(request, ask_hold, desk=made, author=my_seat())
    return redirect("hold_model", process=process, model=made.pk)


def _model(pk: str) -> DeskStability:
    return get_object_or_404(DeskStability.objects.select_related("author__member"), pk=pk)
