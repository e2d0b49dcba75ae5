"""The negotiating text: drafts on the mediator's desk, and their versions."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Status

from goodoffices.errors import TalksError
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import body_of, filled
from goodoffices.talks.api.shapes import answers
from goodoffices.talks.api.text_shapes import (
    ChangesOut,
    DraftHead,
    DraftOut,
    TextsOut,
    VersionOut,
    WholeVersionOut,
    change_out,
    draft_out,
    pieces_out,
    version_out,
    whole_version_out,
)
from goodoffices.talks.domain.text_brackets import open_brackets
from goodoffices.talks.domain.text_drafts import draft_from_paste, set_languages, start_text
from goodoffices.talks.domain.text_versions import publish, show_version
from goodoffices.talks.forms.text import AboutForm, PasteForm, PublishForm, ShowForm
from goodoffices.talks.models import Text, TextVersion
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.text import desk
from goodoffices.talks.views.text_versions import found_version
from goodoffices.talks.wording.diff import difference, pieces

router = Router()
AboutIn = body_of("AboutIn", AboutForm)
PasteIn = body_of("PasteIn", PasteForm)
PublishIn = body_of("PublishIn", PublishForm)
ShowIn = body_of("ShowIn", ShowForm)


@router.get("", response=answers(TextsOut), auth=Seated("text.read"), operation_id="texts")
def list_texts(request: HttpRequest, process: Path[str]) -> TextsOut:
    """The drafts on one's desk, and the versions that one may see."""
    drafts = [text for text in Text.objects.all() if text.is_open()]
    heads = [DraftHead(id=one.pk, title=one.wording.title, open_brackets=open_brackets(one.wording)) for one in drafts]
    return TextsOut(drafts=heads, versions=[version_out(one) for one in TextVersion.objects.all()])


@router.post("", response=answers(DraftOut, 201), auth=Seated("text.write"), operation_id="text_begin")
def begin(request: HttpRequest, process: Path[str], given: AboutIn) -> Status:
    """Begin a text from nothing."""
    told = filled(AboutForm(given.dict()))
    languages, authentic = told["all_languages"], told["authentic"]
    text = start_text(room=desk(), author=my_seat(), title=told["title"], languages=languages, authentic=authentic)
    return Status(201, draft_out(text))


@router.post("/paste", response=answers(DraftOut, 201), auth=Seated("text.write"), operation_id="text_paste")
def paste(request: HttpRequest, process: Path[str], given: PasteIn) -> Status:
    """Begin a text from pasted words."""
    return Status(201, draft_out(draft_from_paste(room=desk(), author=my_seat(), **filled(PasteForm(given.dict())))))


@router.get("/drafts/{text}", response=answers(DraftOut), auth=Seated("text.write"), operation_id="draft")
def read_draft(request: HttpRequest, process: Path[str], text: str) -> DraftOut:
    """The draft as it stands."""
    return draft_out(get_object_or_404(Text, pk=text))


@router.put("/drafts/{text}", response=answers(DraftOut), auth=Seated("text.write"), operation_id="draft_about")
def change_draft(request: HttpRequest, process: Path[str], text: str, given: AboutIn) -> DraftOut:
    """Another title, other languages."""
    found = get_object_or_404(Text, pk=text)
    told = filled(AboutForm(given.dict()))
    about = {"title": told["title"], "languages": told["all_languages"], "authentic": told["authentic"]}
    set_languages(text=found, seen=told["seen"], **about)
    return draft_out(get_object_or_404(Text, pk=text))


@router.post(
    "/drafts/{text}/publish", response=answers(WholeVersionOut, 201), auth=Seated("text.write"), operation_id="publish"
)
def publish_draft(request: HttpRequest, process: Path[str], text: str, given: PublishIn) -> Status:
    """Make a version of the draft; only the desk sees it until it is shown to others."""
    found = get_object_or_404(Text, pk=text)
    told = filled(PublishForm(given.dict()))
    return Status(201, whole_version_out(publish(text=found, author=my_seat(), note=told["note"])))


@router.get(
    "/versions/{textversion}", response=answers(WholeVersionOut), auth=Seated("text.read"), operation_id="version"
)
def read_version(request: HttpRequest, process: Path[str], textversion: str) -> WholeVersionOut:
    """A version, with its words in all languages."""
    return whole_version_out(found_version(textversion))


@router.get(
    "/versions/{textversion}/changes", response=answers(ChangesOut), auth=Seated("text.read"), operation_id="changes"
)
def compare(request: HttpRequest, process: Path[str], textversion: str, since: str = "") -> ChangesOut:
    """What changed in a version since another one (`since`); since the one before it when none is named."""
    found = found_version(textversion)
    others = [one for one in TextVersion.objects.filter(text_id=found.text_id).exclude(pk=found.pk) if one.is_open()]
    if since:
        others = [get_object_or_404(TextVersion, pk=since, text_id=found.text_id)]
    else:
        before = [one for one in others if one.made <= found.made]
        others = [one for one in before if one.room_id == found.room_id] or before or others
    if not others:
        raise TalksError.of("there is no other version to compare with")
    earlier, later = others[0].wording, found.wording
    return ChangesOut(
        earlier=others[0].pk,
        later=found.pk,
        title=pieces_out(pieces(earlier.title, later.title)),
        changes=[change_out(one) for one in difference(earlier, later)],
    )


@router.post(
    "/versions/{textversion}/show", response=answers(VersionOut, 201), auth=Seated("text.write"), operation_id="show"
)
def show(request: HttpRequest, process: Path[str], textversion: str, given: ShowIn) -> Status:
    """Show a version to another room. It cannot be taken back."""
    found = found_version(textversion)
    return Status(201, version_out(show_version(version=found, author=my_seat(), **filled(ShowForm(given.dict())))))
