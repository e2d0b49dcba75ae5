"""Double-blind questions: asked, read, taken out as files, checked."""

from __future__ import annotations

import shlex
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.blind import ask_blind, clear_late_questions, next_run
from goodoffices.talks.domain.blind_board import Standing, record_file, standing
from goodoffices.talks.domain.blind_invitation import invitation_of, text_hash
from goodoffices.talks.domain.blind_roster import named_seat
from goodoffices.talks.forms.blind import AskAgainForm, AskBlindForm, BlindKeyForm, BlindMessageForm, NameHolderForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import BlindHolder, BlindQuestion, Process
from goodoffices.talks.views.acts import form_page, my_seat
from goodoffices.talks.views.blind_words import asked_about, counts, step_number

__all__ = ["ask", "ask_again", "check", "found_question", "now", "question", "questions", "record", "shown", "text"]


@page("blind.read")
def questions(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """The questions of one's rooms, newest first, each with the hash of what is asked; and how many there may be."""
    found = BlindQuestion.objects.prefetch_related("holders")
    rows = [(one, text_hash(one.text) if one.is_open() else "") for one in found]
    return render(request, "talks/blind/questions.html", {"rows": rows, "counts": counts()})


@page("blind.ask", "GET", "POST")
def ask(request: HttpRequest, process: str) -> HttpResponse:
    """Ask delegations whether all of them say yes."""
    initial = {name: request.GET[name] for name in ("version", "proposal") if name in request.GET}
    form = AskBlindForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        clear_late_questions(process)
        asking = Process.objects.get(pk=process)
        try:
            made = ask_blind(process=asking, author=my_seat(), **asked_about(form.cleaned_data))
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("blind_question", process=process, question=made.pk)
    lead = _(
        "All learn whether every delegation says yes, and nobody, your team included, learns who else did. Each of "
        "them answers on a device of its own; your own device opens last. It needs outside review before real use."
    )
    back = reverse("blind_questions", args=[process])
    return form_page(request, form, heading=_("Ask double-blind"), lead=lead, submit=_("Ask"), back=back)


@page("blind.ask", "GET", "POST")
def ask_again(request: HttpRequest, process: str, question: str) -> HttpResponse:
    """The same question to the same delegations as a new run, with fresh keys."""
    died = found_question(question)
    if not died.is_open() or not died.has_died:
        raise Http404
    run = next_run(died)
    if run is not None:
        messages.info(request, _("It was asked again already. This is the new question."))
        return redirect("blind_question", process=process, question=run.pk)
    form = AskAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        clear_late_questions(process)
        try:
            made = asked_again(died, **form.cleaned_data)
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("blind_question", process=process, question=made.pk)
    lead = _(
        "This is a new question with fresh keys, linked to the one that died, and it counts as one more. Tell all "
        "delegations first why that one died: some may know its outcome and others not."
    )
    back = reverse("blind_question", args=[process, died.pk])
    return form_page(request, form, heading=_("Ask the same again"), lead=lead, submit=_("Ask again"), back=back)


def asked_again(died: BlindQuestion, **given: Any) -> BlindQuestion:
    """A new run of a question that died: the same words to the same delegations."""
    lines = BlindHolder.objects.filter(question=died).exclude(party=None).select_related("party")
    return ask_blind(
        process=died.process,
        parties=[line.party for line in lines if line.party is not None],
        author=my_seat(),
        title=died.title,
        about=died.about,
        text=died.text,
        most=died.most,
        to_all=died.room.kind == "plenary",
        follows=died,
        **given,
    )


@page("blind.read")
def question(request: HttpRequest, process: str, question: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """One question: what is asked, the roster, one's own step, what came of it."""
    return shown(request, found_question(question))


@page("blind.read")
def check(request: HttpRequest, process: str, question: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """The record, checked anew by the reader's own browser."""
    found = found_question(question)
    earlier = found.earlier.get("keys", []) if found.is_open() else []
    return render(request, "talks/blind/check.html", {"question": found, "used": " ".join(earlier)})


@page("events.read")  # a page that waits for a step asks again and again: nobody's doing, and no session lasts by it
def now(_request: HttpRequest, process: str, question: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """The state and the open step, for a page that waits."""
    found = found_question(question)
    return HttpResponse(f"{found.now} {found.phase}", content_type="text/plain; charset=utf-8")


@page("blind.read")
def text(_request: HttpRequest, process: str, question: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """What is asked, to the byte: the file whose hash stands in the invitation."""
    found = found_question(question)
    if not found.is_open():
        raise Http404
    return _file(found.text, "text/plain; charset=utf-8", "double-blind-text.txt")


@page("blind.read")
def record(_request: HttpRequest, process: str, question: str) -> HttpResponse:
    """The invitation and the messages, as far as one may see them: the file that `goodoffices seal` goes on from."""
    found = found_question(question)
    if not found.is_open() or not found.invitation:
        return redirect("blind_question", process=process, question=question)
    return _file(record_file(found), "application/jsonl; charset=utf-8", "double-blind.jsonl")


def found_question(pk: str) -> BlindQuestion:
    """The question with this id, or 404."""
    wanted = BlindQuestion.objects.select_related("process", "author__member")
    return get_object_or_404(wanted, pk=pk)


def shown(request: HttpRequest, question: BlindQuestion, form: Any = None) -> HttpResponse:
    """The page of one question; `form` is one that was refused."""
    told: dict[str, Any] = {"question": question}
    if question.is_open():
        stands = standing(question)
        told |= {"stands": stands, "quoted_name": shlex.quote(stands.holder.name) if stands.holder else ""}
        told |= {**_told(question), **_forms(question, stands, form)}
    refused = form is not None and bool(form.errors)
    return render(request, "talks/blind/question.html", told | {"refused": refused}, status=422 if refused else 200)


def _told(question: BlindQuestion) -> dict[str, Any]:
    from goodoffices.seal.unanimity import fingerprint  # noqa: PLC0415 (loads libsodium)

    lines = list(BlindHolder.objects.filter(question=question).select_related("party"))
    before = BlindQuestion.objects.filter(pk=question.follows_id).first()
    invitation = invitation_of(question)
    return {
        "roster": [(one, fingerprint(one.key) if one.key else "") for one in lines],
        "hash": text_hash(question.text),
        "invitation_id": invitation.id if invitation else "",
        "counts": [one for one in counts() if one.party.pk in {line.party_id for line in lines}],
        "step": step_number(question.phase),
        "without_key": [one.name for one in lines if not one.key],
        "used": " ".join(question.earlier.get("keys", ())),
        "follows": before,
        "next": next_run(question),
        "two": len(lines) == 3,  # noqa: PLR2004 (two delegations and the mediator's team)
    }


def _forms(question: BlindQuestion, stands: Standing, refused: Any) -> dict[str, Any]:
    """The forms that are open to the one who looks. The one that was refused stands in its place; where that form is
    not open any more, it is `misplaced`, and only its reasons are shown."""
    viewer = current_viewer()
    found: dict[str, Any] = {"named": None}
    party = stands.holder.party if stands.holder is not None else None
    if stands.holder is not None and not question.is_over:
        found["named"] = named_seat(question, party) if party is not None else None
        mine = party is None or (found["named"] is not None and found["named"].pk == viewer.seat_id)
        if question.now == BlindQuestion.State.ROSTER:
            if party is not None:
                found["name_form"] = NameHolderForm(party=party, member_id=viewer.member_id)
            if mine:
                found["key_form"] = BlindKeyForm(member_id=viewer.member_id)
        elif stands.due:
            found["message_form"] = BlindMessageForm(question=question, member_id=viewer.member_id)
    if refused is not None:
        name = {NameHolderForm: "name_form", BlindKeyForm: "key_form", BlindMessageForm: "message_form"}[type(refused)]
        found[name if name in found else "misplaced"] = refused
    return found


def _file(content: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
