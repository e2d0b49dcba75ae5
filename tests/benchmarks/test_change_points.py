"""The benchmark of change points measures agreement as it was published, on series whose changes are known."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from benchmarks.covering import cover, f1
from tests.ceasefire.signals.known import needs_turing, turing

from benchmarks import change_points


@needs_turing
@pytest.mark.parametrize(
    ("name", "length", "published_cover", "published_f1"),
    [("uk_coal_employ", 105, 0.356481, 0.513274), ("well_log", 675, 0.224575, 0.237023)],
)
def test_finding_nothing_scores_what_was_published_for_it(name, length, published_cover, published_f1):
    """The method "zero" of van den Burg & Williams (2020), from the scores beside their article."""
    values, marked = turing(name)
    assert len(values) == length
    assert cover(marked, [], length) == pytest.approx(published_cover, abs=1e-6)
    assert f1(marked, []) == pytest.approx(published_f1, abs=1e-6)


@needs_turing
def test_ours_agrees_with_the_annotators_as_well_as_the_best_that_was_published():
    """Their best default scores: on the well log a cover of 0.787 (most are lower); on coal employment, where most
    programs failed for its missing values, 0.481 and an F1 of 0.639."""
    values, marked = turing("well_log")
    found = change_points._marked_by_ours(values)
    assert cover(marked, found, len(values)) > 0.78
    assert f1(marked, found) > 0.78
    values, marked = turing("uk_coal_employ")
    found = change_points._marked_by_ours(values)
    assert cover(marked, found, len(values)) > 0.6
    assert f1(marked, found) > 0.8


def test_cover_and_f1_of_what_was_marked_are_one_and_each_found_point_counts_once():
    assert cover([[10, 20]], [10, 20], 45) == pytest.approx(1)
    assert f1([[10, 20]], [10, 20]) == pytest.approx(1)
    # Of 0, 8 and 12 only two can be matched: by 0 and by one of the two near 10.
    assert f1([[10]], [8, 12]) == pytest.approx(2 * (2 / 3) / (2 / 3 + 1))
    # Half of the first segment, all of the second: (6/9)*6/9 + (3/6)*3/9.
    assert cover([[6]], [], 9) == pytest.approx((6 / 9) * (6 / 9) + (3 / 9) * (3 / 9))


def test_made_series_have_the_changes_that_they_say():
    values, (places,) = change_points.made_series(1, 0.01)
    assert len(places) == change_points.BREAKS
    levels = [part.mean() for part in np.split(values, places)]
    assert all(max(one / two, two / one) > 1.3 for one, two in pairwise(levels))


@pytest.mark.long
def test_ours_stands_in_the_table_beside_whatever_else_is_installed(monkeypatch):
    monkeypatch.setattr(change_points, "DISPERSIONS", (0.3,))
    found = change_points.run(1, Path("nowhere"))
    assert found[0].program == "Good Offices"
    assert found[0].f1 > 0.3
    assert "| Good Offices |" in change_points.as_table(found)
