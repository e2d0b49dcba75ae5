"""A brief as one HTML page that needs nothing beside itself: no script, no network, no attribute of style."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from goodoffices.brief.isolate import isolated
from goodoffices.brief.outline import lay_out
from goodoffices.brief.page import Brief
from goodoffices.brief.pictures import picture_svg, width_of

__all__ = ["render_blocks", "render_html"]

_SIZE = re.compile(r' width="\d+" height="(\d+)"')
_RUNNING_CAUTION = "Rests on judgements: read the caution on page 1"
_NARROW, _MIDDLING = 420, 540
"""Pixels up to which a picture is read on a telephone without being moved about, or moved about a little."""
_ENLARGED, _COLUMN = 1.35, 984
"""How much larger than drawn a picture stands on a page, and the pixels that the page has room for."""


def render_html(brief: Brief) -> str:
    """The page as text. The same brief gives the same text. Raises ValueError for a picture that cannot be drawn."""
    style = _stylesheet() + _running_header(brief)
    # The text between the tags of the style element, byte for byte, is what the policy allows.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return render_blocks(brief, "brief.html.j2", style=Markup(style), style_digest=digest)  # noqa: S704 - our own stylesheet; the title in it is escaped for CSS


def render_blocks(brief: Brief, template: str, **more: Markup | str) -> str:
    """A brief through one of our templates, its pictures drawn. `more` is handed to the template as it is."""
    outline = lay_out(brief)
    drawings = {name: picture_svg(picture, name) for name, picture in outline.pictures}
    return (
        _environment()
        .get_template(template)
        .render(
            brief=outline.document,
            drawings={name: Markup(enlarged(svg)) for name, svg in drawings.items()},  # noqa: S704 - serialised by svg.tidy
            moved={name: _moved(width_of(svg)) for name, svg in drawings.items()},
            **more,
        )
    )


def enlarged(svg: str) -> str:
    """The drawing in the size in which it stands on a page: its letters then are nearly as large as the text's."""
    drawn = width_of(svg)
    wide = min(round(drawn * _ENLARGED), max(drawn, _COLUMN))
    return _SIZE.sub(lambda size: f' width="{wide}" height="{round(int(size[1]) * wide / drawn)}"', svg, count=1)


def _moved(width: int) -> str:
    """How a picture of that many pixels is read on a telephone: whole, or moved about under one's finger."""
    return "" if width <= _NARROW else "middling" if width <= _MIDDLING else "wide"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("goodoffices.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _stylesheet() -> str:
    return resources.files("goodoffices.brief").joinpath("templates/style.css").read_text(encoding="utf-8")


def _running_header(brief: Brief) -> str:
    """Rules that print the title and the caution's short form at the head of every page but the first, and the mark
    at the foot of all."""
    caution = _RUNNING_CAUTION if brief.provenance.caution else ""
    title = _css_text(isolated(brief.title))
    mark = f'@page {{ @bottom-left {{ content: "{_css_text(isolated(brief.mark))}" }} }}\n' if brief.mark else ""
    return mark + (
        f'@page {{ @top-left {{ content: "{title}" }} @top-right {{ content: "{caution}" }} }}\n'
        '@page :first { @top-left { content: "" } @top-right { content: "" } }\n'
    )


def _css_text(text: str) -> str:
    """Text inside a CSS string: everything but plain letters, digits and spaces is written as its code point."""
    return "".join(c if c == " " or (c.isascii() and c.isalnum()) else f"\\{ord(c):x} " for c in text)
