"""Names of scenarios hold anything; ids are always valid, stable, and each another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.dossier.exchange.names import clean, ids
from goodoffices.dossier.names import why_not_an_id

NAMES = st.lists(
    st.text(max_size=60) | st.sampled_from(["1", "-1", "1.0", "if", "a b", "a/b", "a-b", "", " ", "..", "é"])
)


@given(NAMES)
def test_every_name_gets_a_valid_id_and_no_two_the_same(names: list[str]) -> None:
    found = ids(names)
    assert len(set(found)) == len(found) == len(names)
    assert [reason for reason in map(why_not_an_id, found) if reason] == []


@given(NAMES, st.text(max_size=20))
def test_what_stands_before_keeps_its_ids_when_names_are_added(names: list[str], other: str) -> None:
    assert ids([*names, other])[: len(names)] == ids(names)


def test_ids_read_as_the_names_do() -> None:
    names = ["Price / unit (EUR)", "19'' LCD", "0 days", "-5", "−5", "100%", "if", "ключ", "a..b", "x" * 90, "!!!"]
    assert ids(names) == (
        *("Price-unit-EUR", "19-LCD", "0-days", "minus5", "minus5-2", "n100", "nif", "ключ", "a-b", "x" * 40, "x"),
    )
    assert ids(["ask"], ["ask"]) == ("ask-2",)


@given(st.text())
def test_a_label_stands_on_one_line_without_control_signs(name: str) -> None:
    label = clean(name)
    assert label == clean(label)
    assert label.isprintable() or all(sign.isprintable() or sign.isalnum() or ord(sign) > 127 for sign in label)
    assert "\n" not in label
    assert label.strip() == label != ""
