"""A name written from right to left keeps to itself: what follows it stays where it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.brief import render_html
from goodoffices.brief.isolate import isolated
from goodoffices.values import Cell, Column, Definitions, Paragraph, Table

NAME = "حكومة"
FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{NAME} −36.4", f"{FSI}{NAME}{PDI} −36.4"),
        (f"1 · {NAME} وطنية (+3)", f"1 · {FSI}{NAME} وطنية{PDI} (+3)"),
        (f"{NAME}, {NAME} and C", f"{FSI}{NAME}{PDI}, {FSI}{NAME}{PDI} and C"),
        (f"the list ({NAME}) holds", f"the list ({FSI}{NAME}{PDI}) holds"),
        (f"{NAME} ({NAME}) 4", f"{FSI}{NAME} ({NAME}){PDI} 4"),
        ("ממשלה +2.5", f"{FSI}ממשלה{PDI} +2.5"),
    ],
)
def test_the_isolate_stands_around_the_name_only(text, shown):
    assert isolated(text) == shown
    assert isolated(shown) == shown


def test_prose_from_right_to_left_orders_itself():
    prose = "قالت الحكومة إن NATO رفضت 5 نقاط في هذا اليوم."
    assert isolated(prose) == prose


@given(st.text(st.characters(max_codepoint=0x58F) | st.sampled_from("−–·▲▼×中文")))
def test_text_without_letters_from_right_to_left_is_unchanged(text):
    assert isolated(text) is text


@given(st.text(st.sampled_from("aB1 .,()−+·'\"" + NAME + "ממשלה\n")))
def test_isolates_are_paired_and_nothing_else_is_added(text):
    shown = isolated(text)
    assert shown.replace(FSI, "").replace(PDI, "") == text
    assert shown.count(FSI) == shown.count(PDI)


def test_the_page_isolates_names_in_sentences_and_cells_but_no_address(brief_of):
    address = f"https://example.org/{NAME}"
    table = Table("c", (Column("Party"), Column("Gain", numeric=True)), ((Cell(f"{NAME} −36.4"), Cell("−36.4")),))
    html = render_html(brief_of(table, Paragraph(f"{NAME} gives −2"), Definitions(((f"{NAME} 1", address),))))
    assert f"{FSI}{NAME}{PDI} −36.4</th>" in html
    assert f"<p>{FSI}{NAME}{PDI} gives −2</p>" in html
    assert f"<dt>{FSI}{NAME}{PDI} 1</dt>" in html
    assert f'<a href="{address}" rel="noreferrer">{address}</a>' in html


def test_a_page_from_right_to_left_needs_no_isolates(brief_of):
    assert FSI not in render_html(brief_of(Paragraph(f"{NAME} −2"), language="ar"))
