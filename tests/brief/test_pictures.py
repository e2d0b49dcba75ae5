"""Pictures: drawn in the house style, fetching nothing, readable on their own."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from goodoffices.brief import picture_pdf, picture_png, picture_svg, render_html, write_figures
from goodoffices.brief.theme import FONT, with_theme
from goodoffices.errors import FileError
from goodoffices.values import Picture

POINTS = {
    "data": {"values": [{"a": n, "b": n * n % 7, "t": "Правительство <b>&"} for n in range(9)]},
    "mark": {"type": "point", "cursor": "pointer", "blend": "multiply", "tooltip": True},
    "encoding": {
        "x": {"field": "a", "type": "quantitative"},
        "y": {"field": "b", "type": "quantitative"},
        "color": {"field": "t"},
        "href": {"field": "t"},
    },
}


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def picture(spec, alt="what it shows"):
    return Picture("points", "Points", alt, spec)


def test_a_picture_is_one_image_without_style_script_or_link():
    root = parsed(picture_svg(picture(POINTS)))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "what it shows"
    for element in root.iter():
        assert element.tag.rpartition("}")[2] in {"svg", "g", "path", "rect", "line", "text", "circle", "a", "tspan"}
        below = {name.rpartition("}")[2] for name in element.attrib}
        assert not below & {"style", "href", "onclick", "class", "cursor"}
        assert element is root or not below & {"role", "aria-label", "aria-hidden"}


def test_tidying_leaves_every_point_and_every_word():
    root = parsed(picture_svg(picture(POINTS)))
    words = [element.text for element in root.iter() if element.tag.endswith("}text")]
    assert "Правительство <b>&" in words
    assert sum(element.tag.endswith("}circle") for element in root.iter()) == 9 + 1


def test_a_picture_is_drawn_in_the_house_font_on_white():
    svg = picture_svg(picture(POINTS))
    assert f'font-family="{FONT}"' in svg
    assert svg.count("font-family") == 1
    assert 'fill="white"' in svg


def test_what_a_picture_says_for_itself_stands_over_the_house_style():
    config = with_theme({"config": {"axis": {"labelFontSize": 8}, "background": "#eee"}})["config"]
    assert config["axis"]["labelFontSize"] == 8
    assert config["axis"]["titleFontSize"] == 12
    assert config["background"] == "#eee"


@pytest.mark.parametrize(
    "spec",
    [
        {"data": {"url": "https://example.org/a.csv"}, "mark": "point"},
        {"layer": [{"data": {"url": "file:///etc/passwd"}, "mark": "point"}]},
        {
            "data": {"values": [{}]},
            "mark": "point",
            "transform": [{"lookup": "a", "from": {"key": "a", "data": {"url": "b.json"}}}],
        },
        {"data": {"values": [{}]}, "mark": {"type": "image", "url": "https://example.org/a.png"}},
        {"data": {"values": [{}]}, "mark": "image"},
    ],
)
def test_a_specification_that_would_fetch_something_is_refused(spec):
    with pytest.raises(ValueError, match=r"fetched"):
        picture_svg(picture(spec))


def test_a_picture_that_names_rows_it_does_not_hold_is_refused():
    spec = {"layer": [{"data": {"name": "lost"}, "mark": "point"}], "datasets": {"held": [{"a": 1}]}}
    with pytest.raises(ValueError, match="lost"):
        picture_svg(picture(spec))
    spec["layer"][0]["data"]["name"] = "held"
    assert picture_svg(picture(spec))


def test_letters_that_xml_cannot_hold_do_not_stop_a_picture():
    spec = {"data": {"values": [{"a": "x\x01y"}]}, "mark": "text", "encoding": {"text": {"field": "a"}}}
    svg = picture_svg(picture(spec, alt="bell \x07"))
    assert "x\N{REPLACEMENT CHARACTER}y" in "".join(parsed(svg).itertext())
    assert "bell \N{REPLACEMENT CHARACTER}" in svg


def test_png_and_pdf_are_what_they_say_and_the_same_each_time():
    assert picture_png(picture(POINTS)).startswith(b"\x89PNG\r\n")
    assert picture_pdf(picture(POINTS)).startswith(b"%PDF-")
    assert picture_pdf(picture(POINTS)) == picture_pdf(picture(POINTS))
    assert b"CreationDate" not in picture_pdf(picture(POINTS))


def test_scale_is_dots_to_a_css_pixel():
    width = int(parsed(picture_svg(picture(POINTS))).get("width"))
    for scale in (1, 3):
        assert int.from_bytes(picture_png(picture(POINTS), scale)[16:20]) == pytest.approx(width * scale, abs=scale)


def test_figures_are_written_as_svg_png_and_pdf_in_reading_order(brief, tmp_path):
    written = write_figures(brief, tmp_path / "new" / "figures")
    assert [path.name for path in written] == [
        f"{name}.{suffix}" for name in ("timeline", "what-matters", "frontier") for suffix in ("svg", "png", "pdf")
    ]
    assert all(path.stat().st_size > 500 for path in written)


def words_of(path):
    return " ".join(" ".join(parsed(path.read_text("utf-8")).itertext()).split())


@pytest.mark.long
def test_a_picture_in_a_file_bears_the_caution_and_where_it_comes_from(brief, tmp_path):
    dated = replace(brief, composed=dt.date(2026, 11, 23))
    for path in write_figures(dated, tmp_path):
        if path.suffix == ".svg":
            words = words_of(path)
            assert "Caution: The preferences are an analyst's" in words
            assert "dossier 5a5a5a5a5a5a · goodoffices 0.1.0 · composed 2026-11-23" in words
    assert "5a5a5a5a5a5a ·" not in render_html(dated)


def test_a_picture_without_a_caution_bears_only_its_origin_and_keeps_its_own_title(brief_of, tmp_path):
    titled = picture({**POINTS, "title": "Its own title"})
    words = words_of(write_figures(brief_of(titled), tmp_path)[0])
    assert "Its own title" in words
    assert "goodoffices 0" in words
    assert "Caution" not in words
    assert "composed" not in words


def test_the_name_of_a_picture_never_leaves_its_directory(brief_of, tmp_path):
    escaping = Picture("../../etc/x", "c", "a", POINTS)
    written = write_figures(brief_of(escaping, escaping), tmp_path)
    assert {path.parent for path in written} == {tmp_path}
    assert len(set(written)) == 6


def test_a_directory_that_cannot_be_made_is_reported(brief, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(FileError, match="taken"):
        write_figures(brief, tmp_path / "taken")
