"""Names and addresses, the same in every medium."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.brief.outline import lay_out, runs
from goodoffices.values import Cell, Column, Section, Table


def test_tables_and_figures_are_numbered_in_reading_order(brief):
    labels = re.findall(r'"label": "((?:Table|Figure) \d)"', json.dumps(lay_out(brief).document))
    assert labels == ["Figure 1", "Figure 2", "Figure 3", "Table 1", "Table 2"]


@given(
    st.text() | st.lists(st.sampled_from(["https://a.b/c", "HTTP://x", ").", " (", "javascript:", "é"])).map("".join)
)
def test_cutting_a_text_at_its_addresses_loses_no_letter(text):
    pieces = runs(text)
    assert "".join(piece["text"] for piece in pieces) == text
    assert all(re.match("https?://", piece["url"], re.IGNORECASE) for piece in pieces if piece["url"])


def test_a_table_without_a_caption_bears_the_heading_of_its_section(brief):
    bare, named = (Table(caption, (Column("Who"),), ((Cell("A"),),)) for caption in ("", "Offices"))
    one = replace(brief, sections=(Section("calls", "Whom to call", (bare, named)),))
    nodes = json.dumps(lay_out(one).document)
    assert re.findall(r'"label": "Table \d", "caption": "([^"]*)"', nodes) == ["Whom to call", "Offices"]
