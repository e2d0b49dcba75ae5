"""What is read of advice under doubt: short, in plain words, with its error, and honest about what is not known."""

from __future__ import annotations

import dataclasses
import json
import re
from functools import cache
from pathlib import Path

import pytest
from tests.settlement.sample import blocks, coast, only, table, words
from tests.settlement.uncertain.doubtful import advice_of, certain, flipping, two_sides, valley

from goodoffices.dossier import read
from goodoffices.settlement import solve
from goodoffices.settlement.pages.advice_sections import LISTED, TOP, advice_sections, advice_summary
from goodoffices.settlement.pages.advice_words import points
from goodoffices.settlement.uncertain.advice_json import advice_json
from goodoffices.settlement.uncertain.ensemble import explore
from goodoffices.settlement.uncertain.regret import Mean
from goodoffices.values import Note, Paragraph, Section, Table

ASTANA = Path(__file__).resolve().parents[3] / "examples" / "astana-2017" / "dossier.yaml"


@cache
def astana():
    dossier = read(ASTANA)
    return dossier, explore(dossier, solve(dossier), draws=300).advice


def pages(dossier, draws=400):
    advice = advice_of(dossier, draws)
    return advice, advice_sections(dossier, advice)


@pytest.mark.long
def test_body_is_short_and_the_rest_stands_in_an_annex():
    dossier, advice = astana()
    sections = advice_sections(dossier, advice)
    assert [(one.anchor, one.annex) for one in sections] == [
        ("robust", False),
        ("ask", False),
        ("advice-details", True),
    ]
    for shown, most in ((sections[:2], 120), (advice_summary(dossier, advice), 160)):
        told = [block.text for block in blocks(shown) if isinstance(block, Paragraph | Note)]
        assert len(" ".join(told).split()) <= most


def test_robust_proposal_stands_beside_the_central_nash_package():
    dossier, advice = astana()
    section = only(advice_sections(dossier, advice), "advice-details")
    shares = table(section, "How often each would be accepted")
    headings = [column.heading for column in shares.columns]
    assert headings[1].startswith("Nash package")
    assert any("obust" in heading for heading in headings[1:])
    lines = [row[0].text for row in shares.rows]
    assert lines[0] == "Smallest P"
    assert [f"P · {party.name}" for party in dossier.parties] == lines[1:6]
    assert lines[6:] == ["All at once", "Mean joint gain", "Worst regret, at least", "Mean regret"]


def test_clauses_are_those_in_which_the_packages_differ():
    dossier, advice = astana()
    named = [one for one in advice.packages if one.standings != ("alternative",)]
    differing = [issue.ask for issue in dossier.issues if len({one.package[issue.id] for one in named}) > 1]
    section = only(advice_sections(dossier, advice), "robust")
    if differing:
        assert [row[0].text for row in table(section, "The clauses").rows] == differing
    else:
        assert "All standards choose this one package." in words([section])


def test_the_best_of_those_looked_at_is_not_called_the_best_of_all():
    dossier, advice = astana()
    told = words(advice_sections(dossier, advice))
    assert f"best of {advice.looked_at} packages looked at, not proved best of all" in told
    assert "Made from the first 300 draws" in told
    assert "lean high, since they were chosen by the same draws" in told


@pytest.mark.parametrize("make", [valley, flipping, coast])
def test_no_share_has_more_than_two_digits(make):
    _, sections = pages(make())
    told = words(sections)
    assert not re.search(r"0\.\d{3}", told)
    for block in blocks(sections):
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    assert not re.search(r"\d\.\d{3}", cell.text + cell.title)


def test_most_doubtful_party_is_named_with_its_share():
    dossier = two_sides([("river", "a: A, b: B", "5 a:80 b:50", "5 a:30..90 b:10")], fallbacks=("10", "50"))
    advice, sections = pages(dossier, 600)
    share = advice.by("robust").accepts["south"].share
    assert 0.6 < share < 0.73
    told = words([only(sections, "robust")])
    assert f"Its most doubtful party, The South, accepts it in {share:.2f} ±0.04 of the draws" in told
    assert "It is the Nash package at the middle of the intervals too." in told


def test_what_holds_in_every_reading_is_called_so():
    dossier = two_sides([("river", "a: A, b: B", "4..6 a > b", "3..5 a > b")])
    _, sections = pages(dossier)
    told = words(sections)
    assert "All could accept it in every reading of the file." in told
    assert "All standards choose this one package." in told


def test_where_nothing_is_open_there_is_no_doubt_to_survive():
    advice, sections = pages(certain())
    assert sections == ()
    assert advice_summary(certain(), advice) == ()


def test_a_proposal_that_most_draws_refuse_is_not_said_to_survive():
    dossier = two_sides([("river", "a: A, b: B", "5 a:0..100 b:0", "5 a:30..90 b:10")], fallbacks=("80", "20"))
    advice, sections = pages(dossier, 600)
    assert advice.by("robust").accepts["north"].share < 0.3
    section = only(sections, "robust")
    assert section.heading == "What comes nearest"
    told = words([section])
    assert told.count("Nothing survives the doubt. Of 2 packages looked at, that whose most doubtful") == 1
    assert "its most doubtful party, The North, accepts it in 0.2" in told
    assert "obust" not in told


def test_few_draws_do_not_say_that_a_proposal_survives():
    dossier = two_sides([("river", "a: A, b: B", "5 a:0..100 b:0", "5 a:30..90 b:10")], fallbacks=("20", "20"))
    _, sections = pages(dossier, 20)
    section = only(sections, "robust")
    assert section.heading == "What to propose"
    assert "20 draws are too few (100 are the least) to tell whether a proposal survives" in words([section])


def test_packages_that_the_draws_cannot_tell_apart_on_acceptance_are_said_to_be_alike():
    dossier, advice = astana()
    assert advice.by("central") is not advice.by("robust")
    assert "the draws favour neither on acceptance" in words(advice_sections(dossier, advice))


def test_a_page_asks_without_the_notation_of_the_file():
    dossier, advice = astana()
    orders = [one for one in advice.questions if one.kind == "order"]
    assert orders
    assert "only the order is known" in words(advice_sections(dossier, advice))
    assert " >> " not in words(advice_sections(dossier, advice))


def test_question_worth_asking_is_asked_with_its_worth_and_error():
    advice, sections = pages(flipping(), 1000)
    section = only(sections, "ask")
    (row,) = table(section, "The most telling question").rows
    assert row[0].text.startswith("To The North, on “What of river?”: what is “the canal” worth to you")
    assert row[1].text == "20 to 100 of 100"
    assert row[2].text == points(Mean(advice.questions[0].reduction, advice.questions[0].error))
    assert "Of 1 open judgement, 1 would, known alone, improve what to propose" in words([section])
    (listed,) = table(only(sections, "advice-details"), "Questions by what").rows
    assert [cell.text for cell in listed[3:]] == ["yes", "–", "river: the canal"]


def test_where_no_answer_helps_the_page_says_so():
    dossier = two_sides(
        [("river", "a: A, b: B", "4..6 a > b", "3..5 a > b"), ("road", "a: A, b: B", "5 a > b", "2 a > b")]
    )
    _, sections = pages(dossier)
    section = only(sections, "ask")
    assert "None of the 2 open judgements, known alone, would improve what to propose" in words([section])
    assert "as far as 400 draws can tell" in words([section])
    assert not [block for block in section.blocks if isinstance(block, Table)]


def test_too_few_draws_are_called_too_few():
    _, sections = pages(valley(), 40)
    assert "40 draws are too few to rate the" in words([only(sections, "ask")])


def test_nothing_to_advise_is_said():
    dossier = two_sides([("river", "a: A, b: B", "4..5 a > !b", "5 b > !a")])
    advice, sections = pages(dossier)
    assert advice is None
    assert "there is nothing to advise" in words(sections)
    assert words(sections) == words(advice_summary(dossier, None))
    assert advice_json(None) is None


def test_where_nothing_is_acceptable_at_the_middle_no_central_package_is_made_up():
    """The North needs more than the river gives at the middle of its fallback, but not at its lower end."""
    dossier = two_sides([("river", "a: A, b: B", "5 a:50 b:20", "5 a:50 b:80")], fallbacks=("45..65", "10"))
    advice, sections = pages(dossier)
    assert advice.by("central") is None
    assert "There is no Nash package at the middle of the intervals to set beside it." in words(sections)


def test_lists_are_as_long_as_stated():
    dossier, advice = astana()
    sections = advice_sections(dossier, advice)
    assert len(table(only(sections, "advice-details"), "Questions by what").rows) == LISTED
    telling = [block for block in only(sections, "ask").blocks if isinstance(block, Table)]
    assert sum(len(block.rows) for block in telling) == min(TOP, len(advice.telling))


def test_terminal_uses_the_short_names():
    dossier, advice = astana()
    shown = table(only(advice_summary(dossier, advice), "robust"), "How often")
    assert [row[0].text for row in shown.rows[1:6]] == [f"P · {party.id}" for party in dossier.parties]


def test_links_lead_to_the_annex():
    dossier, advice = astana()
    sections = advice_sections(dossier, advice)
    anchors = {section.anchor for section in sections}
    sees = {block.see for block in blocks(sections) if isinstance(block, Paragraph) and block.see}
    assert sees == {"advice-details"}
    assert sees <= anchors
    assert all(isinstance(section, Section) for section in sections)


def test_json_holds_every_number_of_the_advice():
    _, advice = astana()
    found = json.loads(json.dumps(advice_json(advice)))
    assert found["looked_at"] == advice.looked_at
    assert [one["package"] for one in found["packages"]] == [dict(one.package) for one in advice.packages]
    assert len(found["questions"]) == len(advice.questions)
    assert found["questions"][0]["reduction"] == pytest.approx(advice.questions[0].reduction)
    alone = dataclasses.replace(advice, knowing_all=Mean(1.0, float("inf")))
    assert advice_json(alone)["knowing_all"] == {"mean": 1.0, "error": None}


def test_points_are_rounded_with_the_error_upwards():
    assert points(Mean(37.12, 0.171)) == "37.1 ±0.2"
    assert points(Mean(0.1234, 0.0301)) == "0.12 ±0.04"
    assert points(Mean(0.02, 0.04)) == "<0.06"
    assert points(Mean(67.12, 0.0)) == "67.1"
    assert points(Mean(3, float("inf"))) == "3 (error not known)"
