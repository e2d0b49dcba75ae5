"""What several pages of the case need."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.talks.domain.questions import case_file
from goodoffices.talks.models import Process

__all__ = ["closed_case", "sortable"]

STATIC = Path(__file__).parents[1] / "static"


def closed_case(request: HttpRequest, process: Process) -> HttpResponse | None:
    """The page that says that the viewer lacks the key to the questions; None when they are open to them."""
    found = case_file(process)
    return None if found is None or found.is_open() else render(request, "talks/case_closed.html")


@cache
def sortable() -> str:
    """The address of the library for dragging among the static files; "" when it is not there."""
    found = sorted(path for path in STATIC.rglob("*.js") if path.name.lower().startswith("sortable"))
    return found[0].relative_to(STATIC).as_posix() if found else ""
