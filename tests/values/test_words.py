"""Numbers as they are read."""

import pytest

from goodoffices.values import count, duration


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, "0"),
        (10_368_000, "10,368,000"),
        (-1200, "−1,200"),
        (10**18 - 1, "999,999,999,999,999,999"),
        (10**18, "10^18"),
        (10**100, "10^100"),
        (32 * 10**27, "about 3.2 × 10^28"),
        (99_999 * 10**20, "about 1.0 × 10^25"),
        (-3 * 10**20, "about −3.0 × 10^20"),
    ],
)
def test_a_number_that_nobody_can_read_is_told_by_its_size(value, told):
    assert count(value) == told


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "0 min"), (40, "40 min"), (60, "1 h"), (785, "13 h 5 min"), (2940, "2 d 1 h"), (1441, "1 d 1 min")],
)
def test_minutes_are_told_as_people_say_them(minutes, told):
    assert duration(minutes) == told
