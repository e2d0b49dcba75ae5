"""What several pages of the case need."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goodoffices.errors import UserError
from goodoffices.talks.domain.questions import case_file
from goodoffices.talks.models import Process

__all__ = ["closed_case", "problems_on", "sortable"]

STATIC = Path(__file__).parents[1] / "static"


def closed_case(request: HttpRequest, process: Process) -> HttpResponse | None:
    """The page that says that the viewer lacks the key to the questions; None when they are open to them."""
    found = case_file(process)
    return None if found is None or found.is_open() else render(request, "talks/case_closed.html")


def problems_on(form: Any, error: UserError) -> None:
    """Say on a form all that is wrong, with line and column where they are known."""
    for problem in error.problems:
        place = f"{problem.where.line}:{problem.where.column} " if problem.where.line else ""
        remedy = f" {problem.remedy[:1].upper()}{problem.remedy[1:]}" if problem.remedy else ""
        form.add_error(None, f"{place}{problem.what[:1].upper()}{problem.what[1:]}.{remedy}")


@cache
def sortable() -> str:
    """The address of the library for dragging among the static files; "" when it is not there."""
    found = sorted(path for path in STATIC.rglob("*.js") if path.name.lower().startswith("sortable"))
    return found[0].relative_to(STATIC).as_posix() if found else ""
