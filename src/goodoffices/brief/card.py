"""A card as a PDF on A5, in large type that prints in black: one language after another, each from a new page on.

Two pages of A5 stand on one sheet of A4 that is folded (print two pages a sheet).
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib import resources

import typst

from goodoffices.brief.pdf import timestamp_of
from goodoffices.brief.typeset import typeset
from goodoffices.errors import UserError
from goodoffices.values import Card

__all__ = ["render_card"]

_UNSHOWN = re.compile(r'the text `"(.*)"` could not be displayed')
"""What Typst says of a letter that none of its fonts has."""


def render_card(card: Card) -> bytes:
    """The card. The same card gives the same bytes on the same machine.

    Raises UserError where this machine has no font for a letter of it: a card with a gap is worse than none.
    """
    template = resources.files("goodoffices.brief").joinpath("templates/card.typ").read_bytes()
    told = {"title": card.title, "faces": [asdict(face) for face in card.faces], "dated": card.composed is not None}
    document = json.dumps(told, ensure_ascii=False).encode()
    files = {"main.typ": template, "card.json": document}
    try:
        return typeset(files, timestamp=timestamp_of(card.composed), pdf_standards=["ua-1"])
    except typst.TypstError as error:
        missing = _UNSHOWN.search(str(error))
        if not missing:
            raise
        what = f"no font of this machine shows {missing[1]!r}, and a card with a gap is worse than none"
        remedy = "Install a font that does, as Noto Naskh Arabic for Arabic; or write the card in another language."
        raise UserError.of(what, remedy=remedy) from error
