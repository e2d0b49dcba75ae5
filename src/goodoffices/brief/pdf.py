"""A brief as a PDF on A4, tagged for screen readers (PDF/UA-1).

Typst sets it from a template of ours. What the user wrote reaches Typst only as data (one JSON file in a root that
exists in memory), never as markup, so no text can become an instruction. Latin, Greek and Cyrillic are set in
Libertinus Serif, which Typst carries; other scripts in a font of the machine, when it has one.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from importlib import resources

import typst

from goodoffices.brief.outline import lay_out
from goodoffices.brief.page import Brief
from goodoffices.brief.pictures import picture_svg
from goodoffices.brief.typeset import typeset

__all__ = ["pages_of", "render_pdf", "timestamp_of"]

_PAGE = re.compile(rb"/Type\s*/Page\b")


def render_pdf(brief: Brief) -> bytes:
    """The paper. The same brief gives the same bytes on the same machine; its date is the day of `composed`; it
    bears none where that is not known.

    Raises ValueError for a picture that cannot be drawn.
    """
    outline = lay_out(brief)
    template = resources.files("goodoffices.brief").joinpath("templates/brief.typ").read_bytes()
    drawings = {f"{name}.svg": picture_svg(picture, name).encode() for name, picture in outline.pictures}
    document = json.dumps(outline.document, ensure_ascii=False).encode()
    return _paper({"main.typ": template, "brief.json": document, **drawings}, timestamp_of(brief.composed))


def pages_of(paper: bytes) -> int:
    """How many pages a paper made here has."""
    return len(_PAGE.findall(paper))


def _paper(files: dict[str, bytes], timestamp: int) -> bytes:
    try:
        return typeset(files, timestamp=timestamp, pdf_standards=["ua-1"])
    except typst.TypstError:
        # The standard refuses a paper that is not fully accessible, as one with a letter that no font can show.
        # A paper with a gap is better than none.
        return typeset(files, timestamp=timestamp)


def timestamp_of(day: dt.date | None) -> int:
    """Seconds since 1970 of a day; 0 when it is not known, which the paper then does not show."""
    return max(0, int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())) if day else 0
