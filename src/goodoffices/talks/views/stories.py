"""Stories at the mediator's desk: written, looked through, released by two persons, corrected, withdrawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.meanwhile import mark_of
from goodoffices.talks.domain.published import open_due
from goodoffices.talks.domain.stories import (
    ask_for_story,
    can_second_story,
    edit_story,
    linkable,
    remove_story,
    second_story,
    take_back_story,
    waiting_release,
    withdraw_story,
    write_story,
)
from goodoffices.talks.domain.story_check import found_in
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.forms.stories import ReleaseStoryForm, StoryForm
from goodoffices.talks.models import Process, Story, StoryRelease
from goodoffices.talks.views.acts import form_page, my_seat, told_or_done, was_done
from goodoffices.talks.wording.languages import direction, own_name

__all__ = [
    "stories",
    "story",
    "story_edit",
    "story_new",
    "story_release",
    "story_remove",
    "story_second",
    "story_take_back",
    "story_withdraw",
]


@page("stories.manage")
def stories(request: HttpRequest, process: str) -> HttpResponse:  # noqa: ARG001 (the guard has used it)
    """All stories with where they stand."""
    releases: dict[str, list[StoryRelease]] = {}
    for release in StoryRelease.objects.order_by("-opens", "-number"):
        releases.setdefault(release.story_id, []).append(release)
    rows = [{"story": one, **_standing(releases.get(one.pk, []))} for one in Story.objects.all()]
    return render(request, "talks/stories/stories.html", {"rows": rows})


@page("stories.manage", "GET", "POST")
def story_new(request: HttpRequest, process: str) -> HttpResponse:
    """Begin a story."""
    at = Process.objects.get(pk=process)
    form = StoryForm(request.POST if request.method == "POST" else None, process=at)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_story(process=at, author=my_seat(), **form.cleaned_data)
        except UserError as error:
            refused_on(form, error)
        else:
            return redirect("story", process=process, story=made.pk)
    lead = _("It lies on the mediator's desk until two persons of the team have released it to the public.")
    lead = f"{lead} {_('Write a title and a text in one language or more.')}"
    back = reverse("stories", args=[process])
    return _written(request, form, heading=_("Write a story"), lead=lead, back=back)


@page("stories.manage", "GET", "POST")
def story_edit(request: HttpRequest, process: str, story: str) -> HttpResponse:
    """Other words for a story, and, once it was out, what they correct."""
    found = get_object_or_404(Story, pk=story)
    if not found.is_open():
        return redirect("story", process=process, story=story)
    out = StoryRelease.objects.filter(story=found).exclude(seconded=None).exists()
    given = {"process": Process.objects.get(pk=process), "story": found, "is_out": out}
    form = StoryForm(request.POST if request.method == "POST" else None, **given, initial={"seen": mark_of(found)})
    if request.method == "POST" and was_done(form, edit_story, story=found):
        return redirect("story", process=process, story=story)
    lead = _(
        "What is out stays as it is until two persons have released this version; the page then says what changed."
    )
    back = reverse("story", args=[process, story])
    return _written(request, form, heading=_("Change the story"), lead=lead, back=back)


@page("stories.manage")
def story(request: HttpRequest, process: str, story: str) -> HttpResponse:
    """A story as it is drafted, what of it is not public, and its versions."""
    found = get_object_or_404(Story, pk=story)
    shown: dict[str, Any] = {"story": found}
    if found.is_open():
        out = [one for one in open_due(process) if one.story_id == found.pk]
        waiting = waiting_release(found)
        links = dict(linkable(Process.objects.get(pk=process)))
        shown |= {
            "said": _said(found),
            "links": [links[" ".join(pair)] for pair in found.links if " ".join(pair) in links],
            "found": found_in(found),
            "waiting": waiting,
            "at_once": waiting is not None and waiting.opens <= timezone.now(),
            "can_second": waiting is not None and can_second_story(waiting),
            "seen": mark_of(found),
            "versions": out,
            **_standing([*out, waiting] if waiting else out),
        }
    return render(request, "talks/stories/story.html", shown)


@page("stories.manage", "GET", "POST")
def story_release(request: HttpRequest, process: str, story: str) -> HttpResponse:
    """Ask for the release of a story to the public."""
    found = get_object_or_404(Story, pk=story)
    form = ReleaseStoryForm(request.POST if request.method == "POST" else None, initial={"seen": mark_of(found)})
    if request.method == "POST" and was_done(form, ask_for_story, story=found, author=my_seat()):
        return redirect("story", process=process, story=story)
    lead = _(
        "Anybody can read it from this moment on, once a second person of the team has agreed. Before that nobody "
        "outside the team can know of it. What was read cannot be taken back."
    )
    back = reverse("story", args=[process, story])
    return form_page(request, form, heading=_("Release the story"), lead=lead, submit=_("Ask for it"), back=back)


@page("stories.manage", "POST")
def story_second(request: HttpRequest, process: str, release: str) -> HttpResponse:
    """Agree to a release as the second person, to the words that were shown."""
    found = get_object_or_404(StoryRelease, pk=release)
    told_or_done(request, second_story, found, seat=my_seat(), seen=request.POST.get("seen", "") or "unseen")
    return redirect("story", process=process, story=found.story_id)


@page("stories.manage", "POST")
def story_take_back(request: HttpRequest, process: str, release: str) -> HttpResponse:
    """Take a release back before it is out."""
    found = get_object_or_404(StoryRelease, pk=release)
    back = found.story_id
    told_or_done(request, take_back_story, found)
    return redirect("story", process=process, story=back)


@page("stories.manage", "POST")
def story_withdraw(request: HttpRequest, process: str, story: str) -> HttpResponse:
    """Show a story's words no longer."""
    told_or_done(request, withdraw_story, get_object_or_404(Story, pk=story))
    return redirect("story", process=process, story=story)


@page("stories.manage", "POST")
def story_remove(request: HttpRequest, process: str, story: str) -> HttpResponse:
    """Delete a draft."""
    found = get_object_or_404(Story, pk=story)
    told_or_done(request, remove_story, found)
    still = Story.objects.filter(pk=story).exists()
    return redirect("story", process=process, story=story) if still else redirect("stories", process=process)


def _written(request: HttpRequest, form: StoryForm, **words: str) -> HttpResponse:
    """The page on which a story is written, language by language."""
    status = 422 if form.errors else 200
    return render(request, "talks/stories/form.html", {"form": form, **words}, status=status)


def _standing(releases: list[StoryRelease]) -> dict[str, Any]:
    """Where a story stands by its releases: what is out last, and whether a release waits."""
    out = [one for one in releases if one.is_out]
    newest = max(out, key=lambda one: one.number or 0, default=None)
    return {"newest": newest, "waits": next((one for one in releases if not one.is_out), None)}


def _said(found: Story) -> list[dict[str, Any]]:
    return [
        {"code": code, "own": own_name(code), "direction": direction(code), "said": said}
        | {"correction": found.correction.get(code, "")}
        for code, said in found.words.items()
    ]
