"""Shortest ways are shortest and legal; coalitions stand to their definition."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stability.made import random_graph

from goodoffices.errors import StabilityError
from goodoffices.stability.model import Maker, Model, Option, conflict
from goodoffices.stability.solve import coalitions_of, joint_reach, study_coalition, trace


def shortest_lengths(graph, start, kind):
    """Layer by layer over pairs of a state and who moved last."""
    layer, seen, found, length = {(start, -1)}, {(start, -1)}, {start: 0}, 0
    while layer:
        length += 1
        following = set()
        for state, last in layer:
            for maker in range(len(graph.makers)):
                for t in map(int, graph.moves(maker, state)) if maker != last else ():
                    change = graph.levels[maker, t] - graph.levels[maker, state]
                    if kind == "any" or change > 0 or (kind == "no_worse" and change == 0):
                        following.add((t, maker))
        layer = following - seen
        seen |= layer
        for state, _ in layer:
            found.setdefault(state, length)
    return found


@settings(max_examples=50)
@given(st.integers(0, 10**9), st.sampled_from(["any", "no_worse", "improving"]))
def test_ways_are_legal_and_as_short_as_can_be(seed, kind):
    graph = random_graph(seed, most_options=5)
    ways = trace(graph, 0, kind)
    assert {state: len(ways.way(state)) for state in ways.reached} == shortest_lengths(graph, 0, kind)
    for state in ways.reached:
        steps = ways.way(state)
        assert [step.after for step in steps[-1:]] == ([state] if steps else [])
        assert all(a.after == b.before and a.maker != b.maker for a, b in pairwise(steps))
        for step in steps:
            assert step.after in graph.moves(step.maker, step.before)
            change = graph.levels[step.maker, step.after] - graph.levels[step.maker, step.before]
            assert kind == "any" or change > 0 or (kind == "no_worse" and change == 0)
    assert all(ways.way(state) is None for state in range(graph.states) if state not in ways.reached)


def plainly_held(graph, members, state, concept):
    """A coalition's stability, as it is defined."""
    outside = [maker for maker in range(len(graph.makers)) if maker not in members]

    def gains(t):
        return all(graph.levels[maker, t] > graph.levels[maker, state] for maker in members)

    def deterred(t):
        replies = joint_reach(graph, outside, t, improving=concept in {"seq", "sseq"})
        return any(
            not gains(x)
            and (concept not in {"smr", "sseq"} or not any(gains(h) for h in joint_reach(graph, members, x)))
            for x in replies
        )

    return all(concept != "nash" and deterred(t) for t in joint_reach(graph, members, state) if gains(t))


@pytest.mark.long
@settings(max_examples=25)
@given(st.integers(0, 10**9))
def test_what_holds_against_a_coalition_is_what_the_definition_says(seed):
    graph = random_graph(seed, most_options=4)
    for members in coalitions_of(len(graph.makers), 2):
        study = study_coalition(graph, members)
        for concept, held in study.stable.items():
            assert list(held) == [s for s in range(graph.states) if plainly_held(graph, members, s, concept)]


def test_all_makers_together_are_answered_by_nobody():
    graph = random_graph(3, most_options=4)
    everybody = tuple(range(len(graph.makers)))
    assert len(set(study_coalition(graph, everybody).stable.values())) == 1


def test_a_model_too_large_for_coalitions_or_ways_is_refused_in_words():
    makers = (Maker("a"), Maker("b"))
    options = tuple(Option(f"o{k}", "ab"[k % 2]) for k in range(12))
    graph = conflict(Model("large", makers, options)).graph
    with pytest.raises(StabilityError, match="up to 2,048 states"):
        study_coalition(graph, (0, 1))
    huge = replace(conflict(Model("huge", makers, (*options, *(Option(f"p{k}", "a") for k in range(5))))).graph)
    with pytest.raises(StabilityError, match="up to 65,536 states"):
        trace(huge, 0)
