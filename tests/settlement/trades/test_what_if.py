"""What if the file said otherwise: both answers, what differs, and what a drop may name."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.settlement.enumeration import best, betters, key, list_all
from tests.settlement.sample import COAST
from tests.settlement.test_large import mixed
from tests.strategies import dossiers

from goodoffices.dossier import Dossier, parse_dossier, write_dossier
from goodoffices.errors import DossierError, SettlementError
from goodoffices.settlement import solve, what_blocks
from goodoffices.settlement.trades import suppose, what_if, what_if_json
from goodoffices.values import Estimate

ASTANA = Path(__file__).parents[3] / "examples" / "astana-2017" / "dossier.yaml"
RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def test_a_text_that_reads_otherwise_is_rated_as_it_reads_before_and_after() -> None:
    before = parse_dossier(COAST)
    after = parse_dossier(COAST.replace("road: now, toll: low}", "road: year, toll: low}"))
    found = what_if(before, after)
    assert not found.is_none
    draft = next(text for text in found.texts if text.id == "draft")
    rated = [next(text for text in solve(one).texts if text.id == "draft") for one in (before, after)]
    assert rated[0].package != rated[1].package
    assert {p: (m.before, m.after) for p, m in draft.gain.items()} == {
        party: (rated[0].outcome.gain[party], rated[1].outcome.gain[party]) for party in draft.gain
    }


def relaxed(dossier: Dossier) -> Dossier:
    """The same without linkages and red lines."""
    issues = tuple(
        dataclasses.replace(
            issue,
            preferences=tuple(
                dataclasses.replace(q, ratings=tuple(dataclasses.replace(r, red_line=False) for r in q.ratings))
                for q in issue.preferences
            ),
        )
        for issue in dossier.issues
    )
    return dataclasses.replace(dossier, issues=issues, linkages=())


@pytest.mark.long
@settings(max_examples=30)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_what_if_of_no_change_shows_no_difference(dossier: Dossier) -> None:
    found = what_if(dossier, dossier)
    assert found.is_none
    assert found.allowed.difference == 0
    assert all(rule.changed == () for rule in found.rules)
    assert all(rule.still_chosen is (rule.before is not None) for rule in found.rules)
    assert all(moved.difference == 0 for rule in found.rules for moved in rule.gain.values())
    assert what_if_json(found)["differs"] is False


@pytest.mark.long
@settings(max_examples=60)
@given(dossiers(max_parties=3, max_issues=3, max_options=3))
def test_every_number_is_that_of_the_definitions_before_and_after(dossier: Dossier) -> None:
    after = relaxed(dossier)
    old, new, found = list_all(dossier), list_all(after), what_if(dossier, after)
    assert (found.allowed.before, found.allowed.after) == (len(old.allowed), len(new.allowed))
    assert (found.acceptable.before, found.acceptable.after) == (len(old.acceptable), len(new.acceptable))
    assert (found.frontier.before, found.frontier.after) == (len(old.frontier), len(new.frontier))
    assert found.acceptable.difference >= 0
    for rule in found.rules:
        for listing, solution in ((old, rule.before), (new, rule.after)):
            assert (solution is None) is (not listing.acceptable)
            if solution:
                assert dict(solution.outcome.package) == best(listing, rule.rule)[0]
        if rule.before and rule.after:
            one, other = rule.before.outcome.package, rule.after.outcome.package
            assert rule.changed == tuple(i for i in one if one[i] != other[i])
            assert rule.still_chosen is (dict(one) in best(new, rule.rule))
            for party, moved in rule.gain.items():
                expected = rule.after.outcome.gain[party] - rule.before.outcome.gain[party]
                assert moved.difference == pytest.approx(expected)
        else:
            assert rule.still_chosen is False
    for text in found.texts:
        package = dict(next(t.package for t in dossier.texts if t.id == text.id))
        package = {i.id: package[i.id] for i in dossier.issues}
        assert text.acceptable == (package in old.acceptable, package in new.acceptable)
        counted = [
            sum(betters(x.worth[key(y)], x.worth[key(package)]) for y in x.frontier) if x.frontier else None
            for x in (old, new)
        ]
        assert [text.better_for_all.before, text.better_for_all.after] == counted
    assert (found.blocked_before is None, found.blocked_after is None) == (bool(old.acceptable), bool(new.acceptable))
    if (old.allowed, old.acceptable) != (new.allowed, new.acceptable):
        assert not found.is_none


@settings(max_examples=30)
@given(dossiers(max_parties=3, max_issues=3, max_options=3, odd_ids=True))
def test_dropping_everything_that_forbids_is_the_dossier_without_it(dossier: Dossier) -> None:
    drops = [f"linkage:{n}" for n, _ in enumerate(dossier.linkages, 1)]
    drops += [
        f"{q.party}:{issue.id}={option}"
        for issue in dossier.issues
        for q in issue.preferences
        for option in sorted(q.red_lines)
    ]
    before, after, edits = suppose(write_dossier(dossier), drops=drops)
    assert before.hash == dossier.hash
    assert (after.issues, after.linkages) == (relaxed(dossier).issues, ())
    assert len(edits) == len(drops)
    assert (after.hash == before.hash) is (not drops)


def test_values_change_in_memory_as_the_file_would_be_changed() -> None:
    before, after, edits = suppose(COAST, [("parties.hill.fallback", "50"), ("issues.road.coast", "9 year > now")])
    assert [p.fallback.best for p in (before.parties[0], after.parties[0])] == [30, 50]
    assert after == parse_dossier(
        COAST.replace("fallback: 20..40", "fallback: 50").replace("coast: 2 year > now", "coast: 9 year > now")
    )
    assert [(edit.key, edit.after) for edit in edits] == [
        ("parties.hill.fallback", "50"),
        ("issues.road.coast", "9 year > now"),
    ]
    found = what_if(before, after, edits)
    assert not found.is_none
    assert found.acceptable.difference < 0
    assert found.edits == edits


def test_a_dropped_red_line_and_linkage_say_what_they_were() -> None:
    before, after, edits = suppose(COAST, drops=["coast:port=hill", "linkage:1"])
    assert [(edit.before, edit.after) for edit in edits] == [
        ("9 coast > joint >> !hill", "9 coast > joint >> hill"),
        ("road=now requires toll=none,low", "dropped"),
    ]
    found = what_if(before, after)
    assert (found.allowed.before, found.allowed.after) == (10, 18)
    demand = next(text for text in found.texts if text.id == "demand")
    assert demand.acceptable[0] is False


def test_when_nothing_was_acceptable_before_there_is_no_number_to_compare_with() -> None:
    stuck = COAST.replace("fallback: 20..40", "fallback: 95").replace("fallback: 25", "fallback: 95")
    before, after, _ = suppose(stuck, [("parties.hill.fallback", "30"), ("parties.coast.fallback", "25")])
    found = what_if(before, after)
    assert found.acceptable.before == 0
    assert found.acceptable.after == 7
    for rule in found.rules:
        assert (rule.before, rule.changed, rule.still_chosen) == (None, (), False)
        assert all(moved.before is None and moved.difference is None for moved in rule.gain.values())
    text = json.dumps(what_if_json(found), allow_nan=False)
    assert '"before": null' in text


def test_when_nothing_is_acceptable_what_blocks_is_compared() -> None:
    stuck = COAST.replace("fallback: 20..40", "fallback: 95").replace("fallback: 25", "fallback: 95")
    before, after, _ = suppose(stuck, [("parties.coast.fallback", "60")])
    found = what_if(before, after)
    assert not found.is_none
    assert (found.acceptable.before, found.acceptable.after) == (0, 0)
    assert found.blocked_before.found == what_blocks(before)
    assert found.blocked_after.found == what_blocks(after)
    plain = what_if_json(found)["blockers"]
    assert plain["after"]["equal_lowering"]["points"] < plain["before"]["equal_lowering"]["points"]
    assert what_if(before, before).is_none


def test_a_linkage_is_the_same_blocker_when_one_before_it_falls_away() -> None:
    two = COAST.replace("linkages: [", 'linkages: ["toll=high requires road=year", ').replace("20..40", "95")
    before, after, _ = suppose(two.replace("fallback: 25", "fallback: 95"), drops=["linkage:1"])
    found = what_if(before, after)
    names = [
        {key[-1] for one in side.sets for key in one if key[0] == "linkage"}
        for side in (found.blocked_before, found.blocked_after)
    ]
    assert names[1] <= {"road=now requires toll=none,low"}


def test_where_the_frontier_is_not_listed_ties_are_said_to_be_unknown() -> None:
    before = mixed(5, 4, 3)
    first = dataclasses.replace(before.parties[0], fallback=Estimate.exactly(48))
    after = dataclasses.replace(before, parties=(first, *before.parties[1:]))
    found = what_if(before, after, cap=5)
    assert (found.frontier.before, found.frontier.difference) == (None, None)
    assert any(rule.changed for rule in found.rules)
    assert all((rule.still_chosen is None) is bool(rule.changed) for rule in found.rules)


def test_the_astana_case_without_irans_red_lines_makes_the_ceasefire_of_2016_allowed() -> None:
    before, after, _ = suppose(ASTANA.read_text(encoding="utf-8"), drops=["irn:iran=observer", "irn:monitor=bilateral"])
    found = what_if(before, after)
    assert found.acceptable.difference > 0
    text = next(text for text in found.texts if text.id == "signed-2016-12-30")
    assert text.acceptable == (False, True)
    assert found.after == solve(after)


@pytest.mark.parametrize(
    ("drop", "told"),
    [
        ("coast", "does not say what to drop"),
        ("coast:port", "does not say what to drop"),
        ("cost:port=hill", "`cost` is not a party"),
        ("coast:prt=hill", "`prt` is not an issue"),
        ("coast:port=joint", "`joint` is not a red line of coast on port"),
        ("hill:port=hill", "`hill` is not a red line of hill on port"),
        ("linkage:2", "there is no linkage 2"),
        ("linkage:0", "there is no linkage 0"),
        ("linkage:one", "there is no linkage one"),
        ("linkage:²", "there is no linkage ²"),
    ],
)
def test_a_drop_that_names_nothing_is_told_what_is_there(drop: str, told: str) -> None:
    with pytest.raises(SettlementError, match=told) as raised:
        suppose(COAST, drops=[drop])
    assert raised.value.problems[0].remedy


def test_a_key_that_leads_nowhere_a_value_that_is_none_and_a_key_given_twice_are_refused() -> None:
    with pytest.raises(DossierError, match="not a key"):
        suppose(COAST, [("parties.hil.fallback", "5")])
    with pytest.raises(DossierError):
        suppose(COAST, [("parties.hill.fallback", "much")])
    with pytest.raises(SettlementError, match="two values"):
        suppose(COAST, [("parties.hill.fallback", "5"), ("parties.hill.fallback", "6")])


def test_dossiers_of_different_tables_are_not_compared() -> None:
    one = parse_dossier(COAST)
    other = dataclasses.replace(one, issues=one.issues[:2], linkages=(), interactions=(), texts=())
    with pytest.raises(SettlementError, match="do not hold the same issues"):
        what_if(one, other)
