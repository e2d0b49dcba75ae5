"""Square brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import TalksError
from goodoffices.talks.wording.brackets import brackets, outside, parse, resolve, same_shape


def written(parts) -> str:
    """The words that a parse came from, put together again from its pieces."""
    return "".join(part if isinstance(part, str) else part.words for part in parts)


PLAIN = st.text(st.sampled_from("ab ,ماж\n"), min_size=1, max_size=6)
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda told: f"[x{' / '.join(told)}]"),
    ),
    max_leaves=8,
)


@given(NESTED)
def test_words_with_any_nesting_of_brackets_are_read_and_lose_nothing(words):
    assert written(parse(words)) == words
    assert len(brackets(words)) == words.count("[")


@given(NESTED)
def test_resolving_every_bracket_leaves_none(words):
    for _ in range(words.count("[")):
        if "[" in words:
            words = resolve(words, 0, brackets(words)[0].readings[0])
    assert brackets(words) == []


@given(NESTED)
def test_each_bracket_stands_where_it_says(words):
    for bracket in brackets(words):
        assert words[bracket.start : bracket.end] == bracket.words


def test_alternatives_are_parted_by_a_stroke_between_spaces_only():
    [bracket] = brackets("within [30 days / 3 months and/or more]")
    assert bracket.readings == ("30 days", "3 months and/or more")


def test_a_bracket_within_an_alternative_belongs_to_that_alternative():
    outer, inner = brackets("x [a [b / c] / d] y")
    assert outer.readings == ("a [b / c]", "d")
    assert inner.readings == ("b", "c")


def test_an_alternative_may_be_to_say_nothing():
    [bracket] = brackets("forces [of both sides / ] withdraw")
    assert bracket.readings == ("of both sides", "")
    assert resolve("forces [of both sides / ] withdraw.", 0, "") == "forces withdraw."
    assert resolve("forces [full stop / ].", 0, "") == "forces."


@pytest.mark.parametrize(
    ("words", "line", "column", "what"),
    [
        ("a [b", 1, 3, "never closed"),
        ("a\nb] c", 2, 2, "was not opened"),
        ("[a [b]", 1, 1, "never closed"),
        ("x []", 1, 3, "nothing in this bracket"),
        ("x [ / ]", 1, 3, "nothing in this bracket"),
    ],
)
def test_a_bracket_without_its_pair_is_refused_with_its_place(words, line, column, what):
    with pytest.raises(TalksError, match=what) as caught:
        parse(words)
    where = caught.value.problems[0].where
    assert (where.line, where.column) == (line, column)


@pytest.mark.parametrize("hostile", ["[" * 50_000, "[" * 20_000 + "a" + "]" * 20_000, "[a / " * 9_000 + "]" * 9_000])
def test_brackets_within_brackets_within_brackets_are_refused_and_not_followed_for_ever(hostile):
    with pytest.raises(TalksError, match="within 20 others"):
        parse(hostile)
    assert len(brackets("[" * 20 + "a" + "]" * 20)) == 20


def test_a_choice_may_itself_be_disputed_but_not_half_open():
    assert resolve("a [b / c]", 0, "[d / e]") == "a [d / e]"
    with pytest.raises(TalksError, match="never closed"):
        resolve("a [b / c]", 0, "[d")


def test_a_bracket_that_is_no_longer_there_is_not_resolved():
    with pytest.raises(TalksError, match="no such bracket"):
        resolve("plain", 0, "x")


def test_translations_have_the_same_shape_when_each_bracket_offers_as_many_choices():
    assert same_shape("[a / b] and [c]", "[а / б] и [в]")
    assert not same_shape("[a / b]", "[а]")


def test_what_nobody_disputes_can_be_read_alone():
    assert outside("We agree [not] to [a [b] / c] leave") == "We agree  to  leave"
