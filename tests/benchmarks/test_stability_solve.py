"""The benchmark of the graph model asks both the same and gets the same from both."""

import pytest

from benchmarks import stability_solve


@pytest.mark.long
def test_our_kernels_and_plain_numpy_give_the_same_verdicts():
    """`run` asserts it; here on few states, and none alone."""
    found = stability_solve.run(((2, 2), (3, 2)), ())
    assert [row.states for row in found] == [16, 64]
    assert "| 64 | 3 |" in stability_solve.as_table(found)
