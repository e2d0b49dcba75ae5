"""The paper: tagged, reproducible, and deaf to what stands in the text."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import pypdf
import pytest

from goodoffices.brief import pages_of, render_pdf
from goodoffices.brief.typeset import typeset
from goodoffices.values import Cell, Column, Definitions, Listing, Note, Paragraph, Picture, Section, Table


@pytest.fixture(scope="module")
def paper(brief):
    return render_pdf(brief)


def read(paper):
    return pypdf.PdfReader(io.BytesIO(paper))


def text_of(paper):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(paper).pages))


def test_the_same_brief_gives_the_same_bytes(brief, paper):
    assert render_pdf(brief) == paper


def test_the_paper_is_tagged_titled_and_says_its_language(brief, paper):
    root = read(paper).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(paper).metadata.title == brief.title
    assert b"pdfuaid:part" in read(paper).xmp_metadata.stream.get_data()


def spoken(node):
    """The words that stand for pictures in the tree of tags below a node."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return {words for below in node for words in spoken(below)}
    if not isinstance(node, dict):
        return set()
    own = {str(node["/Alt"])} if "/Alt" in node else set()
    return own | spoken(node.get("/K", []))


def test_every_picture_carries_its_words(paper):
    words = spoken(read(paper).trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert "A heat map of weights from 0 to 10." in words
    assert "Six rounds, one in each month from January to June 2017." in words


def test_the_date_of_the_paper_is_the_day_it_is_composed(brief_of):
    dated = replace(brief_of(as_of="2017-05-03"), composed=dt.date(2026, 11, 23))
    paper = render_pdf(dated)
    assert read(paper).metadata.creation_date.date() == dt.date(2026, 11, 23)
    assert "Composed on 23 November 2026." in text_of(paper)
    assert render_pdf(dated) == paper


def test_a_paper_whose_day_is_not_known_claims_none(paper, brief, brief_of):
    assert read(paper).metadata.creation_date is None
    assert "Composed on" not in text_of(paper)
    assert render_pdf(brief_of(as_of="no date")) == render_pdf(brief_of(as_of="no date"))


def test_pages_are_numbered_and_the_caution_runs_along(brief, paper):
    pages = [page.extract_text() for page in read(paper).pages]
    assert len(pages) >= 3
    assert pages_of(paper) == len(pages)
    for number, text in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in text
        assert ("read the caution on page 1" in text) is (number > 1)
    assert brief.provenance.caution[:40] in text_of(paper)


def test_markup_in_any_text_prints_literally(brief_of):
    hostile = '#import "x" $a^2$ @ref <label> \\ *bold* _it_ = no // c #read("/etc/passwd") `raw` [x] --- "q"'
    table = Table(hostile, (Column(hostile), Column("b")), ((Cell(hostile, "good"), Cell("c")),))
    blocks = (Paragraph(hostile), Note(hostile), Listing((hostile,)), Definitions(((hostile, hostile),)), table)
    text = text_of(render_pdf(brief_of(*blocks, title=hostile, caution=hostile)))
    for part in ('#import "x"', "$a^2$", "@ref", "<label>", "\\ *bold* _it_", "`raw`", '--- "q"'):
        assert text.count(part) >= 6, part


def test_typst_sees_nothing_but_the_files_it_is_given(tmp_path):
    for source in (b'#read("/etc/hostname")', b'#read("../../../../etc/hostname")', b'#include "pyproject.toml"'):
        with pytest.raises(Exception, match=r"not found|escape"):
            typeset({"main.typ": source})


@pytest.mark.parametrize("words", ["Совместное заявление", "بيان مشترك", "联合声明", "\U0001f54a \ue000 \x01"])
def test_a_script_without_a_font_does_not_stop_the_paper(brief_of, words):
    assert render_pdf(brief_of(Paragraph(words), title=words)).startswith(b"%PDF-")


def test_russian_is_always_set(brief_of):
    assert "Совместное заявление" in text_of(render_pdf(brief_of(Paragraph("Совместное заявление"))))


def test_a_right_to_left_brief_is_set(brief_of):
    spec = {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    blocks = (Note("بيان"), Picture("p", "صورة", "صورة", spec))
    assert render_pdf(brief_of(*blocks, language="ar")).startswith(b"%PDF-")


def test_a_table_too_wide_for_the_page_turns_it(brief_of):
    columns = tuple(Column(f"Column {n}", numeric=n > 0) for n in range(14))
    table = Table("wide", columns, (tuple(Cell("1234.5") for _ in columns),))
    boxes = [page.mediabox for page in read(render_pdf(brief_of(table))).pages]
    assert any(box.width > box.height for box in boxes)


def test_a_table_longer_than_a_page_repeats_its_heading(brief_of):
    rows = tuple((Cell(f"row {n}"), Cell("x")) for n in range(120))
    pages = read(render_pdf(brief_of(Table("long", (Column("First heading"), Column("b")), rows)))).pages
    with_rows = [page.extract_text() for page in pages if re.search(r"row \d+", page.extract_text())]
    assert len(with_rows) > 1
    assert all("First heading" in text for text in with_rows)


def test_annexes_are_announced_on_the_first_page_with_the_page_on_which_they_begin(brief_of):
    plain = brief_of(Paragraph("Short.", see="extra"))
    annex = Section("extra", "More", (Paragraph("last"),), annex=True)
    pages = [page.extract_text() for page in read(render_pdf(replace(plain, sections=(*plain.sections, annex)))).pages]
    first = re.sub(r"\s+", " ", pages[0])
    assert "A More (page 2)" in first
    assert "Short. See Annex A." in first
    assert "Annex A More last" in re.sub(r"\s+", " ", pages[1])


def test_rows_that_belong_to_one_name_stand_on_one_page_with_it(brief_of):
    rows = [(Cell(f"Proposal {n}" if m == 0 else ""), Cell(f"party {n}.{m}")) for n in range(30) for m in range(5)]
    table = Table("groups", (Column("Proposal"), Column("Party")), tuple(rows))
    pages = [page.extract_text() for page in read(render_pdf(brief_of(table))).pages]
    assert len(pages) > 2
    for n in range(30):
        page = next(page for page in pages if re.search(rf"Proposal {n}\b", page))
        assert all(f"party {n}.{m}" in page for m in range(5))


def test_a_date_in_a_table_is_not_broken(brief_of):
    long = Cell("what was said there and by whom, at some length, " * 6)
    dates = ("25–27 May 2015", "23 February 2017 – 3 March 2017", "29 December 2016")
    table = Table("record", (Column("Date"), *map(Column, "abcde")), tuple((Cell(date), *[long] * 5) for date in dates))
    lines = "\n".join(page.extract_text() for page in read(render_pdf(brief_of(table))).pages).replace("\xa0", " ")
    for date in ("25–27 May 2015", "23 February 2017 –", "3 March 2017", "29 December 2016"):
        assert date in lines


def test_a_short_table_is_never_cut_in_two(brief_of):
    rows = tuple((Cell(f"row {n}"), Cell("x")) for n in range(7))
    above = tuple(Paragraph("word " * 90) for _ in range(7))
    for more in range(1, 6):
        blocks = (
            *above,
            *(Paragraph("line") for _ in range(more * 2)),
            Table("short", (Column("a"), Column("b")), rows),
        )
        pages = [page.extract_text() for page in read(render_pdf(brief_of(*blocks))).pages]
        assert sum("row 0" in text for text in pages) == 1
        assert all("row 6" in text for text in pages if "row 0" in text)
