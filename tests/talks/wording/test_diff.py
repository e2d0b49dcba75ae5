"""What changed between two versions."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import TalksError
from goodoffices.talks.wording.clauses import Clause, Freeze, Wording, digest
from goodoffices.talks.wording.diff import State, apply, difference, pieces, tokens

SAID = ["a", "bc", "перемирие", "هُدْنَة", " ", ",", "[", "/", "]", "\n", "12"]
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=8).map("".join)
CLAUSE = st.builds(
    Clause,
    id=st.sampled_from([f"c{n}" for n in range(9)]),
    words=st.dictionaries(st.sampled_from(["en", "ru", "ar"]), WORDS, max_size=3),
    heading=st.booleans(),
    made_from=st.dictionaries(st.sampled_from(["ru", "ar"]), st.sampled_from(["x", "y"]), max_size=2),
    issue=st.sampled_from(["", "air"]),
    option=st.sampled_from(["", "national"]),
    split_from=st.sampled_from(["", "c1", "c2"]),
    freeze=st.sampled_from([None, Freeze("Mediator", "2026-01-01", ("north",))]),
)
CLAUSES = st.lists(CLAUSE, max_size=9, unique_by=lambda clause: clause.id).map(tuple)


def wording(*clauses: Clause) -> Wording:
    return Wording("T", "en", ("en", "ru", "ar"), ("en",), clauses)


def clauses(order: str) -> list[Clause]:
    return [Clause(key, {"en": f"words of {key}"}) for key in order]


@pytest.mark.long
@given(CLAUSES, CLAUSES)
def test_applying_the_changes_to_the_old_version_gives_the_new_one_exactly(old, new):
    assert apply(difference(wording(*old), wording(*new)), old) == new


@pytest.mark.long
@given(CLAUSES)
def test_a_text_does_not_differ_from_itself(same):
    for change in difference(wording(*same), wording(*same)):
        assert (change.state, change.moved, dict(change.settings)) == (State.UNCHANGED, False, {})


@pytest.mark.long
@given(CLAUSES, CLAUSES)
def test_every_clause_of_either_version_is_accounted_for_once(old, new):
    told = [change.id for change in difference(wording(*old), wording(*new))]
    assert sorted(told) == sorted({clause.id for clause in (*old, *new)})


@pytest.mark.long
@given(CLAUSES.filter(bool), CLAUSES)
def test_changes_are_not_applied_to_a_text_they_are_not_from(old, new):
    changes = difference(wording(*old), wording(*new))
    with pytest.raises(TalksError, match="not from this text"):
        apply(changes, (*old, Clause("elsewhere")))
    other = replace(old[0], words={"en": "quite other words"})
    if old[0].id in {clause.id for clause in new}:
        with pytest.raises(TalksError, match="not from this text"):
            apply(changes, (other, *old[1:]))


@given(WORDS, WORDS)
def test_the_pieces_hold_both_wordings_to_the_letter(old, new):
    found = pieces(old, new)
    assert "".join(piece.words for piece in found if piece.kind != "added") == old
    assert "".join(piece.words for piece in found if piece.kind != "removed") == new


def test_only_the_clause_that_was_carried_elsewhere_has_moved():
    changes = difference(wording(*clauses("abcde")), wording(*clauses("acdbe")))
    assert [(c.id, c.number_before, c.number_after) for c in changes if c.moved] == [("b", "2", "4")]


def test_a_clause_whose_number_changed_because_another_came_has_not_moved():
    changes = difference(wording(*clauses("ab")), wording(*clauses("xab")))
    assert [(c.id, c.state, c.moved) for c in changes] == [
        ("x", State.ADDED, False),
        ("a", State.UNCHANGED, False),
        ("b", State.UNCHANGED, False),
    ]
    assert (changes[1].number_before, changes[1].number_after) == ("1", "2")


def test_a_removed_clause_is_shown_where_it_stood():
    changes = difference(wording(*clauses("abc")), wording(*clauses("ac")))
    assert [(c.id, c.state) for c in changes][1] == ("b", State.REMOVED)


def test_a_clause_split_out_of_another_says_so():
    [a] = clauses("a")
    first, second = replace(a, words={"en": "words"}), Clause("n", {"en": "of a"}, split_from="a")
    changes = difference(wording(a), wording(first, second))
    assert [c.state for c in changes] == [State.CHANGED, State.SPLIT]


def test_a_freeze_is_told_of_without_calling_the_words_changed():
    [a] = clauses("a")
    [change] = difference(wording(a), wording(replace(a, freeze=Freeze("M", "2026"))))
    assert change.state is State.UNCHANGED
    assert list(change.settings) == ["freeze"]


def test_words_are_compared_whole_in_arabic_with_vowel_marks_and_in_russian():
    assert tokens("هُدْنَة شاملة") == ["هُدْنَة", " ", "شاملة"]
    assert [(p.kind, p.words) for p in pieces("вывести войска", "вывести силы")] == [
        ("same", "вывести "),
        ("removed", "войска"),
        ("added", "силы"),
    ]


def test_neighbouring_changes_are_read_as_one():
    assert [p.kind for p in pieces("the old bad words", "the new good words")] == ["same", "removed", "added", "same"]


def test_a_translation_made_from_older_words_is_behind():
    clause = Clause("a", {"en": "new", "ru": "старое"}, made_from={"ru": digest("old")})
    assert clause.behind("ru", "en")
    assert not replace(clause, made_from={"ru": digest("new")}).behind("ru", "en")
    assert not clause.behind("ar", "en"), "a missing translation is missing, not behind"


def test_a_wording_is_the_same_after_writing_and_reading():
    whole = wording(Clause("a", {"en": "x"}, freeze=Freeze("M", "2026", ("north",))))
    assert Wording.read(whole.plain()) == whole


def test_articles_and_their_clauses_are_counted_and_words_before_them_apart():
    text = wording(
        Clause("p"), Clause("a", heading=True), Clause("b"), Clause("c"), Clause("d", heading=True), Clause("e")
    )
    assert list(text.numbers().values()) == ["P1", "1", "1.1", "1.2", "2", "2.1"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 2_000, "b " + "a a b " * 1_000),
        ("[ / ] " * 4_000, "] [ / " * 4_000),
        (" ".join(map(str, range(100_000))), " ".join(map(str, range(100_000, 0, -1)))),
    ],
    ids=["one word over and over", "signs", "a long one backwards"],
)
def test_wordings_that_would_take_hours_to_compare_are_shown_as_replaced_and_lose_nothing(old, new):
    begun = time.process_time()
    found = pieces(old, new)
    assert time.process_time() - begun < 10  # seconds; without a bound the first takes hours
    assert "".join(one.words for one in found if one.kind != "added") == old
    assert "".join(one.words for one in found if one.kind != "removed") == new
