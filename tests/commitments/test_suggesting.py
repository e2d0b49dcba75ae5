"""Rules suggest commitments from clauses; they decide nothing, and how often they are right is published."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.commitments import Body, new_commitments, parse_commitments, suggest, write_due
from goodoffices.errors import EvidenceError

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("measure_commitments", ROOT / "scripts" / "measure_commitments.py")
measuring = importlib.util.module_from_spec(SPEC)
sys.modules["measure_commitments"] = measuring
SPEC.loader.exec_module(measuring)
PAGE = (ROOT / "docs" / "reference" / "commitments.md").read_text(encoding="utf-8")
TEXT = (ROOT / "examples" / "valley-commitments" / "agreement.txt").read_text(encoding="utf-8")
DAY = dt.date(2031, 3, 28)
BODIES = (
    Body("up", "Upland Council", "party"),
    Body("low", "Lowland Council", "party"),
    Body("t", "Joint Team", "body"),
)


def test_the_table_of_the_page_is_what_is_measured():
    told = PAGE.partition(measuring.BEGIN)[2].partition(measuring.END)[0].strip()
    assert told == measuring.table(measuring.measure(measuring.passages())).strip()


def test_more_than_half_of_the_passages_are_held_out():
    parts = [passage["part"] for passage in measuring.passages()]
    assert parts.count("held out") > len(parts) / 2


def test_a_wrong_suggestion_lowers_precision_and_a_missing_one_recall():
    case = {"part": "open", "bodies": {"a": "Upland Council"}, "text": "The Upland Council shall leave."}
    right = {"duty": "leave", "who": ["a"], "due": "unknown"}
    scores = measuring.measure([case | {"wanted": []}, case | {"wanted": [right, right | {"duty": "stay"}]}])
    assert scores["open", "commitment"] == [1, 2, 2]


def test_a_suggestion_quotes_its_sentence_letter_for_letter_with_its_article():
    found = suggest(TEXT, BODIES, DAY)
    assert [one.article for one in found] == ["2.1", "2.2", "2.3", "3.1", "3.2", "4.1", "4.2", "5.1"]
    assert all(TEXT[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "This Agreement shall enter into force on 1 May 2031.",
        "In this Article, forces shall mean armed units.",
        "Nothing in this Article shall affect older rights.",
        "The Upland Council may open the bridge.",
        "The bridge stands at Elm.",
    ],
)
def test_what_obliges_nobody_is_not_suggested(text):
    assert suggest(text, BODIES, DAY) == ()


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("within 30 days of the entry into force", "within 30 days of in force"),
        ("within thirty (30) days after the entry into force", "within 30 days of in force"),
        ("within 48 hours of the entry into force", "within 2 days of in force"),
        ("before 1 May 2031", "2031-04-30"),
        ("no later than 1 May 2031", "2031-05-01"),
        ("within 30 days of the signature", "unknown"),
        ("within 5 working days of the entry into force", "unknown"),
        ("as soon as possible", "unknown"),
    ],
)
def test_by_when_is_filled_in_only_where_the_words_say_it(words, due):
    (one,) = suggest(f"The Upland Council shall leave the mill {words}.", BODIES, DAY)
    assert write_due(one.due) == due


def test_a_suggestion_stands_in_a_new_file_as_a_comment_until_a_person_takes_the_mark_away():
    suggested = suggest(TEXT, BODIES, DAY)
    text = new_commitments("mine", "Mine", suggested, BODIES)
    assert len(parse_commitments(text).commitments) == 1
    taken = re.sub(r"^  # (?= |c\d+:)", "  ", text.partition("delete the others.")[2], flags=re.MULTILINE)
    kept = text.partition("  # 8 suggested")[0] + taken.replace("who: unknown", "who: up")
    whole = parse_commitments(kept.replace("verified_by: unknown", "verified_by: none").replace("[up, low]", "up"))
    assert len(whole.commitments) == 9
    assert whole.commitments[2].clause.article == "2.2"


def test_a_language_without_rules_is_refused():
    with pytest.raises(EvidenceError, match="no rules"):
        suggest("Стороны обязуются.", BODIES, DAY, language="ru")


@settings(max_examples=20)
@given(st.text(alphabet="shal will Ac:;.,()1\n by the 2031 May within days of not to verified", max_size=300))
def test_no_text_brings_the_rules_down(text):
    found = suggest(text, BODIES, DAY)
    assert all(text[one.start : one.end] == one.text for one in found)
