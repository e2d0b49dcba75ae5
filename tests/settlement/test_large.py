"""Promises that hold at any size: counts without listing, one answer from different ways, honest limits."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.settlement.enumeration import best, key, list_all
from tests.settlement.programme import NothingAcceptableError
from tests.settlement.single import single_points
from tests.strategies import dossiers

from goodoffices.dossier import Dossier, parse_dossier
from goodoffices.settlement import solve
from goodoffices.settlement.engine import lattice
from goodoffices.settlement.engine.count import count_acceptable
from goodoffices.settlement.engine.dominance import SORT_FROM, count_pairs
from goodoffices.settlement.engine.lattice import Histogram, count_on_lattice
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.engine.walk import components
from goodoffices.settlement.outcomes import outcome


def opposed(issues: int, options: int, fallback: int, linkages: str = "") -> Dossier:
    """Two parties who want the opposite on every issue, all issues of the same weight."""
    names = [f"o{n}" for n in range(options)]
    lines = "\n".join(
        f"  i{n}: {{ask: Q?, options: {{{', '.join(f'{o}: {o}' for o in names)}}}, "
        f"a: 5 {' > '.join(names)}, b: 5 {' > '.join(reversed(names))}}}"
        for n in range(issues)
    )
    return parse_dossier(
        f"dossier: big\ntitle: Big\nparties:\n  a: {{name: A, role: principal, fallback: {fallback}}}\n"
        f"  b: {{name: B, role: principal, fallback: {fallback}}}\nissues:\n{lines}\n{linkages}"
    )


def test_a_thousand_million_million_packages_are_counted_exactly() -> None:
    """10^15 packages; the number whose levels sum to between 54 and 81 of 135, from the generating function."""
    ways = np.array([1], dtype=object)
    for _ in range(15):
        ways = np.convolve(ways, np.ones(10, dtype=object))
    found = solve(opposed(15, 10, 40)).packages
    assert found.all == 10**15
    assert found.allowed == 10**15
    assert found.acceptable == sum(int(n) for level, n in enumerate(ways) if 54 <= level <= 81)


def test_counts_beyond_sixty_four_bits_are_exact() -> None:
    found = solve(opposed(25, 10, 0)).packages
    assert found.all == found.allowed == found.acceptable == 10**25


def test_issues_linked_in_a_chain_do_not_multiply() -> None:
    """Twenty issues of ten options, each first option excluding the next issue's first: a known recurrence."""
    chain = "linkages:\n" + "\n".join(f"  - i{n}=o0 excludes i{n + 1}=o0" for n in range(19))
    free, held = 9, 1
    for _ in range(19):
        free, held = 9 * (free + held), free
    assert solve(opposed(20, 10, 0, chain)).packages.allowed == free + held


@settings(max_examples=40)
@given(dossiers(), st.integers(1, 6))
def test_when_the_work_is_limited_the_true_count_lies_within_the_bounds(dossier: Dossier, rows: int) -> None:
    model = central_model(dossier)
    need = np.array([model.need[p] for p in model.deciding])
    low, high = count_acceptable(components(model), need, rows=rows, boxes=rows)
    assert low <= len(list_all(dossier).acceptable) <= high


@pytest.mark.long
@settings(max_examples=40)
@given(dossiers(max_issues=3, max_options=3))
def test_the_rules_give_the_same_worth_with_and_without_the_frontier(dossier: Dossier) -> None:
    listing, model = list_all(dossier), central_model(dossier)
    if not listing.acceptable:
        with pytest.raises(NothingAcceptableError):
            single_points(model)
        return
    found = single_points(model)
    for rule in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        mine = listing.gain[key(outcome(model, getattr(found, rule)).package)]
        theirs = listing.gain[key(best(listing, rule)[0])]
        if rule == "nash":
            assert math.prod(g for g in mine if g > 0) == pytest.approx(
                float(math.prod(g for g in theirs if g > 0)), rel=1e-4
            )
        elif rule == "utilitarian":
            assert sum(mine) == pytest.approx(float(sum(theirs)), abs=1e-4)
        else:
            ideal = [max(listing.gain[key(x)][p] for x in listing.acceptable) for p in range(len(mine))]
            unit = [i or 1 for i in ideal] if rule == "kalai_smorodinsky" else [1] * len(mine)
            assert min(g / u for g, u in zip(mine, unit, strict=True)) == pytest.approx(
                float(min(g / u for g, u in zip(theirs, unit, strict=True))), abs=1e-4
            )


def mixed(issues: int, options: int, parties: int) -> Dossier:
    """Everybody wants something else: the order of party p on issue i is turned by (p + 1)(i + 1) places."""
    names = [f"o{n}" for n in range(options)]

    def line(p: int, i: int) -> str:
        turn = (p + 1) * (i + 1) % options
        return f"p{p}: {1 + (3 * i + 2 * p) % 7} {' > '.join(names[turn:] + names[:turn])}"

    who = "\n".join(f"  p{p}: {{name: P, role: principal, fallback: 30}}" for p in range(parties))
    what = "\n".join(
        f"  i{i}: {{ask: Q?, options: {{{', '.join(f'{o}: {o}' for o in names)}}}, "
        f"{', '.join(line(p, i) for p in range(parties))}}}"
        for i in range(issues)
    )
    return parse_dossier(f"dossier: mixed\ntitle: Mixed\nparties:\n{who}\nissues:\n{what}\n")


def test_a_frontier_beyond_the_cap_is_said_to_be_incomplete_and_the_rules_still_answer() -> None:
    dossier = mixed(5, 4, 3)
    full, capped = solve(dossier), solve(dossier, cap=10)
    assert full.frontier.complete
    assert full.frontier.size > 10
    assert not capped.frontier.complete
    assert capped.frontier.size is None
    assert len(capped.frontier.points) <= 10
    assert capped.packages == full.packages
    assert capped.ideal == pytest.approx(full.ideal, abs=1e-4)
    for one, other in zip(full.solutions, capped.solutions, strict=True):
        assert other.ties in {None, one.ties}
        if one.ties == 1:
            assert other.outcome.package == one.outcome.package


def test_packages_of_equal_worth_beyond_the_cap_are_counted_behind_one_that_stands_for_them() -> None:
    """Two who want the opposite of six issues alike: every package is on the frontier, 4^6 of them, 19 outcomes."""
    found = solve(opposed(6, 4, 0), cap=100).frontier
    assert found.complete
    assert found.size == 4**6
    assert len(found.points) == 6 * 3 + 1
    assert sum(found.equal) == found.size
    listed = solve(opposed(6, 4, 0)).frontier
    assert len(listed.points) == listed.size == 4**6
    assert {tuple(p.utility.values()) for p in listed.points} == {tuple(p.utility.values()) for p in found.points}


@settings(max_examples=40)
@given(dossiers(), st.integers(1, 12))
def test_a_cap_hides_no_package_silently(dossier: Dossier, cap: int) -> None:
    listing, found = list_all(dossier), solve(dossier, cap=cap).frontier
    if found.complete:
        assert found.size == sum(found.equal) == len(listing.frontier)
        assert all(dict(point.package) in listing.frontier for point in found.points)
    else:
        assert (found.size, found.equal) == (None, ())
        assert len(found.points) <= cap
        assert (len(found.points) > 0) == (found.epsilon is not None)
        assert len(list_all(dossier).allowed) > cap


def counted_by_looking(parts: list[Histogram], need: np.ndarray) -> int:
    total = 0
    for rows in product(*[range(len(part)) for part in parts]):
        worth = sum(part.worth[row] for part, row in zip(parts, rows, strict=True))
        if np.all(worth >= need):
            total += math.prod(int(part.many[row]) for part, row in zip(parts, rows, strict=True))
    return total


@settings(max_examples=150)
@given(st.integers(1, 3), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_counting_step_by_step_is_looking_at_each_combination(parties: int, count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    parts = [
        Histogram(chance.integers(-6, 7, (rows, parties)) * chance.integers(1, 4, parties), chance.integers(1, 4, rows))
        for rows in chance.integers(1, 6, count)
    ]
    need = chance.integers(-12, 13, parties)
    assert count_on_lattice(parts, need) == counted_by_looking(parts, need)


def test_what_the_lattice_cannot_hold_is_declined() -> None:
    four = [Histogram(np.ones((2, 4), dtype=np.int64), np.ones(2, dtype=np.int64))]
    assert count_on_lattice(four, np.zeros(4, dtype=np.int64)) is None
    chance = np.random.default_rng(3)
    fine = [Histogram(chance.integers(0, 10**9, (50, 3)), np.ones(50, dtype=np.int64)) for _ in range(2)]
    assert count_on_lattice(fine, np.zeros(3, dtype=np.int64)) is None


def test_both_exact_ways_agree_on_a_hundred_million_packages() -> None:
    model = central_model(mixed(8, 10, 3))
    need = np.array([model.need[p] for p in model.deciding])
    by_rows = count_acceptable(components(model), need)
    by_steps = count_acceptable(components(model), need, rows=50)
    assert by_rows == by_steps
    assert by_rows[0] == by_rows[1] > 0


sets = st.integers(1, 3).flatmap(
    lambda p: st.tuples(
        *[st.lists(st.tuples(*[st.integers(-9, 9)] * p), min_size=1, max_size=80)] * 2,
        st.tuples(*[st.integers(-9, 9)] * p),
    )
)


@given(sets, st.integers(0, 2**32 - 1))
def test_pairs_that_suffice_are_counted_as_looking_at_each_would(case: tuple, seed: int) -> None:
    a, b, need = (np.array(part, dtype=np.int64) for part in case)
    chance = np.random.default_rng(seed)
    many_a, many_b = chance.integers(1, 9, len(a)), chance.integers(1, 9, len(b))
    expected = sum(
        int(many_a[i] * many_b[j]) for i, j in product(range(len(a)), range(len(b))) if np.all(a[i] + b[j] >= need)
    )
    assert count_pairs(a, many_a, b, many_b, need) == expected


def test_both_ways_of_counting_pairs_agree_for_two_parties() -> None:
    chance = np.random.default_rng(7)
    a, b = (chance.integers(0, 1000, (n, 2)) for n in (33_000, 32_000))
    many_a, many_b = chance.integers(1, 5, len(a)), chance.integers(1, 5, len(b))
    assert len(a) * len(b) > SORT_FROM
    by_sorting = count_pairs(a, many_a, b, many_b, np.array([900, 1100]))
    ones = np.zeros((len(b), 1), dtype=np.int64)
    by_bits = count_pairs(
        np.hstack([a, np.zeros((len(a), 1), dtype=np.int64)]),
        many_a,
        np.hstack([b, ones]),
        many_b,
        np.array([900, 1100, 0]),
    )
    assert by_sorting == by_bits


@pytest.mark.parametrize("seed", range(6))
def test_the_tree_of_sums_counts_as_the_table_does(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(seed)
    parts = [
        Histogram(chance.integers(0, 9, (rows, 3)) * chance.integers(1, 4, 3), chance.integers(1, 4, rows))
        for rows in (40, 30, 5)
    ]
    need = np.array([12, 10, 14])
    by_table = count_on_lattice(parts, need)
    asked = []
    by_tree = lattice._sweep_by_tree
    monkeypatch.setattr(lattice, "SUMS", 0)
    monkeypatch.setattr(lattice, "_tree_additions", lambda *_: 0)
    monkeypatch.setattr(lattice, "_sweep_by_tree", lambda *of: asked.append(True) or by_tree(*of))
    assert count_on_lattice(parts, need) == by_table == counted_by_looking(parts, need)
    assert asked
