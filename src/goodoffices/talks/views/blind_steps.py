"""The steps of a double-blind question: naming who answers, a key, messages; and taking the question back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.blind import clear_late_questions, withdraw_blind
from goodoffices.talks.domain.blind_board import hand_in
from goodoffices.talks.domain.blind_roster import lay_key, my_holder, name_holder
from goodoffices.talks.forms.blind import BlindKeyForm, BlindMessageForm, NameHolderForm
from goodoffices.talks.views.acts import my_seat, told_or_done, was_done
from goodoffices.talks.views.blind import found_question, shown

__all__ = ["key", "message", "name", "withdraw"]


@page("blind.name", "POST")
def name(request: HttpRequest, process: str, question: str) -> HttpResponse:
    """Name who of one's own delegation answers."""
    clear_late_questions(process)
    found = found_question(question)
    holder = my_holder(found) if found.is_open() else None
    if holder is None or holder.party is None:
        return shown(request, found)
    form = NameHolderForm(request.POST, party=holder.party, member_id=current_viewer().member_id)
    if was_done(form, name_holder, question=found, author=my_seat()):
        return redirect("blind_question", process=process, question=question)
    return shown(request, found, form)


@page("blind.take_part", "POST")
def key(request: HttpRequest, process: str, question: str) -> HttpResponse:
    """Put the key of one's device on the roster."""
    clear_late_questions(process)
    found = found_question(question)
    if not found.is_open() or my_holder(found) is None:
        return shown(request, found)
    form = BlindKeyForm(request.POST, request.FILES, member_id=current_viewer().member_id)
    if was_done(form, lay_key, question=found, author=my_seat()):
        return redirect("blind_question", process=process, question=question)
    return shown(request, found, form)


@page("blind.take_part", "POST")
def message(request: HttpRequest, process: str, question: str) -> HttpResponse:
    """Hand in what one's device made for the open step."""
    clear_late_questions(process)
    found = found_question(question)
    if not found.is_open() or my_holder(found) is None:
        return shown(request, found)
    form = BlindMessageForm(request.POST, request.FILES, question=found, member_id=current_viewer().member_id)
    if was_done(form, hand_in, question=found, author=my_seat()):
        return redirect("blind_question", process=process, question=question)
    return shown(request, found, form)


@page("blind.ask", "POST")
def withdraw(request: HttpRequest, process: str, question: str) -> HttpResponse:
    """Take a question back before answers can have been sealed."""
    clear_late_questions(process)
    told_or_done(request, withdraw_blind, found_question(question))
    return redirect("blind_question", process=process, question=question)
