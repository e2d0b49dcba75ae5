"""The benchmark compares what it says it compares: peers and ours answer the same question on the same numbers."""

import time

import numpy as np
import pytest
from benchmarks.clock import timed
from benchmarks.plain import distinct, plain
from benchmarks.scenarios import Size, case

from benchmarks import peers, wording
from goodoffices import settlement
from goodoffices.dossier import read


@pytest.mark.parametrize("size", [Size(3, 2), Size(3, 4, exclusions=6), Size(4, 3, exclusions=3)])
def test_listing_with_numpy_finds_the_frontier_and_nash_product_that_the_settlement_finds(size):
    dossier = case(size)
    found = settlement.solve(dossier)
    ours = np.array([[one.utility[p] for p in found.deciding] for one in found.frontier.points])
    points, product = peers.numpy_paretoset(plain(dossier))
    assert np.array_equal(distinct(points), distinct(ours))
    gains = found.solutions.nash.outcome.gain
    assert product == pytest.approx(np.prod([gains[p] for p in found.deciding]), rel=1e-9)


def test_red_lines_and_linkages_close_the_same_packages_to_the_peer_that_lists():
    astana = read("examples/astana-2017/dossier.yaml")
    counted = int(peers.allowed(plain(astana)).sum())
    assert counted == settlement.solve(astana).packages.allowed


def test_a_case_is_the_same_for_the_same_seed_and_another_for_another():
    assert case(Size(3, 2)).hash == case(Size(3, 2)).hash
    assert case(Size(3, 2)).hash != case(Size(3, 2), seed=2).hash


def test_rows_that_differ_behind_nine_decimals_only_are_one_row():
    rows = np.array([[1.0, 2.0], [1.0 + 1e-13, 2.0 - 1e-13], [0.5, 2.0]])
    assert distinct(rows).tolist() == [[1.0, 2.0]]


def test_work_over_the_limit_is_stopped_and_says_so():
    laps: list[None] = []
    took = timed(lambda: [laps.append(time.sleep(0.01)) for _ in range(6000)], limit=1)
    assert (took.seconds, took.answer, took.why) == (None, None, "> 1 s")
    assert len(laps) < 6000


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.000456, "0.46 ms"), (0.0123, "12 ms"), (0.0996, "0.10 s"), (1.26, "1.3 s"), (9.96, "10 s"), (123.0, "120 s")],
)
def test_times_are_given_to_two_significant_digits(value, words):
    assert wording.seconds(value) == words
