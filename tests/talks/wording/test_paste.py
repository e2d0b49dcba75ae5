"""Articles and clauses out of pasted words."""

from __future__ import annotations

import pytest

from goodoffices.errors import TalksError
from goodoffices.talks.wording.paste import split_paste


def told(pasted: str) -> list[tuple[bool, str, str]]:
    return [(piece.heading, piece.number, piece.words) for piece in split_paste(pasted)]


def test_articles_by_name_and_numbered_clauses():
    assert told(
        "Preamble words\n\nArticle 1 – Cessation\n1. They stop.\n  At noon.\n2. They stay.\nArticle 2\nMonitoring"
    ) == [
        (False, "", "Preamble words"),
        (True, "1", "Cessation"),
        (False, "1", "They stop.\nAt noon."),
        (False, "2", "They stay."),
        (True, "2", "Monitoring"),
    ]


def test_numbers_of_two_steps_make_the_first_step_an_article():
    assert told("1. Cessation\n1.1 They stop.\n1.2. They stay.\n2. Monitoring\n2.1 Seen by all.") == [
        (True, "1", "Cessation"),
        (False, "1.1", "They stop."),
        (False, "1.2", "They stay."),
        (True, "2", "Monitoring"),
        (False, "2.1", "Seen by all."),
    ]


def test_russian_and_arabic_articles_are_known_with_their_own_digits():
    assert told("Статья 1. Прекращение огня\n1) Стороны прекращают огонь.") == [
        (True, "1", "Прекращение огня"),
        (False, "1", "Стороны прекращают огонь."),
    ]
    assert told("المادة ١: وقف إطلاق النار\n١. يوقف الطرفان النار.") == [
        (True, "١", "وقف إطلاق النار"),
        (False, "١", "يوقف الطرفان النار."),
    ]


def test_paragraphs_without_numbers_are_clauses_when_an_empty_line_parts_them():
    assert told("One\n\nTwo\nmore of two") == [(False, "", "One"), (False, "", "Two\nmore of two")]


def test_a_clause_may_begin_with_a_year_or_a_sum():
    assert told("1. Noon\n\n2026 is the year.") == [(False, "1", "Noon"), (False, "", "2026 is the year.")]


def test_nothing_gives_nothing():
    with pytest.raises(TalksError, match="no words"):
        split_paste(" \n ")
