"""Numbers that stand in one column are written alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.settlement.sample import blocks, coast, stuck

from goodoffices.settlement import solve
from goodoffices.settlement.pages.sections import settlement_sections
from goodoffices.values import Table, number, numbers


@given(st.lists(st.floats(-1000, 1000), max_size=8))
def test_numbers_of_one_column_have_equally_many_decimals_and_keep_their_values(values):
    told = numbers(values)
    assert len({"." in text for text in told}) <= 1
    assert [text.removesuffix(".0") for text in told] == [number(value) for value in values]


@pytest.mark.parametrize("made", [coast, stuck])
def test_a_column_of_plain_numbers_has_equally_many_decimals(made):
    dossier = made()
    for block in blocks(settlement_sections(dossier, solve(dossier))):
        for place in range(1, len(block.columns) if isinstance(block, Table) else 0):
            texts = [row[place].text for row in block.rows if re.fullmatch(r"[\d.]+", row[place].text)]
            if block.columns[place].numeric:
                assert len({len(text.partition(".")[2]) for text in texts}) <= 1, block.caption
