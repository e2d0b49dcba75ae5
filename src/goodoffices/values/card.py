"""A card to carry: one face for each language, few words, large, on small paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

__all__ = ["Card", "CardFace", "CardLine"]


@dataclass(frozen=True)
class CardLine:
    """One thing to do, in the order in which it comes. `sign` says which drawing stands beside it: an arrow that turns
    by `angle` degrees (right is positive), or a stop, a bridge, a place. `aside` is set at the end of the line."""

    sign: Literal["arrow", "stop", "bridge", "place"]
    text: str
    aside: str = ""
    angle: float = 0.0


@dataclass(frozen=True)
class CardFace:
    """One language of a card.

    `band` stands across the head of every page; where `warns`, white on black. `facts` are short terms with what is
    said of them, `boxes` texts that must be found at once, `blanks` what is filled in by hand, `aside` the heading over
    the ends of the lines, `foot` what stands small below every page.
    """

    language: str
    kicker: str
    title: str
    band: str
    warns: bool
    facts: tuple[tuple[str, str], ...]
    boxes: tuple[tuple[str, str], ...]
    lines: tuple[CardLine, ...]
    blanks: tuple[str, ...] = ()
    aside: str = ""
    foot: str = ""


@dataclass(frozen=True)
class Card:
    """Faces one after another, each from a new page on."""

    title: str
    faces: tuple[CardFace, ...]
    composed: dt.date | None = None
