"""Promises of the frontier by itself: it is what listing every package would give, at any size and whatever is tied."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paretoset import paretoset
from tests.settlement.enumeration import list_all
from tests.strategies import dossiers

from goodoffices.dossier import Dossier, parse_dossier
from goodoffices.settlement.answer import frontier, solve
from goodoffices.settlement.engine.frontier import FRONTIER_CAP, most_rows, pareto_rows
from goodoffices.settlement.engine.model import central_model
from goodoffices.settlement.engine.partial import Codes, Partial, equal_as_one, non_dominated
from goodoffices.settlement.engine.walk import components


def made_up(issues: int, options: int, parties: int, fallback: int, seed: int = 1, linkages: int = 0) -> Dossier:
    """Whole weights 1..10 and whole values 0..100, drawn from the seed; pairs of options that exclude each other."""
    rng = np.random.default_rng(seed)
    lines = ["dossier: made-up", "title: Made up", "parties:"]
    lines += [f"  p{p}: {{name: P{p}, role: principal, fallback: {fallback}}}" for p in range(parties)]
    lines.append("issues:")
    for issue in range(issues):
        lines += [f"  i{issue}:", "    ask: Q?"]
        lines.append(f"    options: {{{', '.join(f'o{o}: answer {o}' for o in range(options))}}}")
        for party in range(parties):
            values = rng.integers(0, 101, options)
            worst, best = rng.permutation(options)[:2]
            values[worst], values[best] = 0, 100
            weight = rng.integers(1, 11)
            lines.append(f"    p{party}: {weight} {' '.join(f'o{o}:{v}' for o, v in enumerate(values))}")
    lines += ["linkages:"] if linkages else []
    for _ in range(linkages):
        (one, other), (a, b) = sorted(rng.permutation(issues)[:2]), rng.integers(0, options, 2)
        lines.append(f"  - i{one}=o{a} excludes i{other}=o{b}")
    return parse_dossier("\n".join(lines) + "\n")


@pytest.mark.long
@settings(max_examples=40)
@given(dossiers())
def test_the_frontier_is_what_listing_every_package_gives(dossier: Dossier) -> None:
    found, expected = frontier(dossier), list_all(dossier).frontier
    assert (found.complete, found.epsilon, found.size) == (True, 0.0, len(expected))
    assert [dict(point.package) for point in found.points] == expected


@settings(max_examples=25)
@given(dossiers())
def test_the_frontier_alone_is_the_one_of_the_whole_answer(dossier: Dossier) -> None:
    assert frontier(dossier) == solve(dossier).frontier


def test_a_million_packages_of_four_parties_as_another_library_finds_them() -> None:
    """Every package in one array, filtered by paretoset."""
    dossier = made_up(6, 10, 4, 60)
    model = central_model(dossier)
    worth = np.zeros((1, 4), dtype=np.int64)
    for units in model.units:
        worth = (worth[:, None, :] + units[None, :, :]).reshape(-1, 4)
    good = np.flatnonzero(np.all(worth >= np.array(model.need), axis=1))
    front = good[paretoset(worth[good], sense=["max"] * 4, distinct=False, use_numba=False)].tolist()
    found = frontier(dossier).points
    place = np.ravel_multi_index(found.choice.T.astype(np.int64), (10,) * 6)
    assert len(front) > 100
    assert place.tolist() == front


@pytest.mark.long
def test_a_search_that_needs_too_many_rows_gives_up_within_its_memory() -> None:
    """Eight parties, 10^10 packages: the search looks at no more rows than it says, and takes no more memory."""
    model = central_model(made_up(10, 10, 8, 20))
    tracemalloc.start()
    found = pareto_rows(components(model), 10, np.array(model.need), FRONTIER_CAP)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found is None
    assert most_rows(8, 1) <= 375_000
    assert peak < 500_000_000


@pytest.mark.long
def test_twelve_parties_and_a_million_million_packages_end_without_a_list() -> None:
    found = frontier(made_up(12, 10, 12, 30), cap=2_000)
    assert (found.size, found.complete, found.epsilon, len(found.points)) == (None, False, None, 0)


@given(st.lists(st.integers(1, 2**16 - 1), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_a_code_gives_back_the_options_and_orders_by_them(radix: list[int], chance) -> None:
    code = Codes.of(radix)
    packages = [[chance.randrange(r) for r in radix] for _ in range(6)]
    coded = np.array([np.sum([code.digit(i, o) for i, o in enumerate(x)], axis=0) for x in packages])
    assert code.choice(coded).tolist() == packages
    assert sorted(packages) == [packages[row] for row in np.lexsort(coded.T[::-1])]


def test_sixty_issues_of_ten_options_have_codes_too() -> None:
    code = Codes.of([10] * 60)
    last = np.sum([code.digit(issue, 9) for issue in range(60)], axis=0)
    assert code.choice(last[None, :]).tolist() == [[9] * 60]
    assert code.words == 4


rows = st.integers(1, 4).flatmap(lambda p: st.lists(st.tuples(*[st.integers(-3, 3)] * p), min_size=1, max_size=40))


@given(rows)
def test_rows_of_equal_worth_become_the_first_with_the_number_of_all(worth: list[tuple[int, ...]]) -> None:
    units = np.array(worth, dtype=np.int64)
    code = np.arange(len(worth))[::-1, None].astype(np.int64)
    found = equal_as_one(Partial(units, code, np.full(len(worth), 2)))
    mine = {tuple(u): (int(c[0]), int(m)) for u, c, m in zip(found.units.tolist(), found.code, found.many, strict=True)}
    assert len(mine) == len(found)
    assert mine == {
        u: (len(worth) - 1 - max(i for i, v in enumerate(worth) if v == u), 2 * worth.count(u)) for u in worth
    }


@given(rows)
def test_the_filter_keeps_what_no_other_row_betters(worth: list[tuple[int, ...]]) -> None:
    def betters(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
        return a != b and all(x >= y for x, y in zip(a, b, strict=True))

    expected = [not any(betters(other, row) for other in worth) for row in worth]
    assert non_dominated(np.array(worth, dtype=np.int64)).tolist() == expected


def test_multiplicities_beyond_sixty_four_bits_stay_exact() -> None:
    """Forty issues on which all ten options are alike, and one that matters: 10^40 packages stand behind each point."""
    alike = "\n".join(
        f"  i{n}: {{ask: Q?, options: {{{', '.join(f'o{o}: x' for o in range(10))}}}, "
        f"a: 1 {' '.join(f'o{o}:50' for o in range(10))}, b: 0}}"
        for n in range(40)
    )
    dossier = parse_dossier(
        "dossier: many\ntitle: Many\nparties:\n  a: {name: A, role: principal, fallback: 0}\n"
        "  b: {name: B, role: principal, fallback: 0}\nissues:\n"
        f"{alike}\n  last: {{ask: Q?, options: {{x: x, y: y}}, a: 5 x > y, b: 5 y > x}}\n"
    )
    found = frontier(dossier)
    assert found.complete
    assert found.equal == (10**40, 10**40)
    assert found.size == 2 * 10**40
