"""An agreement as a deed for paper, and what stands in a place once it is signed."""

from __future__ import annotations

import datetime as dt

from goodoffices.agreement.canonical import FORMAT, canonical, hash_of, parts_of, plain
from goodoffices.agreement.model import ROLES, Agreement, Signatory
from goodoffices.agreement.signature import Signature
from goodoffices.seal.unanimity import fingerprint
from goodoffices.values import Deed, DeedFace, DeedPlace

__all__ = ["ATTACHED", "deed_of", "fingerprint_of", "in_words", "stamp_lines"]

ATTACHED = "agreement.json"
"""The name of the file within the paper: the frozen text, in its canonical form."""
_NOTE = (
    "Each place takes an electronic signature of this PDF by the key of which the fingerprint stands there. The hash "
    "below every page is that of the text in all its languages; the file within this PDF holds that text."
)


def deed_of(agreement: Agreement) -> Deed:
    """The paper before anybody has signed it; the same text gives the same paper."""
    text_hash = hash_of(parts_of(agreement))
    return Deed(
        title=next(iter(agreement.title.values())),
        faces=tuple(_face(agreement, language) for language in agreement.languages),
        places=tuple(_place(each) for each in agreement.signatories),
        heading="Signatures",
        note=_NOTE,
        foot=f"{agreement.id} · SHA-256 of the text {text_hash}",
        attached=(ATTACHED, canonical({"agreement": plain(agreement), "format": FORMAT}) + b"\n"),
        composed=dt.date.fromisoformat(agreement.adopted),
    )


def fingerprint_of(signatory: Signatory) -> str:
    """What two people compare by voice or on paper."""
    return fingerprint(signatory.key)


def stamp_lines(agreement: Agreement, signature: Signature, key: str) -> tuple[tuple[str, str], ...]:
    """What is shown of a signature: everything that it says."""
    lines = [("Signed by", signature.by), ("Capacity", signature.capacity)]
    lines += [("Still to decide", signature.body)] if signature.body else []
    for each in signature.reservations:
        number = agreement.number(each.article)
        heading = next(iter(agreement.articles[number - 1].heading.values())) if number else "the whole"
        lines.append((f"Reservation on {heading}", each.text))
    dated = f"{signature.date}, {signature.place}" if signature.place else signature.date
    return (*lines, ("Date, as the signer states it", dated), ("Key", fingerprint(key)))


def in_words(agreement: Agreement, signature: Signature, key: str) -> str:
    """The same in one line: what the signature within the paper says."""
    return "; ".join(f"{term}: {words}" for term, words in stamp_lines(agreement, signature, key))


def _face(agreement: Agreement, language: str) -> DeedFace:
    return DeedFace(
        language,
        agreement.title.get(language, ""),
        # The day stands alone: after Arabic letters its digits would be shown in another order.
        (agreement.place.get(language, ""), agreement.adopted),
        agreement.preamble.get(language, ()),
        tuple((each.heading.get(language, ""), each.text.get(language, ())) for each in agreement.articles),
        agreement.closing.get(language, ""),
        tuple(
            (each.title.get(language, ""), f"{each.file} · {each.size:,} bytes · SHA-256 {each.sha256}")
            for each in agreement.annexes
        ),
    )


def _place(each: Signatory) -> DeedPlace:
    return DeedPlace(tuple(each.name.items()), f"{ROLES[each.role]} · key {fingerprint(each.key)}")
