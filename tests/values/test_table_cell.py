"""A table that a spreadsheet opens shows texts, and calculates none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.values import escaped, unescaped

texts = st.one_of(st.text(max_size=12), st.text("'=+-@\t\r\n＝－1.x", max_size=6))


@given(texts)
def test_a_text_comes_back_as_it_was(text):
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "-"])
def test_what_a_spreadsheet_would_calculate_stands_behind_an_apostrophe(text):
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "5", "-3", "+7", "-35.25", "Mayor", "a=b", "'tis", "#meta+id", "a-b"])
def test_numbers_and_plain_texts_stay_as_they_are(text):
    assert escaped(text) == text
