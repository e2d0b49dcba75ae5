"""Signing up for stories by e-mail, confirming it, leaving: without an account, a cookie or a script.

None of the three asks for a token of the form: they act for nobody who is signed in. Signing up sends a letter, and a
letter's code is the secret; leaving works for a mail program that presses the button by itself (RFC 8058).
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from goodoffices.talks.access.attempts import begin, sign_up_counters
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.subscribers import confirm, leave, sign_up
from goodoffices.talks.forms.subscribers import SignUpForm
from goodoffices.talks.models import Process
from goodoffices.talks.views.public import title_or_404
from goodoffices.talks.views.public_answers import in_language, public_page

__all__ = ["public_digest", "public_digest_confirm", "public_digest_leave"]


@csrf_exempt
@page("anyone", "GET", "POST")
@in_language
def public_digest(request: HttpRequest, process: str) -> HttpResponse:
    """Sign up: the same answer whether or not an address is on the list."""
    title = title_or_404(process)
    if not settings.MAIL_FROM:
        raise Http404
    form = SignUpForm(request.POST if request.method == "POST" else None)
    asked = False
    if request.method == "POST" and form.is_valid():
        if wait := begin(sign_up_counters(request)):
            form.add_error(None, _wait(wait))
        else:
            sign_up(process=Process.objects.get(pk=process), **form.cleaned_data)
            asked = True
    shown = {"title": title, "process_id": process, "form": form, "asked": asked}
    status = 422 if form.errors else 200
    return public_page(request, "talks/public/digest.html", shown, status=status)


@csrf_exempt
@page("anyone", "GET", "POST")
@in_language
def public_digest_confirm(request: HttpRequest, process: str, code: str) -> HttpResponse:
    """Confirm an address. Opening the link changes nothing: programs that look through letters open links."""
    done = confirm(process, code) if request.method == "POST" else None
    shown = {"process_id": process, "done": done}
    return public_page(request, "talks/public/confirm.html", shown, status=422 if done is False else 200)


@csrf_exempt
@page("anyone", "GET", "POST")
@in_language
def public_digest_leave(request: HttpRequest, process: str, code: str) -> HttpResponse:
    """Leave the list: the same answer whatever the code is."""
    if request.method == "POST":
        leave(process, code)
    shown = {"process_id": process, "done": request.method == "POST"}
    return public_page(request, "talks/public/leave.html", shown)


def _wait(seconds: int) -> str:
    return ngettext(
        "Too many addresses were given from here. Wait %(seconds)d second, then try again.",
        "Too many addresses were given from here. Wait %(seconds)d seconds, then try again.",
        seconds,
    ) % {"seconds": seconds}
