"""A brief as part of somebody else's page: no style, no script, nothing that a strict content policy refuses."""

from __future__ import annotations

from goodoffices.brief.html import render_blocks
from goodoffices.brief.page import Brief

__all__ = ["render_fragment"]


def render_fragment(brief: Brief) -> str:
    """Caution, sections, annexes and how it was made, as one HTML element of the class `goodoffices` whose headings
    begin at the second level. Pictures stand in it as SVG with presentation attributes only; looks are the page's.

    The same brief gives the same text. Raises ValueError for a picture that cannot be drawn.
    """
    return render_blocks(brief, "fragment.html.j2")
