"""The benchmark of the scan asks both the same and gets the same from both."""

import pytest

from benchmarks import space_time_scan


@pytest.mark.long
def test_our_scan_and_plain_numpy_give_the_same_highest_scores():
    """`run` asserts it; here on few places."""
    found = space_time_scan.run(40, 35, 9)
    assert [row.cylinders for row in found] == [40 * 40 * 28, 40 * 40 * 35]
    assert all(row.zones <= 40 * 40 for row in found)
    assert "| windows of all lengths |" in space_time_scan.as_table(found)
