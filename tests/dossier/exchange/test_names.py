"""Names of scenarios hold anything; ids are always valid, stable, and each another."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.signs import HIDDEN, KEPT

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
    assert ids(["Te\ufe0fl ☎\ufe0f", "Tel"]) == ("Tel", "Tel-2"), "what cannot be seen makes no other id"


ODD = st.sampled_from(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2069\u200b\u2060\u00ad\u180e\u3164"
    "\u034f\u17b4\ufe0f\U000e0061\U000e0100\U000e0fff\u0085\x07e\u0301 "
)


@given(st.text(st.characters() | ODD | st.sampled_from(sorted(KEPT))))
def test_a_label_stands_on_one_line_and_holds_no_sign_that_cannot_be_seen_or_turns_the_text(name: str) -> None:
    label = clean(name)
    assert label == clean(label)
    for sign in label:
        hidden = unicodedata.category(sign) in {"Cc", "Cs", "Cn", "Zl", "Zp"}
        assert not hidden
        assert sign not in HIDDEN
        assert sign == " " or not sign.isspace()
    assert label.strip() == label != ""


def test_a_label_loses_what_turns_or_hides_and_keeps_what_its_script_needs() -> None:
    assert clean("a\u202eb\u2066c\u200bd\u2060e\u00adf\u180eg\u3164h\U000e0061") == "abcdefgh"
    assert clean("e\u200b\u0301") == "é", "what stands together after an unseen sign is gone is one letter"
    assert clean("می\u200cخواهم \u200fא\u061c") == "می\u200cخواهم \u200fא\u061c"
