"""Who is who, drawn: by the weights that the documentation writes out, as many pairs as expected, and none twice."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import comb

import numpy as np
import pytest
from tests.evidence.linking.made import linked

from goodoffices.evidence.linking import Pair, Pairs
from goodoffices.evidence.linking.drawing import APART, drawn, neighbours, started
from goodoffices.evidence.linking.kernels.partitions import run


def pairs_of(records, *told):
    chances = tuple(Pair(*each) for each in told)
    sums = sum(pair.probability for pair in chances)
    return Pairs(tuple((place, 0) for place in range(records)), chances, len(told), comb(records, 2), sums, 0.0)


def sorted_ways(records):
    """Every way to sort so many records into persons, as the person of each."""
    ways = [()]
    for _ in range(records):
        ways = [(*way, person) for way in ways for person in range(max(way, default=-1) + 2)]
    return ways


def log_weight(way, odds, shift):
    total = 0.0
    for person in set(way):
        here = [record for record, who in enumerate(way) if who == person]
        inside = sum(odds.get(pair, APART) for pair in combinations(here, 2))
        total += 2 * inside / len(here) + shift * (len(here) - 1)
    return total


@pytest.mark.long
@pytest.mark.parametrize("shift", [0.0, 1.5])
def test_each_way_to_sort_four_records_is_drawn_as_often_as_its_weight(shift):
    told = ((0, 1, 0.7), (0, 2, 0.4), (1, 2, 0.3), (2, 3, 0.6))
    pairs = pairs_of(4, *told)
    odds = {(one, other): np.log(chance / (1 - chance)) for one, other, chance in told}
    # Persons grow by pairs; ways with a person whose records no pair joins weigh next to nothing and are left out.
    ways = [way for way in sorted_ways(4) if not (way[0] == way[3] != way[2]) and not (way[1] == way[3] != way[2])]
    weights = np.exp([log_weight(way, odds, shift) for way in ways])
    expected = dict(zip(ways, weights / weights.sum(), strict=True))
    rng, state, near = np.random.default_rng(3), started(4), neighbours(pairs)
    rounds = 40_000
    met = Counter()
    for _ in range(rounds):
        run(rng, near, state, shift, 1)
        met[_named(state.person)] += 1
    for way, share in expected.items():
        assert met[way] / rounds == pytest.approx(share, abs=0.012), way


def _named(person):
    """Persons numbered in the order in which they are met."""
    order = {}
    return tuple(order.setdefault(int(who), len(order)) for who in person)


@pytest.mark.long
def test_as_many_pairs_are_of_one_person_as_the_probabilities_add_up_to():
    _, _, found = linked()
    met = [sum(comb(int(size), 2) for size in np.bincount(who)) for who in drawn(found.pairs, 60, 2)]
    assert np.mean(met) == pytest.approx(sum(pair.probability for pair in found.pairs.pairs), rel=0.03)


def test_a_record_that_may_be_one_of_two_persons_is_one_of_them_and_not_both():
    """Nothing speaks for records 0 and 1 being one person, and much for each of them being record 2."""
    many = [(3 * n + a, 3 * n + 2, 0.5) for n in range(50) for a in (0, 1)]
    for who in drawn(pairs_of(150, *many), 20, 1):
        both = [who[3 * n] == who[3 * n + 1] for n in range(50)]
        assert sum(both) < 10


def test_a_pair_that_a_person_decided_is_in_every_draw():
    pairs = pairs_of(4, (0, 1, 1.0), (1, 2, 0.999), (2, 3, 1.0))
    assert all(who[0] == who[1] and who[2] == who[3] for who in drawn(pairs, 50, 4))


@pytest.mark.long
def test_the_same_pairs_and_seed_give_the_same_draws_and_another_seed_others():
    _, _, found = linked()
    one, again, other = (list(drawn(found.pairs, 3, seed)) for seed in (1, 1, 2))
    assert all((a == b).all() for a, b in zip(one, again, strict=True))
    assert any((a != b).any() for a, b in zip(one, other, strict=True))


def test_where_no_two_records_are_a_pair_everybody_is_a_person_of_their_own():
    assert [who.tolist() for who in drawn(pairs_of(3), 2, 1)] == [[0, 1, 2]] * 2
