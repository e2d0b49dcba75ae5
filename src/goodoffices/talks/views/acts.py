"""What pages with a form share: reading what was typed, doing the act, saying why it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.errors import UserError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.forms.refusals import refused_on, told
from goodoffices.talks.models import Seat

__all__ = ["form_page", "my_seat", "told_or_done", "was_done"]


def my_seat() -> Seat:
    """The seat of the one who looks."""
    return Seat.objects.select_related("member", "party").get(pk=current_viewer().seat_id)


def was_done(form: forms.Form, act: Callable[..., object], **given: Any) -> bool:
    """Do an act with what the form holds; False, with the reason on the form, when that is not possible."""
    if not form.is_valid():
        return False
    try:
        act(**given, **form.cleaned_data)
    except UserError as error:
        refused_on(form, error)
        return False
    return True


def told_or_done(request: HttpRequest, act: Callable[..., Any], *given: Any, **more: Any) -> Any:
    """What an act of a button alone gives; None, with the reason on the next page, when it is not possible."""
    try:
        return act(*given, **more)
    except UserError as error:
        messages.warning(request, " ".join(told(error)))
        return None


def form_page(request: HttpRequest, form: forms.Form, **words: Any) -> HttpResponse:
    """A page that is one form: its `heading`, `lead`, `submit` and where to go `back`."""
    return render(request, "talks/preparing/form.html", {"form": form, **words}, status=422 if form.errors else 200)
