"""The negotiating text as JSON: clauses, versions, changes, who asked, what is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from goodoffices.talks.api.shapes import opened
from goodoffices.talks.domain.text_brackets import open_brackets
from goodoffices.talks.models import Text, TextAsking, TextComment, TextVersion
from goodoffices.talks.views.text_shown import Row, frozen, rows
from goodoffices.talks.wording.diff import Change, Piece

__all__ = [
    "AskingOut",
    "ChangesOut",
    "CommentOut",
    "DraftOut",
    "TextsOut",
    "VersionOut",
    "WholeVersionOut",
    "asking_out",
    "change_out",
    "comment_out",
    "draft_out",
    "pieces_out",
    "version_out",
    "whole_version_out",
]


class FreezeOut(Schema):
    """Agreed ad referendum: who wrote it down, when, and on whose word."""

    by: str
    at: dt.datetime | None
    parties: list[str]


class AskingOut(Schema):
    """Who asked for a bracket, as told to one room."""

    id: str
    room: str
    clause: str
    bracket: str | None
    party: str | None
    reason: str | None


class ClauseOut(Schema):
    """A clause or the heading of an article. `seen` is sent along with a change of it.

    `behind`: the languages whose words were made from an older original. `comments`: how many one may read.
    """

    id: str
    number: str
    heading: bool
    words: dict[str, str]
    behind: list[str]
    brackets: list[str]
    issue: str
    option: str
    frozen: FreezeOut | None
    asked: list[AskingOut]
    comments: int
    seen: str


class WordingOut(Schema):
    """A text as it stands."""

    title: str
    original: str
    languages: list[str]
    authentic: list[str]
    frozen: FreezeOut | None
    open_brackets: int
    clauses: list[ClauseOut]


class VersionOut(Schema):
    """A version, as a list shows it; title and note are null when the seat holds no key to it."""

    id: str
    text: str
    room: str
    number: int
    made: dt.datetime
    title: str | None
    note: str | None


class WholeVersionOut(VersionOut):
    """A version with its words, null when the seat holds no key to it. `fingerprint`: to compare with somebody."""

    fingerprint: str | None
    wording: WordingOut | None


class DraftOut(Schema):
    """A draft on the mediator's desk. `seen` is sent back with another title or other languages."""

    id: str
    made: dt.datetime
    seen: str
    wording: WordingOut


class DraftHead(Schema):
    """A draft, as a list shows it."""

    id: str
    title: str
    open_brackets: int


class TextsOut(Schema):
    """The drafts on one's desk, and the versions shown to one, newest first."""

    drafts: list[DraftHead]
    versions: list[VersionOut]


class PieceOut(Schema):
    """A run of words: same, removed, added."""

    kind: str
    words: str


class ChangeOut(Schema):
    """What became of a clause from one version to the other.

    `option` and `frozen`, when they changed: the option of the case that it holds, and whether it is frozen, before and
    after.
    """

    id: str
    state: str
    number_before: str
    number_after: str
    moved: bool
    heading: bool
    pieces: dict[str, list[PieceOut]]
    option: list[str]
    frozen: list[bool]


class ChangesOut(Schema):
    """What changed from an earlier version to a later one."""

    earlier: str
    later: str
    title: list[PieceOut]
    changes: list[ChangeOut]


class CommentOut(Schema):
    """Something said about a clause to one room; `to` is the comment that it answers."""

    id: str
    room: str
    version: str
    clause: str
    author: str | None
    made: dt.datetime
    to: str | None
    words: str | None


def freeze_out(told: dict[str, Any] | None) -> FreezeOut | None:
    """A freeze, if there is one."""
    return FreezeOut(**{**told, "parties": list(told["parties"])}) if told else None


def asking_out(asking: TextAsking) -> AskingOut:
    """Who asked for a bracket."""
    told = opened(asking, "bracket", "party", "reason")
    return AskingOut(id=asking.pk, room=asking.room_id, clause=asking.clause, **told)


def clause_out(row: Row) -> ClauseOut:
    """A clause, with what the seat may know of it."""
    clause = row.clause
    return ClauseOut(
        id=clause.id,
        number=row.number,
        heading=clause.heading,
        words=dict(clause.words),
        behind=[cell.language.code for cell in row.cells if cell.behind],
        brackets=list(row.disputed),
        issue=clause.issue,
        option=clause.option,
        frozen=freeze_out(row.frozen),
        asked=[asking_out(one) for one in row.asked],
        comments=row.comments,
        seen=clause.mark(),
    )


def wording_out(record: Text | TextVersion, text_id: str) -> WordingOut:
    """All words of a draft or a version."""
    wording = record.wording
    return WordingOut(
        title=wording.title,
        original=wording.original,
        languages=list(wording.languages),
        authentic=list(wording.authentic),
        frozen=freeze_out(frozen(wording.freeze)),
        open_brackets=open_brackets(wording),
        clauses=[clause_out(row) for row in rows(wording, text_id)],
    )


def draft_out(text: Text) -> DraftOut:
    """A draft. Raises SealError when it is closed to the seat."""
    return DraftOut(id=text.pk, made=text.made, seen=text.wording.about_mark(), wording=wording_out(text, text.pk))


def version_out(version: TextVersion) -> VersionOut:
    """A version without its words."""
    return VersionOut(
        id=version.pk,
        text=version.text_id,
        room=version.room_id,
        number=version.number,
        made=version.made,
        title=version.wording.title if version.is_open() else None,
        **opened(version, "note"),
    )


def whole_version_out(version: TextVersion) -> WholeVersionOut:
    """A version with its words."""
    seen = version.is_open()
    return WholeVersionOut(
        **version_out(version).dict(),
        fingerprint=version.wording.fingerprint() if seen else None,
        wording=wording_out(version, version.text_id) if seen else None,
    )


def comment_out(comment: TextComment) -> CommentOut:
    """A comment."""
    return CommentOut(
        id=comment.pk,
        room=comment.room_id,
        version=comment.version_id,
        clause=comment.clause,
        author=comment.author_id,
        made=comment.made,
        to=comment.to_id,
        **opened(comment, "words"),
    )


def pieces_out(pieces: tuple[Piece, ...]) -> list[PieceOut]:
    """Runs of words."""
    return [PieceOut(kind=piece.kind, words=piece.words) for piece in pieces]


def change_out(change: Change) -> ChangeOut:
    """What became of a clause."""
    return ChangeOut(
        id=change.id,
        state=change.state.value,
        number_before=change.number_before,
        number_after=change.number_after,
        moved=change.moved,
        heading=change.heading,
        pieces={language: pieces_out(said) for language, said in change.pieces.items()},
        option=[str(one or "") for one in change.settings.get("option", ())],
        frozen=[one is not None for one in change.settings.get("freeze", ())],
    )
