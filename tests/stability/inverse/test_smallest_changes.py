"""The smallest changes of preference, against every preference there is."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from tests.stability.price.small_models import small_conflict

from goodoffices.stability.inverse import smallest_changes
from goodoffices.stability.model import conflict, two_by_two
from goodoffices.stability.solve import plain_is_stable

ORDERS = sorted(
    {tuple(int(x) for x in np.unique(levels, return_inverse=True)[1]) for levels in product(range(4), repeat=4)}
)
"""All weak orders of four states, as levels."""


def given_up(before, after) -> int:
    """Pairs of which one was strictly preferred and is no longer."""
    return sum(before[a] > before[b] and not after[a] > after[b] for a, b in product(range(len(before)), repeat=2))


def changed(graph, found):
    """The graph after the changes; each says truly which pairs it gives up."""
    levels = graph.levels.copy()
    for change in found.changes:
        levels[change.maker] = change.levels
        assert given_up(graph.levels[change.maker], change.levels) == len(change.pairs)
    return replace(graph, levels=levels)


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr"])
def test_no_preference_of_one_maker_does_it_with_fewer_pairs(concept):
    rng = np.random.default_rng(3)
    for _ in range(12):
        row, column = (ORDERS[rng.integers(len(ORDERS))] for _ in range(2))
        graph = conflict(two_by_two(row, column)).graph
        state = int(rng.integers(4))
        found = smallest_changes(graph, state, concept)
        for maker in range(2):
            pairs = sum(len(change.pairs) for change in found.changes if change.maker == maker)
            trials = [
                given_up(graph.levels[maker], order)
                for order in ORDERS
                if plain_is_stable(
                    replace(graph, levels=np.array([order if m == maker else graph.levels[m] for m in range(2)])),
                    maker,
                    state,
                    concept,
                )
            ]
            assert pairs == min(trials)


def test_no_preferences_of_two_makers_make_it_sequentially_stable_with_fewer_pairs():
    rng = np.random.default_rng(8)
    looked = 0
    while looked < 3:
        graph = conflict(two_by_two(ORDERS[rng.integers(len(ORDERS))], ORDERS[rng.integers(len(ORDERS))])).graph
        state = int(rng.integers(4))
        found = smallest_changes(graph, state, "seq")
        if found.how != "programme":
            continue
        looked += 1
        assert found.least == found.pairs
        costs = [[given_up(graph.levels[m], order) for order in ORDERS] for m in range(2)]
        cheaper = [
            (a, b)
            for (a, first), (b, second) in product(
                zip(ORDERS, costs[0], strict=True), zip(ORDERS, costs[1], strict=True)
            )
            if first + second < found.pairs
        ]
        assert not any(
            all(plain_is_stable(replace(graph, levels=np.array(pair)), m, state, "seq") for m in range(2))
            for pair in cheaper
        )


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr", "seq", "sseq"])
def test_after_the_changes_the_state_is_stable_for_all(concept):
    for seed in range(30):
        graph = small_conflict(seed).graph
        if graph.states > (10 if concept == "seq" else 16):
            continue
        for state in range(0, graph.states, 3):
            found = smallest_changes(graph, state, concept)
            assert found.least <= found.pairs
            again = changed(graph, found)
            assert all(plain_is_stable(again, maker, state, concept) for maker in range(len(graph.makers)))
