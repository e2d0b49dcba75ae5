"""Changing one claim, one document or the head of a ledger: every other letter of its text stays."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.claims.ledgers import SMALL, ledgers

from goodoffices.errors import EvidenceError
from goodoffices.evidence.claims import (
    Entries,
    appended,
    claim_texts,
    document_texts,
    edit_claim,
    edit_document,
    edit_head,
    parse_ledger,
    remove_entry,
    write_ledger,
)

SYRIA = (Path(__file__).parents[3] / "examples" / "syria-2011-2016" / "claims.yaml").read_text(encoding="utf-8")


def claim_of(text, name):
    return next(claim for claim in parse_ledger(text).claims if claim.id == name)


def changes(before, after):
    """The lines taken out and put in."""
    told = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in told if line[0] in "+-"]


def test_another_grade_changes_one_line_and_no_other():
    said = claim_texts(claim_of(SYRIA, "article-killed"))
    changed = edit_claim(SYRIA, "article-killed", said | {"grade": "E6"})
    assert changes(SYRIA, changed) == [f"-     grade: {said['grade']}", "+     grade: E6"]


def test_what_says_the_same_in_other_words_stays_as_it_was_written():
    text = SMALL.replace("figure: about 40\n", "figure: around 40   # as the mayor put it\n", 1)
    said = claim_texts(claim_of(text, "heard"))
    assert edit_claim(text, "heard", said) == text
    changed = edit_claim(text, "heard", said | {"figure": "about 50"})
    assert "    figure: about 50   # as the mayor put it\n" in changed


def test_a_relation_is_added_and_taken_back_to_the_same_text():
    said = claim_texts(claim_of(SMALL, "counted"))
    related = edit_claim(SMALL, "counted", said | {"contradicts": ("heard", "read")})
    assert claim_of(related, "counted").contradicts == ("heard", "read")
    assert changes(SMALL, related) == ["+     contradicts: [heard, read]"]
    assert edit_claim(related, "counted", said) == SMALL


@pytest.mark.parametrize("name", [claim.id for claim in parse_ledger(SYRIA).claims])
def test_every_claim_of_the_example_is_changed_in_every_key_and_back(name):
    said = claim_texts(claim_of(SYRIA, name))
    other = said | {
        "figure": "between 10 and 20",
        "note": "Two lines.\n\nAnd: a # sign.",
        "how": "'quoted'",
        "standard": "",
    }
    other |= {"claimant": "Somebody else", "quotation": "", "grade": "F6"}
    changed = edit_claim(SYRIA, name, other)
    assert claim_texts(claim_of(changed, name)) == {key: text for key, text in other.items() if text}
    assert claim_texts(claim_of(edit_claim(changed, name, said), name)) == said
    comments = [line for line in SYRIA.splitlines() if line.startswith("#")]
    assert [line for line in changed.splitlines() if line.startswith("#")] == comments


@pytest.mark.long
@given(ledgers(), st.data())
def test_any_claim_may_be_given_what_any_other_says(ledger, data):
    text = write_ledger(ledger)
    if not ledger.claims:
        return
    one, other = data.draw(st.sampled_from(ledger.claims)), data.draw(st.sampled_from(ledger.claims))
    keys = ("figure", "unit", "note", "quotation", "how", "claimant", "grade")
    said = claim_texts(one)
    wanted = {key: text for key, text in said.items() if key not in keys}
    wanted |= {key: text for key, text in claim_texts(other).items() if key in keys}
    after = parse_ledger(edit_claim(text, one.id, wanted))
    assert claim_texts(next(claim for claim in after.claims if claim.id == one.id)) == wanted
    assert [claim for claim in after.claims if claim.id != one.id] == [c for c in ledger.claims if c.id != one.id]


def test_a_document_written_in_one_line_stays_in_one_line():
    paper = next(one for one in parse_ledger(SMALL).documents if one.id == "paper")
    said = document_texts(paper) | {"what": "The Valley Paper, page 2", "reports": ("radio", "clinic")}
    changed = edit_document(SMALL, "paper", said)
    assert changes(SMALL, changed) == [
        "-   paper: {what: The Valley Paper, published: 2017-05-04, reports: radio}",
        "+   paper: {what: 'The Valley Paper, page 2', published: 2017-05-04, reports: [radio, clinic]}",
    ]
    assert parse_ledger(changed).documents[1].reports == ("radio", "clinic")


def test_the_head_gets_a_caution_where_it_had_none_and_keeps_its_place_above_the_documents():
    said = {"ledger": "small", "title": "Killed at the bridge", "caution": "Two of three are parties to the fighting."}
    changed = edit_head(SMALL, said)
    assert changes(SMALL, changed) == ["+ caution: Two of three are parties to the fighting."]
    assert changed.index("caution") < changed.index("documents")
    folded = edit_head(SYRIA, {"ledger": "syria-2011-2016", "title": "Short"})
    assert "caution" not in folded
    assert "# Figures were told by the month" in folded
    assert parse_ledger(folded).claims == parse_ledger(SYRIA).claims


def test_a_claim_that_others_lead_to_is_not_removed_and_any_other_is():
    with pytest.raises(EvidenceError, match="heard"):
        remove_entry(SMALL, "claims", "heard")
    less = remove_entry(SMALL, "claims", "read")
    assert [claim.id for claim in parse_ledger(less).claims] == ["heard", "counted"]
    assert len(changes(SMALL, less)) == 10
    with pytest.raises(EvidenceError, match="no `nobody`"):
        remove_entry(SMALL, "claims", "nobody")


def test_the_last_claim_is_taken_out_and_another_put_in():
    text = SMALL
    for name in ("read", "heard", "counted"):
        text = remove_entry(text, "claims", name)
    assert parse_ledger(text).claims == ()
    new = {"figure": "7", "harm": "killed", "place": "Bridge", "period": "2017-05-02", "measure": "flow"}
    new |= {"document": "radio", "grade": "B2"}
    again = appended(text, "", Entries({}, {"new": new}))
    assert [claim.id for claim in parse_ledger(again).claims] == ["new"]


def test_what_would_be_no_ledger_is_refused_with_its_key_and_nothing_is_changed():
    said = claim_texts(claim_of(SMALL, "counted"))
    with pytest.raises(EvidenceError) as told:
        edit_claim(SMALL, "counted", said | {"figure": "many", "grade": "G9", "part_of": ("nobody",)})
    assert [problem.where.key for problem in told.value.problems] == [
        "claims.counted.figure",
        "claims.counted.grade",
    ]
    with pytest.raises(EvidenceError, match="no `ghost`"):
        edit_claim(SMALL, "ghost", said)


def test_lines_end_as_they_did_and_a_mark_at_the_beginning_stays():
    text = "\ufeff" + SMALL.replace("\n", "\r\n")
    said = claim_texts(claim_of(SMALL, "read"))
    changed = edit_claim(text, "read", said | {"grade": "E5"})
    assert changed.startswith("\ufeffledger: small\r\n")
    assert changed.count("\r\n") == changed.count("\n") == SMALL.count("\n")
    assert changed.replace("E5", "D4", 1) == text


def test_a_ledger_in_flow_style_says_that_it_has_to_be_changed_as_a_text():
    text = "ledger: a\ntitle: b\ndocuments: {d: {what: x}}\n"
    with pytest.raises(EvidenceError, match="indented lines"):
        edit_document(text, "d", {"what": "y"})
