"""Adjusted Winner: exact, at most one good split, and the best that both can have alike."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.settlement.division import adjusted_winner

Worths = tuple[list[Fraction], list[Fraction]]


NUMBER = st.integers(0, 12).map(Fraction) | st.fractions(0, 5, max_denominator=7)
PARTS = {count: st.lists(NUMBER, min_size=count, max_size=count).filter(any) for count in range(1, 7)}


@st.composite
def worths(draw: st.DrawFn) -> Worths:
    """Two parties' worths of one to six goods, many of them tied or nothing."""
    parts = PARTS[draw(st.integers(1, 6))]
    return draw(parts), draw(parts)


def most_alike(first: list[Fraction], second: list[Fraction]) -> Fraction:
    """The most that both can have alike when all but one good stay whole, by trying every way."""
    best = Fraction(-1)
    goods = range(len(first))
    for held in itertools.product((0, 1), repeat=len(first)):
        for cut in goods:
            mine = sum(first[k] for k in goods if held[k] and k != cut)
            theirs = sum(second[k] for k in goods if not held[k] and k != cut)
            swing = first[cut] + second[cut]
            part = (theirs + second[cut] - mine) / swing if swing else Fraction(0)
            if 0 <= part <= 1 and mine + part * first[cut] == theirs + (1 - part) * second[cut]:
                best = max(best, mine + part * first[cut])
    return best


@pytest.mark.long
@given(worths())
def test_both_end_with_the_same_points_and_no_division_gives_both_more(both: Worths) -> None:
    found = adjusted_winner(*both)
    assert found.equitable
    assert found.envy_free
    assert found.total[0] == most_alike(list(found.points[0]), list(found.points[1]))


@pytest.mark.long
@given(worths())
def test_at_most_one_good_is_split_and_the_totals_are_those_of_the_shares(both: Worths) -> None:
    found = adjusted_winner(*both)
    cut = [k for k, share in enumerate(found.share) if 0 < share < 1]
    assert cut == ([] if found.split is None else [found.split])
    first, second = found.points
    assert sum(first) == sum(second) == 100
    assert found.total[0] == sum(s * p for s, p in zip(found.share, first, strict=True))
    assert found.total[1] == sum((1 - s) * p for s, p in zip(found.share, second, strict=True))


@pytest.mark.long
@given(worths())
def test_nothing_is_better_for_one_and_as_good_for_the_other(both: Worths) -> None:
    """Against the corners of all divisions: any division is a mixture of whole ones, so a line through the result with
    every whole division on or below it proves that none is better for both."""
    found = adjusted_winner(*both)
    assert found.efficient
    first, second = found.points
    whole = [
        (
            sum(p for p, h in zip(first, held, strict=True) if h),
            sum(p for p, h in zip(second, held, strict=True) if not h),
        )
        for held in itertools.product((0, 1), repeat=len(first))
    ]
    x, y = found.total
    assert not any((a >= x and b > y) or (a > x and b >= y) for a, b in whole)
    for (a, b), (c, d) in itertools.combinations(whole, 2):
        # Where the mixture of two whole divisions gives the first party exactly x, the second has no more than y.
        if min(a, c) <= x <= max(a, c) and a != c:
            t = Fraction(x - c) / (a - c)
            assert t * b + (1 - t) * d <= y


@given(worths())
def test_the_parties_may_be_named_in_any_order_and_on_any_scale(both: Worths) -> None:
    found = adjusted_winner(*both)
    assert adjusted_winner(both[1], both[0]).total == found.total
    assert adjusted_winner([3 * worth for worth in both[0]], both[1]) == found


@pytest.mark.long
@given(worths(), st.randoms())
def test_the_order_of_goods_does_not_change_what_the_parties_end_with(both: Worths, chance) -> None:
    order = list(range(len(both[0])))
    chance.shuffle(order)
    shuffled = adjusted_winner([both[0][k] for k in order], [both[1][k] for k in order])
    assert shuffled.total == adjusted_winner(*both).total


def test_equal_points_everywhere_are_split_in_halves_by_the_stated_rule() -> None:
    found = adjusted_winner([1, 1, 1], [1, 1, 1])
    assert found.total == (50, 50)
    assert found.won == (0, 0, 0), "tied goods go to the first party when neither has more"
    assert found.share == (0, Fraction(1, 2), 1), "of goods with the same ratio the first is handed over first"
    assert (found.moved, found.split) == ((0, 1), 1)


def test_goods_that_matter_to_one_only_need_no_split() -> None:
    found = adjusted_winner([1, 0], [0, 1])
    assert (found.share, found.total, found.moved, found.split) == ((1, 0), (100, 100), (), None)


def test_one_good_is_halved_as_each_values_it_at_a_hundred() -> None:
    found = adjusted_winner([7], [3])
    assert (found.share, found.total) == ((Fraction(1, 2),), (50, 50))


def test_a_wasteful_division_is_seen_to_be_no_efficient_one() -> None:
    import dataclasses

    found = adjusted_winner([6, 4], [4, 6])
    assert found.efficient
    assert not dataclasses.replace(
        found, share=(Fraction(0), Fraction(1)), total=(Fraction(40), Fraction(40))
    ).efficient
    assert not dataclasses.replace(found, total=(Fraction(40), Fraction(40))).envy_free


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        ([1, 2], [1], "not of the same goods"),
        ([1, -1], [1, 1], "less than nothing"),
        ([0, 0], [1, 1], "nothing is worth anything"),
        ([], [], "nothing is worth anything"),
    ],
)
def test_worths_that_cannot_be_divided_are_refused(first, second, what) -> None:
    with pytest.raises(ValueError, match=what):
        adjusted_winner(first, second)
