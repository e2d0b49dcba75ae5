"""From a review to claims: only what a person confirmed, with its span and who confirmed it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from goodoffices.errors import EvidenceError
from goodoffices.evidence.claims import parse_ledger, write_figure
from goodoffices.evidence.reading import confirm, parse_review, read_text, write_review

DAY, ON = dt.date(2018, 10, 12), dt.date(2026, 11, 26)
TEXT = (Path(__file__).parents[3] / "examples" / "read-a-text" / "bulletin.txt").read_text(encoding="utf-8")
LEDGER = (Path(__file__).parents[3] / "examples" / "syria-2011-2016" / "claims.yaml").read_text(encoding="utf-8")
REVIEW = write_review(read_text(TEXT, DAY, name="bulletin.txt"))
FILLED = re.sub(
    r"for_all:\n.*?\n\n", "for_all: {place: The valley, period: 2018-10-12, grade: D4}\n\n", REVIEW, flags=re.DOTALL
)


def decided(decisions, corrected=None, review=FILLED):
    """The review with decisions by id, and corrections."""
    for name, decision in decisions.items():
        correction = (corrected or {}).get(name, "")
        pattern = rf"(\n  {name}:\n    decision:)(.*?\n    corrected:)"
        review, count = re.subn(pattern, rf"\1 {decision}\2 {correction}", review, count=1, flags=re.DOTALL)
        assert count == 1
    return review


def confirmed(review, **options):
    return confirm(parse_review(review, "review.yaml"), "Ana Sol", ON, text=TEXT, **options)


def test_every_suggestion_stands_in_the_review_with_no_decision_and_nothing_filled_in():
    entries = parse_review(REVIEW).entries
    reading = read_text(TEXT, DAY, name="bulletin.txt")
    assert [one.id for one in entries if one.part == "figures"] == [one.id for one in reading.figures]
    assert len(entries) == len(reading.suggestions)
    assert {one.decision for one in entries} == {""}
    assert {value for one in entries for value in one.filled.values()} == {""}
    assert all(TEXT[slice(*one.span)] == one.quotation for one in entries)


def test_a_review_without_decisions_makes_no_claim():
    done = confirmed(FILLED)
    assert done.claims == ()
    assert parse_ledger(confirmed(decided({"f1": "reject"}), into=LEDGER).ledger) == parse_ledger(LEDGER)


def test_only_what_is_accepted_or_corrected_becomes_a_claim_with_span_and_who_confirmed():
    review = decided({"f1": "accept", "f2": "reject", "f3": "correct"}, {"f3": "{figure: about 3000, claimant: Mayor}"})
    done = confirmed(review)
    assert done.claims == ("bulletin-f1", "bulletin-f3")
    first, third = parse_ledger(done.ledger).claims
    assert write_figure(first.figure) == "about 52000"
    assert TEXT[slice(*first.span)] == first.quotation == "52,000"
    assert (first.claimant, first.harm, first.place, str(first.grade)) == (
        "Valley Observatory",
        "killed",
        "The valley",
        "D4",
    )
    assert "accepted by Ana Sol on 2026-11-26" in first.note
    assert (write_figure(third.figure), third.claimant, third.unit) == ("about 3000", "Mayor", "families")
    assert "figure between 2500 and 3000" in third.note
    assert "corrected (figure, claimant) by Ana Sol" in third.note


def test_claims_go_into_a_ledger_that_is_there_and_its_comments_stay():
    done = confirmed(decided({"f1": "accept"}), into=LEDGER, file="claims.yaml")
    before, after = parse_ledger(LEDGER), parse_ledger(done.ledger)
    assert after.claims[:-1] == before.claims
    assert after.claims[-1].id == "bulletin-f1"
    assert [line for line in LEDGER.splitlines() if line not in done.ledger.splitlines()] == []
    with pytest.raises(EvidenceError, match="in the ledger already"):
        confirmed(decided({"f1": "accept"}), into=done.ledger)
    again = confirmed(decided({"f2": "accept"}), into=done.ledger)
    assert [claim.id for claim in parse_ledger(again.ledger).claims][-2:] == ["bulletin-f1", "bulletin-f2"]


def test_a_ledger_written_in_braces_is_not_rewritten():
    ledger = "ledger: x\ntitle: X\ndocuments: {a: {what: A}}\n"
    with pytest.raises(EvidenceError, match="not written in indented lines"):
        confirmed(decided({"f1": "accept"}), into=ledger)


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (decided({"f1": "accept"}, review=REVIEW), "a claim needs its place"),
        (decided({"f1": "maybe"}), "`maybe` is no decision"),
        (decided({"f1": "correct"}), "nothing is corrected"),
        (decided({"f1": "accept"}, {"f1": "{harm: died}"}), "the decision is accept, and something is corrected"),
        (decided({"f1": ""}, {"f1": "{harm: died}"}), "not taken"),
        (decided({"f1": "correct"}, {"f1": "{colour: red}"}), "`colour` cannot be corrected"),
        (decided({"f1": "correct"}, {"f1": "{figure: many}"}), "`many` is not a figure"),
        (decided({"d3": "accept"}), "the text does not decide what this date means"),
        (decided({"f1": "accept", "s1": "reject"}), "its claimant is taken from s1, which is rejected"),
        (FILLED.replace("quotation: 52,000", "quotation: 62,000"), "the span does not point at the quotation"),
        (re.sub(r"hash: sha256:\w", "hash: sha256:x", FILLED, count=1), "its hash differs"),
        (FILLED.replace("review: '1'", "review: '9'"), "no review of a reading"),
        (FILLED.replace("id: bulletin", "id:"), "the document has no id"),
        ("review: &a '1'\ntext: *a\n", "anchors and aliases"),
        ("review: '1'\nfigures: [a]\n", "here stand `key: value` lines"),
        ("review: ['1'", "this is not YAML"),
    ],
)
def test_what_is_wrong_with_a_review_is_told_where_it_stands(review, said):
    with pytest.raises(EvidenceError, match=re.escape(said)) as met:
        confirmed(review)
    assert met.value.problems[0].where.file == "review.yaml"
    assert met.value.problems[0].where.line > 0


def test_a_date_of_several_meanings_can_be_settled_by_a_person():
    done = confirmed(decided({"d3": "correct", "d1": "accept"}, {"d3": "{period: 2018-10-01..2018-10-07}"}))
    assert dict(done.decisions) == {"accept": 1, "correct": 1, "reject": 0, "": len(parse_review(FILLED).entries) - 2}
    assert done.claims == ()


def test_odd_signs_of_a_text_come_back_from_the_review_as_they_were():
    text = "He said: “5 people\r\n\twere killed: # “no”” \u202e by Ostria’s {men}.\r\n"
    review = parse_review(write_review(read_text(text, DAY, name="a: b.txt")))
    assert [one.quotation for one in review.entries] == [text[slice(*one.span)] for one in review.entries]
    assert yaml.safe_load(write_review(read_text("", DAY)))["figures"] == {}


def with_place_of_its_own(review):
    """The third figure of the bulletin has `Uptown` suggested as its place, by p1."""
    assert "place: Uptown" in review
    return decided({"f3": "accept"}, review=review)


def test_a_place_that_was_suggested_outdoes_what_is_written_for_all_and_one_written_at_the_figure_outdoes_both():
    (claim,) = parse_ledger(confirmed(with_place_of_its_own(FILLED)).ledger).claims
    assert claim.place == "Uptown"
    written = re.sub(
        r"(\n  f3:.*?\n    place:)", r"\1 The hills", with_place_of_its_own(FILLED), count=1, flags=re.DOTALL
    )
    (claim,) = parse_ledger(confirmed(written).ledger).claims
    assert claim.place == "The hills"


def test_a_figure_takes_no_place_over_from_a_suggestion_that_is_rejected():
    review = decided({"p1": "reject"}, review=with_place_of_its_own(FILLED))
    with pytest.raises(EvidenceError, match="its place is taken from p1, which is rejected"):
        confirmed(review)


def test_a_figure_takes_no_period_over_from_a_date_that_is_read_otherwise():
    text = "On 04 July 2017, 40 people were killed in Ferrin, according to Prison Watch."
    review = write_review(read_text(text, DAY, name="note.txt")).replace("grade:\n\nfigures", "grade: D4\n\nfigures")
    accepted = decided({"f1": "accept"}, review=review)
    done = confirm(parse_review(accepted), "Ana Sol", ON, text=text)
    (claim,) = parse_ledger(done.ledger).claims
    assert (claim.place, str(claim.period)) == ("Ferrin", "2017-07-04")
    otherwise = decided({"d1": "correct"}, {"d1": "{period: 2017-07-05}"}, review=accepted)
    with pytest.raises(EvidenceError, match="its period is taken from d1, which is corrected"):
        confirm(parse_review(otherwise), "Ana Sol", ON, text=text)


def test_the_ledger_tells_title_and_publisher_of_the_document_and_never_where_the_file_is():
    reading = read_text(TEXT, DAY, name="bulletin.txt")
    path = "/home/ana/talks/bulletin.txt"
    filling = ("for_all:\n  place:\n  period:\n  grade:", "for_all: {place: Valley, period: 2018, grade: D4}")
    told = write_review(reading, file=path, title="Bulletin 12", publisher="Valley Press").replace(*filling)
    done = confirm(parse_review(decided({"f1": "accept"}, review=told)), "Ana Sol", ON, text=TEXT)
    (document,) = parse_ledger(done.ledger).documents
    assert (document.what, done.described) == ("Bulletin 12, Valley Press", True)
    untold = write_review(reading, file=path).replace(*filling)
    done = confirm(parse_review(decided({"f1": "accept"}, review=untold)), "Ana Sol", ON, text=TEXT)
    (document,) = parse_ledger(done.ledger).documents
    assert document.what == "A text whose title and publisher are not told (file bulletin.txt)"
    assert not done.described
    assert "/home/ana" not in done.ledger
