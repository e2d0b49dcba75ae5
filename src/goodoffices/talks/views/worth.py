"""A delegation looks at what a package is worth to itself. Nobody else's preferences are opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.guard import page
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.questions import Question, at_the_table, questions
from goodoffices.talks.domain.worth import Worth, worth_of
from goodoffices.talks.forms.case import PackageForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import Party, Process, SharedPackage
from goodoffices.talks.views.parts import closed_case

__all__ = ["package_in_words", "reckoned", "shared_worth", "worth"]

MOST_SHOWN = 3


@page("worth.own", "GET", "POST")
def worth(request: HttpRequest, process: str) -> HttpResponse:
    """Put a package together, or take one that was shown, and see its worth."""
    found = Process.objects.get(pk=process)
    if closed := closed_case(request, found):
        return closed
    asked = questions(found)
    form = PackageForm(asked, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        if form.package():
            context = _reckoned(found, form, form.package())
        else:
            form.add_error(None, _("Choose an option on one question or more."))
    return _page(request, form, context)


@page("worth.own")
def shared_worth(request: HttpRequest, process: str, package: str) -> HttpResponse:
    """The worth of a package that the mediator has shown."""
    shared = get_object_or_404(SharedPackage, pk=package, withdrawn=None)
    found = Process.objects.get(pk=process)
    if not shared.is_open():
        return render(request, "talks/case_closed.html")
    if closed := closed_case(request, found):
        return closed
    asked = questions(found)
    known = at_the_table(asked, shared.package)
    form = PackageForm(asked, PackageForm.of(asked, known))
    form.is_valid()
    context = {"shared": shared, "outdated": len(known) < len(shared.package)}
    return _page(request, form, context | _reckoned(found, form, known))


def package_in_words(asked: tuple[Question, ...], package: Mapping[str, str]) -> list[tuple[str, str]]:
    """A package as questions and the words of the options chosen; those no longer at the table are left out."""
    return [
        (question.ask, question.options[package[question.id]])
        for question in asked
        if package.get(question.id) in question.options
    ]


def _reckoned(process: Process, form: PackageForm, package: dict[str, str]) -> dict[str, Any]:
    try:
        return reckoned(process, form.asked, package)
    except TalksError as error:
        refused_on(form, error)
        return {}


def reckoned(process: Process, asked: tuple[Question, ...], package: dict[str, str]) -> dict[str, Any]:
    """What `parts/worth_number.html` shows: the worth to the viewer's own party. Raises TalksError as `worth_of`."""
    party = Party.objects.get(pk=current_viewer().party_id)
    found = worth_of(process=process, party=party, asked=asked, package=package)
    words = {question.id: question for question in asked}
    own = found.at_least
    return {
        "worth": found,
        "margin": _margin(found),
        "chance": round(100 * own.acceptance.chance.share),
        "red": [(words[issue], words[issue].options[package[issue]]) for issue in own.red_lines if issue in package],
        "raises": [
            {
                "question": words[one.issue],
                "option": words[one.issue].options[one.option],
                "now": words[one.issue].options[package[one.issue]],
                "points": one.points,
            }
            for one in own.raises
            if one.issue in package
        ][:MOST_SHOWN],
        "picture": _picture(found),
    }


def _margin(found: Worth) -> str:
    """How the package stands against no agreement, as a word for the page."""
    own = found.at_least
    if not found.has_fallback or not found.is_whole:
        return ""
    if own.acceptance.certain == "yes":
        return "above"
    if own.acceptance.certain == "no":
        return "red" if own.acceptance.red_line else "below"
    return "open"


def _picture(found: Worth) -> dict[str, float]:
    """The places, 0..100, of what the page draws: the spread, the middle, no agreement."""
    low = found.at_least.utility if not found.is_whole else found.at_least.spread.low
    high = found.at_most.utility if not found.is_whole else found.at_least.spread.high
    none = found.at_least.utility - found.at_least.gain
    return {"low": low, "wide": max(high - low, 0.6), "middle": found.at_least.utility, "none": none}


def _page(request: HttpRequest, form: PackageForm, context: dict[str, Any]) -> HttpResponse:
    shown = SharedPackage.objects.all()
    context |= {"form": form, "shown": shown, "party": Party.objects.get(pk=current_viewer().party_id)}
    return render(request, "talks/worth.html", context, status=422 if form.errors else 200)
