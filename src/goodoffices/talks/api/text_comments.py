"""What is said about a clause of a version, and who asked for its brackets."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Status

from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import body_of, filled
from goodoffices.talks.api.shapes import answers
from goodoffices.talks.api.text_shapes import AskingOut, CommentOut, asking_out, comment_out
from goodoffices.talks.domain.text_brackets import ask, withdraw_asking
from goodoffices.talks.domain.text_comments import answer, comment, delete_comment, edit_comment
from goodoffices.talks.forms.text import AskForm, CommentForm
from goodoffices.talks.models import TextAsking, TextComment
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.text_shown import rows
from goodoffices.talks.views.text_versions import found_version

router = Router()
VERSION = "/versions/{textversion}"
COMMENT = "/comments/{textcomment}"

CommentIn = body_of("CommentIn", CommentForm, clause=(str, ""))
CommentWordsIn = body_of("CommentWordsIn", CommentForm, without={"room"})
AskIn = body_of("AskIn", AskForm, clause=(str, ""))


@router.get(
    f"{VERSION}/comments", response=answers(list[CommentOut]), auth=Seated("text.read"), operation_id="comments"
)
def list_comments(request: HttpRequest, process: Path[str], textversion: str, clause: str = "") -> list[CommentOut]:
    """What is said about the clauses of a text, over all its versions, in one's rooms; about one of them when named."""
    said = TextComment.objects.filter(text_id=found_version(textversion).text_id)
    return [comment_out(one) for one in (said.filter(clause=clause) if clause else said)]


@router.post(
    f"{VERSION}/comments", response=answers(CommentOut, 201), auth=Seated("text.read"), operation_id="comment_add"
)
def add_comment(request: HttpRequest, process: Path[str], textversion: str, given: CommentIn) -> Status:
    """Say something about a clause to one of one's rooms."""
    found = found_version(textversion)
    told = filled(CommentForm(given.dict()))
    return Status(201, comment_out(comment(version=found, clause=given.clause, author=my_seat(), **told)))


@router.post(f"{VERSION}/ask", response=answers(AskingOut, 201), auth=Seated("text.ask"), operation_id="asking_add")
def add_asking(request: HttpRequest, process: Path[str], textversion: str, given: AskIn) -> Status:
    """Write down, for one room, who asked for a bracket. A delegation speaks for itself; a party goes by its key."""
    found = found_version(textversion)
    key = found.wording.clause(given.clause).id
    row = next(row for row in rows(found.wording, found.text_id) if row.clause.id == key)
    told = filled(AskForm(given.dict(), brackets=list(row.disputed), party_id=current_viewer().party_id))
    at = key, told["bracket"]
    made = ask(version=found, at=at, room=told["room"], author=my_seat(), party=told["party"], reason=told["reason"])
    return Status(201, asking_out(made))


@router.delete(
    "/askings/{textasking}", response=answers(None, 204), auth=Seated("text.ask"), operation_id="asking_withdraw"
)
def take_back_asking(request: HttpRequest, process: Path[str], textasking: str) -> Status:
    """Take back what one wrote down about a bracket."""
    withdraw_asking(get_object_or_404(TextAsking, pk=textasking, author_id=current_viewer().seat_id))
    return Status(204, None)


@router.post(
    f"{COMMENT}/answers", response=answers(CommentOut, 201), auth=Seated("text.comment"), operation_id="comment_answer"
)
def answer_one(request: HttpRequest, process: Path[str], textcomment: str, given: CommentWordsIn) -> Status:
    """Answer a comment, to the same room."""
    to = get_object_or_404(TextComment, pk=textcomment)
    told = filled(CommentForm(given.dict(), answering=True))
    return Status(201, comment_out(answer(to=to, author=my_seat(), words=told["words"])))


@router.put(COMMENT, response=answers(CommentOut), auth=Seated("text.comment"), operation_id="comment_edit")
def edit(request: HttpRequest, process: Path[str], textcomment: str, given: CommentWordsIn) -> CommentOut:
    """Change one's own comment, until somebody answers."""
    own = my_own(textcomment)
    edit_comment(comment=own, words=filled(CommentForm(given.dict(), answering=True))["words"])
    return comment_out(own)


@router.delete(COMMENT, response=answers(None, 204), auth=Seated("text.comment"), operation_id="comment_delete")
def delete(request: HttpRequest, process: Path[str], textcomment: str) -> Status:
    """Take one's own comment back, until somebody answers."""
    delete_comment(my_own(textcomment))
    return Status(204, None)


def my_own(comment_id: str) -> TextComment:
    """A comment of the seat itself, or 404."""
    return get_object_or_404(TextComment, pk=comment_id, author_id=current_viewer().seat_id)
