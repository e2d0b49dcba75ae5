"""What pages with a form share: reading what was typed, doing the act, saying why it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.errors import UserError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import Seat

__all__ = ["form_page", "my_seat", "was_done"]


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


def form_page(request: HttpRequest, form: forms.Form, **words: Any) -> HttpResponse:
    """A page that is one form: its `heading`, `lead`, `submit` and where to go `back`."""
    return render(request, "talks/preparing/form.html", {"form": form, **words}, status=422 if form.errors else 200)
