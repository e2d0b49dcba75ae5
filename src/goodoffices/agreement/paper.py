"""The paper (PDF) of an agreement: a place for each signatory, signatures put there, all of them checked.

pyHanko does the work (`pades`), and is loaded only when there is some.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices.agreement.bundle import read_text
from goodoffices.agreement.deed import deed_of
from goodoffices.agreement.model import Agreement, Signatory
from goodoffices.values import Deed

__all__ = ["PaperSignature", "Place", "check_paper", "is_paper", "paper_of", "sign_paper", "text_in", "with_places"]

Place = tuple[int, tuple[float, float, float, float]]
"""Page, from 0, and box: left, bottom, right, top in points from the lower left."""


@dataclass(frozen=True)
class PaperSignature:
    """A signature within a paper: whose, what it says in words, the time in it, and why it does not hold."""

    signatory: str
    said: str
    signed: str
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether it holds, and covers the paper as it is but for signatures put in later."""
        return not self.faults


def is_paper(data: bytes) -> bool:
    """Whether bytes are a PDF."""
    return data.startswith(b"%PDF-")


def paper_of(
    agreement: Agreement, render: Callable[[Deed], bytes], place_of: Callable[[bytes, int, int], Place]
) -> bytes:
    """The paper before anybody signs it. `render` draws a deed; `place_of` tells where in the drawn paper, of so many
    places, the one of a number (from 0) lies."""
    paper = render(deed_of(agreement))
    count = len(agreement.signatories)
    return with_places(paper, agreement.signatories, [place_of(paper, count, number) for number in range(count)])


def with_places(paper: bytes, signatories: Sequence[Signatory], places: Sequence[Place]) -> bytes:
    """The paper with an empty field for each signatory, before anybody signs."""
    from goodoffices.agreement import pades  # noqa: PLC0415 - heavy

    return pades.with_fields(paper, signatories, places)


def sign_paper(  # each word is of another kind
    paper: bytes, private: bytes, signatory: Signatory, said: str, stamp: bytes, when: dt.datetime
) -> bytes:
    """The paper with one more signature in the field of its signatory; what was there before stays byte for byte.

    `said` is what the signature says, in words; `stamp` a PDF of one page that is shown in the place; `when` the time
    by the signer's clock. Raises AgreementError for a paper without that field, or with a signature in it.
    """
    from goodoffices.agreement import pades  # noqa: PLC0415 - heavy

    return pades.sign(paper, private, signatory, said, stamp, when)


def text_in(paper: bytes, file: str = "") -> Agreement:
    """The text that a paper carries within. Raises AgreementError for a paper that carries none."""
    from goodoffices.agreement import pades  # noqa: PLC0415 - heavy

    return read_text(pades.text_within(paper), file)


def check_paper(paper: bytes) -> tuple[PaperSignature, ...]:
    """Every signature within a paper, in the order in which they were put there, against the keys in its own text.

    Raises AgreementError for what is no such paper.
    """
    from goodoffices.agreement import pades  # noqa: PLC0415 - heavy

    return pades.check(paper, text_in(paper))
