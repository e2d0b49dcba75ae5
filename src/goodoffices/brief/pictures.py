"""Pictures: from a Vega-Lite specification to SVG, PNG and PDF in the house style. Nothing is fetched.

The drawing is laid out by vl-convert and set on paper by Typst, whose own fonts stand in where the machine has none:
without them the labels would be missing, silently.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert

from goodoffices.brief.outline import lay_out, slug
from goodoffices.brief.page import Brief
from goodoffices.brief.stamp import stamped
from goodoffices.brief.svg import tidy
from goodoffices.brief.theme import with_theme
from goodoffices.brief.typeset import typeset
from goodoffices.errors import FileError
from goodoffices.values import Picture

__all__ = ["forget_pictures", "picture_pdf", "picture_png", "picture_svg", "width_of", "write_figures"]

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CSS_PIXELS_PER_INCH = 96
_SVG_SIZE = re.compile(r' width="(\d+)" height="\d+"')
_SHEET = b"""#set page(width: auto, height: auto, margin: 0pt)
#set document(title: sys.inputs.title, date: none)
#image("picture.svg", alt: sys.inputs.alt)
"""


def picture_svg(picture: Picture, prefix: str = "") -> str:
    """The picture as one SVG element: a single image to a screen reader, its ids beginning with `prefix`.

    Raises ValueError when the specification would have to fetch something, or cannot be drawn.
    """
    return tidy(_drawing(picture), prefix or slug(picture.name) or "picture", _cleaned(picture.alt))


def picture_png(picture: Picture, scale: float = 2.0) -> bytes:
    """The picture as PNG, `scale` dots to one CSS pixel. Raises as `picture_svg`."""
    return _on_paper(picture, "png", _CSS_PIXELS_PER_INCH * scale)


def picture_pdf(picture: Picture) -> bytes:
    """The picture as a PDF page of its own size, its text still text. Raises as `picture_svg`."""
    return _on_paper(picture, "pdf")


def forget_pictures() -> None:
    """Forget the drawings that are kept for the next time they are asked for: what they show may be confidential."""
    _drawn.cache_clear()


def width_of(svg: str) -> int:
    """The width of a drawing in CSS pixels; 0 when it says none."""
    size = _SVG_SIZE.search(svg)
    return int(size[1]) if size else 0


def write_figures(brief: Brief, directory: Path) -> list[Path]:
    """Write every picture of a brief as SVG, PNG and PDF; the paths, in reading order. Makes the directory.

    A file travels without its page, so each bears the caution and where it comes from.
    """
    written = []
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, plain in lay_out(brief).pictures:
            stem = name.removeprefix("figure-")
            picture = stamped(plain, brief, width_of(picture_svg(plain)))
            for suffix, content in (
                (".svg", picture_svg(picture).encode()),
                (".png", picture_png(picture)),
                (".pdf", picture_pdf(picture)),
            ):
                path = directory / (stem + suffix)
                path.write_bytes(content)
                written.append(path)
    except OSError as error:
        raise FileError.of(f"cannot write the pictures to {directory}: {error.strerror}") from error
    return written


def _on_paper(picture: Picture, form: str, ppi: float | None = None) -> bytes:
    inputs = {"title": picture.caption or picture.name, "alt": picture.alt}
    files = {"main.typ": _SHEET, "picture.svg": picture_svg(picture).encode()}
    return typeset(files, format=form, ppi=ppi, sys_inputs=inputs)


def _drawing(picture: Picture) -> str:
    for fault in _faults(picture.spec, frozenset(picture.spec.get("datasets", ()))):
        raise ValueError(f"picture {picture.name!r}: {fault}")
    return _drawn(json.dumps(with_theme(_cleaned(picture.spec)), sort_keys=True, ensure_ascii=False))


def _cleaned(part: Any) -> Any:
    """The same without the characters that no drawing can hold: at one of them the renderer ends the process."""
    if isinstance(part, str):
        return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", part)
    if isinstance(part, Mapping):
        return {_cleaned(key): _cleaned(below) for key, below in part.items()}
    if isinstance(part, (list, tuple)):
        return [_cleaned(below) for below in part]
    return part


@lru_cache(maxsize=64)
def _drawn(spec: str) -> str:
    # No base address is allowed: even what `_faults` would miss is not fetched.
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def _faults(part: Any, known: frozenset[str]) -> Iterator[str]:
    """What in a specification reaches outside it, or is not in it: rows that it names but does not hold (`known`
    are those it holds) would leave a picture without its points, silently. Inline rows are not searched."""
    if isinstance(part, Mapping):
        yield from _faults_of_data(part.get("data"), known)
        mark = part.get("mark")
        if "image" in (mark, mark.get("type") if isinstance(mark, Mapping) else None):
            yield "an image mark would be fetched when the page is opened"
        for key, below in part.items():
            if key not in {"values", "datasets"}:
                yield from _faults(below, known)
    elif isinstance(part, (list, tuple)):
        for below in part:
            yield from _faults(below, known)


def _faults_of_data(data: Any, known: frozenset[str]) -> Iterator[str]:
    if not isinstance(data, Mapping):
        return
    if "url" in data:
        yield f"its data would be fetched from {data['url']!r}; give them inline, as `values`"
    elif "name" in data and len(data) == 1 and data["name"] not in known:
        yield f"its data {data['name']!r} are not among its `datasets`"
