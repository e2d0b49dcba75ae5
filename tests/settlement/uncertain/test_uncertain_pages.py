"""What is read of acceptance under incomplete preferences: no share beyond two digits, nothing said that is not so."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import altair as alt
import pytest
from tests.settlement.sample import COAST, closed, coast, only, stuck, table, words

from goodoffices.dossier import parse_dossier, read
from goodoffices.settlement import solve, study, study_sections, study_summary
from goodoffices.settlement.pages.advice_sections import advice_sections, advice_summary
from goodoffices.settlement.pages.doubt_words import doubt_of_answer
from goodoffices.settlement.pages.uncertain_finding import finding, something_words
from goodoffices.settlement.pages.uncertain_pictures import acceptance_picture
from goodoffices.settlement.pages.uncertain_sections import (
    acceptance_section,
    acceptance_table,
    options_section,
    readings_section,
)
from goodoffices.settlement.pages.uncertain_summary import uncertain_summary
from goodoffices.settlement.pages.uncertain_words import between, label, least_likely, looseness, share, short_share
from goodoffices.settlement.uncertain.ensemble import explore
from goodoffices.values import Note, Picture, Table, chance, never

ASTANA = Path(__file__).resolve().parents[3] / "examples" / "astana-2017" / "dossier.yaml"

FIXED = """
dossier: fixed
title: Nothing open
parties:
  p: {name: P, role: principal, fallback: 20}
  q: {name: Q, role: principal, fallback: 20}
issues:
  i: {ask: I?, options: {a: A, b: B}, p: 3 a > b, q: 2 b > a}
  j: {ask: J?, options: {a: A, b: B}, p: 2 a > b, q: 3 b > a}
texts:
  trade: {title: A trade, package: {i: a, j: b}}
"""


def explored(dossier, draws=300):
    settlement = solve(dossier)
    return dossier, settlement, explore(dossier, settlement, draws=draws)


@pytest.fixture(scope="module")
def case():
    return explored(coast())


def every(dossier, settlement, uncertainty):
    return (
        acceptance_section(dossier, settlement, uncertainty),
        readings_section(dossier, settlement, uncertainty),
        options_section(dossier, uncertainty),
        *uncertain_summary(dossier, settlement, uncertainty),
    )


@pytest.mark.parametrize(
    ("hits", "draws", "said", "short"),
    [
        (623, 1000, "0.62 ±0.03", "0.62"),
        (1000, 1000, ">0.99", ">0.99"),
        (0, 1000, "<0.01", "<0.01"),
        (998, 1000, ">0.99", ">0.99"),
        (1, 1000, "<0.01", "<0.01"),
        (50, 50, ">0.92", ">0.92"),
        (0, 50, "<0.08", "<0.08"),
        (2, 200, "<0.04", "<0.04"),
        (198, 200, ">0.96", ">0.96"),
        (5, 200, "0.03 ±0.02", "0.03"),
        (999_000, 1_000_000, ">0.99", ">0.99"),
        (500_000, 1_000_000, "0.50 ±0.01", "0.50"),
        (0, 0, "not known", "–"),
    ],
)
def test_a_share_is_told_with_its_error_and_never_with_more_than_two_digits(hits, draws, said, short):
    assert share(chance(hits, draws)) == said
    assert short_share(chance(hits, draws)) == short


def test_what_cannot_be_is_told_without_an_error():
    assert share(never(1000)) == "0"


def test_an_interval_is_rounded_outwards():
    found = chance(623, 1000)
    assert (round(found.low, 4), round(found.high, 4)) == (0.5925, 0.6525)
    assert between(found) == "in 623 of 1,000 draws (0.59 to 0.66)"


@pytest.mark.parametrize("made", [coast, closed, stuck, lambda: parse_dossier(FIXED), lambda: read(ASTANA)])
def test_no_share_on_a_page_has_more_than_two_digits(made):
    said = words(every(*explored(made())))
    assert said
    assert re.findall(r"0\.\d{3,}", said) == []


def test_the_finding_names_certain_likely_doubtful_and_barred_proposals_by_their_signs(case):
    said = finding(*case)
    assert "something that all could accept in all 300 draws" in said
    assert "All would accept A and 1 in every reading of the file." in said
    assert "; Hill Council is the most doubtful." in said
    assert "Not allowed as they stand: 2 (1 red line and 1 linkage)." in said


def test_the_table_has_every_proposal_and_says_what_is_certain(case):
    found = acceptance_table(*case[1:])
    assert [column.heading for column in found.columns] == ["Proposal", "All", "hill", "coast", "bank"]
    rows = {row[0].text.split(" · ")[0]: [cell.text for cell in row[1:]] for row in found.rows}
    assert rows["1"] == ["always", "always", "always", "always"]
    assert rows["2"] == ["not allowed", "always", "red line", "always"]
    assert re.fullmatch(r"0\.\d\d ±0\.\d\d", rows["B"][1])
    assert rows["B"][1] == rows["B"][0]


def test_where_no_package_can_be_accepted_the_page_says_never_and_has_no_option_table():
    dossier, settlement, uncertainty = explored(stuck(), 60)
    said = words(every(dossier, settlement, uncertainty))
    assert "something that all could accept in none of 60 draws" in said
    assert "no reading of the file makes it acceptable to" in said
    assert options_section(dossier, uncertainty).blocks == ()


def test_the_first_box_says_how_far_the_answer_holds(case):
    dossier, _, _ = case
    found = study(dossier, draws=300, seed=1, trades=True)
    box = next(b for b in study_sections(dossier, found)[0].blocks if isinstance(b, Note) and b.kind == "finding")
    assert "at the middle of their intervals" in box.text
    assert "Over 300 draws of what the file leaves open: there is something that all could accept in each" in box.text
    assert study_sections(dossier, study(dossier))[0].blocks[0].text in box.text


def test_of_another_text_than_the_acceptable_one_the_first_box_does_not_say_it():
    """The draft is acceptable; trades start from a later text, which is not."""
    later = parse_dossier(
        COAST.replace(
            "  part: {title: Port accord",
            "  last: {title: Last word, date: 2020-05-30, package: {port: coast, road: year, toll: none}}\n"
            "  part: {title: Port accord",
        )
    )
    found = study(later, draws=300, seed=1, trades=True)
    assert found.trades.start.name == "last"
    told = doubt_of_answer(later, found.settlement, found.uncertainty, found.trades)
    assert "better than it in" not in told
    if found.trades.better.packages:
        assert "better than “Last word” in" in told


def test_draws_without_an_end_are_not_counted_among_all(case):
    _, _, uncertainty = case
    few = dataclasses.replace(uncertainty, draws=200, something_acceptable=chance(3, 3))
    assert something_words(few) == (
        "there is something that all could accept in each of the 3 whose search came to its end"
    )


def test_where_no_package_is_allowed_no_reading_is_left_in_doubt():
    dossier, settlement, uncertainty = explored(closed())
    assert uncertainty.something_acceptable.high == 0
    said = words(every(dossier, settlement, uncertainty))
    assert "In no reading of the file is there anything that all could accept" in said
    assert "No other reading of its intervals changes that." in words(study_summary(dossier, study(dossier, draws=300)))


def test_where_nothing_is_open_the_page_says_so():
    dossier, settlement, uncertainty = explored(parse_dossier(FIXED), 30)
    assert looseness(dossier) == ""
    alone = "The file leaves nothing open: the central answer is the only one."
    for section in (
        acceptance_section(dossier, settlement, uncertainty),
        *uncertain_summary(dossier, settlement, uncertainty),
    ):
        assert [block.text for block in section.blocks] == [alone]
    assert readings_section(dossier, settlement, uncertainty).blocks == ()
    assert options_section(dossier, uncertainty).blocks == ()
    assert advice_sections(dossier, uncertainty.advice) == ()
    assert advice_summary(dossier, uncertainty.advice) == ()


def test_what_few_draws_cannot_tell_is_not_told():
    dossier, settlement, uncertainty = explored(coast(), 1)
    said = finding(dossier, settlement, uncertainty)
    assert "in the one draw made" in said
    assert "1 draw is too few (100 are the least) to tell how often all would accept" in said
    assert "nine draws of ten" not in said
    assert "by share of 1 draw: few, so hardly telling" in words(every(dossier, settlement, uncertainty))


def test_nine_draws_of_ten_are_claimed_from_the_lower_end_of_the_interval(case):
    dossier, settlement, uncertainty = case
    doubtful = next(one for one in uncertainty.proposals if one.certain == "open" and one.is_allowed)
    for hits, claimed in ((275, False), (290, True)):
        one = dataclasses.replace(doubtful, all_accept=chance(hits, 300))
        said = finding(dossier, settlement, dataclasses.replace(uncertainty, proposals=(one,)))
        assert ("in at least nine draws of ten" in said) == claimed


def test_options_say_in_how_few_draws_there_is_a_nash_package(case):
    dossier, settlement, uncertainty = case
    few = {issue: dict.fromkeys(shares, chance(3, 6)) for issue, shares in uncertainty.options.items()}
    found = dataclasses.replace(uncertainty, options=few)
    told = "by share of the 6 of 300 draws in which there is one: few, so hardly telling"
    assert told in words(uncertain_summary(dossier, settlement, found))
    assert told in words([options_section(dossier, found)])


def test_no_party_is_called_the_most_doubtful_that_chance_may_have_made_so():
    shares = {"a": chance(154, 200), "b": chance(150, 200), "c": chance(190, 200)}
    assert least_likely(shares) == ("b", "a")
    assert least_likely({**shares, "b": chance(60, 200)}) == ("b",)


def test_two_parties_that_cannot_be_told_apart_are_named_together(case):
    dossier, settlement, uncertainty = case
    doubtful = next(one for one in uncertainty.proposals if one.certain == "open" and one.is_allowed)
    told = {
        2: "Hill Council or <b>Coast</b> & Sons is the most doubtful",
        3: "no one party stands out as the most doubtful",
    }
    for many, words_ in told.items():
        parties = tuple(
            dataclasses.replace(one, certain="open", chance=chance(150 if place < many else 290, 300))
            for place, one in enumerate(doubtful.parties)
        )
        one = dataclasses.replace(doubtful, parties=parties, all_accept=chance(150, 300))
        assert words_ in finding(dossier, settlement, dataclasses.replace(uncertainty, proposals=(one,)))


def test_a_package_most_draws_refuse_is_not_called_robust(case):
    _, settlement, uncertainty = case
    base = uncertainty.proposals[0]
    parties = tuple(dataclasses.replace(one, chance=chance(20, 200)) for one in base.parties)
    weak = dataclasses.replace(base, kind="robust", title="Robust proposal", parties=parties)
    assert label(settlement, weak) == "◆ · Largest smallest P"
    sure = tuple(dataclasses.replace(one, chance=chance(120, 200)) for one in base.parties)
    assert label(settlement, dataclasses.replace(weak, parties=sure)) == "◆ · Robust proposal"


def test_what_is_open_is_counted_for_those_who_decide(case):
    dossier, _, _ = case
    assert looseness(dossier) == (
        "2 of 8 weights, 1 of 3 fallbacks, 1 of 3 values, 1 of 1 interaction and the sizes of the steps in 5 orders"
    )


def test_the_annex_says_whose_judgement_it_is_what_varies_and_what_does_not(case):
    dossier, settlement, uncertainty = case
    said = words([readings_section(dossier, settlement, uncertainty)])
    for part in (
        "not chances in the world",
        "hill 20 to 40",
        "the red lines and the linkages do not vary",
        "Wilson 1927",
    ):
        assert part in said
    assert "the partial text Port accord" in said
    assert f"seed {uncertainty.seed}" in said
    by = dataclasses.replace(dossier, by="an analyst, 2020")
    assert "those of an analyst, 2020" in words([readings_section(by, settlement, uncertainty)])


def test_the_gains_in_the_annex_are_those_of_the_answer(case):
    dossier, settlement, uncertainty = case
    section = only([readings_section(dossier, settlement, uncertainty)], "readings")
    found = table(section, "Gains over fallback")
    assert len(found.rows) == len(uncertainty.proposals) * len(uncertainty.deciding)
    first = uncertainty.proposals[0].parties[0]
    assert found.rows[0][3].text == f"+{first.gain.mean:.1f}"


def test_options_are_listed_by_how_often_they_are_in_the_nash_package(case):
    dossier, _, uncertainty = case
    found = table(options_section(dossier, uncertainty), "Options in the Nash package")
    assert len(found.rows) == len(dossier.issues)
    port = found.rows[0]
    assert port[1].text.startswith("both together ")
    assert port[2].text == "the hill; the coast"


def test_the_body_is_short():
    section = acceptance_section(*explored(read(ASTANA)))
    spoken = [block.text for block in section.blocks if not isinstance(block, Table | Picture)]
    assert len(" ".join(spoken).split()) <= 150
    assert [type(block).__name__ for block in section.blocks] == ["Note", "Paragraph", "Table", "Picture"]


@pytest.mark.long
@pytest.mark.parametrize("made", [coast, lambda: read(ASTANA)])
def test_the_picture_is_a_valid_specification_and_says_in_words_what_it_shows(made):
    dossier, settlement, uncertainty = explored(made(), 60)
    picture = acceptance_picture(dossier, settlement, uncertainty)
    assert alt.Chart.from_dict(dict(picture.spec), validate=True)
    allowed = [one for one in uncertainty.proposals if one.is_allowed]
    for one in uncertainty.proposals:
        assert (one.title[:30] in picture.alt) == (one in allowed)
    shown = picture.spec["datasets"]
    assert len(shown["shares"]) == len(allowed)
    assert len(shown["gains"]) == len(allowed) * len(uncertainty.deciding)
    assert ("Only what is allowed is drawn." in picture.caption) == (len(allowed) < len(uncertainty.proposals))


def test_with_very_many_parties_the_picture_keeps_to_the_most_doubtful_and_says_so():
    people = "\n".join(f"  p{n}: {{name: Party {n}, role: principal, fallback: 5..20}}" for n in range(30))
    lines = "\n".join(f"    p{n}: 3..5 {'a > b > c' if n % 2 else 'b > a > c'}" for n in range(30))
    text = (
        f"dossier: many\ntitle: Many\nparties:\n{people}\nissues:\n  i:\n    ask: I?\n"
        f"    options: {{a: A, b: B, c: C}}\n{lines}\ntexts:\n"
        "  x: {title: X, package: {i: a}}\n  y: {title: Y, package: {i: b}}\n  z: {title: Z, package: {i: c}}\n"
    )
    dossier, settlement, uncertainty = explored(parse_dossier(text), 30)
    picture = acceptance_picture(dossier, settlement, uncertainty)
    assert "Only the most doubtful party of each proposal is drawn." in picture.caption
    assert len(picture.spec["datasets"]["gains"]) == sum(one.is_allowed for one in uncertainty.proposals)


def test_where_no_proposal_is_allowed_there_is_a_table_and_no_picture():
    dossier, settlement, uncertainty = explored(closed(), 30)
    assert uncertainty.proposals
    assert acceptance_picture(dossier, settlement, uncertainty) is None
    section = acceptance_section(dossier, settlement, uncertainty)
    assert any(isinstance(block, Table) for block in section.blocks) == bool(looseness(dossier))


def test_without_any_proposal_there_is_neither_table_nor_picture():
    plain = coast()
    dossier, settlement, uncertainty = explored(dataclasses.replace(closed(), texts=()), 30)
    assert uncertainty.proposals == ()
    assert acceptance_picture(dossier, settlement, uncertainty) is None
    section = acceptance_section(dossier, settlement, uncertainty)
    assert not any(isinstance(block, Table) for block in section.blocks)
    assert plain.texts
