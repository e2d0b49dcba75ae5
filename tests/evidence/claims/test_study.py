"""Only like is compared with like, who repeats whom is told, and where rivals exclude each other no figure holds."""

from __future__ import annotations

import dataclasses
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.claims.ledgers import SMALL, ledgers

from goodoffices.errors import EvidenceError
from goodoffices.evidence.claims import (
    Claim,
    ClaimStudy,
    Verdict,
    parse_ledger,
    range_of,
    read,
    reasons,
    study,
    study_json,
    study_sections,
)

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "syria-2011-2016" / "claims.yaml"
ARTICLE = ROOT.parent / "shared" / "seeds" / "article.txt"


def set_of(found: ClaimStudy, name: str):
    return next(one for one in found.sets if name in one.ids)


def words_of(found: ClaimStudy) -> str:
    return repr(study_sections(found))


@settings(max_examples=40)
@given(ledgers(lean=True))
def test_whether_two_claims_may_be_compared_does_not_depend_on_which_comes_first(ledger):
    for one, other in combinations(ledger.claims, 2):
        assert reasons(one, other, ledger) == reasons(other, one, ledger)


@settings(max_examples=40)
@given(ledgers(lean=True))
def test_every_claim_is_in_one_set_and_two_that_may_be_compared_are_in_the_same(ledger):
    found = study(ledger)
    assert sorted(name for one in found.sets for name in one.ids) == sorted(claim.id for claim in ledger.claims)
    for one, other in combinations(ledger.claims, 2):
        if not reasons(one, other, ledger):
            assert other.id in set_of(found, one.id).ids
        elif ledger.period_tolerance == 0:
            assert other.id not in set_of(found, one.id).ids


@settings(max_examples=30)
@given(st.data(), ledgers(lean=True))
def test_the_order_of_the_file_does_not_matter(data, ledger):
    shuffled = dataclasses.replace(
        ledger,
        claims=tuple(data.draw(st.permutations(ledger.claims))),
        documents=tuple(data.draw(st.permutations(ledger.documents))),
    )
    one, other = study(ledger), study(shuffled)
    assert study_json(one)["inputs"] == study_json(other)["inputs"]
    for part in ("sets", "apart", "drifts", "shared", "echoes", "excesses", "origins"):
        assert getattr(one, part) == getattr(other, part)


@settings(max_examples=40)
@given(ledgers(lean=True))
def test_each_set_is_told_beside_the_one_that_comes_nearest(ledger):
    found = study(ledger)
    heads = [one.first for one in found.sets]
    keys = ("unit", "harm", "population", "place", "measure")

    def far(one: Claim, other: Claim) -> tuple[int, int, str]:
        days = abs(one.period.first - other.period.first) + abs(one.period.last - other.period.last)
        return sum(getattr(one, key) != getattr(other, key) for key in keys), days.days, other.id

    pairs = [
        tuple(sorted((head.id, min(far(head, other) for other in heads if other is not head)[2])))
        for head in heads
        if len(heads) > 1
    ]
    assert [(a.one, a.other) for a in found.apart] == list(dict.fromkeys(pairs))


@settings(max_examples=40)
@given(ledgers(lean=True))
def test_a_verdict_is_what_its_ranges_say(ledger):
    for one in study(ledger).sets:
        counted = [rival.claim for rival in one.rivals if rival.counted]
        clash = [
            (a.id, b.id)
            for a, b in combinations(counted, 2)
            if not reasons(a, b, ledger)
            and (not range_of(a.figure).meets(range_of(b.figure)) or b.id in a.contradicts or a.id in b.contradicts)
        ]
        assert (one.verdict is Verdict.DISAGREE) == bool(clash)
        assert list(one.against) == clash
        assert one.voices <= len(counted)


@settings(max_examples=25)
@given(ledgers())
def test_every_ledger_can_be_told(ledger):
    sections = study_sections(study(ledger))
    assert sections[0].anchor == "claims"


@pytest.fixture
def small():
    return parse_ledger(SMALL)


def changed(ledger, name: str, **fields) -> ClaimStudy:
    claims = tuple(dataclasses.replace(c, **fields) if c.id == name else c for c in ledger.claims)
    return study(dataclasses.replace(ledger, claims=claims))


def test_a_repetition_is_told_and_counts_for_nothing(small):
    one = set_of(study(small), "heard")
    aside = {rival.claim.id: rival.aside for rival in one.rivals}
    assert aside == {"heard": "", "read": "repeats heard", "counted": ""}
    assert (one.verdict, one.voices) == (Verdict.COMPATIBLE, 2)


def test_an_attribution_that_drifted_says_from_whom_to_whom(small):
    (drift,) = study(small).drifts
    assert (drift.claim, drift.origin, drift.stated) == ("read", "heard", True)
    assert drift.changed == ("who says it: from “Mayor” to “Government”",)
    assert "Attribution drifted: the figure that paper gives as that of Government" in words_of(study(small))


def test_a_figure_derived_from_anothers_and_given_under_a_new_name_is_suspected_of_drift(small):
    (drift,) = changed(small, "read", drifted_from=(), derived_from=("heard",)).drifts
    assert (drift.claim, drift.stated) == ("read", False)


def test_two_claims_that_lead_back_to_one_document_are_one_voice(small):
    found = changed(small, "read", drifted_from=(), claimant="Mayor")
    assert [(each.document, each.claims) for each in found.shared] == [("radio", ("heard", "read"))]
    assert set_of(found, "heard").voices == 2
    alone = dataclasses.replace(found.ledger, claims=tuple(c for c in found.ledger.claims if c.id != "counted"))
    one = set_of(study(alone), "heard")
    assert one.verdict is Verdict.ONE_VOICE
    assert "None of them confirms another" in words_of(study(alone))


def test_no_single_figure_is_supported_where_rivals_exclude_each_other(small):
    figure = parse_ledger(SMALL.replace("at least 19", "at most 12")).claims[2].figure
    found = changed(small, "counted", figure=figure)
    one = set_of(found, "heard")
    assert one.verdict is Verdict.DISAGREE
    assert one.against == (("counted", "heard"),)
    assert one.common is None
    assert "No single figure is supported: Clinic (counted) says at most 12, Mayor (heard) says about 40" in words_of(
        found
    )


def test_a_contradiction_that_the_ledger_states_counts_though_the_ranges_meet(small):
    found = changed(small, "counted", contradicts=("heard",))
    assert set_of(found, "heard").verdict is Verdict.DISAGREE
    assert "the ledger says that they contradict each other" in words_of(found)


def test_a_lower_bound_confirms_nothing_above_it(small):
    text = words_of(study(small))
    assert "That confirms none of them." in text
    assert "says nothing of how many more" in text


def test_a_superseded_claim_is_shown_and_not_counted(small):
    found = changed(small, "counted", supersedes=("heard",))
    aside = {rival.claim.id: rival.aside for rival in set_of(found, "heard").rivals}
    assert aside["heard"] == "superseded by counted"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("harm", "injured", "of people injured and of people killed"),
        ("population", "children", "of children and of everybody"),
        ("place", "Market", "in Market and in Bridge"),
        ("unit", "households", "counted in households and in persons"),
    ],
)
def test_claims_that_may_not_be_compared_stand_apart_with_the_reason(small, field, value, said):
    found = changed(small, "counted", **{field: value})
    assert set_of(found, "counted").ids == ("counted",)
    assert said in words_of(found)


def test_periods_that_differ_are_told_with_how_far_apart_they_are(small):
    ledger = parse_ledger(SMALL.replace("period: 2017-05-02", "period: 2017-05-02..2017-06-11", 1))
    assert "which end 40 days apart" in words_of(study(ledger))
    wide = dataclasses.replace(ledger, period_tolerance=40)
    assert len(study(wide).sets) == 1
    assert "up to a day between 2 May 2017 and 11 June 2017" in words_of(study(wide))


def test_a_chain_of_periods_is_one_set_whose_far_ends_are_not_compared():
    days = iter(("2017-05-02", "2017-06-01", "2017-07-01"))
    text = "".join(
        f"    period: {next(days)}\n" if line.startswith("    period") else line
        for line in SMALL.splitlines(keepends=True)
    )
    text = text.replace("at least 19", "at most 12").replace("title:", "period_tolerance: 30\ntitle:")
    one = set_of(study(parse_ledger(text)), "heard")
    assert set(one.ids) == {"heard", "read", "counted"}
    assert "such pairs are not compared" in words_of(study(parse_ledger(text)))


def test_a_stock_and_a_flow_are_never_compared(small):
    found = changed(small, "counted", measure=type(small.claims[0].measure)("stock"))
    assert "one stands on a day, the other grew through a period" in words_of(found)


def test_a_part_larger_than_its_whole_is_told(small):
    figure = parse_ledger(SMALL.replace("at least 19", "at least 90")).claims[2].figure
    found = changed(small, "counted", figure=figure, part_of=("heard",), population="children")
    assert [(each.part, each.whole) for each in found.excesses] == [("counted", "heard")]
    assert "A part larger than its whole" in words_of(found)


def test_one_figure_by_two_claimants_without_a_relation_is_asked_about(small):
    claims = tuple(
        dataclasses.replace(c, drifted_from=(), document="clinic" if c.id == "read" else c.document)
        for c in small.claims
    )
    found = study(dataclasses.replace(small, claims=claims))
    assert [each.claims for each in found.echoes] == [("heard", "read")]
    assert "Find out whether some repeat others" in words_of(found)


def test_a_ledger_made_by_a_program_is_refused_when_its_relations_come_round(small):
    with pytest.raises(EvidenceError, match="lead back to where they begin"):
        changed(small, "heard", derived_from=("read",))
    with pytest.raises(EvidenceError, match="no claim `nowhere`"):
        changed(small, "heard", derived_from=("nowhere",))


@pytest.mark.long
def test_a_long_line_of_derivations_is_followed_to_its_end(small):
    base = small.claims[0]
    line: list[Claim] = [
        dataclasses.replace(
            base, id=f"n{n}", derived_from=(f"n{n - 1}",) if n else (), document="paper" if n else "clinic"
        )
        for n in range(1200)
    ]
    found = study(dataclasses.replace(small, claims=tuple(line)))
    assert found.origins["n1199"] == {"clinic"}


def test_the_figure_the_article_gives_as_the_united_nations_is_the_envoys_own():
    found = study(read(EXAMPLE))
    drift = next(each for each in found.drifts if each.claim == "article-killed")
    assert drift.stated
    assert "who says it: from “Staffan de Mistura” to “United Nations”" in drift.changed
    assert found.origins["article-killed"] == {"mistura-remarks"}
    (one,) = [each for each in found.shared if each.document == "mistura-remarks"]
    assert set(one.claims) == {"article-killed", "mistura-aljazeera", "mistura-efe", "mistura-fp"}


def test_what_the_example_finds_is_what_the_guide_tells():
    found = study(read(EXAMPLE))
    assert set_of(found, "mistura-fp").verdict is Verdict.DISAGREE
    assert set_of(found, "article-displaced").verdict is Verdict.DISAGREE
    assert set_of(found, "ohchr-2022-estimate").verdict is Verdict.ONE_VOICE
    assert any({"article-children", "sohr-children"} <= set(each.claims) for each in found.echoes)
    assert [(each.part, each.whole) for each in found.excesses] == [("scpr-garbled", "scpr-died")]


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the article (shared/seeds) is not here")
def test_the_spans_of_the_example_are_where_its_quotations_stand():
    text = ARTICLE.read_text(encoding="utf-8")
    spans = [claim for claim in read(EXAMPLE).claims if claim.span]
    assert len(spans) == 3
    assert [text[slice(*claim.span)] for claim in spans] == [claim.quotation for claim in spans]


def test_every_order_of_three_gives_one_answer(small):
    told = {words_of(study(dataclasses.replace(small, claims=order))) for order in permutations(small.claims)}
    assert len(told) == 1
