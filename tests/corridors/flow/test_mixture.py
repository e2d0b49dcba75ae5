"""Any demand that can be met is a mixture of orders, exactly."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.corridors.flow.mixture import filled, mixture


@st.composite
def demands(draw):
    """What sets of places can get out, as covered ground (each road serves some places), and a demand within it."""
    places = draw(st.integers(1, 5))
    roads = draw(st.lists(st.tuples(st.integers(1, 2**places - 1), st.integers(1, 20)), min_size=1, max_size=8))
    most = [Fraction(sum(width for users, width in roads if users & group)) for group in range(2**places)]
    numbers: list[int] = []
    for place in range(places):
        held = [*numbers, 0]
        left = min(
            most[group] - sum(number for n, number in enumerate(held) if group >> n & 1)
            for group in range(2 ** (place + 1))
            if group >> place & 1
        )
        numbers.append(draw(st.integers(0, int(left))))
    return most, numbers


@settings(max_examples=100)
@given(demands())
def test_a_demand_is_a_mixture_of_no_more_orders_than_places(case):
    most, numbers = case
    whole = filled(most, numbers)
    assert sum(whole) == most[-1]
    assert all(more >= number for more, number in zip(whole, numbers, strict=True))
    found = mixture(most, whole)
    assert len(found) <= len(numbers)
    assert sum(share for share, _ in found) == 1
    assert all(share > 0 for share, _ in found)
    got = [Fraction()] * len(numbers)
    for share, order in found:
        assert sorted(order) == list(range(len(numbers)))
        held = 0
        for place in order:
            got[place] += share * (most[held | 1 << place] - most[held])
            held |= 1 << place
    assert got == whole
