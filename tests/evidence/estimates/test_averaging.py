"""Decomposable graphs averaged: published and reference figures, and the likelihood written out."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import gammaln
from tests.evidence.estimates.known import (
    DATA,
    KOSOVO,
    KOSOVO_LISTS,
    kosovo,
    needs_data,
    published,
    quiet,
    spina_bifida,
)

from goodoffices.evidence.estimates import GraphPrior, read_table, table
from goodoffices.evidence.estimates.averaging import _log_parts, average
from goodoffices.evidence.estimates.graphs import decomposable, graph_name


def poisson_gamma(total):
    """N is Poisson with a mean from a gamma distribution of shape 13.14 and scale 55.17 (Madigan & York 1997)."""
    return gammaln(13.14 + total) - gammaln(total + 1) + total * np.log(55.17 / 56.17)


def test_there_are_8_61_822_and_18154_decomposable_graphs():
    assert [len(decomposable(lists).parts) for lists in (3, 4, 5, 6)] == [8, 61, 822, 18154]


def test_the_four_cycle_is_not_decomposable():
    names = {graph_name(decomposable(4), place, "ABCD") for place in range(61)}
    assert "[A B] [A D] [B C] [C D]" not in names
    assert {"[A B C D]", "[A] [B] [C] [D]", "[A B C] [B C D]"} <= names


@pytest.mark.parametrize(
    ("delta", "mean", "middle", "low", "high", "foremost"),
    [(0.0625, 12749.2, 12595, 9827, 16543, 0.986), (0.5, 11030.7, 11323, 4500, 14486, 0.889)],
)
def test_kosovo_is_as_the_reference_has_it(delta, mean, middle, low, high, foremost):
    """With the larger prior count some of the posterior lies on next to nobody missing, where grids differ."""
    found = average(kosovo(), GraphPrior(delta=delta, most_missing=20_000), quiet)
    slack = 3 if delta < 0.1 else 25
    assert found.mean == pytest.approx(mean, abs=slack)
    assert (found.figure.best, found.figure.low, found.figure.high) == pytest.approx((middle, low, high), abs=slack)
    assert found.graphs[0].probability == pytest.approx(foremost, abs=0.003)


def test_spina_bifida_is_as_published():
    found = average(spina_bifida(), GraphPrior(delta=1.0, total=poisson_gamma, most_missing=300), quiet)
    assert found.graphs[0].name == "[L1 L2] [L3]"
    assert found.graphs[0].probability == pytest.approx(0.37, abs=0.005)
    assert (found.mode, round(found.figure.best), round(found.graphs[0].median)) == (728, 731, 731)
    assert found.mean == pytest.approx(733.45, abs=0.1)
    assert (found.figure.low, found.figure.high) == pytest.approx((682, 797), abs=1)


@needs_data
@pytest.mark.parametrize(("name", "most"), [("NewOrl_5", 20_000), ("Western", 20_000), ("UKdat_5", 30_000)])
def test_five_lists_are_as_the_reference_has_them(name, most):
    expected = published()[name]["dga_2.0.2"][0]
    prior = GraphPrior(delta=expected["delta"], most_missing=most)
    found = average(read_table(DATA / f"{name}.csv"), prior, quiet)
    assert found.mean == pytest.approx(expected["mean"], rel=0.002)
    assert (found.figure.low, found.figure.high) == pytest.approx(tuple(expected["ci95"]), rel=0.003)


def test_the_grid_goes_on_until_next_to_nothing_lies_beyond():
    found = average(kosovo(), GraphPrior(), quiet)
    assert found.tail < 1e-4
    assert found.farthest > 5 * found.figure.high
    cut = average(kosovo(), GraphPrior(most_missing=8_000), quiet)
    assert cut.figure.high < found.figure.high


def test_where_nothing_bounds_the_total_the_interval_has_no_upper_end():
    counts = table("ABC", {(1, 0, 0): 30, (0, 1, 0): 30, (0, 0, 1): 30})
    found = average(counts, GraphPrior(delta=1e-4), quiet)
    assert found.tail > 0.025
    assert (found.figure.high, found.mean) == (None, None)


def test_the_likelihood_of_a_graph_is_what_its_cliques_and_separators_make():
    """[A B] [B C]: Dirichlet-multinomials of both pairs over that of B, written out from the counts."""
    counts = {(1, 0, 0): 5, (0, 1, 0): 4, (1, 1, 0): 3, (0, 0, 1): 2, (0, 1, 1): 6, (1, 1, 1): 1}
    missing, delta = 7.0, 0.5
    full = {**counts, (0, 0, 0): missing}

    def of(*lists):
        cells = {}
        for pattern, many in full.items():
            key = tuple(pattern[j] for j in lists)
            cells[key] = cells.get(key, 0) + many
        each, every = delta * 2 ** (3 - len(lists)), delta * 8
        parts = sum(gammaln(each + many) - gammaln(each) for many in cells.values())
        return gammaln(every) - gammaln(every + sum(full.values())) + parts

    graphs = decomposable(3)
    place = next(p for p in range(8) if graph_name(graphs, p, "ABC") == "[A B] [B C]")
    parts, _ = _log_parts(table("ABC", counts), GraphPrior(), delta, np.array([missing]))
    assert graphs.parts[place] @ parts[:, 0] == pytest.approx(of(0, 1) + of(1, 2) - of(1))


def test_neither_the_order_of_lists_nor_an_empty_list_plays_a_part():
    found = average(kosovo(), GraphPrior(), quiet)
    turned = {tuple(pattern[j] for j in (3, 1, 0, 2)): many for pattern, many in KOSOVO.items()}
    assert average(table([KOSOVO_LISTS[j] for j in (3, 1, 0, 2)], turned), GraphPrior(), quiet) == found
    wider = table((*KOSOVO_LISTS, "none"), {(*pattern, 0): many for pattern, many in KOSOVO.items()})
    assert average(wider, GraphPrior(), quiet) == found
