"""Log-linear models: published figures, closed forms, and whether an estimate exists."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.estimates.known import (
    DATA,
    KOSOVO,
    KOSOVO_LISTS,
    kosovo,
    needs_data,
    no_estimate,
    published,
    quiet,
    spina_bifida,
)

from goodoffices.evidence.estimates import read_table, table
from goodoffices.evidence.estimates.fitting import basis, existing_cells, largest_likelihood
from goodoffices.evidence.estimates.hierarchy import closed, design, every_model, model_name
from goodoffices.evidence.estimates.loglinear import fit_family, fit_model, with_interval
from goodoffices.evidence.estimates.two_lists import of_two_lists

PATTERNS = [pattern for pattern in product((0, 1), repeat=3) if any(pattern)]
tables_of_three = st.lists(st.integers(0, 40), min_size=7, max_size=7).filter(lambda many: sum(map(bool, many)) > 3)


def terms(counts, name):
    """The model of a name as it is printed."""
    groups = [part.strip("[ ").split() for part in name.split("]") if part]
    return closed(sum(1 << counts.lists.index(word) for word in group) for group in groups)


@pytest.fixture(scope="module")
def family():
    return fit_family(kosovo(), quiet)


def test_all_hierarchical_models_of_two_to_five_lists_are_1_8_113_and_6893():
    assert [len(set(every_model(lists))) for lists in (2, 3, 4, 5)] == [1, 8, 113, 6893]


def test_kosovo_has_the_published_figure_with_its_profile_interval(family):
    best = family.best
    assert (family.fitted, family.complete, family.without) == (113, True, 0)
    assert best.name == "[ABA EXH OSCE] [EXH HRW] [HRW OSCE]"
    assert best.best == pytest.approx(10356.52, abs=0.01)
    assert (best.deviance, best.freedom, best.existence) == (pytest.approx(9.32267, abs=1e-5), 4, "exists")
    assert (best.low, best.high) == (pytest.approx(8994.3, abs=0.5), pytest.approx(12110.4, abs=0.5))


def test_the_next_two_models_of_kosovo_fit_as_well_and_say_other_things(family):
    second, third = family.models[1:3]
    assert (second.best, third.best) == (pytest.approx(12740.97, abs=0.01), pytest.approx(18393.31, abs=0.01))
    assert third.bic - family.best.bic < 1


@needs_data
@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("UKdat_5", "[GO GP] [GO NG] [GP NG] [GP PFNCA] [LA NG] [LA PFNCA]"),
        ("UKdat", "[GO GP] [GO NG] [GP NG] [GP PF] [LA NG] [LA PF] [NCA PF]"),
        ("NewOrl_5", "[A] [BEFG] [C] [D] [H]"),
        ("Western", "[A E] [B] [C] [D]"),
    ],
)
def test_the_models_that_others_published_give_their_figures_here(name, model):
    """The reference gives Wald intervals, which differ a little from the profile likelihood's."""
    expected = published()[name]["SparseMSE_2.0.1_stepwise"]
    counts = read_table(DATA / f"{name}.csv")
    found = with_interval(counts, fit_model(counts, terms(counts, model)))
    assert round(found.best) == expected["N"]
    assert (found.low, found.high) == pytest.approx(tuple(expected["ci95"]), rel=0.04)


@needs_data
def test_the_tables_carried_over_are_the_shared_ones():
    assert read_table(DATA / "Kosovo.csv") == kosovo()
    assert read_table(DATA / "madigan_york_3list.csv") == spina_bifida()
    assert read_table(DATA / "Artificial_3.csv") == no_estimate()


def test_two_lists_are_lincoln_petersen_and_chapman():
    counts = table("AB", {(1, 0): 40, (0, 1): 65, (1, 1): 10})
    found = of_two_lists(counts)
    assert found.lincoln_petersen == 50 * 75 / 10
    assert fit_model(counts, frozenset({1, 2})).best == pytest.approx(375)
    assert found.chapman.best == 51 * 76 / 11 - 1
    assert counts.seen < found.chapman.low < found.chapman.best < found.chapman.high


def test_two_lists_without_an_overlap_have_no_lincoln_petersen_estimate():
    counts = table("AB", {(1, 0): 4, (0, 1): 6})
    assert of_two_lists(counts).lincoln_petersen is None
    assert fit_model(counts, frozenset({1, 2})).existence == "none"


def test_two_lists_of_the_same_people_miss_nobody():
    assert of_two_lists(table("AB", {(1, 1): 9})).chapman.best == 9


@pytest.mark.parametrize(
    ("model", "existence", "best"),
    [
        ("[A] [B] [C]", "exists", 539.09),
        ("[A B] [C]", "none", None),
        ("[A C] [B]", "boundary", 396),
        ("[A C] [B C]", "boundary", 296),
        ("[A B] [A C] [B C]", "none", None),
    ],
)
def test_where_overlaps_are_empty_it_is_known_whether_an_estimate_exists(model, existence, best):
    """With both [A C] and [B C] the empty overlaps are all accounted for: 40 × 30 / 6 are missing of 96 seen."""
    found = fit_model(no_estimate(), terms(no_estimate(), model))
    assert found.existence == existence
    assert found.best == (None if best is None else pytest.approx(best, abs=0.01))


@given(st.lists(st.integers(1, 50), min_size=7, max_size=7))
def test_three_lists_with_all_pairs_have_their_closed_form(many):
    n = dict(zip(PATTERNS, many, strict=True))
    counts = table("ABC", n)
    odd = n[1, 1, 1] * n[1, 0, 0] * n[0, 1, 0] * n[0, 0, 1]
    even = n[1, 1, 0] * n[1, 0, 1] * n[0, 1, 1]
    assert fit_model(counts, terms(counts, "[A B] [A C] [B C]")).missing == pytest.approx(odd / even, rel=1e-5)


@given(tables_of_three, st.sampled_from(sorted(every_model(3), key=sorted)))
def test_a_fitted_model_keeps_the_totals_it_is_made_of(many, model):
    """The likelihood equations: expected and observed counts agree in every term, and only empty cells are given up."""
    matrix, counts = design(model, 3), np.array(many, dtype=float)
    kept = existing_cells(matrix, counts)
    columns, _ = basis(matrix[kept], np.eye(matrix.shape[1])[0])
    expected = np.exp(largest_likelihood(columns, counts[kept]))
    assert kept[counts > 0].all()
    np.testing.assert_allclose(matrix[kept].T @ expected, matrix.T @ counts, atol=1e-3)


@settings(max_examples=8)
@given(tables_of_three, st.permutations(range(3)), st.randoms(use_true_random=False))
def test_neither_the_order_of_lists_nor_of_rows_changes_anything(many, order, chance):
    counts = dict(zip(PATTERNS, many, strict=True))
    turned = [(tuple(pattern[j] for j in order), n) for pattern, n in counts.items()]
    chance.shuffle(turned)
    first, second = table("ABC", counts), table(["ABC"[j] for j in order], dict(turned))
    assert (first.lists, first.counts) == (second.lists, second.counts)
    assert fit_family(first, quiet) == fit_family(second, quiet)


def test_an_empty_list_changes_nothing(family):
    wider = table((*KOSOVO_LISTS, "none"), {(*pattern, 0): many for pattern, many in KOSOVO.items()})
    assert fit_family(wider, quiet) == family


def test_many_lists_are_searched_in_steps_and_nothing_is_said_to_be_complete():
    ring = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)]
    rows = {tuple(int(j in pair) for j in range(6)): 9 for pair in ring}
    rows |= {tuple(int(j == k) for j in range(6)): 40 + k for k in range(6)}
    found = fit_family(table("ABCDEF", rows), quiet)
    assert not found.complete
    assert found.fitted < 400
    assert found.models


def test_a_model_is_named_by_its_largest_terms():
    assert model_name(closed([0b111, 0b1001]), KOSOVO_LISTS) == "[EXH ABA OSCE] [EXH HRW]"
