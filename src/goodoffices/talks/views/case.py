"""The case: read by all at the table, loaded and worded by the mediator, who shows packages to some."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from goodoffices.dossier import parse_dossier
from goodoffices.errors import TalksError, UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.case import case_text, change_words, desk_dossier, load_case
from goodoffices.talks.domain.packages import may_withdraw, share_package, withdraw_package
from goodoffices.talks.domain.questions import case_file, questions
from goodoffices.talks.forms.case import CaseForm, ShareForm, WordsForm
from goodoffices.talks.forms.refusals import refused_on, told
from goodoffices.talks.models import DeskDossier, Process, SharedPackage
from goodoffices.talks.views.parts import closed_case
from goodoffices.talks.views.worth import package_in_words

__all__ = ["case", "download", "load", "package_withdraw", "packages", "texts_of", "words"]


@page("case.read")
def case(request: HttpRequest, process: str) -> HttpResponse:
    """What is at the table; for the mediator also what lies on the desk."""
    found = Process.objects.get(pk=process)
    if closed := closed_case(request, found):
        return closed
    context = {"case": case_file(found), "questions": questions(found)}
    if current_viewer().is_mediator():
        desk = DeskDossier.objects.filter(process=found).first()
        if desk is not None and desk.is_open():
            context |= {"desk": desk, "dossier": parse_dossier(desk.text)}
    return render(request, "talks/case.html", context)


@page("case.write", "GET", "POST")
def load(request: HttpRequest, process: str) -> HttpResponse:
    """Load a dossier, as a file or as text."""
    found = Process.objects.get(pk=process)
    desk = DeskDossier.objects.filter(process=found).first()
    begun = {"text": desk.text} if desk is not None and desk.is_open() else {}
    begun["version"] = desk.number if desk else 0
    form = CaseForm(request.POST if request.method == "POST" else None, request.FILES or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            load_case(process=found, text=form.cleaned_data["text"], version=form.cleaned_data["version"])
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("case", process=process)
    context = {"form": form, "desk": desk}
    return render(request, "talks/case_load.html", context, status=422 if form.errors else 200)


@page("case.write", "GET", "POST")
def words(request: HttpRequest, process: str) -> HttpResponse:
    """Word questions and options anew."""
    found = Process.objects.get(pk=process)
    desk = DeskDossier.objects.filter(process=found).first()
    if (closed := closed_case(request, found)) or (desk is not None and not desk.is_open()):
        return closed or render(request, "talks/case_closed.html")
    begun = {"version": desk.number if desk else 0}
    form = WordsForm(questions(found), request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            if changed := form.changed_words():
                change_words(process=found, words=changed, version=form.cleaned_data["version"])
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("case", process=process)
    return render(request, "talks/case_words.html", {"form": form}, status=422 if form.errors else 200)


@page("case.write")
def download(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """The whole case as a dossier's file, with what the parties stated."""
    found = Process.objects.get(pk=process)
    try:
        text = case_text(found)
    except TalksError:
        raise Http404 from None
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="dossier.yaml"'
    answer["Cache-Control"] = "no-store"
    return answer


@page("packages.share", "GET", "POST")
def packages(request: HttpRequest, process: str) -> HttpResponse:
    """The packages shown so far, and a form to show another."""
    found = Process.objects.get(pk=process)
    if closed := closed_case(request, found):
        return closed
    asked, texts = questions(found), texts_of(found)
    titles = [(name, title) for name, (title, _package) in texts.items()]
    sent = request.method == "POST" and "begin" not in request.POST  # a candidate only begins the form
    form = ShareForm(asked, titles, request.POST if sent else None, initial=request.POST.dict())
    if sent and form.is_valid():
        said = form.cleaned_data
        package = texts[said["text"]][1] if said["text"] else form.package()
        named = said["parties"] if said["audience"] == "named" else []
        try:
            share_package(process=found, package=package, parties=named, title=said["title"])
        except TalksError as error:
            refused_on(form, error)
        else:
            return redirect("packages", process=process)
    shown = SharedPackage.objects.select_related("author__member")
    context = {"form": form, "questions": asked}
    context["shown"] = [
        (one, package_in_words(asked, one.package) if one.is_open() else None, may_withdraw(one)) for one in shown
    ]
    return render(request, "talks/packages.html", context, status=422 if form.errors else 200)


@page("packages.share", "POST")
def package_withdraw(request: HttpRequest, process: str, package: str) -> HttpResponse:
    """Take back a package that one has shown."""
    found = get_object_or_404(SharedPackage, pk=package)
    try:
        withdraw_package(found)
    except TalksError as error:
        messages.warning(request, " ".join(told(error)))
    return redirect("packages", process=process)


def texts_of(process: Process) -> dict[str, tuple[str, dict[str, str]]]:
    """The texts of the mediator's dossier: title and package by id."""
    try:
        dossier = parse_dossier(desk_dossier(process).text)
    except UserError:
        return {}
    return {text.id: (text.title, dict(text.package)) for text in dossier.texts}
