"""What a mediator reads of a settlement."""

from __future__ import annotations

import dataclasses

import altair as alt
import pytest
from hypothesis import HealthCheck, given, settings
from tests.settlement.sample import COAST, HOSTILE, blocks, closed, coast, only, stuck, table, wide, words
from tests.strategies import dossiers

from goodoffices.dossier import Text, parse_dossier
from goodoffices.settlement import Frontier, solve
from goodoffices.settlement.candidates import candidates, nash_product
from goodoffices.settlement.pages.movement_sections import nearest
from goodoffices.settlement.pages.sections import settlement_sections
from goodoffices.settlement.pages.summary import summary_sections
from goodoffices.settlement.pages.text_sections import all_could_accept
from goodoffices.settlement.pages.zone import label_places, telling_pairs
from goodoffices.values import Definitions, Note, Picture, Table, chance


@pytest.fixture(scope="module")
def dossier():
    return coast()


@pytest.fixture(scope="module")
def settlement(dossier):
    return solve(dossier)


@pytest.fixture(scope="module")
def sections(dossier, settlement):
    return settlement_sections(dossier, settlement)


def finding(sections):
    return next(block.text for block in blocks(sections) if isinstance(block, Note) and block.kind == "finding")


def read(dossier):
    return settlement_sections(dossier, solve(dossier))


def test_the_answer_comes_first_and_what_is_looked_up_comes_last(sections):
    read = ["answer", "zone", "candidates", "texts", "movement"]
    assert [s.anchor for s in sections if not s.annex] == read
    assert [s.anchor for s in sections] == [*read, "stakes", "moves", "method"]


def test_the_answer_says_how_many_packages_there_are_are_allowed_and_could_be_accepted_by_all(sections):
    assert finding(sections).startswith(
        "Yes, on these judgements at the middle of their intervals there is something that all could accept: 3 issues "
        "combine into 18 packages; 10 of them are allowed (they cross no red line and break no linkage); of those, 7 "
        "are acceptable: worth at least as much as no agreement to all 3 parties whose consent is needed. 5 of the "
        "acceptable packages cannot be bettered"
    )


def test_a_gain_that_a_party_would_not_sign_for_is_marked(dossier, settlement):
    """The demand gives the coast no gain it could take: it crosses its red line on the hill's port."""
    rows = table(only(settlement_sections(dossier, settlement), "texts"), "Gains").rows
    row = next(one for one in rows if "Demand" in one[0].text)
    marked = [cell for cell in row if cell.text.endswith("!")]
    assert len(marked) == 1
    assert marked[0].tone == "bad"
    assert "!: the text crosses a red line of this party" in words(settlement_sections(dossier, settlement))
    assert "!: the text crosses a red line of this party" in words(summary_sections(dossier, settlement))


def test_the_answer_counts_the_whole_texts_that_all_could_accept(sections):
    assert "Of 2 whole texts on record, 1 could be accepted by all: Draft of the bank" in finding(sections)


def test_the_caution_stands_with_the_answer(sections, dossier):
    assert Note(dossier.caution, "caution") in only(sections, "answer").blocks


def test_nothing_acceptable_is_said_so_and_no_candidate_is_shown():
    sections = read(stuck())
    assert "there is nothing that all could accept" in finding(sections)
    assert "of those, none is acceptable: worth at least as much as no agreement to all 3 parties" in finding(sections)
    assert "candidates" not in [section.anchor for section in sections]


def test_when_fallbacks_stand_in_the_way_it_is_shown_whom_each_text_leaves_below():
    said = words([only(read(stuck()), "movement")])
    assert "the fallbacks, taken together, stand in the way" in said
    assert "Draft of the bank: Hill Council −" in said


def test_when_red_lines_close_an_issue_the_issue_and_their_owners_are_named():
    sections = read(closed())
    assert "none of them is allowed: each crosses a red line or breaks a linkage" in finding(sections)
    said = words([only(sections, "movement")])
    assert (
        f"Who runs the port? Every option is a red line: “the hill” ({HOSTILE}); “both together” (Hill Council)" in said
    )


def test_when_linkages_alone_forbid_everything_that_is_said():
    text = COAST.replace('"road=now requires toll=none,low"', '"road=now,year requires port=hill"')
    said = words([only(read(parse_dossier(text)), "movement")])
    assert "the linkages forbid all combinations" in said


def test_a_text_that_crosses_a_red_line_or_breaks_a_linkage_is_said_to(sections):
    said = words([only(sections, "texts")])
    assert f"Crosses a red line of {HOSTILE}: “the hill”" in said
    assert (
        "breaks a linkage: If “When does the road open?” is “at once”, then “How high is the toll?” must be “none” or "
        "“low”"
    ) in said


def test_a_text_that_crosses_a_red_line_is_hollow_in_the_zone(sections):
    spec = next(block for block in blocks(sections) if isinstance(block, Picture) and block.name == "zone").spec
    shape = next(layer["encoding"] for layer in spec["concat"][0]["layer"] if "fill" in layer["encoding"])
    fills = dict(zip(shape["fill"]["scale"]["domain"], shape["fill"]["scale"]["range"], strict=True))
    assert fills["2  Demand of the hill"] == "white"
    assert fills["1  Draft of the bank"] != "white"


def test_the_zone_places_every_candidate_and_every_whole_text_in_every_panel(sections):
    spec = next(block for block in blocks(sections) if isinstance(block, Picture) and block.name == "zone").spec
    placed = [row["label"] for rows in spec["datasets"].values() for row in rows if "label" in row]
    assert len(spec["concat"]) == 3
    assert {label: placed.count(label) for label in placed} == {"A": 3, "B": 3, "1": 3, "2": 3}
    frontier = [rows for name, rows in spec["datasets"].items() if name.startswith("frontier ")]
    assert [len(rows) for rows in frontier] == [5, 5, 5]


def test_a_partial_text_shows_the_range_of_its_completions_and_says_what_it_leaves_open(sections):
    row = table(only(sections, "texts"), "Gains").rows[2]
    assert row[0].text == "3 · Port accord"
    assert " to +" in row[1].text
    assert "partial: 2 issues open" in [cell.text for cell in row]


def test_gains_carry_their_sign_and_one_decimal_and_stand_in_the_row_of_their_party(sections, settlement):
    shown = table(only(sections, "candidates"), "Gains")
    assert shown.rows[0][0].text == "Hill Council"
    nash = settlement.solutions.nash.outcome
    assert shown.rows[0][2].text == f"{nash.gain['hill']:+.1f}"
    assert shown.columns[1].heading == "Fallback"


def test_an_observer_without_a_fallback_has_no_gain_to_show(sections):
    names = [row[0].text for row in table(only(sections, "candidates"), "Gains").rows]
    assert names == ["Hill Council", HOSTILE, "The Lender"]


def test_each_clause_names_who_gains_and_who_gives_with_the_weight(sections, settlement):
    option = settlement.solutions.nash.outcome.package["port"]
    cell = table(only(sections, "stakes"), "Who gains").rows[0][1].text
    assert option == "joint"
    assert cell == "▲ bank 4"


def test_the_measure_of_gaining_and_giving_is_said_above_its_table(sections):
    shown = only(sections, "stakes").blocks
    place = shown.index(table(only(sections, "stakes"), "Who gains"))
    assert "at least three quarters of what it could get" in shown[place - 1].text


def test_an_option_is_told_once_in_its_row_and_from_then_on_by_the_candidate_that_has_it(sections, dossier, settlement):
    chosen = candidates(settlement)
    letters = [c.letter for c in chosen]
    rows = table(only(sections, "candidates"), "Clause by clause").rows
    for issue, row in zip(dossier.issues, rows, strict=True):
        labels = {option.id: option.label for option in issue.options}
        for c, cell in zip(chosen, row[1:], strict=True):
            first = row[1 + letters.index(cell.text.removeprefix("= "))] if cell.text.startswith("= ") else cell
            assert first.text == labels[c.outcome.package[issue.id]]
            assert first is cell or cell.title == first.text


def test_each_text_is_told_in_one_paragraph_how_far_it_lies_from_a_candidate(sections):
    told = next(block for block in only(sections, "movement").blocks if isinstance(block, Definitions))
    assert [term for term, _ in told.items] == ["Text 1", "Text 2", "Text 3"]
    assert told.items[0][1].startswith("Every clause it settles stands as in candidate A (")
    assert "clauses would change to reach candidate" in told.items[1][1]
    assert "“Who runs the port?”" in told.items[1][1]
    assert "Wins in all: " in told.items[1][1]
    assert told.items[2][1].endswith("It leaves 2 issues open.")


def test_of_many_clauses_that_would_move_only_the_number_is_told_and_the_annex_has_them_all():
    dossier = wide(2, 9)
    package = tuple((issue.id, "a") for issue in dossier.issues)
    told = read(dataclasses.replace(dossier, texts=(Text("t", "T", package),)))
    apart = len(only(told, "movement-t").blocks[-1].rows) - 1
    said = words([only(told, "movement")])
    assert f"{apart} of 9 clauses would change" in said
    assert ("long agenda" in said) is (apart <= 5)


def test_a_text_is_measured_against_the_candidate_with_the_fewest_changes(dossier, settlement, sections):
    moved = only(sections, "movement-demand")
    rows = moved.blocks[-1].rows
    assert rows[0][0].text == "Who runs the port?"
    assert "(red line: coast)" in rows[0][1].text
    assert rows[-1][0].text == "All changes together"


def test_a_text_that_stands_as_a_candidate_does_is_said_to(sections):
    assert "Every clause it settles stands as in candidate A" in words([only(sections, "movement-part")])


def test_points_won_and_paid_by_a_change_name_their_party(sections):
    rows = only(sections, "movement-demand").blocks[-1].rows
    assert any("coast +" in row[3].text for row in rows)
    assert any("hill −" in row[4].text for row in rows)


def test_the_method_says_that_the_middle_of_every_interval_was_used_and_what_may_change_the_answer(sections):
    said = words([only(sections, "method")])
    assert "2 of the weights and 1 of the fallbacks were given as intervals" in said
    assert "middle of every interval only" in said
    assert "sha256:" in said


def test_every_picture_has_an_alt_text_that_tells_the_finding(sections):
    alts = {block.name: block.alt for block in blocks(sections) if isinstance(block, Picture)}
    assert set(alts) == {"zone", "gains", "clauses"}
    assert alts["zone"].startswith("5 packages cannot be bettered for one without loss to another")
    assert "2  Demand of the hill, least for <b>Coast</b> & Sons" in alts["zone"]
    assert alts["gains"].startswith("Every candidate gives every deciding party at least its fallback")
    assert "Hill Council" in alts["clauses"]


def test_a_frontier_too_large_to_list_is_said_to_be_so(dossier, settlement):
    unlisted = dataclasses.replace(settlement, frontier=Frontier(size=None, complete=False, points=()), solutions=None)
    sections = settlement_sections(dossier, unlisted)
    assert "too many to list. Fair ones were not found" in finding(sections)
    assert "Not shown" in words([only(sections, "movement")])


def test_a_count_that_is_only_bounded_is_shown_with_both_bounds(dossier, settlement):
    counts = dataclasses.replace(settlement.packages, acceptable=None, acceptable_bounds=(3, 9))
    sections = settlement_sections(dossier, dataclasses.replace(settlement, packages=counts))
    assert "between 3 and 9 are acceptable" in finding(sections)


def test_beside_the_bounds_stands_the_share_of_packages_drawn_at_random_with_its_error(dossier, settlement):
    counts = dataclasses.replace(
        settlement.packages, acceptable=None, acceptable_bounds=(3, 9), sampled=chance(500, 1000)
    )
    sections = settlement_sections(dossier, dataclasses.replace(settlement, packages=counts))
    told = "between 3 and 9 (a share of 0.50 ±0.03 by 1,000 drawn at random) are acceptable"
    assert told in finding(sections)


def test_principals_against_each_other_are_drawn_first_and_never_more_than_six_pairs(dossier, settlement):
    assert telling_pairs(dossier, settlement)[0] == ("hill", "coast")
    many = wide(6, 3)
    assert len(telling_pairs(many, solve(many))) == 6


def test_labels_keep_clear_of_each_other_and_of_the_edge():
    marks = [(80.0, 80.0), (82.0, 81.0), (95.0, 80.0), (3.0, 3.0), (158.0, 158.0)]
    places = label_places(marks, (160.0, 160.0))
    for place, (x, y) in enumerate(places):
        assert 0 <= x <= 160
        assert 0 <= y <= 160
        for other_x, other_y in places[:place]:
            assert abs(x - other_x) + abs(y - other_y) > 8


def test_pictures_fit_the_width_of_a_page_with_many_parties():
    import vl_convert

    for block in blocks(read(wide(6, 4))):
        if isinstance(block, Picture):
            svg = vl_convert.vegalite_to_svg(dict(block.spec))
            assert float(svg.split('width="')[1].split('"')[0]) <= 700


@given(dossiers())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_settlement_can_be_read_by_a_mediator(dossier):
    found = solve(dossier, 500)
    for block in blocks(settlement_sections(dossier, found)):
        if isinstance(block, Table):
            assert all(len(row) == len(block.columns) for row in block.rows)
        if isinstance(block, Picture):
            assert len(block.alt) > 20


def test_a_text_is_acceptable_only_when_it_breaks_nothing_and_leaves_nobody_below(dossier, settlement):
    good = {text.id: all_could_accept(settlement, text) for text in settlement.texts}
    assert good == {"draft": True, "demand": False, "part": False}


def test_of_equally_near_candidates_the_larger_product_of_gains_is_taken(settlement):
    chosen = candidates(settlement)
    empty = dataclasses.replace(settlement.texts[0], package={})
    best = max(nash_product(settlement, c.outcome) for c in chosen)
    assert nash_product(settlement, nearest(settlement, empty, chosen).outcome) == best


@pytest.mark.long
@pytest.mark.parametrize("made", [coast, stuck, lambda: wide(4, 2)])
def test_every_picture_is_a_valid_specification(made):
    drawn = [block for block in blocks(read(made())) if isinstance(block, Picture)]
    assert drawn
    for picture in drawn:
        assert alt.Chart.from_dict(dict(picture.spec), validate=True)


def test_two_parties_are_called_both():
    text = COAST.replace("role: guarantor, fallback: 10", "role: observer")
    assert "no agreement to both parties whose consent is needed" in finding(read(parse_dossier(text)))


def test_one_party_alone_and_a_single_best_package_are_spoken_of_as_such():
    text = """
dossier: one
title: One
parties: {a: {name: A, role: principal, fallback: 10}}
issues:
  land: {ask: Land?, options: {n: North, m: Middle, s: South}, a: 5 n > m > s}
"""
    said = finding(read(parse_dossier(text)))
    assert "2 are acceptable: worth at least as much as no agreement to the one party whose consent is needed" in said
    assert "One of them is at least as good for each party as any other" in said


def test_when_all_four_rules_agree_it_is_said_once():
    text = """
dossier: agree
title: All want the same
parties: {a: {name: A, role: principal, fallback: 10}, b: {name: B, role: principal, fallback: 10}}
issues:
  land: {ask: Land?, options: {n: North, s: South}, a: 5 n > s, b: 3 n > s}
"""
    dossier = parse_dossier(text)
    assert [c.name for c in candidates(solve(dossier))] == ["All four rules"]
