"""Every number of a settlement against plain enumeration, and the promises about who counts."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from tests.settlement.enumeration import Listing, best, betters, key, list_all
from tests.strategies import dossiers

from goodoffices.dossier import Dossier, Role, parse_dossier
from goodoffices.errors import SettlementError
from goodoffices.settlement import Settlement, fair_packages, frontier, solve

TWO = """
dossier: two
title: Two who sign and one who looks on
parties:
  a: {name: A, role: principal, fallback: 20}
  b: {name: B, role: principal, fallback: 20}
  o: {name: O, role: observer}
issues:
  land: {ask: Land?, options: {l1: One, l2: Two, l3: Three}, a: 6 l1 > l2 > l3, b: 4 l3 > l2 > l1, o: 5 l3 > l2 > !l1}
  time: {ask: Time?, options: {t1: One, t2: Two}, a: 2 t1 > t2, b: 6 t2 > t1, o: 0}
"""


@pytest.mark.long
@settings(max_examples=70)
@given(dossiers())
def test_counts_frontier_rules_and_worth_are_what_listing_all_packages_gives(dossier: Dossier) -> None:
    listing, found = list_all(dossier), solve(dossier)
    every_count_is_that_of_the_listing(listing, found)
    the_frontier_holds_exactly_the_packages_that_none_betters(listing, found)
    each_rule_gives_a_best_package_and_the_number_of_its_ties(listing, found)
    worth_and_gain_are_those_of_the_definition(listing, found)


def every_count_is_that_of_the_listing(listing: Listing, settlement: Settlement) -> None:
    found = settlement.packages
    assert found.all == len(listing.packages)
    assert found.allowed == len(listing.allowed)
    assert found.acceptable == len(listing.acceptable)
    assert found.acceptable_bounds == (found.acceptable, found.acceptable)


def the_frontier_holds_exactly_the_packages_that_none_betters(listing: Listing, settlement: Settlement) -> None:
    found = settlement.frontier
    assert found.complete
    assert found.size == len(found.points)
    assert sorted(key(p.package) for p in found.points) == sorted(key(x) for x in listing.frontier)


def each_rule_gives_a_best_package_and_the_number_of_its_ties(listing: Listing, found: Settlement) -> None:
    assert (found.solutions is None) == (not listing.acceptable)
    for solution in found.solutions or ():
        tied = [x for x in best(listing, solution.rule) if x in listing.frontier]
        assert dict(solution.outcome.package) in tied
        assert solution.ties == len(tied)


def worth_and_gain_are_those_of_the_definition(listing: Listing, found: Settlement) -> None:
    for point in found.frontier.points:
        for at, party in enumerate(found.deciding):
            assert point.utility[party] == pytest.approx(float(listing.worth[key(point.package)][at]), abs=1e-9)
            assert point.gain[party] == pytest.approx(float(listing.gain[key(point.package)][at]), abs=1e-9)
    for at, party in enumerate(found.deciding if listing.acceptable else ()):
        assert found.ideal[party] == pytest.approx(float(max(listing.worth[key(x)][at] for x in listing.acceptable)))


@pytest.mark.long
@settings(max_examples=70)
@given(dossiers(max_texts=3))
def test_texts_on_record_are_rated_as_the_definitions_say(dossier: Dossier) -> None:
    listing, found = list_all(dossier), solve(dossier)
    for text, rated in zip(dossier.texts, found.texts, strict=True):
        package = dict(text.package)
        completions = [x for x in listing.allowed if package.items() <= x.items()]
        crossed = {
            (q.party, i.id, package[i.id])
            for i in dossier.issues
            for q in i.preferences
            if package.get(i.id) in q.red_lines
        }
        assert {(b.party, b.issue, b.option) for b in rated.red_lines} == crossed
        whole = {i.id: package.get(i.id) for i in dossier.issues}
        if None in whole.values():
            assert rated.outcome is None
            assert rated.better_for_all is None
            assert bool(rated.utility_range) == bool(completions)
            for at, party in enumerate(found.deciding if completions else ()):
                worths = [float(listing.worth[key(x)][at]) for x in completions]
                assert rated.utility_range[party] == pytest.approx((min(worths), max(worths)), abs=1e-9)
        else:
            assert rated.linkages == tuple(x.text for x in dossier.linkages if x.broken_by(whole))
            mine = listing.worth[key(whole)]
            better = sum(betters(listing.worth[key(x)], mine) for x in listing.frontier)
            assert rated.better_for_all == (better if listing.frontier else None)


@pytest.mark.long
@settings(max_examples=60)
@given(dossiers(max_parties=3))
def test_the_order_of_parties_changes_no_count(dossier: Dossier) -> None:
    turned = dataclasses.replace(dossier, parties=dossier.parties[::-1])
    one, other = solve(dossier), solve(turned)
    assert (one.packages, one.frontier.size) == (other.packages, other.frontier.size)


@pytest.mark.long
@settings(max_examples=60)
@given(dossiers(red_lines=False))
def test_another_red_line_never_adds_a_package(dossier: Dossier) -> None:
    issue, *others = dossier.issues
    line, *lines = issue.preferences
    red = dataclasses.replace(line, ratings=(dataclasses.replace(line.ratings[0], red_line=True), *line.ratings[1:]))
    stricter = dataclasses.replace(dossier, issues=(dataclasses.replace(issue, preferences=(red, *lines)), *others))
    before, after = solve(dossier).packages, solve(stricter).packages
    assert after.all == before.all
    assert after.allowed <= before.allowed
    assert after.acceptable <= before.acceptable


def test_an_observer_never_blocks_and_is_still_shown() -> None:
    dossier = parse_dossier(TWO)
    found = solve(dossier)
    without = solve(
        parse_dossier(
            "\n".join(
                x.partition(", o: ")[0] + "}" if ", o: " in x else x for x in TWO.splitlines() if "observer" not in x
            )
        )
    )
    assert found.packages == without.packages
    assert found.frontier.size == without.frontier.size
    assert found.deciding == ("a", "b")
    assert all("o" in point.utility for point in found.frontier.points)
    assert any(point.package["land"] == "l1" for point in found.frontier.points), "its red line forbids nothing"


def test_a_guarantor_blocks_as_a_principal_does() -> None:
    dossier = parse_dossier(TWO.replace("o: {name: O, role: observer}", "o: {name: O, role: guarantor, fallback: 60}"))
    found = solve(dossier)
    assert found.deciding == ("a", "b", "o")
    assert all(point.package["land"] != "l1" and point.gain["o"] >= 0 for point in found.frontier.points)


def test_where_nothing_is_acceptable_the_answer_says_so_and_nothing_is_made_up() -> None:
    found = solve(parse_dossier(TWO.replace("fallback: 20", "fallback: 90")))
    assert found.packages.allowed == 6
    assert found.packages.acceptable == 0
    assert found.frontier.complete
    assert found.frontier.points == ()
    assert found.solutions is None


def test_an_answer_names_its_inputs() -> None:
    dossier = parse_dossier(TWO)
    source = solve(dossier).provenance
    assert source.inputs == (("dossier two", dossier.hash),)
    assert source.version
    assert "middle of every interval" in source.method


def test_a_fallback_met_exactly_is_met() -> None:
    """One third and two thirds of a hundred have no exact float; a gain of nought is still a gain of nought."""
    text = TWO.replace("fallback: 20", "fallback: 37.5").replace("a: 6 l1", "a: 6 l1")
    found = solve(parse_dossier(text))
    listing = list_all(parse_dossier(text))
    assert found.packages.acceptable == len(listing.acceptable)
    assert any(0 in gains for gains in listing.gain.values()), "the case holds a package exactly at a fallback"


def test_roles_are_known_to_decide_or_not() -> None:
    assert [role.decides for role in Role] == [True, True, False]


def test_a_cap_that_lists_nothing_is_refused() -> None:
    for ask in (solve, frontier):
        with pytest.raises(SettlementError, match="a cap of 0"):
            ask(parse_dossier(TWO), 0)


@pytest.mark.long
@settings(max_examples=60)
@given(dossiers())
def test_the_frontier_and_the_fair_packages_may_be_had_alone(dossier: Dossier) -> None:
    whole, alone = solve(dossier), fair_packages(dossier)
    assert frontier(dossier) == whole.frontier
    assert (alone.solutions is None) == (whole.solutions is None)
    for one, other in zip(alone.solutions or (), whole.solutions or (), strict=True):
        assert (one.outcome, one.ties) == (other.outcome, other.ties)
