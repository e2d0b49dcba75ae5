"""Tables on the terminal: what a reader can rely on at any width."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.cli.columns import LONGEST, Block, Stack, arranged, folded
from goodoffices.cli.terminal import show_sections
from goodoffices.values import Cell, Column, Definitions, Note, Paragraph, Picture, Section, Table

GAINS = ("+21.9", "−18.7", "0.91 ±0.02", ">0.98", "27.2 %", "+17.9 to +36.0")


def table(columns: int, rows: int = 3, name: str = "Who-repairs-the-weir") -> Table:
    """A table of numbers whose rows have long names."""
    heads = (Column("Issue"), *(Column(f"Candidate {n}", numeric=True) for n in range(1, columns)))
    cells = [[GAINS[(row + n) % len(GAINS)] for n in range(1, columns)] for row in range(rows)]
    return Table("Gains", heads, tuple((Cell(name), *map(Cell, row)) for row in cells))


def printed(capsys, monkeypatch, width: int, *blocks) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    show_sections(Section("one", "A heading that is longer than a narrow terminal", blocks))
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [20, 31, 40, 60, 80, 120])
@pytest.mark.parametrize("columns", [2, 5, 9, 14])
def test_no_number_and_no_word_is_broken_and_no_line_is_wider_than_the_terminal(capsys, monkeypatch, width, columns):
    lines = printed(capsys, monkeypatch, width, table(columns))
    assert max(map(len, lines)) <= width
    found = "\n".join(lines)
    for word in ("Who-repairs-the-weir", *(GAINS[(row + n) % 6] for row in range(3) for n in range(1, columns))):
        assert word in found
    assert "…" not in found


def test_a_table_too_wide_for_the_terminal_is_broken_into_blocks_that_each_name_their_rows(capsys, monkeypatch):
    lines = printed(capsys, monkeypatch, 60, table(9))
    heads = [line for line in lines if line.startswith(" Issue")]
    assert len(heads) > 1
    assert sum("Who-repairs-the-weir" in line for line in lines) == 3 * len(heads)


def test_on_a_very_narrow_terminal_a_row_is_a_list_of_what_each_column_says(capsys, monkeypatch):
    lines = printed(capsys, monkeypatch, 24, table(3))
    assert "Who-repairs-the-weir" in lines[lines.index("Issue:") + 1]
    assert sum(bool(re.match(r"  Candidate \d:", line)) for line in lines) == 6


def test_the_line_below_a_heading_ends_with_the_terminal(capsys, monkeypatch):
    lines = printed(capsys, monkeypatch, 30, Paragraph("x"))
    assert "=" * 30 in lines


def test_a_percentage_stays_beside_its_number_in_running_text_too(capsys, monkeypatch):
    for width in range(20, 60):
        lines = printed(
            capsys, monkeypatch, width, Paragraph("Israel has 1/6 (27.2 %) of it."), Note("It is 3 % or 4 %.")
        )
        assert not any(line.lstrip().startswith("%") for line in lines)


words = st.text(st.characters(codec="ascii", categories=("L", "N", "P")), min_size=1, max_size=30)
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)


@pytest.mark.long
@given(
    st.lists(st.tuples(texts, st.booleans()), min_size=1, max_size=7),
    st.lists(st.lists(texts, min_size=7, max_size=7), max_size=3),
    st.integers(20, 120),
)
def test_every_block_of_a_table_fits_and_no_column_is_lost(heads, rows, width):
    columns = tuple(Column(text, numeric) for text, numeric in heads)
    whole = Table("", columns, tuple(tuple(map(Cell, row[: len(columns)])) for row in rows))
    parts = arranged(whole, width)
    if isinstance(parts[0], Stack):
        return
    assert all(isinstance(part, Block) and sum(part.widths) + 3 * (len(part.widths) - 1) <= width for part in parts)
    assert all(part.table.columns[0] == columns[0] for part in parts)
    assert columns == (columns[0], *(column for part in parts for column in part.table.columns[1:]))
    for part in parts:
        for column, wide in zip(part.table.columns, part.widths, strict=True):
            assert all(min(len(word), LONGEST) <= wide for word in column.heading.split())


@given(texts, st.integers(5, 60))
def test_folding_breaks_only_between_words_or_within_one_that_is_longer_than_the_line(text, width):
    lines = folded(text, width).split("\n")
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    if max(map(len, text.split())) <= width:
        assert " ".join(lines) == text


def test_a_long_term_stands_on_a_line_of_its_own_with_its_meaning_below(capsys, monkeypatch):
    long = "Killed, among civilians of the besieged quarters"
    lines = printed(capsys, monkeypatch, 60, Definitions(((long, "one " * 20), ("short", "beside it"))))
    at = lines.index(f"  {long}:")
    assert lines[at + 1].startswith("    one one")
    assert max(map(len, lines)) <= 60
    assert "  short: beside it" in lines


@pytest.mark.parametrize("width", [20, 40, 60])
def test_a_term_of_any_length_never_breaks_a_word(capsys, monkeypatch, width):
    term = "Killed among civilians of the quarters"
    lines = printed(capsys, monkeypatch, width, Definitions(((term, "meaning of it"),)))
    assert max(map(len, lines)) <= width
    assert [word for word in term.split() if word not in " ".join(lines)] == []


def test_a_heading_above_a_picture_alone_is_left_out(capsys):
    picture = Picture("a", "b", "c", {})
    show_sections(
        Section("one", "Only a picture", (picture,)),
        Section("two", "Words as well", (picture, Paragraph("Words."))),
        Section("three", "Words below", (), (Section("four", "Below", (Paragraph("More."),)),)),
    )
    told = capsys.readouterr().out
    assert "Only a picture" not in told
    assert "Words as well" in told
    assert "Words below" in told
