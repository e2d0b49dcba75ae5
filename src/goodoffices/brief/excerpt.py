"""Sections to look at in a notebook: what the commands print, beside the code that made it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup

from goodoffices.brief.html import render_blocks
from goodoffices.brief.page import Brief
from goodoffices.values import Provenance, Section

__all__ = ["Excerpt", "show"]


@dataclass(frozen=True)
class Excerpt:
    """Sections, shown by a notebook as headings, tables and pictures: it asks for `_repr_html_`."""

    sections: tuple[Section, ...]

    def _repr_html_(self) -> str:
        nobody = Provenance(method="", inputs=(), version="")
        style = resources.files("goodoffices.brief").joinpath("templates/excerpt.css").read_text(encoding="utf-8")
        brief = Brief(title="", subtitle="", sections=self.sections, provenance=nobody)
        return render_blocks(brief, "excerpt.html.j2", style=Markup(style))  # noqa: S704 - our own stylesheet


def show(*sections: Section) -> Excerpt:
    """Sections for a notebook, in the order given.

    >>> show(*settlement_sections(case, answer))  # doctest: +SKIP
    """
    return Excerpt(sections)
