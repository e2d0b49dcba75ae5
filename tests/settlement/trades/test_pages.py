"""What a mediator reads of trades, and of what if."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from tests.settlement.sample import COAST, blocks, closed, coast, only, stuck, table, words
from tests.strategies import dossiers

from goodoffices.dossier import parse_dossier
from goodoffices.errors import SettlementError
from goodoffices.settlement import solve
from goodoffices.settlement.pages.trade_sections import trade_sections
from goodoffices.settlement.pages.trade_summary import trade_summary
from goodoffices.settlement.pages.uncertain_words import share
from goodoffices.settlement.pages.what_if_sections import what_if_sections
from goodoffices.settlement.trades import suppose, what_if, what_to_trade
from goodoffices.values import Note, Paragraph, Table

ROLLED = """
dossier: rolled
title: Land and water
caution: Invented.
parties:
  a: {name: Upland, role: principal, fallback: 10}
  b: {name: Lowland, role: principal, fallback: 10}
  o: {name: Observers, role: observer}
issues:
  land:
    ask: Land?
    options: {mine: Upland's, half: halves, yours: Lowland's}
    a: 8 mine > half > yours
    b: 2 yours > half > mine
    o: 1 mine > half > yours
  water:
    ask: Water?
    options: {mine: Upland's, half: halves, yours: Lowland's}
    a: 2 mine > half > yours
    b: 8 yours > half > mine
    o: 0
  tax: {ask: Tax?, options: {low: low, high: high}, a: 1 low > high, b: 1 low > high, o: 0}
texts:
  draft: {title: The draft, date: 2020-01, package: {land: half, water: half, tax: low}}
  dear: {title: The dear draft, date: 2019, package: {land: half, water: half, tax: high}}
  part: {title: A part, package: {land: yours}}
"""


@pytest.fixture(scope="module")
def rolled():
    return parse_dossier(ROLLED)


def test_where_no_package_is_allowed_nothing_is_said_of_who_would_win_or_lose():
    said = words(screen(closed(), "draft"))
    assert "No package is allowed at all, so there is nothing to trade." in said
    assert "whoever would win" not in said
    assert "single change" not in said


def test_near_a_partial_text_without_completion_packages_say_how_they_settle_what_it_leaves_open():
    """Nobody can live with a dear well, so no completion of `part` is acceptable."""
    dossier = parse_dossier(
        ROLLED.replace("a: 1 low > high, b: 1 low > high", "a: 1 low > !high, b: 1 low > !high").replace(
            "package: {land: yours}", "package: {tax: high}"
        )
    )
    answer = what_to_trade(dossier, "part", draws=200)
    told = words(trade_summary(dossier, answer))
    first = answer.repairs.packages[0]
    assert answer.start.outcome is None
    assert f"land {first.outcome.package['land']}, water {first.outcome.package['water']}" in told
    assert f"all accept in {share(first.all_accept)} of draws" in told
    assert "At the middle of every interval, the nearest packages that all could accept" in told
    lines = words(trade_sections(dossier, answer))
    assert "1 · Land?\nopen" in lines
    assert f"all accept in {share(first.all_accept)} of draws" in lines


def page(dossier, text=None):
    return trade_sections(dossier, what_to_trade(dossier, text))


def screen(dossier, text=None):
    return trade_summary(dossier, what_to_trade(dossier, text))


def test_the_section_starts_from_the_latest_whole_text_and_says_how_near_something_better_lies(rolled):
    said = only(page(rolled), "trades").blocks[0]
    assert isinstance(said, Paragraph)
    assert said.text.startswith("From: The draft. All could accept it as it stands. 2 packages are better for all")
    assert "The nearest changes 2 clauses." in said.text
    assert "there is 1 two-issue trade: each change alone would cost somebody points" in said.text
    assert said.see == "trade-lists"
    assert len(said.text.split()) <= 110


def test_a_trade_shows_each_clause_now_and_then_with_who_wins_and_who_gives(rolled):
    shown = table(only(page(rolled), "trades"), "Nearest packages better for all")
    cells = [[cell.text for cell in row] for row in shown.rows]
    assert cells == [
        ["1 · Land?", "halves", "Upland's", "a +36.4, o (o) +50.0", "b −9.1"],
        ["1 · Water?", "halves", "Lowland's", "b +36.4", "a −9.1"],
        ["1 · Together: a two-issue trade, cannot be bettered", "–", "–", "a +27.3, b +27.3, o (o) +50.0", "nobody"],
    ]


def test_a_package_that_only_adds_a_loss_to_a_nearer_one_is_left_out_of_the_page_and_kept_in_the_answer(rolled):
    answer = what_to_trade(rolled)
    assert [[c.issue for c in p.changes] for p in answer.better.packages] == [
        ["land", "water"],
        ["land", "water", "tax"],
    ]
    assert "high" not in words(trade_sections(rolled, answer))
    said = words(trade_summary(rolled, answer))
    assert "1 not shown: another here gives everybody as much, and somebody more, for no more changes." in said


def test_what_is_already_among_the_nearest_is_not_shown_again(rolled):
    tables = [block for block in only(page(rolled), "trades").blocks if isinstance(block, Table)]
    assert [one.caption.partition(" (")[0] for one in tables] == ["Nearest packages better for all"]


def test_a_single_change_that_costs_nobody_is_told(rolled):
    said = words(page(rolled, "dear"))
    assert "1 single change would cost nobody points" in said
    assert "1 · Tax?\nhigh\nlow\na +9.1, b +9.1\nnobody" in said


def test_single_changes_are_listed_where_draws_were_made_for_other_answers_alone(rolled):
    answer = what_to_trade(rolled, "dear", draws=5)
    assert answer.single
    plain = dataclasses.replace(answer, single=tuple(dataclasses.replace(one, no_loss=None) for one in answer.single))
    shown = [section for section in trade_summary(rolled, plain) if section.anchor == "single"]
    assert "Nobody loses in" not in words(shown)
    assert all(change.issue in words(shown) for one in answer.single for change in one.changes)


def test_the_annex_says_how_the_lists_are_ordered(rolled):
    annex = page(rolled)[1]
    assert (annex.anchor, annex.annex) == ("trade-lists", True)
    assert annex.blocks[0].text.startswith("Fewest changed clauses first")


def test_from_a_rules_package_that_cannot_be_bettered_there_is_no_section(rolled):
    assert page(rolled, "nash") == ()
    assert trade_sections(rolled, None) == ()


def test_a_text_that_crosses_a_red_line_is_told_so_and_the_nearest_acceptable_packages_are_shown():
    said = words(page(coast(), "demand"))
    assert "It crosses the red line “the hill”" in said
    assert "as it stands it is not allowed" in said
    assert "The nearest packages that all could accept change" in said
    assert "breaks the linkage" in said


def test_a_text_below_a_fallback_names_whom_it_leaves_there():
    said = words(page(stuck(), "draft"))
    assert "It is allowed, but leaves Hill Council (−" in said
    assert "There is no package that all could accept." in said


def test_the_screen_shows_the_completions_of_a_partial_text_and_what_its_clauses_cost(rolled):
    sections = screen(rolled, "part")
    assert "It leaves 2 issues open. The trades start from its Nash completion." in words([sections[0]])
    found = only(sections, "completions")
    assert "6 packages keep its clauses; 6 of them allowed" in words([found])
    gains = table(found, "Gains over fallback")
    assert gains.columns[-1].heading == "Effect"
    assert gains.rows[0][-1].text.startswith("−")
    assert gains.rows[2][1].text == "–", "an observer without a fallback has no gain"


def test_a_partial_text_without_an_acceptable_completion_trades_nothing_and_says_what_would_have_to_change(rolled):
    dear = dataclasses.replace(rolled, parties=parse_dossier(ROLLED.replace("fallback: 10", "fallback: 45")).parties)
    answer = what_to_trade(dear, "part")
    assert (answer.better, answer.pairs, answer.single) == (None, None, None)
    said = words(trade_summary(dear, answer))
    assert "No completion of it is acceptable to all, so nothing is traded from it." in said
    assert "Fair ones" not in said
    assert "The nearest packages that all could accept change 1 clause of it." in said


def test_the_screen_lists_changes_by_short_names_and_trades_row_by_row(rolled):
    said = words(screen(rolled))
    assert "1: land: half → mine; water: half → yours (cannot be bettered)." in said
    rows = table(only(screen(rolled), "pairs"), "1 of 1").rows
    assert [row[0].text for row in rows] == ["1", "", ""]
    assert rows[2][3].text == "a +27.3, b +27.3, o (o) +50.0"


def test_a_search_that_was_given_up_is_said_to_be(rolled):
    answer = what_to_trade(rolled)
    note = "packages that change more than 1 clauses were not all looked at"
    short = dataclasses.replace(
        answer, better=dataclasses.replace(answer.better, complete=False, searched=1, note=note)
    )
    for sections in (trade_summary(rolled, short), trade_sections(rolled, short)):
        assert note[1:] in words(sections)
    nothing = dataclasses.replace(short.better, packages=(), total=0)
    said = words(trade_summary(rolled, dataclasses.replace(short, better=nothing)))
    assert f"No package better for all was found, but {note}." in said


def test_the_caution_of_the_dossier_stands_with_the_answer(rolled):
    assert Note("Invented.", "caution") in blocks(screen(rolled))
    assert Note("Invented.", "caution") in blocks(what_if_sections(rolled, what_if(rolled, rolled)))


def what_if_said(text, changes=(), drops=()):
    before, after, edits = suppose(text, changes, drops)
    return words(what_if_sections(before, what_if(before, after, edits)))


def test_no_difference_is_one_sentence(rolled):
    sections = what_if_sections(rolled, what_if(rolled, rolled))
    assert [section.anchor for section in sections] == ["what-if"]
    assert "Nothing that is compared here changes" in words(sections)


def test_what_if_says_what_was_supposed_what_moves_and_which_rule_chooses_otherwise():
    said = what_if_said(COAST, [("parties.hill.fallback", "60")], ["coast:port=hill"])
    assert "parties.hill.fallback: now 60" in said
    assert "issues.port.coast: 9 coast > joint >> !hill → 9 coast > joint >> hill" in said
    assert "Acceptable packages: 7 before," in said
    assert "A fallback moved" in said
    assert "Allowed packages\n10\n15\n+5" in said


def test_what_if_says_when_nothing_is_left_and_which_text_falls():
    said = what_if_said(COAST, [("parties.hill.fallback", "95"), ("parties.coast.fallback", "95")])
    assert "Now no package is acceptable to all. To open the way it would now take: " in said
    assert "No longer could all accept “Draft of the bank”." in said
    assert "no package now. Before: port: joint; " in said


def test_a_choice_that_only_ties_is_not_called_another_choice():
    """After the tax matters to nobody, both ways of it stand equal; the package before is still among them."""
    text = ROLLED.replace("a: 1 low > high, b: 1 low > high", "a: 1 high > low, b: 1 high > low")
    found = what_if_said(text, [("issues.tax.a", "0"), ("issues.tax.b", "0")])
    assert "the package before is still among its choices, which stand equal" in found
    assert "The same package is chosen by all four rules." in found


EXACT = """
dossier: exact
title: Nothing open
parties:
  a: {name: Upland, role: principal, fallback: 10..20}
  b: {name: Lowland, role: principal, fallback: 10}
issues:
  land: {ask: Land?, options: {mine: Upland's, yours: Lowland's}, a: 8 mine > yours, b: 2 yours > mine}
  water: {ask: Water?, options: {mine: Upland's, yours: Lowland's}, a: 2 mine > yours, b: 8 yours > mine}
texts:
  draft: {title: The draft, package: {land: yours, water: mine}}
"""


def test_better_for_all_is_said_to_hold_at_the_middle_and_how_often_it_holds_elsewhere(rolled):
    answer = what_to_trade(rolled, draws=200)
    first = answer.better.packages[0].no_loss
    assert (first.draws, answer.draws, answer.seed) == (200, 200, 1)
    for sections in (trade_sections(rolled, answer), trade_summary(rolled, answer)):
        said = words(sections)
        assert "better for all: at the middle of every interval, nobody whose consent is needed would lose" in said
        assert f"Nobody who decides loses by package 1 in {share(first)} of " in said
        assert f"nobody loses in {share(first)} of draws" in said


def test_where_the_file_leaves_nothing_open_that_is_said_and_nothing_is_drawn():
    exact = parse_dossier(EXACT)
    answer = what_to_trade(exact, draws=100)
    assert (answer.is_open, answer.draws, answer.better.packages[0].no_loss) == (False, 0, None)
    for sections in (trade_sections(exact, answer), trade_summary(exact, answer)):
        said = words(sections)
        assert "at the middle" not in said
        assert "The file leaves nothing open of what packages are worth, so none of this is in doubt." in said


def test_better_than_what_nobody_could_accept_is_not_called_a_frontier():
    high = parse_dossier(ROLLED.replace("fallback: 10", "fallback: 95"))
    for sections in (page(high, "dear"), screen(high, "dear")):
        said = words(sections)
        assert "are better for all" in said
        assert "No package better for all is acceptable to all." in said
        assert "(the frontier)" not in said
    assert "What would have to give: `goodoffices settle`." in words(screen(high, "dear"))


def test_without_a_caution_the_answer_says_that_there_is_none():
    bare = dataclasses.replace(coast(), caution="")
    said = "The dossier does not say how far its judgements may be trusted."
    assert said in words(screen(bare))
    assert said in words(what_if_sections(bare, what_if(bare, bare)))


STUCK = COAST.replace("fallback: 20..40", "fallback: 95").replace("fallback: 25", "fallback: 95")


def test_what_if_something_opens_says_which_package_is_now_chosen():
    before, after, edits = suppose(STUCK, [("parties.hill.fallback", "30"), ("parties.coast.fallback", "25")])
    difference = what_if(before, after, edits)
    said = words(what_if_sections(before, difference))
    chosen = difference.rules[0].after.outcome.package
    told = "; ".join(f"{issue}: {option}" for issue, option in chosen.items())
    assert f"no package before. Now: {told}." in said
    assert "Before, no package was acceptable to all; now " in said
    assert "To open the way it would have taken: " in said
    assert "The middle of every interval is used, before and after." in said
    assert "\nKalai–Smorodinsky\n" in said, "no column is headed Kalai alone"


def test_what_if_nothing_is_acceptable_in_either_reading_compares_what_blocks():
    said = what_if_said(STUCK, [("parties.coast.fallback", "60")])
    assert "No package is acceptable to all, before or after. The smallest set that would open the way" in said
    shown = said.partition("How far fallbacks are from opening the way, in points")[2].splitlines()
    alike = shown.index("all alike")
    before, after, difference = (float(cell.replace("−", "-")) for cell in shown[alike + 1 : alike + 4])
    assert before < after < 0
    assert difference == pytest.approx(after - before, abs=0.11)


@pytest.mark.long
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_any_answer_can_be_read(dossier):
    settlement = solve(dossier)
    for text in [None, *(t.id for t in dossier.texts)]:
        try:
            trades = what_to_trade(dossier, text, settlement=settlement, draws=5)
        except SettlementError:
            assert settlement.solutions is None
            continue
        for section in (*trade_sections(dossier, trades), *trade_summary(dossier, trades)):
            assert section.blocks
            assert words([section])
    found = what_if(dossier, dataclasses.replace(dossier, linkages=()))
    assert words(what_if_sections(dossier, found))
