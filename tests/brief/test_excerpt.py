"""Sections in a notebook."""

import re

from goodoffices.brief import show
from goodoffices.values import Cell, Column, Note, Paragraph, Picture, Section, Table

SPEC = {"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x", "type": "quantitative"}}}
TABLE = Table("Gains", (Column("Party"), Column("Gain", numeric=True)), ((Cell("North <b>"), Cell("+3.0", "good")),))
SECTION = Section(
    "a", "What & why", (Note("All could accept it", "finding"), TABLE, Picture("zone", "The zone", "One point.", SPEC))
)


def test_a_notebook_shows_headings_tables_and_pictures_and_nothing_acts_on_the_page():
    html = show(SECTION, Section("b", "To look up", (Paragraph("Details"),), annex=True))._repr_html_()
    assert "What &amp; why" in html
    assert "North &lt;b&gt;" in html
    assert "<svg" in html
    assert html.index("All could accept it") < html.index("Details")
    assert not re.search(r"<script|<html|<link|\son\w+=", html)


def test_the_look_of_an_excerpt_stays_within_it():
    style = re.search(r"<style>(.*?)</style>", show(SECTION)._repr_html_(), re.DOTALL)[1]
    rules = [rule.split("{")[0] for rule in style.strip().split("}") if rule.strip()]
    assert rules
    assert all(part.strip().startswith(".goodoffices ") for rule in rules for part in rule.split(","))
