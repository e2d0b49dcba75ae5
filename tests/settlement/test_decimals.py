"""Numbers that stand in one column are written alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.settlement.sample import blocks, coast, stuck

from goodoffices.dossier import Dossier, edit_dossier, parse_dossier, write_dossier
from goodoffices.settlement import solve
from goodoffices.settlement.pages.sections import settlement_sections
from goodoffices.values import Table, number, numbers


@given(st.lists(st.floats(-1000, 1000), max_size=8))
def test_numbers_of_one_column_have_equally_many_decimals_and_keep_their_values(values):
    told = numbers(values)
    assert len({"." in text for text in told}) <= 1
    assert [text.removesuffix(".0") for text in told] == [number(value) for value in values]


def half(dossier: Dossier) -> Dossier:
    """The same with a fallback of one decimal beside others of none."""
    return parse_dossier(edit_dossier(write_dossier(dossier), {"parties.bank.fallback": "10.5"}))


@pytest.mark.parametrize("made", [coast, stuck])
def test_a_column_of_plain_numbers_has_equally_many_decimals(made):
    dossier = half(made())
    met = []
    for block in blocks(settlement_sections(dossier, solve(dossier))):
        for place, column in enumerate(block.columns if isinstance(block, Table) else ()):
            told = [found for row in block.rows for found in re.findall(r"\d+(?:\.\d+)?", row[place].text)]
            if column.numeric:
                assert len({len(text.partition(".")[2]) for text in told}) <= 1, (block.caption, column.heading, told)
                met += [told] * (len(told) > 1 and "." in told[0])
    assert len(met) >= 3, "columns of decimals were looked at"
