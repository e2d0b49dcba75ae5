"""What is read of acceptance under incomplete preferences: no share beyond two digits, nothing said that is not so."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import altair as alt
import pytest
from tests.settlement.sample import closed, coast, only, stuck, table, words

from goodoffices.dossier import parse_dossier, read
from goodoffices.settlement import solve
from goodoffices.settlement.pages.uncertain_pictures import acceptance_picture
from goodoffices.settlement.pages.uncertain_sections import (
    acceptance_section,
    acceptance_table,
    finding,
    options_section,
    readings_section,
)
from goodoffices.settlement.pages.uncertain_summary import uncertain_summary
from goodoffices.settlement.pages.uncertain_words import between, looseness, share, short_share
from goodoffices.settlement.uncertain.chance import chance, never
from goodoffices.settlement.uncertain.ensemble import explore
from goodoffices.values import Picture, Table

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
    said = finding(*case[1:])
    assert "something that all could accept in all 300 draws" in said
    assert "All would accept A and 1 in every reading of the file." in said
    assert "; hill is the most doubtful." in said
    assert "Not allowed as they stand: 2 crosses a red line of coast and breaks 1 linkage." in said


def test_the_table_has_every_proposal_and_says_what_is_certain(case):
    found = acceptance_table(*case[1:])
    assert [column.heading for column in found.columns] == ["Proposal", "hill", "coast", "bank", "All"]
    rows = {row[0].text.split(" · ")[0]: [cell.text for cell in row[1:]] for row in found.rows}
    assert rows["1"] == ["always", "always", "always", "always"]
    assert rows["2"] == ["always", "red line", "always", "not allowed"]
    assert re.fullmatch(r"0\.\d\d ±0\.\d\d", rows["B"][0])
    assert rows["B"][0] == rows["B"][3]


def test_where_no_package_can_be_accepted_the_page_says_never_and_has_no_option_table():
    dossier, settlement, uncertainty = explored(stuck(), 60)
    said = words(every(dossier, settlement, uncertainty))
    assert "something that all could accept in none of 60 draws" in said
    assert "all accept in no reading of the file" in said
    assert options_section(dossier, uncertainty).blocks == ()


def test_where_nothing_is_open_the_page_says_so():
    dossier, settlement, uncertainty = explored(parse_dossier(FIXED), 30)
    assert looseness(dossier, uncertainty) == ""
    said = words([acceptance_section(dossier, settlement, uncertainty)])
    assert "The file leaves nothing open" in said
    assert "in every reading of the file" in said


def test_what_is_open_is_counted_for_those_who_decide(case):
    dossier, _, uncertainty = case
    assert looseness(dossier, uncertainty) == (
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


@pytest.mark.parametrize("made", [coast, closed, lambda: read(ASTANA)])
def test_the_picture_is_a_valid_specification_and_says_in_words_what_it_shows(made):
    dossier, settlement, uncertainty = explored(made(), 60)
    picture = acceptance_picture(dossier, settlement, uncertainty)
    assert alt.Chart.from_dict(dict(picture.spec), validate=True)
    for one in uncertainty.proposals:
        assert one.title[:30] in picture.alt
    shown = picture.spec["datasets"]
    assert len(shown["shares"]) + len(shown["barred"]) == len(uncertainty.proposals)
    assert len(shown["gains"]) == len(uncertainty.proposals) * len(uncertainty.deciding)


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
    assert len(picture.spec["datasets"]["gains"]) == len(uncertainty.proposals)


def test_without_any_proposal_there_is_neither_table_nor_picture():
    plain = coast()
    dossier, settlement, uncertainty = explored(dataclasses.replace(closed(), texts=()), 30)
    assert uncertainty.proposals == ()
    assert acceptance_picture(dossier, settlement, uncertainty) is None
    section = acceptance_section(dossier, settlement, uncertainty)
    assert not any(isinstance(block, Table) for block in section.blocks)
    assert plain.texts
