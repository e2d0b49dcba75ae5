"""A dossier's issues divided: what is contested, what it is worth, and what the method does not look at."""

from __future__ import annotations

import dataclasses
import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from tests.settlement.enumeration import list_all, utility
from tests.strategies import dossiers

from goodoffices.cli import main
from goodoffices.dossier import Dossier, Issue, central_value, parse_dossier, read
from goodoffices.errors import SettlementError
from goodoffices.settlement import solve
from goodoffices.settlement.division import Agreed, Division, WholePackage, divide, division_json
from goodoffices.settlement.pages.division_sections import division_sections
from goodoffices.values import Listing, Note, Paragraph, Table

ROOT = Path(__file__).parents[3]
VILLAGES = ROOT / "examples" / "two-villages" / "dossier.yaml"
CAMP_DAVID = ROOT / "examples" / "camp-david-1978" / "dossier.yaml"

CASE = """
dossier: case
title: Case
caution: Invented.
parties:
  a: {name: Party A, role: principal, fallback: 90}
  b: {name: Party B, role: guarantor, fallback: 10}
  o: {name: Other, role: observer}
issues:
  land:
    ask: Land?
    options: {north: North, both: Both, south: South}
    a: 6 north > both > !south
    b: 4 south > north > both
    o: 0
  peace:
    ask: Peace?
    options: {now: Now, later: Later}
    a: 9 now > later
    b: 9 now > later
    o: 1 later > now
  port:
    ask: Port?
    options: {open: Open, shut: Shut}
    a: 2 open > shut
    b: 4 shut > open
    o: 0
  name:
    ask: Name?
    options: {old: Old, new: New}
    a: 0
    b: 1 new > old
    o: 0
linkages: ["land=south requires port=open"]
interactions: [{party: a, when: {land: north, port: open}, worth: 5}]
"""


@pytest.fixture
def case() -> Dossier:
    return parse_dossier(CASE)


def test_an_issue_on_which_both_like_the_same_best_is_no_contest(case: Dossier) -> None:
    assert divide(case).agreed == (Agreed("peace", "now"), Agreed("name", "new"))


def test_an_issue_is_worth_its_weight_times_the_difference_between_the_two_best_options(case: Dossier) -> None:
    """A stakes all its 6 on land (south is its worst); B only half of its 4, for north is its second best."""
    land, port = divide(case).awards
    assert land.wants == {"a": "north", "b": "south"}
    assert land.points == {"a": 75, "b": Fraction(100, 3)}
    assert port.points == {"a": 25, "b": Fraction(200, 3)}


def test_the_division_is_evened_out_and_rated_on_the_dossiers_scale(case: Dossier) -> None:
    found = divide(case)
    land, port = found.awards
    # A has 75 and B 66 2/3: land goes over in part, until both have the same.
    part = Fraction(75 - Fraction(200, 3)) / (75 + Fraction(100, 3))
    assert land.share == {"a": 1 - part, "b": part}
    assert port.share == {"a": 0, "b": 1}
    assert found.before == {"a": 75, "b": Fraction(200, 3)}
    assert found.points == {"a": 75 * (1 - part), "b": 75 * (1 - part)}
    assert found.split == land
    assert found.utility["a"] == pytest.approx(float(100 * (6 * (1 - part) + 9) / 17))
    assert found.gain["a"] == pytest.approx(found.utility["a"] - 90)
    assert (found.equitable, found.envy_free, found.efficient) == (True, True, True)


def test_what_the_method_does_not_look_at_is_told(case: Dossier) -> None:
    assert divide(case).warnings == (
        "It crosses a red line: a signs nothing with `south` on land.",
        "It breaks a linkage: land=south requires port=open.",
        "It leaves a 4.5 points of the dossier's scale below its fallback.",
        "1 interaction is not counted.",
        "What o would think of it is not looked at: observers take no part.",
    )


def test_more_or_fewer_than_two_who_decide_are_told_so() -> None:
    three = CASE.replace("role: observer", "role: principal, fallback: 0")
    with pytest.raises(SettlementError, match=r"between two parties, and here 3 parties decide \(a, b, o\)") as caught:
        divide(parse_dossier(three))
    assert "goodoffices settle" in caught.value.problems[0].remedy
    with pytest.raises(SettlementError, match=r"here 1 party decides \(a\)"):
        divide(parse_dossier(CASE.replace("role: guarantor", "role: observer")))


def test_parties_that_want_the_same_have_nothing_to_divide() -> None:
    same = CASE.replace("south > north > both", "north > both > south").replace("4 shut > open", "4 open > shut")
    with pytest.raises(SettlementError, match="nothing to divide"):
        divide(parse_dossier(same))


def two_decide(dossier: Dossier) -> bool:
    return sum(party.role.decides for party in dossier.parties) == 2


def alike(dossier: Dossier) -> bool:
    """Whether on every issue some option is the best for both who decide."""
    one, two = (party.id for party in dossier.parties if party.role.decides)
    return all(best(issue, one) & best(issue, two) for issue in dossier.issues)


def best(issue: Issue, party: str) -> set[str]:
    line = next(preference for preference in issue.preferences if preference.party == party)
    value = {option.id: central_value(line, option.id) for option in issue.options}
    return {option for option in value if value[option] == max(value.values())}


@pytest.mark.long
@settings(max_examples=60)
@given(dossiers())
def test_every_dossier_with_two_who_decide_is_divided_evenly_or_has_nothing_to_divide(dossier: Dossier) -> None:
    if not two_decide(dossier):
        with pytest.raises(SettlementError, match="between two parties"):
            divide(dossier)
        return
    try:
        found = divide(dossier)
    except SettlementError:
        assert alike(dossier)
        return
    assert found.equitable
    assert found.envy_free
    assert found.efficient
    assert sum(award.is_split for award in found.awards) <= 1
    assert {a.issue for a in found.awards} | {a.issue for a in found.agreed} == {i.id for i in dossier.issues}
    if found.split is None and not dossier.interactions:
        package = {a.issue: a.option for a in found.agreed}
        package |= {a.issue: a.wants[max(a.share, key=lambda p: a.share[p])] for a in found.awards}
        for party in found.parties:
            assert found.utility[party] == pytest.approx(float(utility(dossier, party, package)))
    assert json.dumps(division_json(found), allow_nan=False)
    assert division_sections(dossier, found)


def test_the_page_says_who_gets_what_and_how_far_to_trust_it(case: Dossier) -> None:
    answer, table, limits, method = division_sections(case, divide(case))
    finding, caution, whose, scales, _beside = answer.blocks
    assert isinstance(finding, Note)
    assert (
        "Party A and Party B each get 69.2 of their own 100 points on the contested issues; "
        "one issue is split (land: Party A 12/13" in finding.text
    )
    standing = "it crosses 1 red line (Party A on land), breaks 1 linkage and leaves Party A below its fallback."
    assert f"It could not be signed as it stands: {standing}" in finding.text
    assert caution == Note("Invented.", "caution")
    assert whose == Paragraph("0 of 16 judgements name a source or an author.")
    assert scales.text.startswith("Two scales are used.")
    assert "The dossier's scale, 0 to 100, covers all issues" in scales.text
    assert "to Party A (fallback 90)" in scales.text
    grid = next(block for block in table.blocks if isinstance(block, Table))
    assert [row[0].text for row in grid.rows] == ["land", "port", "Has in the end"]
    assert any(isinstance(block, Paragraph) and "peace (Now) and name (New)" in block.text for block in table.blocks)
    told, warnings = limits.blocks
    assert "Points are taken to add up" in told.text
    assert "could do better by announcing others" in told.text
    assert isinstance(warnings, Listing)
    assert "equitable" in method.blocks[1].text


def test_the_worked_example_can_be_divided_though_it_breaks_a_red_line() -> None:
    found = divide(read(VILLAGES))
    assert found.equitable
    assert [award.issue for award in found.awards] == ["water", "checkpoint", "prisoners"]
    assert found.agreed == (Agreed("grazing", "both"),), "one likes it best, the other as well as anything"
    assert "It crosses a red line: lower signs nothing with `upper` on water." in found.warnings


MIDDLE = """
dossier: middle
title: Middle
caution: Invented.
parties:
  a: {name: A, role: principal, fallback: 0}
  b: {name: B, role: principal, fallback: 0}
issues:
  x:
    ask: X?
    options: {p: P, m: M, q: Q}
    a: "5 p:100 m:95 q:0"
    b: "5 q:100 m:95 p:0"
"""


def words(sections) -> str:
    return " ".join(block.text for section in sections for block in section.blocks if hasattr(block, "text"))


def test_a_whole_package_that_gives_both_more_than_the_division_is_named_with_its_worth_to_both() -> None:
    case = parse_dossier(MIDDLE)
    found = divide(case)
    assert found.utility == {"a": 50, "b": 50}
    assert found.compared
    assert found.better == WholePackage({"x": "m"}, utility={"a": 95, "b": 95}, more={"a": 45, "b": 45})
    told = words(division_sections(case, found))
    assert "x=m is worth 95 to A and 95 to B on the dossier's own scale, where this division is worth 50 and 50" in told
    assert "no other division between these two options is better for one and as good for the other" in told
    assert division_json(found)["better_package"] == {
        "package": {"x": "m"},
        "utility": {"a": 95, "b": 95},
        "more": {"a": 45, "b": 45},
    }


def test_the_guides_villages_are_told_the_package_that_settle_knows() -> None:
    better = divide(read(VILLAGES)).better
    assert better is not None
    assert better.utility == pytest.approx({"upper": 72.7272727, "lower": 71.5151515})
    settled = solve(read(VILLAGES))
    assert better.package in [point.package for point in settled.frontier.points]


def test_a_division_is_not_bettered_by_itself_where_numbers_are_rounded_or_interactions_add() -> None:
    """Weights of nine decimals have no small common unit; the interaction would count on the package's side alone."""
    text = MIDDLE.replace("5 p:100 m:95 q:0", "5.123456789 p:100 m:1 q:0").replace(
        "5 q:100 m:95 p:0", "2.718281828 q:100 m:1 p:0"
    )
    more = "\n".join(
        f"  {name}: {{ask: Q?, options: {{p: P, q: Q}}, a: {a} p > q, b: {b} q > p}}"
        for name, a, b in (("y", "1.414213562", "3.141592653"), ("z", "3.709243227", "2.577241963"))
    )
    bonus = "\ninteractions: [{party: b, when: {y: q}, worth: 10}]\n"
    for case in (text + more, text + more + bonus):
        found = divide(parse_dossier(case))
        least = exact_worth(parse_dossier(case), found)
        better = found.better
        assert better is None or max(better.utility[p] - float(least[p]) for p in found.parties) > 1e-6


def test_where_no_whole_package_is_better_that_is_said() -> None:
    found = divide(read(CAMP_DAVID))
    assert (found.better, found.compared) == (None, True)
    assert "No allowed whole package gives both at least as much" in words(division_sections(read(CAMP_DAVID), found))


@pytest.mark.long
@settings(max_examples=60)
@given(dossiers())
def test_a_better_whole_package_is_named_exactly_where_a_list_of_all_packages_holds_one(dossier: Dossier) -> None:
    if not two_decide(dossier):
        return
    try:
        found = divide(dossier)
    except SettlementError:
        return
    least = exact_worth(dossier, found)
    listed = list_all(dossier).allowed
    bare = dataclasses.replace(dossier, interactions=())
    gains = [[utility(bare, p, package) - least[p] for p in found.parties] for package in listed]
    assert (found.better is not None) == any(min(gain) >= 0 and max(gain) > 0 for gain in gains)
    if found.better is not None:
        package = dict(found.better.package)
        assert package in listed
        won = [utility(bare, p, package) - least[p] for p in found.parties]
        assert min(won) >= 0 < max(won)
        assert [float(w) for w in won] == pytest.approx([found.better.more[p] for p in found.parties])


def exact_worth(dossier: Dossier, found: Division) -> dict[str, Fraction]:
    """The division on the dossier's own scale, as a mixture of two whole packages without their interactions."""
    bare = dataclasses.replace(dossier, interactions=())
    one, two = found.parties
    agreed = {a.issue: a.option for a in found.agreed}
    total = dict.fromkeys(found.parties, Fraction(0))
    part = found.split.share[one] if found.split else Fraction(1)
    for taker, share in ((one, part), (two, 1 - part)):
        holder = {a.issue: taker if a.is_split else one if a.share[one] else two for a in found.awards}
        package = agreed | {a.issue: a.wants[holder[a.issue]] for a in found.awards}
        for party in found.parties:
            total[party] += share * utility(bare, party, package)
    return total


def test_what_the_division_breaks_is_in_its_finding_and_in_its_json() -> None:
    dossier = read(VILLAGES)
    found = divide(dossier)
    finding = division_sections(dossier, found)[0].blocks[0]
    assert (
        "It could not be signed as it stands: it crosses 1 red line (Lower Village on water) and breaks 1 linkage."
        in finding.text
    )
    told = division_json(found)
    assert told["red_lines"] == [{"party": "lower", "issue": "water", "option": "upper"}]
    assert told["linkages"] == ["prisoners=now requires checkpoint=joint,gone"]


def test_a_division_that_breaks_nothing_says_so() -> None:
    dossier = read(CAMP_DAVID)
    finding = division_sections(dossier, divide(dossier))[0].blocks[0]
    assert "It crosses no red line, breaks no linkage and leaves neither below its fallback." in finding.text


def test_a_division_says_whose_judgements_it_rests_on(case: Dossier) -> None:
    mine = parse_dossier(CASE.replace("caution:", "by: the analyst\ncaution:"))
    assert Paragraph("Judgements: those of the analyst, unless one says otherwise.") in (
        division_sections(mine, divide(mine))[0].blocks
    )
    assert division_json(divide(mine))["inputs"]["by"] == "the analyst"
    assert division_json(divide(case))["inputs"]["by"] is None


def test_the_command_prints_for_people_and_for_programs() -> None:
    result = CliRunner().invoke(main, ["divide", str(CAMP_DAVID), "--json"])
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["split"] == "sinai"
    assert found["awards"][0]["share_exact"] == {"israel": "1/6", "egypt": "5/6"}
    assert found["points"] == {"israel": 65.833333333, "egypt": 65.833333333}
    assert found["inputs"]["dossier_hash"] == read(CAMP_DAVID).hash
    text = CliRunner().invoke(main, ["divide", str(CAMP_DAVID)]).stdout
    assert "Israel and Egypt each get 65.8 of their own 100 points" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80
