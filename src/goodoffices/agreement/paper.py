"""The paper (PDF) of an agreement: a place for each signatory, signatures put there, all of them checked.

pyHanko does the work (`pades`), and is loaded only when there is some.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices.agreement.bundle import read_text
from goodoffices.agreement.deed import deed_of
from goodoffices.agreement.model import Agreement, Signatory
from goodoffices.agreement.signature import Signature
from goodoffices.errors import AgreementError
from goodoffices.values import Deed

__all__ = [
    "PaperSignature",
    "Place",
    "Prepared",
    "certificate_bytes",
    "check_paper",
    "complete_paper",
    "is_paper",
    "paper_bytes",
    "paper_of",
    "prepare_paper",
    "sign_paper",
    "text_in",
    "with_places",
]

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


@dataclass(frozen=True)
class Prepared:
    """A paper with the place of one signature left open: the bytes from `start` to `end` are not signed."""

    paper: bytes
    start: int
    end: int

    @property
    def digest(self) -> bytes:
        """SHA-512 of all that is signed of it."""
        return hashlib.sha512(self.paper[: self.start] + self.paper[self.end :]).digest()


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


def sign_paper(
    paper: bytes, private: bytes, agreement: Agreement, asked: Signature, stamp: bytes, when: dt.datetime
) -> bytes:
    """The paper with one more signature in the field of its signatory; what was there before stays byte for byte.

    `asked` is what the signature says (who has signed the file first, gives that signature); `stamp` a PDF of one page
    that is shown in the place; `when` the time by the signer's clock. Raises AgreementError for a paper without that
    field, or with a signature in it.
    """
    from goodoffices.agreement import pades  # noqa: PLC0415 - heavy

    return pades.sign(paper, private, agreement, asked, stamp, when)


def prepare_paper(paper: bytes, agreement: Agreement, asked: Signature, stamp: bytes, when: dt.datetime) -> Prepared:
    """The paper with the place of a signature left open, for a key that is elsewhere. See `sign_paper`."""
    from goodoffices.agreement import pades  # noqa: PLC0415 - heavy

    return pades.prepare(paper, agreement, asked, stamp, when)


def certificate_bytes(signatory: Signatory, when: dt.datetime) -> bytes:
    """What the key signs first, to certify itself."""
    from goodoffices.agreement import certificate  # noqa: PLC0415 - loaded when there is work

    return certificate.to_certify(signatory, when)


def paper_bytes(
    prepared: Prepared, agreement: Agreement, asked: Signature, when: dt.datetime, certified: bytes
) -> bytes:
    """What the key signs next, `certified` being its signature of `certificate_bytes`: a digest of the paper, a hash of
    the certificate, and what `asked` says with the hash of the text."""
    from goodoffices.agreement import pades  # noqa: PLC0415 - heavy

    return pades.to_sign(prepared, agreement, asked, when, certified)


def complete_paper(  # each word is of another kind
    prepared: Prepared, agreement: Agreement, asked: Signature, when: dt.datetime, certified: bytes, signature: bytes
) -> bytes:
    """The prepared paper with its signature, made elsewhere over `certificate_bytes` and `paper_bytes`.

    Raises AgreementError where it does not hold: no paper is given that shows a signature which is none.
    """
    from goodoffices.agreement import pades  # noqa: PLC0415 - heavy

    made = pades.complete(prepared, agreement, asked, when, certified, signature)
    *_, last = pades.check(made, agreement)
    if last.signatory != asked.signatory or not last.holds:
        raise AgreementError.of(f"the signature of the paper does not hold: {'; '.join(last.faults)}")
    return made


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
