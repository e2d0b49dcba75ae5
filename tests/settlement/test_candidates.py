"""Which packages are laid side by side, and why."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.settlement.sample import coast, stuck
from tests.strategies import dossiers

from goodoffices.settlement import Counts, Frontier, Outcome, Settlement, Solution, Solutions, solve
from goodoffices.settlement.candidates import FEWEST, NEAR_BEST, candidates, clauses_apart, nash_product, worst_share
from goodoffices.settlement.clauses import changes, stakes
from goodoffices.values import Provenance


def outcome(code: str, one: float, two: float) -> Outcome:
    package = {f"i{place}": option for place, option in enumerate(code)}
    return Outcome(package, {"p": one, "q": two}, {"p": one, "q": two})


def settlement(points: list[Outcome], nash: Outcome, other: Outcome) -> Settlement:
    ideal = {party: max(point.utility[party] for point in points) for party in ("p", "q")}
    rules = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
    chosen = (nash, nash, nash, other)
    return Settlement(
        parties=("p", "q"),
        deciding=("p", "q"),
        fallback={"p": 0.0, "q": 0.0},
        ideal=ideal,
        packages=Counts(16, 16, len(points), (len(points), len(points))),
        frontier=Frontier(size=len(points), complete=True, points=tuple(points), equal=(1,) * len(points)),
        solutions=Solutions(*(Solution(rule, point, 1) for rule, point in zip(rules, chosen, strict=True))),
        texts=(),
        provenance=Provenance("by hand", (), "0"),
    )


def test_rules_that_agree_share_one_candidate_under_all_their_names():
    best, sum_best = outcome("aaaa", 50, 50), outcome("aaab", 80, 30)
    found = candidates(settlement([best, sum_best], best, sum_best))
    assert [(c.letter, c.name) for c in found] == [
        ("A", "Nash, Kalai–Smorodinsky and Egalitarian"),
        ("B", "Utilitarian"),
    ]
    assert "product" in found[0].reason
    assert "smallest gain" in found[0].reason


def test_fewer_than_three_are_filled_up_with_the_package_that_differs_most_among_the_even_handed():
    best, sum_best = outcome("aaaa", 50, 50), outcome("aaab", 80, 30)
    far_but_uneven, near, far = outcome("bbbb", 80, 1), outcome("aaba", 52, 48), outcome("bbba", 48, 51)
    found = candidates(settlement([best, sum_best, far_but_uneven, near, far], best, sum_best))
    assert [c.name for c in found][2:] == ["Alternative"]
    assert found[2].outcome == far
    assert "at least 3 clauses" in found[2].reason


def test_of_equally_different_packages_the_one_with_the_better_worst_share_is_added():
    best, sum_best = outcome("aaaa", 50, 50), outcome("aaab", 80, 30)
    worse, better = outcome("abba", 55, 49), outcome("baba", 60, 47)
    found = candidates(settlement([best, sum_best, worse, better], best, sum_best))
    assert found[2].outcome == better


def test_nothing_is_added_that_is_already_there():
    best = outcome("aaaa", 50, 50)
    assert len(candidates(settlement([best], best, best))) == 1


def test_nothing_acceptable_leaves_no_candidate():
    assert candidates(solve(stuck())) == ()


def test_a_frontier_too_large_to_list_still_gives_the_packages_of_the_rules():
    found = solve(coast())
    unlisted = dataclasses.replace(found, frontier=Frontier(size=None, complete=False, points=()))
    names = [c.name for c in candidates(unlisted)]
    assert names
    assert "Alternative" not in names


@pytest.mark.long
@given(dossiers())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_candidates_are_different_packages_of_the_frontier_and_added_ones_nearly_as_even_handed(dossier):
    found = solve(dossier, 2000)
    assume(found.solutions is not None and found.frontier.complete)
    chosen = candidates(found)
    packages = [tuple(sorted(c.outcome.package.items())) for c in chosen]
    assert len(set(packages)) == len(packages)
    assert len(chosen) <= 4
    named = [candidate for candidate in chosen if candidate.name != "Alternative"]
    assert len(named) == len({tuple(sorted(s.outcome.package.items())) for s in found.solutions})
    assert len(chosen) <= max(len(named), FEWEST), "alternatives are added only where there are fewer than three"
    best = max(worst_share(found, point) for point in found.frontier.points)
    even = [point for point in found.frontier.points if worst_share(found, point) >= NEAR_BEST * best + 1e-6]
    left_out = [point for point in even if tuple(sorted(point.package.items())) not in packages]
    assert len(chosen) >= FEWEST or not left_out, "fewer than three only where no other is nearly as even-handed"
    for candidate in chosen:
        assert dict(candidate.outcome.package) in [dict(point.package) for point in found.frontier.points]
        if candidate.name == "Alternative":
            assert worst_share(found, candidate.outcome) >= NEAR_BEST * best - 1e-6


@given(dossiers())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_the_changes_clause_by_clause_add_up_to_the_whole_change_where_nothing_interacts(dossier):
    plain = dataclasses.replace(dossier, interactions=())
    found = solve(plain, 2000)
    assume(found.solutions is not None)
    before, after = found.solutions.nash.outcome, found.solutions.utilitarian.outcome
    total = dict.fromkeys(found.parties, 0.0)
    for issue in plain.issues:
        for party, points in changes(plain, issue, before.package[issue.id], after.package[issue.id]).items():
            total[party] += points
    for party in found.parties:
        assert total[party] == pytest.approx(after.utility[party] - before.utility[party], abs=1e-5)


def test_a_party_gains_on_its_best_option_gives_on_its_worst_and_neither_when_silent():
    dossier = coast()
    port, road, _ = dossier.issues
    held = {stake.party: stake for stake in stakes(dossier, port, "coast")}
    assert (held["coast"].gains, held["coast"].gives, held["coast"].weight) == (True, False, 9.0)
    assert (held["hill"].gains, held["hill"].gives) == (False, True)
    silent = next(stake for stake in stakes(dossier, road, "now") if stake.party == "bank")
    assert (silent.share, silent.gains, silent.gives, silent.points) == (None, False, False, 0.0)


def test_half_of_what_could_be_had_is_neither_gain_nor_gift():
    dossier = coast()
    held = {stake.party: stake for stake in stakes(dossier, dossier.issues[0], "joint")}
    assert held["coast"].share == pytest.approx(2 / 3)
    assert not held["coast"].gains
    assert not held["coast"].gives


def test_distance_counts_only_the_clauses_that_a_text_settles():
    assert clauses_apart({"a": "x"}, {"a": "y", "b": "z"}) == 1
    assert clauses_apart({"a": "x"}, {"a": "x", "b": "z"}) == 0


def test_a_party_that_gains_nothing_makes_the_product_nothing():
    point = outcome("a", 0.0, 40.0)
    assert nash_product(settlement([point], point, point), point) == 0
