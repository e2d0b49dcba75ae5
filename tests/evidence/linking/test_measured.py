"""The study behind the tables of docs/methods/linking.md: made sets, truth known, and how often intervals hold it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from tests.evidence.linking.made import made_lists

from goodoffices.evidence.estimates import Figure
from goodoffices.evidence.linking.carry import CHAPMAN, estimators_for
from goodoffices.evidence.linking.sections import METHOD

ROOT = Path(__file__).parents[3]
SPEC = importlib.util.spec_from_file_location("measure_linking", ROOT / "scripts" / "measure_linking.py")
measuring = importlib.util.module_from_spec(SPEC)
sys.modules["measure_linking"] = measuring
SPEC.loader.exec_module(measuring)
PAGE = (ROOT / "docs" / "methods" / "linking.md").read_text(encoding="utf-8")
SMALL = measuring.Kind(300, (0.5, 0.4))


def made_set(*figures):
    return measuring.Set(SMALL, 90, 100, 95, 96.0, {CHAPMAN: figures})


def test_the_page_has_every_kind_and_method_with_the_sets_that_were_made():
    told = PAGE.partition(measuring.BEGIN)[2].partition(measuring.END)[0]
    many = len(measuring.SEEDS)
    for kind in measuring.KINDS:
        lists = len(kind.chances)
        assert f"| {lists} | {kind.people} | {many} | " in told
        for method in estimators_for(lists):
            (row,) = [line for line in told.splitlines() if line.startswith(f"| {lists} | {method} | ")]
            assert row.count(f" of {many} (") == 3


def test_the_coverage_that_every_answer_tells_is_the_measured_one():
    told = PAGE.partition(measuring.BEGIN)[2].partition(measuring.END)[0]
    held = [int(line.split("|")[5].split(" of ")[0]) for line in told.splitlines() if " of " in line and "+" in line]
    assert f"held it in {min(held)} to {max(held)} of {len(measuring.SEEDS)} sets" in METHOD


@pytest.mark.long
def test_a_made_set_is_judged_by_its_truth():
    found = measuring.measured(SMALL, 7, draws=5)
    _, truth = made_lists(300, SMALL.chances, 7)
    on = [set(each) for each in truth]
    true, likely, carried = found.figures[CHAPMAN]
    assert true.best == pytest.approx((len(on[0]) + 1) * (len(on[1]) + 1) / (len(on[0] & on[1]) + 1) - 1)
    assert found.right <= min(found.links, found.wanted)
    assert found.right / found.wanted > 0.85
    assert carried.high - carried.low > 0.8 * (likely.high - likely.low)


def test_sets_whose_interval_holds_the_truth_are_counted_and_the_distance_told():
    good, low, open_ended = Figure(300.0, 280.0, 320.0), Figure(270.0, 250.0, 299.0), Figure(330.0, 290.0, None)
    sets = [made_set(good, low, open_ended), made_set(good, good, low)]
    assert "| 2 | two lists (Chapman) | 2 of 2 (+0.0%) | 1 of 2 (−5.3%) | 1 of 2 (−0.5%) |" in measuring.coverage_table(
        sets
    )
    assert "| 2 | 300 | 2 | 0.900 | 0.947 | 1.011 |" in measuring.links_table(sets)
