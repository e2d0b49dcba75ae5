"""A figure says how it is meant, and so which numbers it allows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from tests.evidence.claims.ledgers import figures

from goodoffices.evidence.claims import parse_figure, range_of, spoken_figure, spoken_range, write_figure


@given(figures())
def test_a_figure_that_is_written_reads_back_as_the_same(figure):
    assert parse_figure(write_figure(figure)) == figure


@given(figures())
def test_a_figure_allows_the_number_that_it_tells(figure):
    allowed = range_of(figure)
    assert allowed.low >= 0
    assert figure.value is None or figure.value in allowed
    assert spoken_figure(figure)


@given(figures(), figures())
def test_two_ranges_meet_whichever_is_asked(one, other):
    assert range_of(one).meets(range_of(other)) == range_of(other).meets(range_of(one))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("400000", 400000, 400000),
        ("= 5", 5, 5),
        ("about 400,000", 350000, 450000),
        ("≈ 250000", 245000, 255000),
        ("~ 306887", 306887, 306887),
        ("about 0", 0, 0),
        ("about 2.5", Fraction("2.45"), Fraction("2.55")),
        ("at least 191,369", 191369, None),
        (">= 5", 5, None),
        ("at most 7000000", 0, 7000000),
        ("≤ 7", 0, 7),
        ("between 250000 and 300000", 250000, 300000),
        ("3..5", 3, 5),
        ("about 9400 (8100 to 11200)", 8100, 11200),
    ],
)
def test_what_a_figure_allows_follows_from_its_words(text, low, high):
    allowed = range_of(parse_figure(text))
    assert (allowed.low, allowed.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "many",
        "almost 7",
        "-5",
        "400.000.000",
        "4,00,000",
        "between 5 and 3",
        "about 5 (6 to 9)",
        "at least 5 (3 to 7)",
        "nan",
        "",
        "1e6",
    ],
)
def test_what_is_no_figure_is_refused_and_the_right_form_is_shown(text):
    with pytest.raises(ValueError, match=r"figure|interval|outside|backwards"):
        parse_figure(text)


def test_ranges_are_told_in_words_without_an_end_where_there_is_none():
    assert spoken_range(range_of(parse_figure("at least 191369"))) == "191,369 or more"
    assert spoken_range(range_of(parse_figure("about 400000"))) == "350,000–450,000"
    assert spoken_figure(parse_figure("about 9400 (8100 to 11200)")) == "about 9,400 (8,100–11,200)"
