"""A running text with marks: letter for letter, marks beside each other, within each other and over paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.brief import Brief, pages_of, render_html, render_pdf
from goodoffices.brief.marks import marked
from goodoffices.values import Cell, Column, Mark, MarkedText, Provenance, Section, Table

TEXT = "One <b> died.\n\nTwo were hurt."


def brief(*marks):
    columns = (Column("Mark"), Column("Suggests"))
    table = Table("Marks", columns, tuple((Cell(mark.name, anchor=mark.name), Cell("a number")) for mark in marks))
    section = Section("f1", "Text", (MarkedText(TEXT, marks), table))
    return Brief("Read", "", (section,), Provenance(method="", inputs=(), version="1"))


def pieces(*marks):
    return [
        [(p["text"], p["marked"], [n["text"] for n in p["opened"]], [n["text"] for n in p["ended"]], p["closed"])
         for p in paragraph]
        for paragraph in marked(MarkedText(TEXT, marks), {})
    ]  # fmt: skip


def test_a_short_mark_has_its_name_behind_and_a_wide_one_stands_in_brackets():
    assert pieces(Mark(0, 3, "f1"), Mark(0, 12, "s1", wide=True))[0] == [
        ("One", True, ["s1"], ["f1"], 0),
        (" <b> died", False, [], [], 1),
        (".", False, [], [], 0),
    ]


def test_a_mark_over_two_paragraphs_is_opened_and_closed_in_each():
    told = pieces(Mark(4, 18, "s1", wide=True))
    assert [[piece[2:] for piece in paragraph if piece[2] or piece[4]] for paragraph in told] == [
        [(["s1"], [], 1)],
        [(["s1"], [], 1)],
    ]


def test_a_name_leads_to_its_row_also_where_a_section_has_the_same_name():
    page = render_html(brief(Mark(0, 3, "f1")))
    assert '<a href="#f1-2">f1</a>' in page
    assert 'id="f1-2"' in page
    assert "&lt;b&gt; died" in page


def test_it_can_be_printed():
    assert pages_of(render_pdf(brief(Mark(0, 3, "f1"), Mark(0, 12, "s1", wide=True)))) == 1


@given(st.lists(st.tuples(st.integers(0, 29), st.integers(1, 9), st.booleans()), max_size=6))
def test_every_letter_stands_once_whatever_is_marked(spans):
    ends = [(start, min(start + length, len(TEXT)), wide) for start, length, wide in spans if start < len(TEXT)]
    told = pieces(*(Mark(start, end, f"m{at}", wide) for at, (start, end, wide) in enumerate(ends)))
    assert "\n\n".join("".join(piece[0] for piece in paragraph) for paragraph in told) == TEXT
    for paragraph in told:
        assert sum(len(piece[2]) for piece in paragraph) == sum(piece[4] for piece in paragraph)
