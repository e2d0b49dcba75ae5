"""The questions at the table, as those who sit there may know them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.talks.models import CaseFile, Process

__all__ = ["Question", "at_the_table", "case_file", "in_words", "open_questions", "question_of", "questions"]


@dataclass(frozen=True)
class Question:
    """A question on the table: its id in the dossier, how it is asked, and the words of every option by id."""

    id: str
    ask: str
    options: Mapping[str, str]

    def asked(self) -> dict[str, Any]:
        """The question as a statement on it keeps it."""
        return {"ask": self.ask, "options": dict(self.options)}


def case_file(process: Process) -> CaseFile | None:
    """What is at the table now; None when nothing is."""
    return CaseFile.objects.filter(process=process).order_by("-number").first()


def questions(process: Process) -> tuple[Question, ...]:
    """The questions at the table in their order. Raises SealError when the viewer lacks the plenary's key."""
    found = case_file(process)
    if found is None:
        return ()
    return tuple(Question(entry["id"], entry["ask"], entry["options"]) for entry in found.questions)


def question_of(process: Process, issue: str) -> Question | None:
    """The question with this id; None when it is not at the table."""
    return next((question for question in questions(process) if question.id == issue), None)


def open_questions(process: Process) -> tuple[Question, ...]:
    """The questions at the table; none when the viewer lacks their key."""
    found = case_file(process)
    return questions(process) if found is not None and found.is_open() else ()


def at_the_table(asked: Iterable[Question], package: Mapping[str, str]) -> dict[str, str]:
    """What of a package is (still) at the table."""
    known = {question.id: question.options for question in asked}
    return {issue: option for issue, option in package.items() if option in known.get(issue, {})}


def in_words(asked: Iterable[Question], package: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs of issue and option in the words of the questions; what is none of them stays as it was typed."""
    known = {question.id: question for question in asked}
    return [
        (known[issue].ask, known[issue].options.get(option, option)) if issue in known else (issue, option)
        for issue, option in package
    ]
