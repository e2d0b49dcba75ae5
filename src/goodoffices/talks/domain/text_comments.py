"""What is said about a clause, each time to one room; a thread for each clause, over all versions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.text_versions import may_hear
from goodoffices.talks.models import Room, Seat, TextComment, TextVersion

__all__ = ["answer", "comment", "delete_comment", "edit_comment"]


@all_or_nothing
def comment(*, version: TextVersion, clause: str, room: Room, author: Seat, words: str) -> TextComment:
    """Say something about a clause, to a room whose people have all been shown the version."""
    version.wording.clause(clause)
    if not may_hear(room, version.room):
        raise TalksError.of(
            _("not everybody in that room has been shown this version"), remedy=_("choose a smaller room")
        )
    said = TextComment(room=room, author=author, text_id=version.text_id, version=version, clause=clause, words=words)
    said.save(force_insert=True)
    record_act("text.comment", on=said)
    return said


@all_or_nothing
def answer(*, to: TextComment, author: Seat, words: str) -> TextComment:
    """Answer a comment, to the same room. An answer to an answer stands in the same thread."""
    first = to.to or to
    said = TextComment(
        room=to.room,
        author=author,
        text_id=to.text_id,
        version_id=to.version_id,
        clause=to.clause,
        to=first,
        words=words,
    )
    said.save(force_insert=True)
    record_act("text.comment.answer", on=said)
    return said


@all_or_nothing
def edit_comment(*, comment: TextComment, words: str) -> None:
    """Other words, as long as nobody answered."""
    _refuse_answered(comment)
    comment.words = words
    comment.save(update_fields=["changed"])
    record_act("text.comment.edit", on=comment)


@all_or_nothing
def delete_comment(comment: TextComment) -> None:
    """Take a comment back, as long as nobody answered; the record keeps that there was one."""
    _refuse_answered(comment)
    record_act("text.comment.delete", on=comment)
    comment.delete()


def _refuse_answered(comment: TextComment) -> None:
    first = comment.to_id or comment.pk
    later = TextComment.objects.filter(to_id=first, made__gt=comment.made).exclude(author_id=comment.author_id)
    if later.exists() or (comment.to_id is None and comment.answers.exists()):
        raise TalksError.of(_("somebody has answered this already"), remedy=_("answer in turn"))
