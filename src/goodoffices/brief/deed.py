"""A deed as a PDF on A4: every language from a new page on, then pages with a place for each who signs.

The places lie where `place_of_signature` says, so that a signature can be put there later.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib import resources

import typst

from goodoffices.brief.pdf import pages_of, timestamp_of
from goodoffices.brief.typeset import typeset
from goodoffices.errors import UserError
from goodoffices.values import Deed

__all__ = ["place_of_signature", "render_deed", "render_stamp"]

ON_A_PAGE = 4
_POINT = 72 / 25.4
_PAGE = 297.0
_LEFT, _TOP, _WIDTH, _HEIGHT, _STEP = 22.0, 47.0, 166.0, 36.0, 56.0
"""Millimetres: where the first place for a stamp lies, how large it is, how far the next one is below."""
_UNSHOWN = re.compile(r'the text `"(.*)"` could not be displayed')


def render_deed(deed: Deed) -> bytes:
    """The paper. The same deed gives the same bytes on the same machine.

    Raises UserError where this machine has no font for a letter of it: a deed with a gap is worse than none.
    """
    told = {
        "title": deed.title,
        "faces": [asdict(face) for face in deed.faces],
        "places": [asdict(place) for place in deed.places],
        "heading": deed.heading,
        "note": deed.note,
        "foot": deed.foot,
        "attached": deed.attached[0],
        "dated": deed.composed is not None,
        "box": {"left": _LEFT, "top": _TOP, "width": _WIDTH, "height": _HEIGHT, "step": _STEP, "most": ON_A_PAGE},
    }
    files = {"main.typ": _template("deed.typ"), "deed.json": _json(told), "attached": deed.attached[1]}
    return _set(files, timestamp_of(deed.composed), pdf_standards=["ua-1"])


def render_stamp(lines: tuple[tuple[str, str], ...]) -> bytes:
    """What is shown in a place once it is signed: terms with what is said of each, one page of the size of the place.

    The letters are smaller where there is more to say, so that nothing is left out. Raises UserError as `render_deed`,
    and where there is more than the place can show.
    """
    told = {"lines": [list(line) for line in lines], "width": _WIDTH, "height": _HEIGHT}
    made = _set({"main.typ": _template("stamp.typ"), "stamp.json": _json(told)}, 0)
    if pages_of(made) != 1:
        remedy = "Make the reservations shorter, or put them into an annex that the text names, before it is frozen."
        raise UserError.of(
            "the place for a signature on paper is too small for what this signature says", remedy=remedy
        )
    return made


def place_of_signature(paper: bytes, places: int, number: int) -> tuple[int, tuple[float, float, float, float]]:
    """Page (from 0) and box (left, bottom, right, top, in points from the lower left) of a place, counted from 0."""
    first = pages_of(paper) - -(-places // ON_A_PAGE)
    top = _PAGE - _TOP - _STEP * (number % ON_A_PAGE)
    box = (_LEFT, top - _HEIGHT, _LEFT + _WIDTH, top)
    left, bottom, right, upper = (round(each * _POINT, 2) for each in box)
    return first + number // ON_A_PAGE, (left, bottom, right, upper)


def _set(files: dict[str, bytes], timestamp: int, **options: object) -> bytes:
    try:
        return typeset(files, timestamp=timestamp, **options)
    except typst.TypstError as error:
        missing = _UNSHOWN.search(str(error))
        if not missing:
            raise
        what = f"no font of this machine shows {missing[1]!r}, and a deed with a gap is worse than none"
        raise UserError.of(what, remedy="Install a font that does, as Noto Naskh Arabic for Arabic.") from error


def _template(name: str) -> bytes:
    return resources.files("goodoffices.brief").joinpath(f"templates/{name}").read_bytes()


def _json(told: dict[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()
