"""A card as a PDF on A5, in large type that prints in black: one language after another, each from a new page on.

Two pages of A5 stand on one sheet of A4 that is folded (print two pages a sheet).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources

from goodoffices.brief.pdf import paper_of, timestamp_of
from goodoffices.values import Card

__all__ = ["render_card"]


def render_card(card: Card) -> bytes:
    """The card. The same card gives the same bytes on the same machine."""
    template = resources.files("goodoffices.brief").joinpath("templates/card.typ").read_bytes()
    told = {"title": card.title, "faces": [asdict(face) for face in card.faces], "dated": card.composed is not None}
    document = json.dumps(told, ensure_ascii=False).encode()
    return paper_of({"main.typ": template, "card.json": document}, timestamp_of(card.composed))
