"""Statements and assessments as a page shows them: in words, with the dossier's line, and whose word it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from goodoffices.dossier import Judgement, Party, Preference, write_estimate, write_preference
from goodoffices.talks.domain.preferences import Statement
from goodoffices.talks.domain.questions import Question
from goodoffices.talks.domain.words import in_words, worth_in_words

__all__ = ["Line", "assessed", "assessed_worth", "said"]


@dataclass(frozen=True)
class Line:
    """One party on one question. `words` are sentences, empty when nothing is said; `is_own`: as the party told it."""

    words: tuple[str, ...] = ()
    grammar: str = ""
    is_own: bool = False
    is_stated: bool = False
    not_yet: bool = False
    look_again: bool = False
    note: str = ""
    who: str = ""
    by: str = ""
    source: str = ""
    at: datetime | None = None
    version: int = 0


def said(statement: Statement | None, *, own: bool = True) -> Line:
    """A party's own statement; `own`: read to the party itself."""
    if statement is None:
        return Line()
    words: list[str] = []
    if statement.preference is not None:
        words = in_words(statement.preference, statement.question.options, own=own)
    elif statement.fallback is not None:
        words = worth_in_words(statement.fallback, own=own)
    record = statement.record
    return Line(
        words=tuple(words),
        grammar=record.line,
        is_own=True,
        is_stated=statement.is_stated,
        not_yet=statement.not_yet,
        look_again=statement.look_again,
        note=record.note,
        who=str(record.author.member) if record.author else "",
        at=record.made,
        version=record.number,
    )


def assessed(preference: Preference, question: Question, own: Statement | None) -> Line:
    """The mediator's assessment, where the party has not (or not yet, or no longer) said it itself."""
    words = tuple(in_words(preference, question.options, own=False))
    return _assessment(words, write_preference(preference), preference.judgement, own)


def assessed_worth(party: Party, own: Statement | None) -> Line:
    """The mediator's assessment of what no agreement is worth to a party."""
    if party.fallback is None:
        return Line(words=(_("Not known."),))
    words = tuple(worth_in_words(party.fallback, own=False))
    return _assessment(words, write_estimate(party.fallback), party.judgement, own)


def _assessment(words: tuple[str, ...], grammar: str, judgement: Judgement, own: Statement | None) -> Line:
    return Line(
        words=words,
        grammar=grammar,
        not_yet=bool(own and own.not_yet),
        look_again=bool(own and own.look_again),
        note=judgement.note,
        by=judgement.by,
        source=judgement.source,
    )
