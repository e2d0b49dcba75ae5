"""Plain text: what a terminal shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.brief import render_text
from goodoffices.values import Cell, Column, Definitions, Listing, Note, Paragraph, Section, Table


def section(*blocks):
    return Section("a", "Heading", blocks)


def test_numbers_stand_right_under_each_other():
    rows = ((Cell("Government"), Cell("+21.9", "good")), (Cell("Coalition"), Cell("−4.0", "bad")))
    text = render_text(section(Table("Gains", (Column("Party"), Column("Gain", numeric=True)), rows)))
    assert text.splitlines() == [
        "Heading",
        "=======",
        "",
        "Gains",
        "Party          Gain",
        "----------  -------",
        "Government  ▲ +21.9",
        "Coalition    ▼ −4.0",
    ]


def test_words_of_every_block_are_there():
    blocks = (Paragraph("alpha"), Note("beta", "finding"), Listing(("gamma",)), Definitions((("delta", "epsilon"),)))
    text = render_text(section(*blocks))
    for line in ("alpha", "| Finding: beta", "- gamma", "delta: epsilon"):
        assert line in text.splitlines()


def test_a_whole_brief_begins_with_its_title_and_its_caution(brief):
    lines = render_text(brief, 100).splitlines()
    assert lines[0] == brief.title
    assert "Caution: The preferences are" in "\n".join(lines[:8])


@given(
    st.integers(40, 120),
    st.lists(st.lists(st.text("abc дё\n", max_size=40), min_size=3, max_size=3), max_size=5),
)
def test_a_table_of_words_keeps_within_the_width(width, rows):
    table = Table("t", tuple(Column(h) for h in "abc"), tuple(tuple(Cell(t) for t in row) for row in rows))
    assert all(len(line) <= width for line in render_text(section(table), width).splitlines())
