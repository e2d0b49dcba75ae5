"""The page: whole in one file, inert, and fit for a screen reader, a telephone and a printer."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.brief import render_html
from goodoffices.brief.html import enlarged
from goodoffices.values import Cell, Column, Definitions, Listing, Note, Paragraph, Picture, Section, Table

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)> ' javascript:alert(1) {{ 7 * 7 }} </style>"


def test_the_same_brief_gives_the_same_text(brief, html):
    assert render_html(brief) == html


def test_the_page_loads_nothing_and_runs_nothing(page):
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "iframe", "object", "embed", "form", "base", "image", "foreignobject"}
    for tag, attributes in page.elements:
        assert "src" not in attributes, tag
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag
        for name in ("href", "xlink:href"):
            if name in attributes:
                assert re.match(r"#|https?://", attributes[name]), attributes


def test_the_policy_allows_the_one_style_element_and_nothing_else(html, page):
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    ]
    assert len(page.all("style")) == 1
    assert "url(" not in style
    assert "@import" not in style


def test_headings_descend_in_order_under_one_title(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_sections_within_sections_never_go_below_the_sixth_heading(brief_of, read):
    deepest = Section("s", "Deepest")
    for _ in range(8):
        deepest = Section("s", "Deeper", (), (deepest,))
    plain = brief_of()
    page = read(render_html(type(plain)(plain.title, "", (deepest,), plain.provenance)))
    assert max(int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)) == 6
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_every_id_is_unique_and_every_reference_finds_its_id(page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = {a[name] for _, a in page.elements for name in ("aria-labelledby", "aria-describedby") if name in a}
    wanted |= {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert wanted
    assert wanted <= set(ids)


def test_every_picture_is_one_named_image_with_a_caption(brief, page):
    drawings = page.all("svg")
    assert [d["role"] for d in drawings] == ["img"] * 3
    assert [d["aria-label"] for d in drawings] == [
        "Six rounds, one in each month from January to June 2017.",
        "A heat map of weights from 0 to 10.",
        "A scatter plot: the more one gains, the less the other.",
    ]
    assert [text.strip().split(".")[0] for text in page.text("figcaption")] == ["Figure 1", "Figure 2", "Figure 3"]


def test_pictures_of_the_same_name_keep_their_ids_apart(brief_of, read):
    spec = {"data": {"values": [{"a": 1}]}, "mark": {"type": "bar", "clip": True}, "encoding": {"x": {"field": "a"}}}
    twice = [Picture("p", "c", "a", spec), Picture("p", "c", "a", spec)]
    page = read(render_html(brief_of(*twice)))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["clip-path"] for _, a in page.elements if "clip-path" in a} <= {f"url(#{name})" for name in ids}


def test_every_heading_cell_has_a_scope_and_every_table_a_caption_in_a_region_of_its_own(page):
    assert {cell.get("scope") for cell in page.all("th")} == {"col", "row"}
    assert len(page.all("caption")) == len(page.all("table")) == 2
    regions = [a for a in page.all("div") if a.get("role") == "region"]
    assert all(a["tabindex"] == "0" and a["aria-labelledby"] for a in regions)
    assert len(regions) >= 2


def test_the_page_says_its_language_and_direction(page, brief_of, read):
    assert page.all("html") == [{"lang": "en", "dir": "ltr"}]
    assert read(render_html(brief_of(language="ar-SY"))).all("html") == [{"lang": "ar-SY", "dir": "rtl"}]


def test_a_skip_link_and_landmarks_stand_on_the_page(page):
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    assert [tag for tag, _ in page.elements if tag in {"header", "nav", "main", "footer"}] == [
        "header",
        "nav",
        "main",
        "footer",
    ]


def test_the_caution_stands_at_the_head_and_at_the_foot(brief, page):
    assert brief.provenance.caution in page.text("header")[0]
    assert brief.provenance.caution in page.text("footer")[0]


def test_a_brief_without_a_caution_shows_no_empty_box(brief_of):
    html = render_html(brief_of())
    assert "Caution" not in html
    assert "caution on page" not in html


def test_the_foot_says_method_hash_settings_seed_date_and_version(page):
    foot = page.text("footer")[0]
    for part in ("Exact count", "sha256:5a5a", "20,000 packages", "2017", "2017-05-03", "Good Offices 0.1.0"):
        assert part in foot


def test_the_foot_says_the_day_of_composing_where_it_is_known(brief, page, read):
    assert "Composed on" not in page.text("footer")[0]
    dated = replace(brief, composed=dt.date(2026, 11, 23))
    assert "Composed on 23 November 2026." in read(render_html(dated)).text("footer")[0]
    assert render_html(dated) == render_html(dated)


def test_a_date_at_the_head_is_spoken(page):
    assert "As of 3 May 2017" in page.text("header")[0]


def test_hostile_text_is_only_text(brief_of, read):
    table = Table(HOSTILE, (Column(HOSTILE), Column("b")), ((Cell(HOSTILE, "good", HOSTILE), Cell("c")),))
    blocks = (Paragraph(HOSTILE), Note(HOSTILE), Listing((HOSTILE,)), Definitions(((HOSTILE, HOSTILE),)), table)
    spec = {
        "data": {"values": [{"a": HOSTILE}]},
        "mark": "text",
        "encoding": {"text": {"field": "a"}},
        "title": HOSTILE,
    }
    html = render_html(brief_of(*blocks, Picture(HOSTILE, HOSTILE, HOSTILE, spec), title=HOSTILE, caution=HOSTILE))
    page = read(html)
    assert not {"script", "img"} & {tag for tag, _ in page.elements}
    assert not [name for _, a in page.elements for name in a if name.startswith("on") or name == "style"]
    assert not [a for a in page.all("a") if not a["href"].startswith("#")]
    assert html.count("</style>") == 1
    assert page.text("main")[0].count(HOSTILE) >= 7
    assert "49" not in page.text("h1")[0]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_comes_out_as_the_text_it_was(brief_of, read, text):
    page = read(render_html(brief_of(Paragraph(f"[{text}]"))))
    shown = re.sub("[\u2068\u2069]", "", page.text("main")[0])
    text = re.sub("[\u2068\u2069]", "", text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    assert plain in shown or text in shown
    assert not page.all("script")


def test_only_web_addresses_become_links_and_the_address_is_what_is_read(brief_of, read):
    words = "See https://example.org/a(b). Not javascript:alert(1), not file:///etc/passwd, (http://example.org/x)"
    page = read(render_html(brief_of(Definitions((("S1", words),)))))
    links = [a for a in page.all("a") if not a["href"].startswith("#")]
    assert links == [
        {"href": "https://example.org/a(b)", "rel": "noreferrer"},
        {"href": "http://example.org/x", "rel": "noreferrer"},
    ]
    assert page.text("dd")[0] == words


def test_a_tone_is_shown_by_a_sign_and_spoken_as_well_as_coloured(brief_of, read):
    table = Table("t", (Column("Party"), Column("Gain", numeric=True)), ((Cell("A"), Cell("12", "bad", "a loss")),))
    page = read(render_html(brief_of(table)))
    cell = page.text("td")[0]
    assert "▼" in cell
    assert "against: " in cell
    assert "(a loss)" in cell
    assert {"class": "number bad"} in page.all("td")


def test_a_spelled_out_title_cannot_break_the_style(brief_of):
    html = render_html(brief_of(title='A "quoted" \\ </style> } title\n2', caution="c"))
    running = re.search(r'@top-left \{ content: "([^"]*)" \}', html)[1]
    assert re.fullmatch(r"(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )+", running)


def test_the_caution_is_not_said_again_before_every_section(brief_of, read):
    page = read(render_html(brief_of(Note("Take care.", "caution"), Note("Another.", "caution"), caution="Take care.")))
    assert "Take care." not in page.text("main")[0]
    assert "Another." in page.text("main")[0]


def test_a_table_of_words_keeps_its_roles_when_it_is_stacked_on_a_telephone(brief_of, read):
    table = Table("t", tuple(Column(h) for h in "abc"), ((Cell("1"), Cell("2"), Cell("3")),))
    page = read(render_html(brief_of(table)))
    assert page.all("table")[0] == {"id": "table-1", "role": "table", "class": "stacks"}
    assert [a["data-heading"] for a in page.all("td")] == ["b", "c"]
    assert {a["role"] for a in page.all("tr", "th", "td")} == {"row", "columnheader", "rowheader", "cell"}


def test_annexes_stand_after_all_sections_and_in_the_contents(brief_of, read):
    plain = brief_of(Paragraph("first"))
    annex = Section("extra", "More", (Paragraph("last"),), annex=True)
    page = read(render_html(replace(plain, sections=(annex, *plain.sections))))
    assert page.text("main")[0].split() == ["One", "first", "Annexes", "Annex", "A", "More", "last"]
    assert page.all("ol") == [{"type": "1"}, {"type": "A"}]
    assert {"href": "#extra"} in page.all("a")


def test_a_paragraph_leads_to_the_section_that_says_more_when_it_is_on_the_page(brief_of, read):
    plain = brief_of(
        Paragraph("Short.", see="extra"), Paragraph("Alone.", see="elsewhere"), Paragraph("Up.", see="one")
    )
    annexes = tuple(Section(name, name, (Paragraph("last"),), annex=True) for name in ("other", "extra"))
    page = read(render_html(replace(plain, sections=(*plain.sections, *annexes))))
    assert [text for text in page.text("p") if "See" in text or text == "Alone."] == [
        "Short. See Annex\N{NO-BREAK SPACE}B.",
        "Alone.",
        "Up. See “One”.",
    ]
    assert {"href": "#extra"} in [a for a in page.all("a") if a["href"] == "#extra"][1:]


def test_the_contents_are_folded_so_that_the_answer_is_on_the_first_screen(page):
    assert [details for details in page.all("details") if "open" in details] == []
    assert page.all("details")


def test_rows_without_a_name_of_their_own_are_grouped_with_the_row_that_names_them(brief_of, read):
    rows = (("A", "one"), ("", "two"), ("B", "three"))
    table = Table("t", (Column("Name"), Column("What")), tuple((Cell(a), Cell(b)) for a, b in rows))
    page = read(render_html(brief_of(table)))
    assert [body.get("class") for body in page.all("tbody")] == ["group", None]


def test_what_does_not_fit_a_telephone_says_that_it_can_be_moved(page, html):
    moved = [box["class"] for box in page.all("div") if "picture" in (box.get("class") or "")]
    assert "scroll picture wide" in moved
    assert "move it sideways" in html
    assert "local" in html.partition("</style>")[0]


def test_a_picture_stands_on_the_page_larger_than_drawn_but_never_wider_than_the_column():
    def drawn(size):
        return f'<svg width="{size}" height="100" viewBox="0 0 {size} 100"/>'

    assert 'width="540"' in enlarged(drawn(400))
    assert 'width="984"' in enlarged(drawn(900))
    assert 'width="1200" height="100"' in enlarged(drawn(1200))


def test_a_number_keeps_its_error_and_a_date_its_year_on_one_line(brief_of, read):
    cells = (Cell("0.93 ±0.03"), Cell("23 February 2017 – 3 March 2017"), Cell("16.7 %"))
    page = read(render_html(brief_of(Table("t", tuple(map(Column, "abc")), (cells,)))))
    told = [*page.text("th")[3:4], *page.text("td")]
    assert told == ["0.93\xa0±0.03", "23\xa0February\xa02017\xa0– 3\xa0March\xa02017", "16.7\xa0%"]


def test_the_twenty_seventh_annex_has_two_letters(brief_of, read):
    annexes = tuple(Section(f"n{n}", "More", (Paragraph("x"),), annex=True) for n in range(28))
    page = read(render_html(replace(brief_of(), sections=annexes)))
    assert [text.removesuffix(" More") for text in page.text("h2")[24:28]] == [
        "Annex\N{NO-BREAK SPACE}Y",
        "Annex\N{NO-BREAK SPACE}Z",
        "Annex\N{NO-BREAK SPACE}AA",
        "Annex\N{NO-BREAK SPACE}AB",
    ]
