"""Tokens of one's own seat, for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.tokens import make_token, revoke_token
from goodoffices.talks.forms.tokens import TokenForm
from goodoffices.talks.models import Process, Token

__all__ = ["revoke", "tokens"]


@page("tokens.manage", "GET", "POST")
def tokens(request: HttpRequest, process: str) -> HttpResponse:
    """One's tokens in this process, and a form for another; the text of a new one is shown this once."""
    form = TokenForm(request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        _, made = make_token(process=Process.objects.get(pk=process), **form.cleaned_data)
        form = TokenForm()
    found = Token.objects.filter(process_id=process)
    shown = {"form": form, "tokens": found, "made": made}
    return render(request, "talks/tokens.html", shown, status=422 if form.errors else 200)


@page("tokens.manage", "POST")
def revoke(request: HttpRequest, process: str, token: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """End a token at once."""
    revoke_token(get_object_or_404(Token, pk=token, process_id=process))
    return redirect("tokens", process=process)
