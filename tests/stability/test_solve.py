"""Every verdict by the kernels is that of the definition, and the concepts stand to each other as they are said to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stability.made import random_graph, random_model

from goodoffices.stability.model import conflict
from goodoffices.stability.solve import best_on, joint_reach, least_after, plain_stability, solve


def by_maker(found):
    return [[int(s) for s in np.flatnonzero(row)] for row in found]


def assert_as_defined(graph):
    solution = solve(graph, strength=True)
    for strongly, found in ((False, solution.stable), (True, solution.strongly)):
        for concept, expected in plain_stability(graph, strongly=strongly).items():
            assert by_maker(found[concept]) == expected, (concept, strongly)


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_every_verdict_is_that_of_the_definition_on_a_thousand_small_models(part):
    for seed in range(250 * part, 250 * (part + 1)):
        assert_as_defined(random_graph(seed, most_options=4))


@settings(max_examples=20)
@given(st.integers(10_000, 10**9))
def test_every_verdict_is_that_of_the_definition_on_larger_models(seed):
    assert_as_defined(random_graph(seed, most_options=5))


def test_the_made_models_have_all_that_can_make_a_difference():
    graphs = [random_graph(seed, most_options=4) for seed in range(200)]
    models = [random_model(seed, most_options=4) for seed in range(200)]
    assert {len(graph.makers) for graph in graphs} == {2, 3, 4}
    assert any(not graph.is_transitive for graph in graphs)
    assert any(graph.states < 2 ** len(model.options) for graph, model in zip(graphs, models, strict=True))
    assert any(len(set(level)) < graph.states for graph in graphs for level in graph.levels.tolist())
    assert {option.moves for model in models for option in model.options} == {"both", "forward", "back", "none"}


@given(st.integers(0, 10**9))
def test_nash_implies_smr_implies_gmr_and_seq_implies_gmr(seed):
    stable = solve(random_graph(seed)).stable
    for strict, lenient in (
        ("nash", "smr"),
        ("smr", "gmr"),
        ("nash", "sseq"),
        ("sseq", "seq"),
        ("seq", "gmr"),
        ("sseq", "smr"),
    ):
        assert bool(np.all(~stable[strict] | stable[lenient])), (strict, lenient)


@pytest.mark.long
@given(st.integers(0, 10**9))
def test_strong_stability_implies_stability(seed):
    solution = solve(random_graph(seed), strength=True)
    assert all(bool(np.all(~strong | solution.stable[c])) for c, strong in solution.strongly.items())


@given(st.integers(0, 10**9))
def test_what_the_others_leave_is_the_least_of_what_they_can_bring_a_state_to(seed):
    graph = random_graph(seed, most_options=4)
    worth = np.random.default_rng(seed).normal(size=graph.states).round(1)
    others = list(range(1, len(graph.makers)))
    for improving in (False, True):
        found = least_after(graph, 0, worth, improving=improving)
        for t in range(graph.states):
            reached = joint_reach(graph, others, t, improving=improving) | {t}
            assert found[t] == min(worth[x] for x in reached)
    best = best_on(graph, 0, worth)
    assert all(best[x] == max(worth[[x, *graph.moves(0, x)]]) for x in range(graph.states))


def test_a_model_of_a_thousand_states_gives_what_the_definition_gives_for_a_sample_of_them():
    graph = conflict(random_model(5, most_options=10, barred=False)).graph
    assert graph.states > 100
    from goodoffices.stability.solve import plain_is_stable

    solution = solve(graph)
    for state in range(0, graph.states, max(1, graph.states // 8)):
        for concept, found in solution.stable.items():
            for maker in range(len(graph.makers)):
                assert found[maker, state] == plain_is_stable(graph, maker, state, concept)
