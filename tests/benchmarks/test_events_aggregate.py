"""The benchmark of counting events asks both the same and gets the same from both."""

import pytest

from benchmarks import events_aggregate


@pytest.mark.long
def test_our_expressions_and_sql_by_hand_give_the_same_answer():
    """`run` asserts it; here on few rows, of which some are undated and some have no exact place."""
    found = events_aggregate.run(3_000)
    assert [row.by for row in found] == ["place", "dyad"]
    assert all(row.groups > 1_000 for row in found)
    assert "| month and dyad |" in events_aggregate.as_table(found)
