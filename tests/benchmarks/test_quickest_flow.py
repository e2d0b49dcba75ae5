"""The benchmark of the quickest flow gets the same answer from all three."""

import pytest

from benchmarks import quickest_flow


@pytest.mark.long
def test_a_town_is_out_when_maximum_flows_on_every_second_apart_say_so():
    """`run` asserts it; here on a small town."""
    (row,) = quickest_flow.run(((10, 60),))
    assert row.copies > 100 * row.seconds
    assert row.ortools.answer == row.scipy.answer >= 60
    assert "| 10 × 10 | 60 |" in quickest_flow.as_table([row])
